package app

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/covetpy/platform/infra/fault"
)

const (
	greatestPort = 65535
	// mostInline is how long the inline policies of a role may be together, and
	// loginLength is laid by for the one whose ARN is not known yet (IAM user guide,
	// "IAM and AWS STS quotas").
	mostInline  = 10_240
	loginLength = 512
)

var (
	// keyForm is a name that is a part of a variable's, too.
	keyForm   = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	queueForm = regexp.MustCompile(`^arn:[a-z-]+:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+(\.fifo)?$`)
	// bucketForm is a bucket's name (S3 user guide, "Bucket naming rules").
	bucketForm = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	aliasForm  = regexp.MustCompile(`^alias/[A-Za-z0-9/_-]+$`)
)

const (
	keyWords   = "lower-case letters, digits and single dashes, beginning with a letter: page-views"
	aliasWords = "the alias of a key, alias/covetpy-dev-messages"
)

func (a *Args) checkUses(c *fault.Check) {
	a.checkDatabase(c)
	a.checkCaches(c)
	a.checkQueues(c)
	a.checkBuckets(c)
	a.checkApps(c)
	a.checkRole(c)
}

func (a *Args) checkDatabase(c *fault.Check) {
	db := a.Uses.Database
	if db == nil {
		return
	}
	checkPort(c, "uses.database.port", db.Port)
	c.Require(db.Name != "", "uses.database.name", nil, "the name of a database")
	c.Require(db.User != "", "uses.database.user", nil, "a user of the database that is let in by IAM")
}

func (a *Args) checkCaches(c *fault.Check) {
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Caches)) {
		path, cache := "uses.caches."+name, a.Uses.Caches[name]
		c.Require(keyForm.MatchString(name), path, fault.Written(name), keyWords)
		checkPort(c, path+".port", cache.Port)
		c.Require(cache.User != "", path+".user", nil, "the user that the cache knows the application as")
		c.Require(cache.ID != "", path+".id", nil, "the id of the cache, which its tokens name")
		c.Require(len(cache.Connect.Actions) > 0, path+".connect", nil, "a statement that lets in")
	}
	// Statements of several caches must not have one Sid, among other things.
	if caches := a.cachesDocument(); len(caches.Statements) > 0 {
		_, err := caches.JSON()
		c.Join("uses.caches", fault.Of(err))
	}
}

func (a *Args) checkQueues(c *fault.Check) {
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Queues)) {
		path, queue := "uses.queues."+name, a.Uses.Queues[name]
		c.Require(keyForm.MatchString(name), path, fault.Written(name), keyWords)
		c.Require(queueForm.MatchString(queue.ARN), path+".arn", fault.Written(queue.ARN), "the ARN of one queue, without a wildcard")
		c.Require(aliasForm.MatchString(queue.KeyAlias), path+".keyAlias", fault.Written(queue.KeyAlias), aliasWords)
		fault.OneOf(c, path+".access", queue.Access, Send, Receive, Both)
	}
}

func (a *Args) checkBuckets(c *fault.Check) {
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Buckets)) {
		path, bucket := "uses.buckets."+name, a.Uses.Buckets[name]
		c.Require(keyForm.MatchString(name), path, fault.Written(name), keyWords)
		c.Require(bucketForm.MatchString(bucket.Name), path+".name", fault.Written(bucket.Name), "the name of a bucket")
		c.Require(bucket.ARN == a.Where.Bucket(bucket.Name), path+".arn", fault.Written(bucket.ARN), a.Where.Bucket(bucket.Name)+", as "+path+".name says")
		c.Require(aliasForm.MatchString(bucket.KeyAlias), path+".keyAlias", fault.Written(bucket.KeyAlias), aliasWords)
		fault.OneOf(c, path+".access", bucket.Access, Read, ReadWrite)
	}
}

func (a *Args) checkApps(c *fault.Check) {
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Apps)) {
		path, peer := "uses.apps."+name, a.Uses.Apps[name]
		c.Require(name != a.Name, path, name, "another application than name, which is this one")
		checkPeer(c, path, name, peer)
		checkPort(c, path+".port", peer.Port)
		c.Require(!peer.Mesh || a.Mesh != nil, path+".mesh", peer.Mesh,
			"false without a mesh: "+name+" answers only who has a certificate, and this application has none")
	}
}

// checkPeer looks at what any other application has.
func checkPeer(c *fault.Check, path, name string, peer Peer) {
	c.Require(keyForm.MatchString(name), path, fault.Written(name), keyWords)
	checkNamespace(c, path+".namespace", peer.Namespace)
}

func checkNamespace(c *fault.Check, path, name string) {
	c.Require(len(validation.IsDNS1123Label(name)) == 0, path, fault.Written(name), "the name of a namespace, a DNS label")
}

// checkRole demands that the policies fit into the role.
func (a *Args) checkRole(c *fault.Check) {
	length := 0
	if a.Uses.Database != nil {
		length = loginLength
	}
	for _, p := range a.permissions() {
		text, err := p.document.JSON()
		if err != nil {
			return // of a field that has its own fault
		}
		length += len(strings.Join(strings.Fields(text), ""))
	}
	c.Require(length <= mostInline, "uses", fmt.Sprintf("%d characters of policies", length),
		fmt.Sprintf("at most %d together, as IAM takes no more in one role: fewer queues, buckets and secrets", mostInline))
}

func checkPort(c *fault.Check, path string, port int) {
	c.Require(port >= 1 && port <= greatestPort, path, port, fmt.Sprintf("1 to %d", greatestPort))
}
