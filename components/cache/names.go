package cache

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Parts of logical names, which are the component's name and some of these,
// joined by dashes ("cache-sessions-alarm-001-memory"). They are in URNs: a part
// that is changed here deletes and makes again what bears it, or needs an alias.
const (
	partAlarm       = "alarm"
	partApplication = "application"
	partDefault     = "default"
	partEngineLog   = "engine-log"
	partIngress     = "ingress"
	partLogs        = "logs"
	partReader      = "reader"
	partSlowLog     = "slow-log"
)

// logical is the logical name of a part, or of what there is one of.
func (b *build) logical(parts ...string) string {
	return strings.Join(append([]string{b.name}, parts...), "-")
}

// named is the tag that the console shows as a part's name.
func (b *build) named(parts ...string) pulumi.StringMap { return tags.Named(b.title(parts...)) }

func (b *build) title(parts ...string) string {
	return b.args.Names.Name(naming.TagValue, append([]string{partCache, b.args.Name}, parts...)...)
}

// partCache is the part of physical names that says what they name, where
// others share the name space.
const partCache = "cache"

// CacheID is the physical name of the cache, the id of its replication group or
// the name of its serverless cache. Applications sign their tokens for it.
func (a *Args) CacheID() string { return a.Names.Name(naming.CacheGroup, a.Name) }

// UserID is who the application logs in as. The engine is in it, and in the
// group's id, because a user of Redis can't be one of Valkey: when the engine
// changes, the new ones stand beside the old until the cache has moved.
func (a *Args) UserID() string {
	return a.Names.Name(naming.CacheUser, a.Name, string(a.Engine), "app")
}

func (a *Args) defaultUserID() string {
	return a.Names.Name(naming.CacheUser, a.Name, string(a.Engine), partDefault)
}

func (a *Args) userGroupID() string {
	return a.Names.Name(naming.CacheUser, a.Name, string(a.Engine))
}

// parameterGroup has the family in its name: a new family's group is made beside
// the old one, which goes when the cache has moved.
func (a *Args) parameterGroup() string {
	parts := []string{a.Name, family(a.Engine, a.Version)}
	if a.Shards != nil {
		parts = append(parts, "cluster")
	}
	return a.Names.Name(naming.CacheParameter, parts...)
}

func (a *Args) subnetGroup() string { return a.Names.Name(naming.CacheParameter, a.Name) }

// logGroup is "/covetpy/prod/cache/sessions/slow-log".
func (a *Args) logGroup(part string) string {
	return a.Names.Path(naming.LogGroup, partCache, a.Name, part)
}

// sid is a name as a statement's id takes it: "Results" of "results".
func sid(name string) string {
	var out strings.Builder
	for word := range strings.SplitSeq(name, "-") {
		if word != "" {
			out.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return out.String()
}
