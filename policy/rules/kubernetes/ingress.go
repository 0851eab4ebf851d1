package kubernetes

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const (
	serviceType       = "kubernetes:core/v1:Service"
	ingressType       = "kubernetes:networking.k8s.io/v1:Ingress"
	networkPolicyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy"
)

// albPrefix begins the annotations that the AWS load balancer controller reads.
const albPrefix = "alb.ingress.kubernetes.io/"

func annotation(r *rule.Resource, name string) rule.Value {
	return r.At("metadata.annotations").Field(name)
}

func albAnnotation(r *rule.Resource, name string) rule.Value { return annotation(r, albPrefix+name) }

// onALB says whether the AWS load balancer controller serves an ingress: by its
// class, or by an annotation that nobody else reads.
func onALB(r *rule.Resource) rule.Truth {
	answers := []rule.Truth{
		r.At("spec.ingressClassName").Is("alb"),
		annotation(r, "kubernetes.io/ingress.class").Is("alb"),
	}
	for _, field := range r.At("metadata.annotations").Fields() {
		if field.Name != "" {
			answers = append(answers, rule.Of(strings.HasPrefix(field.Name, albPrefix)))
		}
	}
	return rule.Or(answers...)
}

// listens says whether the balancer of an ingress listens for a protocol, HTTP or
// HTTPS. Without listen-ports it is HTTPS where a certificate is given, and HTTP
// where not.
func listens(r *rule.Resource, protocol string) rule.Truth {
	ports := albAnnotation(r, "listen-ports")
	text, known := ports.Text()
	if known == rule.Unknown {
		return rule.Unknown
	}
	if known == rule.Yes {
		var entries []map[string]any
		err := json.Unmarshal([]byte(text), &entries)
		return rule.Of(err == nil && slices.ContainsFunc(entries, func(entry map[string]any) bool {
			_, there := entry[protocol]
			return there
		}))
	}
	// A certificate whose ARN is not known yet is one all the same.
	certified := rule.Not(albAnnotation(r, "certificate-arn").Empty())
	if protocol == "HTTPS" {
		return certified
	}
	return rule.Not(certified)
}
