// Command genrules writes the lists of rules: one in each concern's package, with
// every rule that the package declares, and one of all concerns. So a new rule is
// a file, and nothing has to be registered by hand.
//
// It reads source code, not packages: it works while a list is missing or stale.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// listName is the file that holds a list, in each package.
const listName = "rules.gen.go"

func main() {
	root := "."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	if err := write(root); err != nil {
		fmt.Fprintln(os.Stderr, "genrules:", err)
		os.Exit(1)
	}
}

// write renders the lists below the folder of the rules and stores them.
func write(root string) error {
	files, err := render(root)
	if err != nil {
		return err
	}
	for path, text := range files {
		if err := os.WriteFile(filepath.Join(root, path), text, 0o644); err != nil { //nolint:gosec // source code is read by everyone
			return fmt.Errorf("write list of rules: %w", err)
		}
	}
	return nil
}
