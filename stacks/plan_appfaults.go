package stacks

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/infra/fault"
)

// meshPath is where an application's place in the mesh is written.
var meshPath = regexp.MustCompile(`^apps\.[^.]+\.mesh$`)

// appFaults puts an application's faults under the configuration's paths.
func appFaults(name string, args app.Args) fault.Faults {
	var out fault.Faults
	triggers := triggerPaths(args)
	for _, f := range args.Validate() {
		if judgedElsewhere(f.Path) {
			continue
		}
		f = ofMesh(f)
		for _, rename := range append(triggers, renamed...) {
			if rest, ok := strings.CutPrefix(f.Path, rename[0]); ok && (rest == "" || strings.ContainsAny(rest[:1], ".[")) {
				f.Path = rename[1] + rest
				break
			}
		}
		f.Path = strings.TrimSuffix("apps."+name+"."+callerPath(f.Path, args), ".")
		out = append(out, f)
	}
	return out
}

// callerName is the name of a caller, which is a key in the configuration.
var callerName = regexp.MustCompile(`^mesh\.callers\[\d+\]\.app$`)

// judgedElsewhere are those that another component, or the plan, tells in the
// configuration's terms: the front door its timeouts, a caller that what it calls is
// there to be called, and what is called who its callers are.
func judgedElsewhere(path string) bool {
	for _, elsewhere := range []string{"reach.callers.", "service.edge.idleTimeoutSeconds", "shutdown.keepAliveSeconds"} {
		if strings.HasPrefix(path, elsewhere) {
			return true
		}
	}
	return callerName.MatchString(path)
}

// renamed are paths that the configuration has another name for, the longer first.
var renamed = [][2]string{
	{"delivery.image.digest", "image"},
	{"delivery.image.repository", "image"},
	{"delivery.candidate.image.digest", "delivery.candidate.image"},
	{"delivery.candidate.image.repository", "delivery.candidate.image"},
	{"scaling.keda.triggers", "scaling.keda"},
	{"uses.database.user", "uses.databaseUser"},
	{"mesh.connections.maxConnections", "mesh.connections.max"},
	{"mesh.connections.maxRequestsPerConnection", "mesh.connections.maxRequests"},
	{"pools", "placement"},
	{"name", ""},
}

// triggerPaths are where the configuration has each trigger, which it sorts by kinds.
func triggerPaths(args app.Args) [][2]string {
	var out [][2]string
	kinds := map[string]int{}
	for i, t := range triggers(args) {
		from := fmt.Sprintf("scaling.keda.triggers[%d].", i)
		if t.Queue != nil {
			to := "scaling.keda.queues." + t.Queue.Queue
			out = append(out, [2]string{from + "queue.queue", to}, [2]string{from + "queue", to})
			continue
		}
		kind, to := "redis", "redis"
		switch {
		case t.Prometheus != nil:
			kind, to = "prometheus", "prometheus"
		case t.Cron != nil:
			kind, to = "cron", "crons"
		}
		out = append(out, [2]string{from + kind, fmt.Sprintf("scaling.keda.%s[%d]", to, kinds[to])})
		kinds[to]++
	}
	return out
}

var callerForm = regexp.MustCompile(`^mesh\.callers\[(\d+)\]`)

// callerPath has a caller under its name, which is its key in the configuration.
func callerPath(path string, args app.Args) string {
	if args.Mesh == nil {
		return path
	}
	for i, caller := range args.Mesh.Callers {
		if at := callerForm.FindStringSubmatch(path); at != nil && at[1] == fmt.Sprint(i) {
			return "mesh.callers." + caller.App + path[len(at[0]):]
		}
	}
	return path
}

var peerForm = regexp.MustCompile(`^uses\.apps\.(.+)\.mesh$`)

// ofMesh is told where it can be put right: an application that calls one of the mesh
// has to be in it.
func ofMesh(f fault.Fault) fault.Fault {
	if at := peerForm.FindStringSubmatch(f.Path); at != nil {
		f.Path, f.Found = "mesh", written(false)
		f.Accepted = "in the mesh, as apps." + at[1] + ", which uses.apps names, answers only who has a certificate of it"
	}
	return f
}
