package cli

import "github.com/spf13/cobra"

func newProve(s streams) *cobra.Command {
	return group("prove", "Show from the program alone what an environment lets through", newProveNetwork(s), newProveIAM(s))
}
