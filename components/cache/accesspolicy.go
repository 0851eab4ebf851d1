package cache

import "github.com/covetpy/platform/infra/identity"

// access strings (Valkey documentation, "ACL"; ElastiCache user guide,
// "Specifying permissions using an access string").
const (
	// accessApplication is every key, every channel, and every command but those
	// that administer the engine or that can stop it: KEYS, which walks all keys
	// at once (SCAN does not), FLUSHALL, FLUSHDB and so on. Clients ask INFO when
	// they connect, which only reads, so it is given back.
	accessApplication = "on ~* &* +@all -@admin -@dangerous +info"
	// accessNobody can't log in, and could do nothing if it did.
	accessNobody = "off ~* -@all"
)

// How a user proves who it is (ElastiCache CreateUser, AuthenticationMode).
const (
	authenticationIAM  = "iam"
	authenticationNone = "no-password-required"
)

// user is someone whom the cache knows.
type user struct {
	part           string // of the logical name
	id             string
	name           string // what a client says who it is
	access         string
	authentication string
}

// users are all of them: the application, and nobody else who may enter.
//
// The application proves who it is with a token that IAM signs, good for 15
// minutes and for one cache. A generated password would lie in the state and in
// a secret, would have to be rotated, and each rotation is a chance to lock the
// application out or, with an auth token, to leave the door open: after a first
// ROTATE a cache still lets in whoever gives none. Here no password exists that
// could leak or rotate. IAM demands that name and id of the user are the same.
//
// The engine has a user "default" of its own, whom a client is that names none.
// With Valkey, a user group of that engine turns it off, and a user without
// password or IAM may not even be in the group ("RBAC with Valkey"). With Redis
// the group has to contain a user of that name, so it gets one that is off. In
// both the group is there when the cache is made, so that there is no moment at
// which someone could enter without proof.
func (a *Args) users() []user {
	out := []user{{partApplication, a.UserID(), a.UserID(), accessApplication, authenticationIAM}}
	if a.Engine == Redis {
		out = append(out, user{partDefault, a.defaultUserID(), "default", accessNobody, authenticationNone})
	}
	return out
}

// ConnectStatement lets a role log in to the cache as its application's user,
// and nothing else (ElastiCache user guide, "Authenticating with IAM", Setup).
// It names what it allows before anything exists.
func (a *Args) ConnectStatement() identity.Statement {
	return identity.Statement{
		Sid:       "ConnectToCache" + sid(a.Name),
		Actions:   identity.Actions("elasticache:Connect"),
		Resources: identity.Resources(a.CacheARN(), a.Where.ARN("elasticache", "user:"+a.UserID())),
	}
}

// CacheARN is the ARN of the cache, known before it exists.
func (a *Args) CacheARN() string {
	if a.Serverless != nil {
		return a.Where.ARN("elasticache", "serverlesscache:"+a.CacheID())
	}
	return a.Where.ARN("elasticache", "replicationgroup:"+a.CacheID())
}

// snapshotARN is the ARN of a serverless snapshot by its name.
func (a *Args) snapshotARN(name string) string {
	return a.Where.ARN("elasticache", "serverlesscachesnapshot:"+name)
}

// logPolicy lets log delivery write into the cache's log groups (CloudWatch Logs
// user guide, "Enable logging from AWS services"). ElastiCache would write such
// a policy itself, and leave it behind.
func logPolicy(where identity.Scope, groups ...string) identity.Document {
	streams := make([]string, len(groups))
	for i, group := range groups {
		streams[i] = where.ARN("logs", "log-group:"+group+":log-stream:*")
	}
	return identity.Document{Statements: []identity.Statement{{
		Sid:       "DeliveryWrites",
		Principal: identity.Service("delivery.logs.amazonaws.com"),
		Actions:   identity.Actions("logs:CreateLogStream", "logs:PutLogEvents"),
		Resources: identity.Resources(streams...),
		Conditions: []identity.Condition{
			identity.StringEquals("aws:SourceAccount", where.Account),
			identity.ArnLike("aws:SourceArn", where.ARN("logs", "*")),
		},
	}}}
}
