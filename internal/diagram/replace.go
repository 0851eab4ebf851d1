package diagram

import (
	"fmt"
	"os"
	"strings"
)

// Replace puts a picture into a Markdown file, in place of what stands between
// the marks <!-- diagram:NAME --> and <!-- /diagram -->.
func Replace(path, name, picture string) error {
	raw, err := os.ReadFile(path) //nolint:gosec // the caller's own file
	if err != nil {
		return fmt.Errorf("replace diagram: %w", err)
	}
	begin, end := "<!-- diagram:"+name+" -->\n", "<!-- /diagram -->"
	before, rest, found := strings.Cut(string(raw), begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		return fmt.Errorf("replace diagram: %s has no part between %q and %q", path, strings.TrimSpace(begin), end)
	}
	text := before + begin + "```mermaid\n" + picture + "```\n" + end + after
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil { //nolint:gosec // documentation is for everyone
		return fmt.Errorf("replace diagram: %w", err)
	}
	return nil
}
