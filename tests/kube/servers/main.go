// Command servers is a Kubernetes control plane without a kubelet in one binary:
// the first argument says which server it is, the rest are that server's own.
//
// It is a module of its own, as Kubernetes' own modules are to be had under a
// version only where each is told, and what stands on none of this is spared it. One
// binary is a third of the disk that five take.
package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	_ "time/tzdata" // the time zones of crons

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "servers: name one of etcd, apiserver, controllers, scheduler, kwok")
		os.Exit(2)
	}
	go endWith(os.Stdin)
	name := os.Args[1]
	// Each server reads the arguments of the process.
	os.Args = slices.Concat([]string{name}, os.Args[2:])
	os.Exit(serve(name))
}

// endWith ends this process when the one that started it is gone, however it went:
// then the pipe that is its standard input closes.
func endWith(starter io.Reader) {
	_, _ = io.Copy(io.Discard, starter) // closed or broken, it is gone
	os.Exit(0)
}

func serve(name string) int {
	commands := map[string]func() *cobra.Command{
		"apiserver":   apiserver.NewAPIServerCommand,
		"controllers": controllers.NewControllerManagerCommand,
		"scheduler":   func() *cobra.Command { return scheduler.NewSchedulerCommand() },
	}
	switch command, ok := commands[name]; {
	case ok:
		return cli.Run(command())
	case name == "etcd":
		etcdmain.Main(os.Args)
		return 0
	case name == "kwok":
		return kwok()
	default:
		fmt.Fprintf(os.Stderr, "servers: %q is none of them\n", name)
		return 2
	}
}
