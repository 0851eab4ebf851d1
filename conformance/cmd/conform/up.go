package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/conformance/up"
)

func newUp() *cobra.Command {
	return &cobra.Command{
		Use:   "up <environment>",
		Short: "Take an environment through its life on two emulators of AWS, through upstream's own provider",
		Long: "Take an environment through its life on two emulators of AWS, through upstream's own provider:\n" +
			"up, up again, a change, a refresh, destroy. What the emulators lack runs on the simulated cloud.\n" +
			"It fails where something differs that should not, or is left at the end.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			root, built, err := present(cmd.Context())
			if err != nil {
				return err
			}
			records, err := up.Records()
			if err != nil {
				return err
			}
			if err := os.MkdirAll(records, 0o755); err != nil {
				return fmt.Errorf("make the folder of records: %w", err)
			}
			log, err := os.Create(filepath.Join(records, args[0]+".log"))
			if err != nil {
				return fmt.Errorf("open the emulators' log: %w", err)
			}
			defer func() { err = errors.Join(err, log.Close()) }()
			record, err := up.Run(cmd.Context(), up.Options{
				Root: filepath.Dir(root), Environment: args[0], Plugin: built.Plugin(), Out: cmd.OutOrStdout(), Log: log,
			})
			return errors.Join(err, record.Save(records))
		},
	}
}
