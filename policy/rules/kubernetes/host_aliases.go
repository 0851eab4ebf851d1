package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var hostAliases = rule.Rule{
	ID:    "kubernetes-host-aliases",
	Title: "Pods find others by DNS, not by addresses of their own",
	Why: "An entry in the hosts file goes before DNS: it sends a name's traffic to an address that nobody else sees, " +
		"and keeps sending it there when the service has moved.",
	Fix:      "Remove hostAliases; give the address a name by a Service, or by a record in a private zone.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads(),
	Controls: orderly(),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		for _, item := range p.Spec.At("hostAliases").Items() {
			at := item.At("ip")
			want.Value(rep, at, "a name has an address that DNS doesn't know", rule.Not(item.Present()))
		}
	}),
}
