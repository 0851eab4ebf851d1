package route53

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// firewallConfig is a property of the VPC and goes with it.
func firewallConfig() kind.Kind {
	home := kind.VPC("resourceId")
	home.OnDelete = sim.Cascade
	return kind.Kind{
		Type:   "aws:route53/resolverFirewallConfig:ResolverFirewallConfig",
		ID:     hashed("rslvr-fc-"),
		Checks: map[string]kind.Check{"firewallFailOpen": kind.OneOf("ENABLED", "DISABLED", "USE_LOCAL_RESOURCE_SETTING")},
		Refs:   []kind.Ref{home},
		Unique: []kind.Unique{{
			On:    []string{"resourceId"},
			Taken: "the VPC %[1]s has a firewall configuration from another resource already; Resolver would overwrite it, the simulated cloud refuses",
		}},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{
				"ownerId":          kind.Text(w.Account()),
				"firewallFailOpen": kind.Text(d.In.Or("firewallFailOpen", "DISABLED")),
			}
		},
	}
}
