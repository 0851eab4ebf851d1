package grafana

import (
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

// workspaceSAMLConfiguration is a property of the workspace and goes with it; upstream's
// deletion leaves it.
func workspaceSAMLConfiguration() kind.Kind {
	return kind.Kind{
		Type: samlConfigurationType,
		ID:   kind.From("workspaceId"),
		Refs: []kind.Ref{home()},
		Unique: []kind.Unique{{
			On:    []string{"workspaceId"},
			Taken: "the workspace %[1]s has its SAML configuration from another resource already; Amazon Managed Grafana would overwrite it, the simulated cloud refuses",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			switch {
			case !slices.Contains(workspaceOf(w, d).Texts("authenticationProviders[*]"), saml):
				return invalid("The SAML configuration can't be updated as SAML is no authentication provider of the workspace %s", d.In.Text("workspaceId"))
			case d.In.Has("idpMetadataUrl") == d.In.Has("idpMetadataXml"):
				return kind.Say(badRequest)
			}
			return nil
		},
		Outputs: func(_ kind.World, d kind.Draft) kind.Props {
			out := d.Settled(kind.Props{
				"emailAssertion": kind.Text("mail"), "loginAssertion": kind.Text("mail"), "nameAssertion": kind.Text("displayName"),
				"loginValidityDuration": kind.Number(60), // minutes
			})
			out["status"] = kind.Text("CONFIGURED")
			return out
		},
	}
}
