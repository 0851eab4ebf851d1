package emulator

import (
	"slices"
	"strings"
)

// Name is one of the emulators.
type Name string

// The emulators; Neither stands for what runs on the simulated cloud.
const (
	Moto      Name = "moto"
	Ministack Name = "ministack"
	Neither   Name = ""
)

// Service is a service of AWS that upstream's provider calls.
type Service struct {
	// Endpoint is the provider's name for it in its setting `endpoints`.
	Endpoint string
	// On is the emulator that serves it: all of it, as the provider takes one
	// address for a service.
	On Name
}

// Services are all services that the types in use need, each with its emulator.
func Services() []Service { return slices.Clone(services) }

// Where says on which emulator a resource of a type lives, by the names of the
// properties that it sets; on neither, it also says why.
func Where(token string, properties ...string) (on Name, why string) {
	for _, g := range gaps {
		if g.token == token && (g.property == "" || slices.Contains(properties, g.property)) {
			return Neither, g.why
		}
	}
	if on := serving(Endpoint(token)); on != Neither {
		return on, ""
	}
	return Neither, "it belongs to no service of the table in conformance/emulator/table.go: add it there"
}

// Unserved are the types that neither emulator serves at all, each with the reason.
func Unserved() map[string]string {
	out := map[string]string{}
	for _, g := range gaps {
		if g.property == "" {
			out[g.token] = g.why
		}
	}
	return out
}

// serving is the emulator that serves an endpoint.
func serving(endpoint string) Name {
	for _, s := range services {
		if s.Endpoint == endpoint {
			return s.On
		}
	}
	return Neither
}

// modules are the modules of Pulumi's package whose service has another name, by
// the longest beginning of "module/type" that decides.
var modules = []struct{ beginning, endpoint string }{
	{"appautoscaling/", "applicationautoscaling"},
	{"cloudwatch/event", "events"},
	{"cloudwatch/log", "logs"},
	{"cloudwatch/queryDefinition", "logs"},
	{"costexplorer/", "ce"},
	{"lb/", "elbv2"},
	{"route53/resolver", "route53resolver"},
	{"vpc/", "ec2"},
}

// Endpoint is the provider's name for the service that has a type.
func Endpoint(token string) string {
	inner := strings.TrimPrefix(token, "aws:")
	for _, m := range modules {
		if strings.HasPrefix(inner, m.beginning) {
			return m.endpoint
		}
	}
	module, _, _ := strings.Cut(inner, "/")
	return module
}
