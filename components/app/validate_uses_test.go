package app

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
)

func usesFaults(a *Args) fault.Faults {
	var c fault.Check
	a.checkUses(&c)
	return c.Faults()
}

func TestUsesThatAreTaken(t *testing.T) {
	for name, a := range map[string]*Args{"one of everything": connected(), "in a mesh": inMesh(), "nothing": alone()} {
		assert.Empty(t, usesFaults(a), name)
	}
}

func TestUsesThatAreRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*Args)
		want   fault.Faults
	}{
		"a database without anything": {
			func(a *Args) { a.Uses.Database = &Database{} },
			fault.Faults{
				{Path: "uses.database.name", Accepted: "the name of a database"},
				{Path: "uses.database.port", Found: "0", Accepted: "1 to 65535"},
				{Path: "uses.database.user", Accepted: "a user of the database that is let in by IAM"},
			},
		},
		"a cache without anything": {
			func(a *Args) { a.Uses.Caches = map[string]Cache{"Sessions": {Port: 70000}} },
			fault.Faults{
				{Path: "uses.caches.Sessions", Found: "Sessions", Accepted: keyWords},
				{Path: "uses.caches.Sessions.connect", Accepted: "a statement that lets in"},
				{Path: "uses.caches.Sessions.id", Accepted: "the id of the cache, which its tokens name"},
				{Path: "uses.caches.Sessions.port", Found: "70000", Accepted: "1 to 65535"},
				{Path: "uses.caches.Sessions.user", Accepted: "the user that the cache knows the application as"},
				{Path: "uses.caches.statements[0].actions", Accepted: "at least one"},
				{
					Path:     "uses.caches.statements[0].resources",
					Accepted: "at least one, except in a trust policy (sts actions and a principal) and in an ECR repository's",
				},
				{Path: "uses.caches.statements[0].sid", Accepted: "letters and digits that say what the statement is for"},
			},
		},
		"two caches with one statement": {
			func(a *Args) { a.Uses.Caches["results"] = a.Uses.Caches["sessions"] },
			fault.Faults{{Path: "uses.caches.statements[1].sid", Found: "ConnectToCacheSessions", Accepted: "a sid that no other statement has"}},
		},
		"queues by a wildcard": {
			func(a *Args) {
				a.Uses.Queues = map[string]Queue{"jobs": {ARN: "arn:aws:sqs:eu-west-1:111122223333:*", KeyAlias: "key", Access: "all"}}
			},
			fault.Faults{
				{Path: "uses.queues.jobs.access", Found: "all", Accepted: "send, receive or both"},
				{Path: "uses.queues.jobs.arn", Found: "arn:aws:sqs:eu-west-1:111122223333:*", Accepted: "the ARN of one queue, without a wildcard"},
				{Path: "uses.queues.jobs.keyAlias", Found: "key", Accepted: aliasWords},
			},
		},
		"a bucket whose ARN is another's": {
			func(a *Args) {
				a.Uses.Buckets = map[string]Bucket{"uploads": {Name: "mine", ARN: "arn:aws:s3:::theirs", KeyAlias: "alias/key"}}
			},
			fault.Faults{
				{Path: "uses.buckets.uploads.access", Accepted: "read or read-write"},
				{Path: "uses.buckets.uploads.arn", Found: "arn:aws:s3:::theirs", Accepted: "arn:aws:s3:::mine, as uses.buckets.uploads.name says"},
			},
		},
		"itself": {
			func(a *Args) { a.Uses.Apps = map[string]Peer{"shop": {Namespace: "apps", Port: 8000}} },
			fault.Faults{{Path: "uses.apps.shop", Found: "shop", Accepted: "another application than name, which is this one"}},
		},
		"an application in the mesh, without one": {
			func(a *Args) {
				a.Uses.Apps = map[string]Peer{"stock": {Namespace: "The Warehouse", Port: 9000, Mesh: true}}
			},
			fault.Faults{
				{
					Path: "uses.apps.stock.mesh", Found: "true",
					Accepted: "false without a mesh: stock answers only who has a certificate, and this application has none",
				},
				{Path: "uses.apps.stock.namespace", Found: "The Warehouse", Accepted: "the name of a namespace, a DNS label"},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := connected()
			tt.change(a)
			assert.Equal(t, tt.want, usesFaults(a))
		})
	}
}

func TestMorePoliciesThanARoleHoldsAreRefused(t *testing.T) {
	a := alone()
	a.Uses.Queues = map[string]Queue{}
	for i := range 100 {
		name := fmt.Sprintf("queue-%03d", i)
		a.Uses.Queues[name] = Queue{
			ARN:      a.Where.ARN("sqs", "covetpy-prod-a-queue-with-a-long-name-"+name),
			KeyAlias: "alias/covetpy-prod-messages", Access: Both,
		}
	}
	got := usesFaults(a)
	if assert.Len(t, got, 1) {
		assert.Equal(t, "uses", got[0].Path)
		assert.Equal(t, "at most 10240 together, as IAM takes no more in one role: fewer queues, buckets and secrets", got[0].Accepted)
	}
	assert.Len(t, a.permissions(), 1)
	assert.Greater(t, len(text(t, identity.Document{Statements: a.permissions()[0].document.Statements})), mostInline)
}
