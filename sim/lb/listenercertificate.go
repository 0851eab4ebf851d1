package lb

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// mostCertificates of a listener besides its default one. Source: Application
// Load Balancers guide, "Quotas".
const mostCertificates = 25

func listenerCertificate() kind.Kind {
	const typ = "aws:lb/listenerCertificate:ListenerCertificate"
	return kind.Kind{
		Type:   typ,
		ID:     kind.Joined("_", "listenerArn", "certificateArn"),
		Checks: map[string]kind.Check{"certificateArn": kind.ARN(), "listenerArn": kind.ARN()},
		Refs:   []kind.Ref{listenerRef(), certificateRef("certificateArn")},
		Unique: []kind.Unique{{
			On:    []string{"listenerArn", "certificateArn"},
			Taken: "listener %[1]s has the certificate from another resource already; the service would add it once, the simulated cloud refuses",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			at, _ := w.Find(listenerType, "arn", d.In.Text("listenerArn"))
			if protocol := protocolOf(kind.Values{Props: at.Inputs}); protocol != "HTTPS" && protocol != "TLS" {
				return kind.Say("InvalidConfigurationRequest: Certificates can be added only to HTTPS and TLS listeners, not to %s", protocol)
			}
			if d.Old == nil && len(w.Users(typ, at)) >= mostCertificates {
				return kind.Say("TooManyCertificates: The maximum number of certificates of the listener '%s' has been reached", at.ID)
			}
			return admitCertificate(w, d.In.Text("certificateArn"))
		},
	}
}

// listenerRef refers to the listener of which something is a part.
func listenerRef() kind.Ref {
	return kind.Ref{
		Path: "listenerArn", To: []kind.Target{{Type: listenerType, By: "arn"}}, OnDelete: sim.Cascade,
		Missing: "ListenerNotFound: Listener '%s' not found",
	}
}
