// Command gendocs writes docs/policies.md and docs/controls.md from the rules
// themselves and from the catalogue.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/covetpy/platform/policy/catalogue"
	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
)

// docs is where the documents are, seen from the folder of the rules, where
// go generate runs.
const docs = "../../docs"

func main() {
	if err := write(docs); err != nil {
		fmt.Fprintln(os.Stderr, "gendocs:", err)
		os.Exit(1)
	}
}

func write(dir string) error {
	rows, err := catalogue.Load()
	if err != nil {
		return err
	}
	for name, page := range pages(pack.Rules(), rows) {
		if err := os.WriteFile(filepath.Join(dir, name), page, 0o644); err != nil { //nolint:gosec // documentation is read by everyone
			return fmt.Errorf("write page: %w", err)
		}
	}
	return nil
}

// pages are the documents by their names.
func pages(rules []rule.Rule, rows []catalogue.Row) map[string][]byte {
	return map[string][]byte{
		"policies.md": renderRules(rules, rows),
		"controls.md": renderControls(rules, rows),
	}
}
