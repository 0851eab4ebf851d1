// Command gendocs writes docs/policies.md from the rules themselves.
package main

import (
	"fmt"
	"os"

	"github.com/covetpy/platform/policy/pack"
)

// page is where the document is, seen from the folder of the rules, where
// go generate runs.
const page = "../../docs/policies.md"

func main() {
	if err := os.WriteFile(page, render(pack.Rules()), 0o644); err != nil { //nolint:gosec // documentation is read by everyone
		fmt.Fprintln(os.Stderr, "gendocs: write page:", err)
		os.Exit(1)
	}
}
