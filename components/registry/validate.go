package registry

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

var (
	// ECR API reference, CreateRepository.
	repositoryForm = regexp.MustCompile(`^[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*$`)
	principalForm  = regexp.MustCompile(`^arn:aws[a-z-]*:iam::([0-9]{12}):(role|user)/[A-Za-z0-9+=,.@_/-]+$`)
	secretNameForm = regexp.MustCompile(`^[a-zA-Z0-9/_+=.@-]+$`)
	regionForm     = regexp.MustCompile(`^[a-z]{2}(-[a-z]+)+-[0-9]$`)
)

// Validate returns every fault of the arguments, by the configuration's keys. It
// needs no context and registers nothing.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
	c.Require(len(a.Repositories) > 0, "repositories", nil, "at least one name, app")
	for i, name := range a.Repositories {
		path := fmt.Sprintf("repositories[%d]", i)
		c.Require(repositoryForm.MatchString(name), path, fault.Written(name), "a repository's name in lower case, app")
		c.Require(slices.Index(a.Repositories, name) == i, path, name, "each repository once")
	}
	a.checkRoles(&c)
	fault.OneOf(&c, "scanning", a.Scanning, Basic, Enhanced)
	c.Require(a.KeepImages >= 1, "keepImages", a.KeepImages, "at least 1 image")
	c.Require(a.UntaggedDays >= 1, "untaggedDays", a.UntaggedDays, "at least 1 day")
	for i, upstream := range a.PullThrough {
		path := fmt.Sprintf("pullThrough[%d]", i)
		fault.OneOf(&c, path, upstream, Upstreams()...)
		c.Require(slices.Index(a.PullThrough, upstream) == i, path, upstream, "each registry once")
	}
	a.checkCredentials(&c)
	if len(a.PullThrough) > 0 {
		c.Require(strings.HasPrefix(a.KeyAlias, "alias/"), "keyAlias", fault.Written(a.KeyAlias), "the alias of the images' key, alias/covetpy-dev-images")
	}
	if a.Replicate != nil {
		const path = "replicate.region"
		found := fault.Written(a.Replicate.Region)
		c.Require(regionForm.MatchString(a.Replicate.Region), path, found, "a region, eu-central-1")
		c.Require(a.Replicate.Region != a.Where.Region, path, found, "another region than the environment's own")
	}
	return c.Faults()
}

// secretPrefix is what the names of ECR's credentials begin with.
const secretPrefix = "ecr-pullthroughcache/"

// checkCredentials demands one of each registry that asks for it, and none for
// anything else.
func (a *Args) checkCredentials(c *fault.Check) {
	form := a.Where.ARN("secretsmanager", "secret:"+secretPrefix)
	for i, upstream := range a.PullThrough {
		path := "credentials." + string(upstream)
		arn, given := a.Credentials[upstream]
		switch {
		case slices.Index(a.PullThrough, upstream) != i:
		case !upstream.NeedsCredential():
			c.Require(!given, path, arn, "nothing: "+upstream.host()+" takes no credential from ECR")
		case !given || arn == "":
			c.Add(path, nil, fmt.Sprintf("the ARN of a secret, %sgithub-AbCdEf: pullThrough has %s, which ECR signs in to", form, upstream))
		default:
			c.Require(strings.HasPrefix(arn, form) && secretNameForm.MatchString(strings.TrimPrefix(arn, form)), path, arn,
				"the ARN of a secret of this account and region whose name begins so, "+form)
		}
	}
	for _, upstream := range slices.Sorted(maps.Keys(a.Credentials)) {
		c.Require(slices.Contains(a.PullThrough, upstream), "credentials."+string(upstream), a.Credentials[upstream], "a registry that pullThrough has")
	}
}

func (a *Args) checkRoles(c *fault.Check) {
	c.Require(len(a.Pullers) > 0, "pullers", nil, "the ARNs of the nodes' roles: without any, nothing would start")
	for i, arn := range a.Pullers {
		path := fmt.Sprintf("pullers[%d]", i)
		parts := principalForm.FindStringSubmatch(arn)
		if parts == nil {
			c.Add(path, fault.Written(arn), "the ARN of a role, without wildcards")
			continue
		}
		c.Require(parts[1] == a.Where.Account, path, arn, "a role of this account, "+a.Where.Account)
	}
	for i, arn := range a.Pushers {
		path := fmt.Sprintf("pushers[%d]", i)
		c.Require(principalForm.MatchString(arn), path, fault.Written(arn), "the ARN of a role, without wildcards")
		c.Require(!slices.Contains(a.Pullers, arn), path, arn, "another role than a node's, or whoever takes a node over changes the images")
	}
}
