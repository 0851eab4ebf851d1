package markdown

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestThePictureInADocumentIsReplaced(t *testing.T) {
	t.Parallel()
	const drawn = "before\n<!-- diagram:dev -->\n```mermaid\nflowchart LR\n```\n<!-- /diagram -->\nafter\n"
	cases := map[string]struct{ text, want, refused string }{
		"an empty part":        {"before\n<!-- diagram:dev -->\n<!-- /diagram -->\nafter\n", drawn, ""},
		"an older picture":     {"before\n<!-- diagram:dev -->\n```mermaid\nold\n```\n<!-- /diagram -->\nafter\n", drawn, ""},
		"the same picture":     {drawn, drawn, ""},
		"no part":              {"before\n", "before\n", "has no part between"},
		"another's part":       {"<!-- diagram:prod -->\n<!-- /diagram -->\n", "<!-- diagram:prod -->\n<!-- /diagram -->\n", `"<!-- diagram:dev -->"`},
		"a part without end":   {"<!-- diagram:dev -->\n", "<!-- diagram:dev -->\n", `"<!-- /diagram -->"`},
		"an end before a part": {"<!-- /diagram -->\n<!-- diagram:dev -->\n", "<!-- /diagram -->\n<!-- diagram:dev -->\n", "has no part between"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "README.md")
			require.NoError(t, os.WriteFile(path, []byte(c.text), 0o600))
			err := Replace(path, "diagram", "dev", Fence("mermaid", "flowchart LR\n"))
			if c.refused == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, c.refused)
			}
			got, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, c.want, string(got))
		})
	}
}

func TestADocumentThatIsNotThereIsAnError(t *testing.T) {
	t.Parallel()
	require.ErrorContains(t, Replace(filepath.Join(t.TempDir(), "README.md"), "diagram", "dev", ""), "replace diagram: open ")
}
