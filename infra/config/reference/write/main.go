// Command write refreshes the files that are rendered from the configuration's
// types. go generate runs it in infra/config.
package main

import (
	"log"
	"os"
	"path/filepath"

	"github.com/covetpy/platform/infra/config/reference"
)

func main() {
	log.SetFlags(0)
	if err := write("../.."); err != nil {
		log.Fatal(err)
	}
}

// write renders the files of the repository at root.
func write(root string) error {
	files, err := reference.Render(root)
	if err != nil {
		return err
	}
	for path, content := range files {
		if err := os.WriteFile(filepath.Join(root, path), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}
