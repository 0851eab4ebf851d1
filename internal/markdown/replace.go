// Package markdown puts what a command prints into a document, so that a number in
// one is never written by hand.
package markdown

import (
	"fmt"
	"os"
	"strings"
)

// Replace puts text into a Markdown file, in place of what stands between the
// marks <!-- KIND:NAME --> and <!-- /KIND -->.
func Replace(path, kind, name, text string) error {
	raw, err := os.ReadFile(path) //nolint:gosec // the caller's own file
	if err != nil {
		return fmt.Errorf("replace %s: %w", kind, err)
	}
	begin, end := "<!-- "+kind+":"+name+" -->\n", "<!-- /"+kind+" -->"
	before, rest, found := strings.Cut(string(raw), begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		return fmt.Errorf("replace %s: %s has no part between %q and %q", kind, path, strings.TrimSpace(begin), end)
	}
	page := before + begin + text + end + after
	if err := os.WriteFile(path, []byte(page), 0o644); err != nil { //nolint:gosec // documentation is for everyone
		return fmt.Errorf("replace %s: %w", kind, err)
	}
	return nil
}

// Fence is text as a block that is shown as it stands, in a language that the
// reader's program may know.
func Fence(language, text string) string { return "```" + language + "\n" + text + "```\n" }
