// Command write refreshes the tables about pulumi-eks in the document on fidelity.
// go generate runs it in internal/fidelity.
package main

import (
	"context"
	"log"

	"github.com/covetpy/platform/internal/fidelity"
)

// page is the document, seen from the folder where go generate runs.
const page = "../../docs/fidelity.md"

func main() {
	log.SetFlags(0)
	if err := fidelity.Write(context.Background(), page); err != nil {
		log.Fatal(err)
	}
}
