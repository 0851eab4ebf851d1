package stacks

import (
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/components/database"
)

// deployApps ships the applications.
func (e *environment) deployApps() error {
	hosts := pulumi.StringMap{}
	for _, name := range slices.Sorted(maps.Keys(e.plan.apps)) {
		args := e.plan.apps[name]
		e.connect(name, &args)
		made, err := app.NewAppDeployment(e.ctx, nameApp+"-"+name, &args, e.here, pulumi.Provider(e.cluster.Provider))
		if err != nil {
			return err
		}
		if args.Service != nil {
			hosts[name] = made.ServiceName
		}
	}
	if len(hosts) > 0 {
		e.export(pulumi.Map{"serviceNames": hosts})
	}
	return nil
}

// connect puts what is there by now in place of what was only planned.
func (e *environment) connect(name string, args *app.Args) {
	args.ClusterName, args.NamespaceReady = e.cluster.Name, e.namespaces[args.Namespace].Name
	args.Reach.ObjectStorage = e.network.ObjectStorageRanges
	if args.Service != nil && args.Service.Edge != nil {
		groups := e.edge.TargetGroups[name]
		args.Service = &app.Service{Edge: new(*args.Service.Edge)}
		args.Service.Edge.Blue, args.Service.Edge.Green = groups.Blue, groups.Green
	}
	if args.Uses.Database != nil {
		args.Uses.Database = e.connectDatabase(*args.Uses.Database)
	}
	args.Uses.Caches = maps.Clone(args.Uses.Caches)
	for name, c := range args.Uses.Caches {
		c.Endpoint = e.caches[name].Endpoint
		args.Uses.Caches[name] = c
	}
	args.Uses.Queues = maps.Clone(args.Uses.Queues)
	for name, q := range args.Uses.Queues {
		q.URL = e.made.queues[name].URL
		args.Uses.Queues[name] = q
	}
	args.Secrets = maps.Clone(args.Secrets)
	for file, s := range args.Secrets {
		for declared, arn := range e.made.secrets.ARNs {
			if e.plan.uses.secrets.SecretName(declared) == s.Name {
				s.ARN = arn
			}
		}
		args.Secrets[file] = s
	}
}

// connectDatabase leads through the proxy where there is one, as each of many pods
// keeps connections of its own; reading, too, as the readers beside it would take a
// right of their own.
func (e *environment) connectDatabase(d app.Database) *app.Database {
	d.Endpoint, d.Reader = e.database.Endpoint, e.database.ReaderEndpoint
	resource := e.database.ResourceID
	if e.plan.database.Proxy != nil {
		d.Endpoint, d.Reader, resource = e.database.ProxyEndpoint, e.database.ProxyEndpoint, e.database.ProxyResourceID
	}
	d.ConnectARN = resource.ApplyT(func(id string) string {
		return database.ConnectARN(e.plan.where, id, d.User)
	}).(pulumi.StringOutput)
	return &d
}
