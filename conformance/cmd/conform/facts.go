package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/conformance/build"
	"github.com/covetpy/platform/conformance/limits"
	"github.com/covetpy/platform/conformance/plugin"
	"github.com/covetpy/platform/conformance/schema"
	"github.com/covetpy/platform/conformance/sheet"
	"github.com/covetpy/platform/conformance/upstream"
	"github.com/covetpy/platform/sim/facts"
)

func newFacts() *cobra.Command {
	var check bool
	command := &cobra.Command{
		Use:   "facts",
		Short: "Write what the simulated cloud knows of the provider's inputs, from the provider itself",
		Long: `Write sim/facts/aws.json: which properties every type in use has, of which form, which
are required, computed or secret, which force a replacement, from the schema of the
provider that "conform build" built; and their defaults and limits, which it is asked
for: some hundred thousand questions in a few minutes, once for a build.

With --check nothing is written, and a difference to what is there is an error.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			root, b, err := present(cmd.Context())
			if err != nil {
				return err
			}
			made, err := learn(cmd.Context(), root, b, cmd.OutOrStdout())
			if err != nil {
				return err
			}
			return keep(made, filepath.Join(filepath.Dir(root), "sim", "facts", "aws.json"), check, cmd.OutOrStdout())
		},
	}
	command.Flags().BoolVar(&check, "check", false, "compare with what is there, and write nothing")
	return command
}

// learn makes the facts from the built provider.
func learn(ctx context.Context, root string, b build.Built, w io.Writer) (facts.Schema, error) {
	pkg, err := schema.Read(b.Schema())
	if err != nil {
		return facts.Schema{}, err
	}
	module, err := upstream.Find(ctx, filepath.Join(root, "provider"))
	if err != nil {
		return facts.Schema{}, err
	}
	spoken, err := spoken(module, b.Tokens())
	if err != nil {
		return facts.Schema{}, err
	}
	version, err := os.ReadFile(filepath.Join(module.Dir, "version", "VERSION"))
	if err != nil {
		return facts.Schema{}, fmt.Errorf("read upstream's version: %w", err)
	}
	asking, err := filepath.Glob(filepath.Join(root, "limits", "*.go"))
	if err != nil {
		return facts.Schema{}, err
	}
	asking = slices.DeleteFunc(asking, func(file string) bool { return strings.HasSuffix(file, "_test.go") })
	asking = append(asking, filepath.Join(filepath.Dir(root), "sim", "facts", "limits.go"))
	provider, err := plugin.Start(ctx, b.Plugin(), nil)
	if err != nil {
		return facts.Schema{}, err
	}
	finder := limits.Finder{Provider: provider, Spoken: func(token string) []limits.Spoken { return spoken[token] }}
	answers, err := finder.Kept(ctx, b.Dir, asking, pkg, w)
	if err := errors.Join(err, provider.Close()); err != nil {
		return facts.Schema{}, err
	}
	source := fmt.Sprintf("terraform-provider-aws %s (%s), as Pulumi's bridge shows it", strings.TrimSpace(string(version)), module.Version)
	return sheet.Make(source, pkg, answers)
}

// spoken reads the patterns in upstream's sources, by token.
func spoken(module upstream.Module, tokens string) (map[string][]limits.Spoken, error) {
	types, err := upstream.ReadTypes(module.Dir)
	if err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(tokens)
	if err != nil {
		return nil, fmt.Errorf("read which types are served: %w", err)
	}
	var matched upstream.Matched
	if err := json.Unmarshal(raw, &matched); err != nil {
		return nil, fmt.Errorf("parse %s: %w", tokens, err)
	}
	return limits.ReadAllSpoken(module.Dir, matched.Resources, types.Resources)
}

// keep writes the facts, or compares them with the file.
func keep(made facts.Schema, file string, check bool, w io.Writer) error {
	raw, err := sheet.Write(made)
	if err != nil {
		return err
	}
	if !check {
		if err := os.WriteFile(file, raw, 0o644); err != nil {
			return fmt.Errorf("write the facts: %w", err)
		}
		fmt.Fprintf(w, "%s: %d resource types, %s\n", file, len(made.Resources), made.Source)
		return nil
	}
	there, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read the facts: %w", err)
	}
	kept, err := facts.Parse(there)
	if err != nil {
		return err
	}
	// Read back, so that both have been through the same form.
	again, err := facts.Parse(raw)
	if err != nil {
		return err
	}
	if differences := sheet.Differences(*kept, *again); len(differences) > 0 {
		return fmt.Errorf("sim/facts/aws.json is not what %s says: run `conform facts` and see what changed:\n%s", made.Source, strings.Join(differences, "\n"))
	}
	fmt.Fprintf(w, "no difference: %d resource types, %s\n", len(made.Resources), made.Source)
	return nil
}
