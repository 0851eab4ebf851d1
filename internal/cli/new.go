package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/internal/scaffold"
)

func newNew(s streams) *cobra.Command {
	var typ, property string
	cmd := &cobra.Command{
		Use:   "rule <concern>/<name>",
		Short: "Write the files with which a new policy begins",
		Args:  oneNewRule,
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := scaffold.ParseRule(args[0], typ, property)
			if err != nil {
				return usageError{err}
			}
			ws, err := findWorkspace()
			if err != nil {
				return err
			}
			paths, err := r.Write(ws.Root)
			if err != nil {
				return err
			}
			for _, path := range paths {
				fmt.Fprintln(s.out, path)
			}
			fmt.Fprintf(s.out, "\nWrite its reasons, its check and its examples, then run:\n  go generate ./policy/rules\n  go test ./policy/...\n")
			return nil
		},
	}
	cmd.Flags().StringVar(&typ, "type", "aws:sqs/queue:Queue", "the resource type that the rule reads")
	cmd.Flags().StringVar(&property, "property", "sqsManagedSseEnabled", "the path of the property that has to be on")
	return group("new", "Begin something new in the repository", cmd)
}

func oneNewRule(cmd *cobra.Command, args []string) error {
	if err := cobra.ExactArgs(1)(cmd, args); err != nil {
		return usageError{fmt.Errorf("name the rule, <concern>/<name>: %w", err)}
	}
	return nil
}
