package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/conformance/record"
	"github.com/covetpy/platform/sim/examples"
)

func newRecord() *cobra.Command {
	var workers int
	cmd := &cobra.Command{
		Use:   "record [service | service/example]...",
		Short: "Record what upstream's provider answers to the examples of the simulated cloud",
		Long: `Puts upstream's provider through the examples of the simulated cloud, on the first
emulator that serves them, and writes its answers to sim/testdata/recorded. The
tests of the simulated cloud replay them.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			root, b, err := present(cmd.Context())
			if err != nil {
				return err
			}
			testdata := filepath.Join(filepath.Dir(root), "sim", "testdata")
			all, err := examples.Read(os.DirFS(filepath.Join(testdata, "examples")))
			if err != nil {
				return err
			}
			return record.Recorder{
				Plugin: b.Plugin(), Schema: b.Schema(), Examples: all, Dir: filepath.Join(testdata, "recorded"),
				Workers: workers, Log: cmd.OutOrStdout(),
			}.Run(cmd.Context(), args)
		},
	}
	cmd.Flags().IntVar(&workers, "workers", 4, "how many examples to record at a time, each worker with emulators of its own")
	return cmd
}
