package app

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

var (
	// repositoryForm is a registry's host and the repository in it, without a tag.
	repositoryForm = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+$`)
	digestForm     = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)
)

func (a *Args) checkDelivery(c *fault.Check) {
	d := a.Delivery
	fault.OneOf(c, "delivery.active", d.Active, Colours()...)
	checkImage(c, "delivery.image", d.Image)
	if d.Candidate == nil {
		return
	}
	checkImage(c, "delivery.candidate.image", d.Candidate.Image)
	a.checkWeight(c, d.Candidate.Weight)
}

// checkWeight refuses a share of requests that nobody would give out.
func (a *Args) checkWeight(c *fault.Check, weight int) {
	const path = "delivery.candidate.weight"
	switch {
	case weight < 0 || weight > whole:
		c.Add(path, weight, fmt.Sprintf("0 to %d per cent of the requests", whole))
	case weight == 0:
	case a.Service == nil:
		c.Add(path, weight, "0, as without a service there are no requests to share: a worker's candidate takes work as soon as it runs")
	case a.edge() == nil && a.Mesh == nil:
		c.Add(path, weight, "0, as neither service.edge nor mesh is there to share requests out: a Service of Kubernetes knows no weights")
	}
}

func checkImage(c *fault.Check, path string, image Image) {
	checkRepository(c, path, image.Repository)
	switch {
	case digestForm.MatchString(image.Digest):
	case image.Digest == "":
		c.Add(path+".digest", nil, "sha256: and 64 hexadecimal digits, as docker buildx imagetools inspect prints it")
	default:
		c.Add(path+".digest", image.Digest, "sha256: and 64 hexadecimal digits; a tag names whatever was pushed last, a digest one image")
	}
}

func checkRepository(c *fault.Check, path, repository string) {
	name, digest, pinned := strings.Cut(repository, "@")
	tagged := strings.Contains(name[strings.LastIndex(name, "/")+1:], ":")
	switch {
	case repository == "":
		c.Add(path+".repository", nil, "a registry and a repository: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/covetpy/dev/app")
	case pinned:
		c.Add(path+".repository", repository, fmt.Sprintf("the repository alone; put %s into %s.digest", digest, path))
	case tagged:
		c.Add(path+".repository", repository, fmt.Sprintf(
			"the repository without a tag, which is whatever was pushed last; put the digest of the image that you mean into %s.digest "+
				"(aws ecr describe-images prints it as imageDigest)", path))
	default:
		c.Require(repositoryForm.MatchString(repository), path+".repository", repository,
			"a registry and a repository: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/covetpy/dev/app")
	}
}
