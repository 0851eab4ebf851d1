package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/conformance/emulator"
)

func newEmulators() *cobra.Command {
	return &cobra.Command{
		Use:   "emulators",
		Short: "Run both emulators of AWS until interrupted, and print where they are",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			ctx, w := cmd.Context(), cmd.OutOrStdout()
			pair, err := emulator.Start(ctx, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, pair.Close()) }()
			for _, s := range emulator.Services() {
				fmt.Fprintf(w, "%-24s %-10s %s\n", s.Endpoint, s.On, pair.URL(s.On))
			}
			fmt.Fprintln(w, "until interrupted")
			select {
			case <-ctx.Done():
				return nil
			case gone := <-pair.Ended():
				return fmt.Errorf("%s ended by itself: its log is above", gone)
			}
		},
	}
}
