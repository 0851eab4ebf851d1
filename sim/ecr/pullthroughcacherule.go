package ecr

import (
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// pullThroughCacheRule does not ask whether the secret is there: Secrets Manager
// is not among the simulated services.
func pullThroughCacheRule() kind.Kind {
	role := kind.Role("customRoleArn")
	return kind.Kind{
		Type: "aws:ecr/pullThroughCacheRule:PullThroughCacheRule",
		ID:   kind.From("ecrRepositoryPrefix"),
		Checks: map[string]kind.Check{
			"credentialArn": kind.ARN(),
			"customRoleArn": kind.ARN(),
		},
		Refs: []kind.Ref{role},
		Unique: []kind.Unique{{
			On:    []string{"ecrRepositoryPrefix"},
			Taken: "PullThroughCacheRuleAlreadyExistsException: A pull through cache rule with the prefix '%[1]s' already exists in the registry",
		}},
		Admit:   admitPullThrough,
		Outputs: registryID,
	}
}

// Registries that can be cached: open ones, ones that want a secret, and ECR's
// own, which wants a role when it is another account's. Source: ECR user guide,
// "Sync an upstream registry with an Amazon ECR private registry".
var (
	openRegistries   = []string{"public.ecr.aws", "quay.io", "registry.k8s.io"}
	secretRegistries = regexp.MustCompile(`^(registry-1\.docker\.io|ghcr\.io|registry\.gitlab\.com|cgr\.dev|[a-z0-9]+\.azurecr\.io)$`)
	ecrRegistries    = regexp.MustCompile(`^[0-9]{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$`)
	credentialForm   = regexp.MustCompile(`^arn:aws[a-z-]*:secretsmanager:[a-zA-Z0-9-:]+:secret:ecr-pullthroughcache/[a-zA-Z0-9/_+=.@-]+$`)
)

func admitPullThrough(w kind.World, d kind.Draft) error {
	unsupported := func(reason string) error { return kind.Say("UnsupportedUpstreamRegistryException: %s", reason) }
	url, secret, role := d.In.Text("upstreamRegistryUrl"), d.In.Text("credentialArn"), d.In.Text("customRoleArn")
	open, wantsSecret, private := slices.Contains(openRegistries, url), secretRegistries.MatchString(url), ecrRegistries.MatchString(url)
	switch {
	case !open && !wantsSecret && !private:
		return unsupported("The upstream registry URL " + url + " is invalid")
	case url == registryHost(w):
		return unsupported("Upstream registry URL cannot be the same as the cache registry")
	case wantsSecret && secret == "" && role == "":
		return unsupported("The specified upstream registry requires authentication. Specify a valid Secrets Manager ARN and try again.")
	case private && !strings.HasPrefix(url, w.Account()+".") && role == "":
		return unsupported("The specified upstream registry requires authentication. Specify a valid IAM role ARN and try again.")
	case open && secret != "":
		return unsupported("The specified upstream registry doesn't require authentication")
	case !private && role != "", private && secret != "":
		return unsupported("Upstream registry URL and provided credential type do not match")
	case secret != "":
		return admitCredential(w, secret)
	}
	return nil
}

func admitCredential(w kind.World, arn string) error {
	if !credentialForm.MatchString(arn) {
		return invalid("credentialArn", `must satisfy regular expression '^arn:aws:secretsmanager:[a-zA-Z0-9-:]+:secret:ecr\-pullthroughcache\/[a-zA-Z0-9\/_+=.@-]+$'`)
	}
	if !strings.HasPrefix(arn, w.ARN("secretsmanager", "secret:")) {
		return kind.Say("SecretNotFoundException: The secret %s was not found. Please verify the secret exists in the same region and account that the pullthrough cache rule will be created in", arn)
	}
	return nil
}
