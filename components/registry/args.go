package registry

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
)

// Args says what registry to make. Validate has the limits of each field.
//
// Scanning, caches and replication are settings of the registry, of which an
// account has one in each region: only one environment of an account may have
// this component.
type Args struct {
	// Names is what names of repositories begin with: "covetpy/dev/app".
	Names naming.Scope
	// Where is the account and region.
	Where identity.Scope
	// Protect makes Pulumi refuse to delete a repository, and ECR to delete one
	// that holds images.
	Protect bool
	// Repositories are the names, below project and environment, "app".
	Repositories []string
	// KeyARN encrypts the images, and KeyAlias is its alias,
	// "alias/covetpy-dev-images", by which the role of the caches names it before
	// it exists. A repository's key can't be changed.
	KeyARN   pulumi.StringInput
	KeyAlias string
	// Pullers are the ARNs of the roles that may pull: those of all nodes,
	// Karpenter's too. Nobody else of the account may, but Pushers.
	Pullers []string
	// Pushers are the ARNs of the roles that may push, and pull what they push;
	// they may not delete. It may be empty. The role that runs Pulumi should be
	// none of them.
	Pushers []string
	// Scanning is how images are searched for known vulnerabilities.
	Scanning Scanning
	// KeepImages is how many tagged images each repository keeps; older ones
	// expire.
	KeepImages int
	// UntaggedDays is how long an image without a tag stays.
	UntaggedDays int
	// PullThrough are the public registries that are cached. ECR makes a
	// repository for each image on its first pull; those are not Pulumi's, and
	// outlive a destroy (aws ecr delete-repository --force).
	PullThrough []Upstream
	// Credentials are the ARNs of the secrets by which ECR signs in to the cached
	// registries that ask for it (Upstream.NeedsCredential): with a user's name and a
	// token as JSON, of this account and region, by names that begin with
	// ecr-pullthroughcache/, and encrypted with the key that AWS keeps for Secrets
	// Manager, as ECR opens no other (ECR user guide, "Storing your upstream
	// repository credentials in an AWS Secrets Manager secret"). People make them: the
	// tokens are theirs, and belong in no state.
	Credentials map[Upstream]string
	// Replicate is the region that images are copied to; nil for none.
	Replicate *Second
}

// Scanning is how images are searched for known vulnerabilities (ECR user guide,
// "Scan images for software vulnerabilities").
type Scanning string

// Ways to scan.
const (
	// Basic is by ECR, at each push, and free.
	Basic Scanning = "basic"
	// Enhanced is by Amazon Inspector, which must be on for ECR in the account:
	// again whenever a vulnerability becomes known.
	Enhanced Scanning = "enhanced"
)

// Upstream is a public registry that ECR pulls through. Its value is the prefix of
// the cached repositories, the same in every environment, so that a reference to an
// image differs in its host alone.
type Upstream string

// Registries.
const (
	ECRPublic  Upstream = "ecr-public" // public.ecr.aws
	Kubernetes Upstream = "kubernetes" // registry.k8s.io
	Quay       Upstream = "quay"       // quay.io
	GitHub     Upstream = "github"     // ghcr.io, with a credential
	DockerHub  Upstream = "docker-hub" // Docker Hub, with a credential
)

// Upstreams returns every registry that can be cached.
func Upstreams() []Upstream { return []Upstream{ECRPublic, Kubernetes, Quay, GitHub, DockerHub} }

// NeedsCredential says whether ECR has to sign in to the registry, even for what is
// public there (ECR user guide, "Sync an upstream registry").
func (u Upstream) NeedsCredential() bool { return u == GitHub || u == DockerHub }

// host is where the registry is.
func (u Upstream) host() string {
	switch u {
	case ECRPublic:
		return "public.ecr.aws"
	case Kubernetes:
		return "registry.k8s.io"
	case GitHub:
		return "ghcr.io"
	case DockerHub:
		return "registry-1.docker.io"
	default:
		return "quay.io"
	}
}

// Second is a second region.
type Second struct {
	// Region is "eu-central-1".
	Region string
	// Provider makes resources there.
	Provider pulumi.ProviderResource
	// KeyARN encrypts the images there: the replica of this region's key.
	KeyARN pulumi.StringInput
}
