package stacks

import (
	"maps"
	"slices"

	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/components/objects"
	"github.com/covetpy/platform/components/queue"
	"github.com/covetpy/platform/components/secrets"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/naming"
)

// uses are what applications name when they say what they use.
type uses struct {
	queues  map[string]queue.Args
	buckets map[string]objects.Args
	secrets *secrets.Args // nil for none
}

// use decides on what applications use.
func (p *plan) use(names naming.Scope, c config.Config) {
	p.uses = uses{queues: map[string]queue.Args{}, buckets: map[string]objects.Args{}}
	for name, q := range c.Queues {
		p.uses.queues[name] = queue.Args{
			Names: names, Where: p.where, Name: name, Protect: c.Protect,
			VisibilitySeconds: q.VisibilitySeconds, RetentionDays: q.RetentionDays,
			MaxReceives: q.MaxReceives, AlertAgeSeconds: q.AlertAgeSeconds,
		}
	}
	for name, b := range c.Buckets {
		p.uses.buckets[name] = objects.Args{
			Names: names, Where: p.where, Name: name, Protect: c.Protect,
			ExpireDays: b.ExpireDays, FormerDays: b.FormerDays,
		}
	}
	if len(c.Secrets) == 0 {
		return
	}
	p.uses.secrets = &secrets.Args{Names: names, Where: p.where, Protect: c.Protect, Secrets: map[string]secrets.Secret{}}
	for name, s := range c.Secrets {
		p.uses.secrets.Secrets[name] = secrets.Secret{
			Description: s.Description, ChangedBy: s.ChangedBy, RecoveryDays: s.RecoveryDays,
		}
	}
}

// faults are those of each part, under the configuration's paths.
func (u uses) faults() fault.Faults {
	var check fault.Check
	for _, name := range slices.Sorted(maps.Keys(u.queues)) {
		args := u.queues[name]
		check.Join("queues."+name, args.Validate())
	}
	for _, name := range slices.Sorted(maps.Keys(u.buckets)) {
		args := u.buckets[name]
		check.Join("buckets."+name, args.Validate())
	}
	if u.secrets != nil {
		check.Join("", u.secrets.Validate())
	}
	return check.Faults()
}

// Endpoints of what applications use.
const (
	queuesEndpoint  network.EndpointService = "sqs"
	secretsEndpoint network.EndpointService = "secretsmanager"
)

// endpointsOfUses are the interface endpoints that what applications use is called
// by. Pods call queues themselves, and their network policies let them out to the
// endpoints' ranges alone, so the queues' is there in every environment that has one.
// Secrets are fetched for the pods by what is on each node, which may take the NAT
// gateway; buckets have the gateway endpoint.
func endpointsOfUses(c config.Config) []network.EndpointService {
	var out []network.EndpointService
	if len(c.Queues) > 0 {
		out = append(out, queuesEndpoint)
	}
	if len(c.Secrets) > 0 && c.Network.InterfaceEndpoints {
		out = append(out, secretsEndpoint)
	}
	return out
}
