// Command pulumi-resource-aws is the upstream AWS provider behind Pulumi's own
// bridge, under the tokens and names of the Pulumi Go SDK: what an environment is
// held against that no one here wrote.
//
//	pulumi-resource-aws schema --out DIR --skip-docs --skip-examples
//
// writes schema.json and bridge-metadata.json; without a subcommand it is a plugin,
// which reads them, and tokens.json, from the folder it lies in. The bridge has
// these embedded, which would need a second link of some 400 MB.
//
// It is a module of its own because the bridge and upstream's provider bring half a
// thousand dependencies, at versions that the platform has no say in. `conform
// build` builds it on a copy of upstream's module that has only the services in use.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfgen"
)

func main() {
	if os.Getenv(endWithInput) != "" {
		go follow()
	}
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "pulumi-resource-aws:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	binary, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find the folder of this binary: %w", err)
	}
	dir := filepath.Dir(binary)
	tokens, err := readTokens(filepath.Join(dir, "tokens.json"))
	if err != nil {
		return err
	}
	if len(os.Args) > 1 && os.Args[1] == "schema" {
		info, err := provider(ctx, tokens, nil)
		if err != nil {
			return err
		}
		tfgen.MainWithMuxer("aws", info)
		return nil
	}
	metadata, err := os.ReadFile(filepath.Join(dir, "bridge-metadata.json"))
	if err != nil {
		return fmt.Errorf("read what `schema` wrote: %w", err)
	}
	schema, err := os.ReadFile(filepath.Join(dir, "schema.json"))
	if err != nil {
		return fmt.Errorf("read what `schema` wrote: %w", err)
	}
	info, err := provider(ctx, tokens, metadata)
	if err != nil {
		return err
	}
	tfbridge.MainWithMuxer(ctx, "aws", info, schema)
	return nil
}

// endWithInput names the environment variable by which the plugin is asked to end
// with its standard input, which a caller that is killed closes as well.
const endWithInput = "CONFORM_END_WITH_INPUT"

// follow ends the process when its caller does.
func follow() {
	_, _ = io.Copy(io.Discard, os.Stdin) // nothing is written to it
	os.Exit(0)
}
