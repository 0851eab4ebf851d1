package lb

import (
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const listenerType = "aws:lb/listener:Listener"

// listener is a part of its load balancer and goes with it.
func listener() kind.Kind {
	checks := actionChecks("defaultActions")
	maps.Copy(checks, map[string]kind.Check{
		"alpnPolicy":                kind.OneOf("HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None"),
		"certificateArn":            kind.ARN(),
		"loadBalancerArn":           kind.ARN(),
		"mutualAuthentication.mode": kind.OneOf("off", "verify", "passthrough"),
		"port":                      kind.Between(1, 65535),
		"protocol":                  kind.Pattern(`(?i:HTTP|HTTPS|TCP|TLS|UDP|TCP_UDP|GENEVE|QUIC|TCP_QUIC)`, "expected one of HTTP, HTTPS, TCP, TLS, UDP, TCP_UDP, GENEVE, QUIC, TCP_QUIC"),
	})
	return kind.Kind{
		Type: listenerType,
		ID: func(w kind.World, d kind.Draft) string {
			return strings.Replace(d.In.Text("loadBalancerArn"), ":loadbalancer/", ":listener/", 1) + "/" + w.Hex(16)
		},
		Noted:   map[resource.PropertyKey]func(string) string{"protocol": strings.ToUpper},
		Planned: numbered("defaultActions"),
		Within:  actionDefaults("defaultActions"),
		Checks:  checks,
		Rules: func(in kind.Values) []kind.Failure {
			return append(actionRules("defaultActions", in), mutualRules(in)...)
		},
		Refs: append(actionRefs("defaultActions"),
			kind.Ref{
				Path: "loadBalancerArn", To: []kind.Target{{Type: loadBalancerType, By: "arn"}}, OnDelete: sim.Cascade,
				Missing: "LoadBalancerNotFound: Load balancer '%s' not found",
			},
			certificateRef("certificateArn"),
		),
		// The service takes a second request with the same settings for the first
		// one's repetition; two resources would then be one listener.
		Unique: []kind.Unique{{
			On:    []string{"loadBalancerArn", "port"},
			Taken: "DuplicateListener: A listener already exists on this port for this load balancer '%[1]s'",
		}},
		Admit:   admitListener,
		Outputs: listenerOutputs,
	}
}

// mutualRules are upstream's, of the plan: a trust store, and what goes with one, in
// the mode that verifies and in no other.
func mutualRules(in kind.Values) []kind.Failure {
	const at = "mutualAuthentication."
	mode := in.Text(at + "mode")
	switch {
	case mode == "":
		return nil // none, or unknown
	case mode == "verify" && !in.Has(at+"trustStoreArn"):
		return []kind.Failure{{Path: at + "trustStoreArn", Reason: `Attribute "` + at + `trustStoreArn" must be specified when "` + at + `mode" is "verify".`}}
	case mode == "verify":
		return nil
	}
	var out []kind.Failure
	for _, name := range []string{"advertiseTrustStoreCaNames", "ignoreClientCertificateExpiry", "trustStoreArn"} {
		if in.Has(at + name) {
			out = append(out, kind.Failure{Path: at + name, Reason: `Attribute "` + at + name + `" cannot be specified when "` + at + `mode" is "` + mode + `".`})
		}
	}
	return out
}

// protocolOf is what the provider sends when none is given.
func protocolOf(in kind.Values) string {
	switch {
	case in.Text("protocol") != "":
		return strings.ToUpper(in.Text("protocol"))
	case in.Text("certificateArn") != "":
		return "HTTPS"
	default:
		return "HTTP"
	}
}

func frontOf(w kind.World, in kind.Values) front {
	balancer, _ := w.Find(loadBalancerType, "arn", in.Text("loadBalancerArn"))
	return front{balancer, protocolOf(in), in.Number("port")}
}

func admitListener(w kind.World, d kind.Draft) error {
	at := frontOf(w, d.In)
	if at.balancer.Where != w.Region {
		return kind.Say("LoadBalancerNotFound: Load balancer '%s' not found", d.In.Text("loadBalancerArn"))
	}
	if outputsOf(at.balancer).Text("loadBalancerType") == application {
		switch {
		case !d.In.Has("port"):
			return kind.Say("ValidationError: A port must be specified")
		case !isHTTP(at.protocol):
			return kind.Say("ValidationError: Listener protocol '%s' must be one of 'HTTPS, HTTP'", at.protocol)
		}
	}
	if err := admitSecurity(w, d.In, at.protocol); err != nil {
		return err
	}
	if err := admitHeaders(d.In, at.protocol); err != nil {
		return err
	}
	return admitActions(w, at, d.In.Objects("defaultActions[*]"), d.ID)
}

// admitSecurity holds encrypted protocols to a certificate and a policy, and
// the others to none. The misspelling is the service's.
func admitSecurity(w kind.World, in kind.Values, protocol string) error {
	secure := protocol == "HTTPS" || protocol == "TLS"
	policy, certificate := in.Text("sslPolicy"), in.Text("certificateArn")
	switch {
	case secure && certificate == "":
		return kind.Say("ValidationError: A certificate must be specified for %s listeners", protocol)
	case !secure && certificate != "":
		return kind.Say("ValidationError: A certificate cannot be specified for %s listeners", protocol)
	case !secure && policy != "":
		return kind.Say("ValidationError: An SSL policy cannot be specifed for %s listeners", protocol)
	case !secure && in.Or("mutualAuthentication.mode", "off") != "off":
		return kind.Say("ValidationError: Mutual authentication is supported only on HTTPS listeners")
	case policy != "" && !slices.Contains(securityPolicies(), policy):
		return kind.Say("SSLPolicyNotFound: SSL policy '%s' not found", policy)
	case secure:
		return admitCertificate(w, certificate)
	}
	return nil
}

func listenerOutputs(_ kind.World, d kind.Draft) kind.Props {
	out := kind.Props{"arn": kind.Text(d.ID)}
	own := kind.Props{}
	if !d.In.Has("protocol") {
		out["protocol"] = kind.Text(protocolOf(d.In))
	}
	switch protocol := protocolOf(d.In); {
	case protocol == "HTTPS" || protocol == "TLS":
		own["sslPolicy"] = kind.Text(defaultSecurityPolicy)
	case !d.In.Has("sslPolicy"):
		out["sslPolicy"] = kind.Text("")
	}
	if isHTTP(protocolOf(d.In)) {
		own["routingHttpResponseServerEnabled"] = kind.Flag(true)
	}
	maps.Copy(out, d.Settled(own))
	return out
}
