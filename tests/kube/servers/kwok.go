package main

import (
	"fmt"
	"os"

	"github.com/spf13/pflag"
	"sigs.k8s.io/kwok/pkg/config"
	kwokcmd "sigs.k8s.io/kwok/pkg/kwok/cmd"
	"sigs.k8s.io/kwok/pkg/log"
	"sigs.k8s.io/kwok/pkg/utils/signals"
)

// kwok plays the kubelets of nodes that do not exist. Its stages are read from the
// files under --config before the command sees its own flags, which is why flags
// that the first reading does not know are none of its business.
func kwok() int {
	// The other servers' packages leave flags there that kwok's command would take for
	// its own.
	pflag.CommandLine = pflag.NewFlagSet("kwok", pflag.ExitOnError)
	first := pflag.NewFlagSet("kwok", pflag.ContinueOnError)
	first.ParseErrorsAllowlist.UnknownFlags = true
	first.Usage = func() {}

	ctx, _ := log.InitFlags(signals.SetupSignalContext(), first)
	ctx, err := config.InitFlags(ctx, first)
	if err != nil {
		fmt.Fprintln(os.Stderr, "kwok: read the configuration:", err)
		return 1
	}
	command := kwokcmd.NewCommand(ctx)
	command.PersistentFlags().AddFlagSet(first)
	if err := command.ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "kwok:", err)
		return 1
	}
	return 0
}
