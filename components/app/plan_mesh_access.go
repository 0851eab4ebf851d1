package app

import (
	"strconv"

	"google.golang.org/protobuf/types/known/wrapperspb"
	securityapi "istio.io/api/security/v1"
	telemetryapi "istio.io/api/telemetry/v1"
	typeapi "istio.io/api/type/v1beta1"
	security "istio.io/client-go/pkg/apis/security/v1"
	telemetry "istio.io/client-go/pkg/apis/telemetry/v1"
)

// peers asks everybody for a certificate of the mesh, whatever the namespace says.
func (a *Args) peers() *security.PeerAuthentication {
	return &security.PeerAuthentication{
		ObjectMeta: a.meshObject(a.Name),
		Spec: securityapi.PeerAuthentication{
			Selector: &typeapi.WorkloadSelector{MatchLabels: a.everyPod()},
			Mtls:     &securityapi.PeerAuthentication_MutualTLS{Mode: securityapi.PeerAuthentication_MutualTLS_STRICT},
		},
	}
}

// access lets the callers ask for what they may. A policy without rules lets nobody
// ask for anything, which is what an application has that nobody calls.
func (a *Args) access() *security.AuthorizationPolicy {
	var rules []*securityapi.Rule
	for _, caller := range a.Mesh.Callers {
		rules = append(rules, &securityapi.Rule{
			From: []*securityapi.Rule_From{{Source: &securityapi.Source{Principals: []string{a.principal(caller.App)}}}},
			To: []*securityapi.Rule_To{{Operation: &securityapi.Operation{
				Ports: []string{strconv.Itoa(MeshPort)}, Methods: caller.Methods, Paths: caller.Paths,
			}}},
		})
	}
	return &security.AuthorizationPolicy{
		ObjectMeta: a.meshObject(a.Name),
		Spec: securityapi.AuthorizationPolicy{
			Selector: &typeapi.WorkloadSelector{MatchLabels: a.everyPod()},
			Action:   securityapi.AuthorizationPolicy_ALLOW,
			Rules:    rules,
		},
	}
}

// principal is who a caller's certificate says it is: its service account, which is
// called as the application is.
func (a *Args) principal(caller string) string {
	return a.trustDomain() + "/ns/" + a.Reach.Callers[caller].Namespace + "/sa/" + caller
}

// failedCalls are those that the sidecars write down. The application keeps a record
// of what it answers; what never came to it is in no other place.
const failedCalls = "!has(response.code) || response.code >= 400"

func (a *Args) telemetry() *telemetry.Telemetry {
	return &telemetry.Telemetry{
		ObjectMeta: a.meshObject(a.Name),
		Spec: telemetryapi.Telemetry{
			Selector: &typeapi.WorkloadSelector{MatchLabels: a.everyPod()},
			Tracing:  []*telemetryapi.Tracing{{RandomSamplingPercentage: wrapperspb.Double(a.Mesh.TracePercent)}},
			AccessLogging: []*telemetryapi.AccessLogging{{
				Providers: []*telemetryapi.ProviderRef{{Name: "envoy"}},
				Filter:    &telemetryapi.AccessLogging_Filter{Expression: failedCalls},
			}},
		},
	}
}
