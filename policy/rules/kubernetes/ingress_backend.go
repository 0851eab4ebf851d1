package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var ingressBackend = rule.Rule{
	ID:    "kubernetes-ingress-backend",
	Title: "Every ingress leads to a service and a port that there are",
	Why: "An ingress to a service that is not in its namespace, or to a port that the service does not have, answers 503 " +
		"to everyone.",
	Fix:        "Let the backend name a service of the same namespace and one of its ports.",
	Severity:   rule.Medium,
	Levels:     rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:      []string{ingressType, serviceType, kube.ReleaseType},
	Controls:   orderly(),
	Since:      since,
	CheckStack: checkIngressBackend,
}

func checkIngressBackend(s *rule.Stack, rep *rule.Report) {
	for _, ingress := range s.OfType(ingressType) {
		backends := []rule.Value{ingress.At("spec.defaultBackend.service")}
		for _, of := range ingress.At("spec.rules").Items() {
			for _, path := range of.At("http.paths").Items() {
				backends = append(backends, path.At("backend.service"))
			}
		}
		for _, backend := range backends {
			name := backend.At("name")
			// An action of the balancer is in an annotation, not in a service.
			action := backend.At("port.name").Is("use-annotation")
			exists := kube.Exists(s, s.OfType(serviceType), func(service *rule.Resource) rule.Truth {
				return rule.And(kube.NamesBeside(ingress, name, service), hasPort(service, backend.At("port")))
			})
			rep.On(ingress).Require(rule.Or(rule.Not(backend.Present()), action, exists), name, "its namespace has no service %s with this port", name.Quote())
		}
	}
}

// hasPort says whether a service has a port, by number or by name.
func hasPort(service *rule.Resource, wanted rule.Value) rule.Truth {
	answers := []rule.Truth{rule.No}
	number, byNumber := wanted.At("number").Name()
	name, byName := wanted.At("name").Name()
	if byNumber == rule.Unknown || byName == rule.Unknown {
		return rule.Unknown
	}
	for _, port := range service.At("spec.ports").Items() {
		answers = append(answers,
			rule.And(byNumber, port.At("port").IsName(number)), rule.And(byName, port.At("name").IsName(name)))
	}
	return rule.Or(answers...)
}
