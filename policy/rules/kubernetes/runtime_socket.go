package kubernetes

import (
	"path"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var runtimeSocket = rule.Rule{
	ID:    "kubernetes-runtime-socket",
	Title: "Pods do not mount the container runtime's socket, nor a directory that holds it",
	Why: "Whoever talks to the runtime starts any container on the node, privileged and with every file system " +
		"mounted: the socket is root on the node. A directory above it gives it away just as well, read-only or not.",
	Fix:      "Ask the Kubernetes API instead. Where a node agent has to see containers, give it the one directory of logs.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    kube.Workloads(),
	Controls: confined(baseline("HostPath Volumes")),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		for _, volume := range p.Spec.At("volumes").Items() {
			at := volume.At("hostPath.path")
			rep.Require(rule.Not(at.Holds(leadsToSocket)), at, "%s gives the container runtime away", at.Quote())
		}
	}),
}

// sockets are where the runtimes listen; /var/run is a link to /run.
var sockets = []string{
	"/run/containerd/containerd.sock",
	"/run/containerd/containerd.sock.ttrpc",
	"/run/docker.sock",
	"/run/crio/crio.sock",
	"/run/cri-dockerd.sock",
	"/run/podman/podman.sock",
	"/run/dockershim.sock",
	"/run/host-containerd/containerd.sock",
}

// leadsToSocket is true when a path of the node is a runtime's socket or above it.
func leadsToSocket(text string) bool {
	at := path.Clean("/" + strings.TrimSpace(text))
	if at == "/" || at == "/var" || at == "/proc" || strings.HasPrefix(at, "/proc/1") {
		return true // /proc/1/root is the node's root
	}
	if rest, ok := strings.CutPrefix(at, "/var/run"); ok && (rest == "" || rest[0] == '/') {
		at = "/run" + rest
	}
	return slices.ContainsFunc(sockets, func(socket string) bool {
		return at == socket || strings.HasPrefix(socket, at+"/")
	})
}
