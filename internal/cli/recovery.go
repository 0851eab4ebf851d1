package cli

//go:generate go run ../../cmd/platform recovery dev staging prod --into ../../docs/recovery.md

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/components/recovery"
	"github.com/covetpy/platform/internal/markdown"
	"github.com/covetpy/platform/stacks"
)

func newRecovery(s streams) *cobra.Command {
	var into string
	cmd := &cobra.Command{
		Use:   "recovery <environment>...",
		Short: "Print what an environment promises for a loss, and what its configuration achieves",
		Args: func(cmd *cobra.Command, args []string) error {
			if err := cobra.MinimumNArgs(1)(cmd, args); err != nil {
				return usageError{fmt.Errorf("name the environments, as in `platform recovery prod`: %w", err)}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			table, err := objectives(args)
			if err != nil {
				return err
			}
			if into != "" {
				return markdown.Replace(into, "recovery", "objectives", table)
			}
			return write(s, []byte(table))
		},
	}
	cmd.Flags().StringVar(&into, "into", "", "a Markdown file whose table of objectives is replaced")
	return cmd
}

// objectives is the table of what environments promise and achieve.
func objectives(environments []string) (string, error) {
	var all []recovery.Stated
	for _, name := range environments {
		_, loaded, err := openEnvironment(name)
		if err != nil {
			return "", err
		}
		stated, promised, err := stacks.Objectives(loaded, time.Now())
		if err != nil {
			return "", err
		}
		if !promised {
			return "", usageError{fmt.Errorf("recovery %s: it promises nothing, as it has no database or no recovery", name)}
		}
		all = append(all, stated)
	}
	return recovery.ObjectivesTable(all), nil
}
