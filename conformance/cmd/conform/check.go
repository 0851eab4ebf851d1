package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/conformance/check"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/stacks"
)

func newCheck() *cobra.Command {
	var compare bool
	c := &cobra.Command{
		Use:   "check <environment>...",
		Short: "Have upstream's own code validate and plan every AWS resource of environments, off the network",
		Long: "Have upstream's own code validate and plan every AWS resource of environments, off the network.\n" +
			"\"" + check.ExamplesName + "\" in place of an environment takes the simulated cloud's examples of every type.",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, names []string) (err error) {
			root, built, err := present(cmd.Context())
			if err != nil {
				return err
			}
			upstream, err := check.Open(built)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, upstream.Close()) }()
			w, refused := cmd.OutOrStdout(), false
			var summaries []string
			for _, name := range names {
				report, err := checkOne(cmd.Context(), upstream, filepath.Dir(root), name)
				if err != nil {
					return err
				}
				report.Write(w, compare)
				summaries = append(summaries, report.Summary())
				refused = refused || report.Refused()
			}
			fmt.Fprintln(w, strings.Join(summaries, "\n"))
			if refused {
				return errors.New("upstream's code refuses what is listed above")
			}
			return nil
		},
	}
	c.Flags().BoolVar(&compare, "compare", false, "also print where the simulated provider's check answers otherwise")
	return c
}

func checkOne(ctx context.Context, upstream *check.Upstream, repository, name string) (check.Report, error) {
	if name == check.ExamplesName {
		return check.Examples(ctx, upstream, filepath.Join(repository, "sim", "testdata", "examples"))
	}
	now := time.Now()
	loaded, err := config.Load(repository, name, stacks.Check(name, now))
	if err != nil {
		return check.Report{}, err
	}
	return check.Environment(ctx, upstream, loaded, now)
}
