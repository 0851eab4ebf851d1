package rule

import (
	"strings"
	"sync"
)

// renamed are packages of which every resource has the same name and the same
// properties in another. The first is what a program may write, the second what
// rules know.
var renamed = []struct{ prefix, canonical string }{
	{"aws:alb/", "aws:lb/"},
	{"aws:applicationloadbalancing/", "aws:lb/"},
	{"aws:elasticloadbalancingv2/", "aws:lb/"},
	{"aws:elasticloadbalancing/", "aws:elb/"},
	// Of the properties only the version's has another name.
	{"aws:elasticsearch/", "aws:opensearch/"},
	{"kubernetes:extensions/v1beta1:Deployment", "kubernetes:apps/v1:Deployment"},
	{"kubernetes:extensions/v1beta1:DaemonSet", "kubernetes:apps/v1:DaemonSet"},
	{"kubernetes:extensions/v1beta1:ReplicaSet", "kubernetes:apps/v1:ReplicaSet"},
	{"kubernetes:extensions/v1beta1:NetworkPolicy", "kubernetes:networking.k8s.io/v1:NetworkPolicy"},
	{"kubernetes:apps/v1beta1:", "kubernetes:apps/v1:"},
	{"kubernetes:apps/v1beta2:", "kubernetes:apps/v1:"},
	{"kubernetes:batch/v1beta1:", "kubernetes:batch/v1:"},
	{"kubernetes:batch/v2alpha1:", "kubernetes:batch/v1:"},
	{"kubernetes:policy/v1beta1:PodDisruptionBudget", "kubernetes:policy/v1:PodDisruptionBudget"},
	{"kubernetes:rbac.authorization.k8s.io/v1alpha1:", "kubernetes:rbac.authorization.k8s.io/v1:"},
	{"kubernetes:rbac.authorization.k8s.io/v1beta1:", "kubernetes:rbac.authorization.k8s.io/v1:"},
	{"kubernetes:autoscaling/v1:", "kubernetes:autoscaling/v2:"},
	{"kubernetes:autoscaling/v2beta1:", "kubernetes:autoscaling/v2:"},
	{"kubernetes:autoscaling/v2beta2:", "kubernetes:autoscaling/v2:"},
	{"kubernetes:security.istio.io/v1beta1:", "kubernetes:security.istio.io/v1:"},
	{"kubernetes:networking.istio.io/v1alpha3:", "kubernetes:networking.istio.io/v1:"},
	{"kubernetes:networking.istio.io/v1beta1:", "kubernetes:networking.istio.io/v1:"},
	{"kubernetes:storage.k8s.io/v1beta1:", "kubernetes:storage.k8s.io/v1:"},
}

// Canonical is the one token by which rules know a resource type. Some resources
// have several: aws:alb/listener:Listener and aws:lb/listener:Listener are the
// same, and so are those of S3 with and without V2 and the versions of a
// Kubernetes API whose fields did not change. A rule that knew only one of them
// would be passed by the other.
func Canonical(token string) string {
	if known, ok := canonical.Load(token); ok {
		return known.(string) //nolint:forcetypeassert // nothing else is stored
	}
	found := findCanonical(token)
	canonical.Store(token, found)
	return found
}

// canonical keeps what was found: there are a few hundred types, and joins ask for
// theirs a million times.
var canonical sync.Map

func findCanonical(token string) string {
	if rest, ok := strings.CutPrefix(token, "aws:s3/"); ok {
		module, name, _ := strings.Cut(rest, ":")
		if strings.HasSuffix(module, "V2") && strings.HasSuffix(name, "V2") {
			return "aws:s3/" + strings.TrimSuffix(module, "V2") + ":" + strings.TrimSuffix(name, "V2")
		}
		return token
	}
	for _, r := range renamed {
		if rest, ok := strings.CutPrefix(token, r.prefix); ok {
			return r.canonical + rest
		}
	}
	return token
}
