package cli

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const repository = "../.."

// documents reads the README and the handbooks, by their paths in the repository.
func documents(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, pattern := range []string{"README.md", "docs/*.md", "docs/runbooks/*.md", "tools/README.md"} {
		paths, err := filepath.Glob(filepath.Join(repository, pattern))
		require.NoError(t, err)
		require.NotEmpty(t, paths, pattern)
		for _, path := range paths {
			raw, err := os.ReadFile(path)
			require.NoError(t, err)
			name, err := filepath.Rel(repository, path)
			require.NoError(t, err)
			out[name] = string(raw)
		}
	}
	return out
}

// anchors are the headings of a page as links name them.
func anchors(page string) []string {
	var out []string
	for _, heading := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(page, -1) {
		text := strings.ToLower(regexp.MustCompile(`[^\pL\pN _-]`).ReplaceAllString(heading[1], ""))
		out = append(out, strings.ReplaceAll(text, " ", "-"))
	}
	return out
}

func TestEveryLinkOfTheDocumentsLeadsSomewhere(t *testing.T) {
	t.Parallel()
	pages := documents(t)
	headings := map[string][]string{} // of a page that many lead to, read once
	links := 0
	for name, page := range pages {
		for _, link := range regexp.MustCompile(`\]\(([^)\s]+)\)`).FindAllStringSubmatch(page, -1) {
			if strings.Contains(link[1], "://") {
				continue
			}
			links++
			path, anchor, anchored := strings.Cut(link[1], "#")
			target := name
			if path != "" {
				target = filepath.Join(filepath.Dir(name), path)
			}
			_, err := os.Stat(filepath.Join(repository, target))
			assert.NoError(t, err, "%s links to %s", name, link[1])
			if anchored {
				if _, read := headings[target]; !read {
					headings[target] = anchors(pages[target])
				}
				assert.Contains(t, headings[target], anchor, "%s links to %s", name, link[1])
			}
		}
	}
	require.Greater(t, links, 15)
}

// TestEveryFileThatTheDocumentsNameIsThere reads what stands in backticks and
// begins with a folder of the repository.
func TestEveryFileThatTheDocumentsNameIsThere(t *testing.T) {
	t.Parallel()
	entries, err := os.ReadDir(repository)
	require.NoError(t, err)
	var folders []string
	for _, e := range entries {
		if e.IsDir() {
			folders = append(folders, e.Name())
		}
	}
	files := 0
	for name, page := range documents(t) {
		for _, token := range regexp.MustCompile("`([\\w.][\\w./-]*/[\\w./-]*)`").FindAllStringSubmatch(page, -1) {
			folder, _, _ := strings.Cut(token[1], "/")
			if !slices.Contains(folders, folder) {
				continue
			}
			files++
			_, err := os.Stat(filepath.Join(repository, token[1]))
			assert.NoError(t, err, "%s names %s", name, token[1])
		}
	}
	require.Greater(t, files, 20)
}

// commandsIn are the command lines of ours in a page: in blocks a line each, in
// text between backticks.
func commandsIn(page string) []string {
	var out []string
	line := regexp.MustCompile("(?m)^[ \t]*(?:go run ./cmd/)?platform (.*)$")
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(page, -1) {
		for _, command := range line.FindAllStringSubmatch(block[1], -1) {
			text, _, _ := strings.Cut(command[1], "#")
			out = append(out, text)
		}
	}
	text := regexp.MustCompile("(?s)```.*?```").ReplaceAllString(page, "")
	for _, command := range regexp.MustCompile("`(?:go run ./cmd/)?platform\\s+([^`]*)`").FindAllStringSubmatch(text, -1) {
		out = append(out, command[1])
	}
	return out
}

// parses says what a command line lacks: a command, a flag or an argument.
func parses(args []string) error {
	root := newRoot(streams{out: io.Discard, err: io.Discard})
	command, rest, err := root.Find(args)
	if err != nil {
		return err
	}
	if err := command.ParseFlags(rest); err != nil {
		return err
	}
	if err := command.ValidateArgs(command.Flags().Args()); err != nil {
		return err
	}
	if command.HasSubCommands() {
		return cobra.NoArgs(command, command.Flags().Args())
	}
	return nil
}

func TestEveryCommandInTheDocumentsParses(t *testing.T) {
	t.Parallel()
	commands := 0
	for name, page := range documents(t) {
		for _, command := range commandsIn(page) {
			commands++
			assert.NoError(t, parses(strings.Fields(command)), "%s says platform %s", name, command)
		}
	}
	require.Greater(t, commands, 20)
}

func TestWhatIsNoCommandDoesNotParse(t *testing.T) {
	t.Parallel()
	page := "`platform undo dev` and\n```sh\nplatform up dev --force   # no\ngo run ./cmd/platform policy\n```\n"
	require.Equal(t, []string{"up dev --force   ", "policy", "undo dev"}, commandsIn(page))
	require.ErrorContains(t, parses([]string{"undo", "dev"}), `no command "undo"`)
	require.ErrorContains(t, parses([]string{"up", "dev", "--force"}), "unknown flag: --force")
	require.ErrorContains(t, parses([]string{"up"}), "name one environment")
	require.NoError(t, parses([]string{"policy"}))
}

// TestTheDocumentsPicturesAndOrderAreFresh compares what is drawn and counted in
// documents with what the commands print now.
func TestTheDocumentsPicturesAndOrderAreFresh(t *testing.T) {
	here(t)
	for _, c := range []struct{ page, mark, language, command string }{
		{"README.md", "<!-- diagram:dev -->", "mermaid", "diagram dev"},
		{"docs/order.md", "<!-- critical-path:prod -->", "text", "graph prod --critical-path"},
	} {
		raw, err := os.ReadFile(c.page)
		require.NoError(t, err)
		now := platform(strings.Fields(c.command)...)
		require.Equal(t, answer{ExitOK, now.out, ""}, now)
		require.Contains(t, string(raw), c.mark+"\n```"+c.language+"\n"+now.out+"```\n", "%s is stale: run go generate ./internal/cli", c.page)
	}
}
