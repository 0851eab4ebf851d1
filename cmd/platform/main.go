// Command platform brings environments up and down, shows their configuration
// and policies, and measures itself. `platform help` lists what it can do.
package main

import (
	"os"

	"github.com/covetpy/platform/internal/cli"
)

func main() { os.Exit(int(cli.Main(os.Args[1:], os.Stdout, os.Stderr))) }
