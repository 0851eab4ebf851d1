package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/infra/config"
)

func newAll() *cobra.Command {
	return &cobra.Command{
		Use:   "all",
		Short: "Run everything: build, names, facts, check and up of every environment, report",
		Long: "Run everything, one after the other, and end with what each took. Where one fails\n" +
			"the others are run all the same, unless it is the build.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			root, err := moduleRoot()
			if err != nil {
				return err
			}
			environments, err := config.Environments(filepath.Dir(root))
			if err != nil {
				return err
			}
			return runAll(cmd, steps(environments))
		},
	}
}

// steps are the command lines of everything, in the order in which they build on
// each other.
func steps(environments []string) [][]string {
	out := [][]string{{"build"}, {"names"}, {"facts", "--check"}, slices.Concat([]string{"check"}, environments)}
	for _, name := range environments {
		out = append(out, []string{"up", name})
	}
	return append(out, []string{"report"})
}

func runAll(cmd *cobra.Command, steps [][]string) error {
	w := cmd.OutOrStdout()
	var table strings.Builder
	var failed []error
	for i, step := range steps {
		line := strings.Join(step, " ")
		fmt.Fprintf(w, "\n=== conform %s\n", line)
		start := time.Now()
		one := newRoot()
		one.SetArgs(step)
		one.SetOut(w)
		err := one.ExecuteContext(cmd.Context())
		outcome := "ok"
		if err != nil {
			outcome = "FAILED"
			fmt.Fprintf(w, "conform %s: %v\n", line, err)
			failed = append(failed, fmt.Errorf("conform %s failed", line))
		}
		fmt.Fprintf(&table, "%-32s %-6s %s\n", line, outcome, time.Since(start).Round(time.Second))
		if err != nil && (i == 0 || cmd.Context().Err() != nil) {
			break
		}
	}
	fmt.Fprintf(w, "\n%s", table.String())
	return errors.Join(failed...)
}
