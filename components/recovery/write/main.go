// Command write refreshes the tables in the handbook of recovery with the times
// that the objectives count with. go generate runs it in components/recovery.
package main

import (
	"log"
	"os"

	"github.com/covetpy/platform/components/recovery"
)

// page is the handbook, seen from the folder where go generate runs.
const page = "../../docs/recovery.md"

func main() {
	log.SetFlags(0)
	if err := write(); err != nil {
		log.Fatal(err)
	}
}

func write() error {
	raw, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	text, err := recovery.Render(string(raw))
	if err != nil {
		return err
	}
	return os.WriteFile(page, []byte(text), 0o644) //nolint:gosec // documentation is for everyone
}
