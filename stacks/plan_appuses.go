package stacks

import (
	"maps"
	"slices"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/components/cache"
	"github.com/covetpy/platform/components/database"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/encryption"
	"github.com/covetpy/platform/infra/fault"
)

// appUses finds what an application says that it uses. What the environment does
// not have is a fault.
func (p *plan) appUses(path string, u config.AppUses, c config.Config, check *fault.Check) app.Uses {
	out := app.Uses{
		Caches: map[string]app.Cache{}, Queues: map[string]app.Queue{}, Buckets: map[string]app.Bucket{}, Apps: map[string]app.Peer{},
	}
	if u.Database {
		out.Database = p.appDatabase(path+".database", u, check)
	}
	for _, name := range u.Caches {
		if args, ok := found(path+".caches", "caches", name, p.caches, check); ok {
			out.Caches[name] = app.Cache{
				Endpoint: later, Port: cache.Port, User: args.UserID(), ID: args.CacheID(), Connect: args.ConnectStatement(),
			}
		}
	}
	for name, access := range u.Queues {
		if args, ok := found(path+".queues", "queues", name, p.uses.queues, check); ok {
			out.Queues[name] = app.Queue{
				URL: later, ARN: args.ARN(), KeyAlias: p.keys.Alias(encryption.Messages), Access: app.QueueAccess(access),
			}
		}
	}
	for name, access := range u.Buckets {
		if args, ok := found(path+".buckets", "buckets", name, p.uses.buckets, check); ok {
			out.Buckets[name] = app.Bucket{
				Name: args.BucketName(), ARN: args.ARN(), KeyAlias: p.keys.Alias(encryption.Objects), Access: app.BucketAccess(access),
			}
		}
	}
	for _, name := range u.Apps {
		if other, ok := found(path+".apps", "apps", name, c.Apps, check); ok {
			out.Apps[name] = peer(other)
			check.Require(other.Service != nil, path+".apps", name,
				"an application with a service: apps."+name+".service is null, and a worker is not called")
		}
	}
	return out
}

// found is the thing of a name. If there is none, it says which there are.
func found[T any](path, of, name string, among map[string]T, check *fault.Check) (T, bool) {
	thing, ok := among[name]
	accepted := "null, as there are no " + of
	if len(among) > 0 {
		accepted = "one of " + of + ": " + fault.Words(slices.Sorted(maps.Keys(among)))
	}
	check.Require(ok, path, name, accepted)
	return thing, ok
}

// appDatabase is the database as a user of it. Where there is a proxy, it lets in
// only those that it knows.
func (p *plan) appDatabase(path string, u config.AppUses, check *fault.Check) *app.Database {
	if p.database == nil {
		check.Add(path, true, "false, as the environment has no database")
		return nil
	}
	if proxy := p.database.Proxy; proxy != nil {
		check.Require(slices.Contains(proxy.Users, u.DatabaseUser), path+"User", u.DatabaseUser,
			"a user that the proxy logs in, one of database.proxy.users: "+fault.Words(proxy.Users))
	}
	return &app.Database{
		Endpoint: later, Reader: later, Port: database.Port, Name: p.database.DatabaseName, User: u.DatabaseUser, ConnectARN: later,
	}
}

// appSecrets finds the secrets that an application reads.
func (p *plan) appSecrets(path string, files map[string]config.AppSecret, c config.Config, check *fault.Check) map[string]app.Secret {
	out := map[string]app.Secret{}
	for file, s := range files {
		name := secretOf(file, s)
		if _, ok := found(path+"."+file, "secrets", name, c.Secrets, check); ok {
			out[file] = app.Secret{
				ARN: later, Name: p.uses.secrets.SecretName(name), KeyAlias: p.keys.Alias(encryption.Secrets), Field: s.Field,
			}
		}
	}
	return out
}

// secretOf is the name that a file's secret is declared by.
func secretOf(file string, s config.AppSecret) string {
	if s.Secret == "" {
		return file
	}
	return s.Secret
}
