package opensearch

import "github.com/covetpy/platform/sim/kind"

// domainSAMLOptions let users of an identity provider into the dashboards of a domain
// that has users of its own.
func domainSAMLOptions() kind.Kind {
	return kind.Kind{
		Type: "aws:opensearch/domainSamlOptions:DomainSamlOptions",
		ID:   kind.From("domainName"),
		Within: map[string]kind.Props{
			"samlOptions": {"enabled": kind.Flag(true), "sessionTimeoutMinutes": kind.Number(60)},
		},
		Refs: []kind.Ref{home()},
		Unique: []kind.Unique{{
			On:    []string{"domainName"},
			Taken: "the SAML options of the domain %[1]s are another resource's already; OpenSearch Service would overwrite them, the simulated cloud refuses",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			switch {
			case !domainOf(w, d).Flag("advancedSecurityOptions.enabled"):
				return invalid("You must enable advanced security options to use SAML authentication.")
			case d.In.Flag("samlOptions.enabled") && !d.In.Has("samlOptions.idp"):
				return invalid("You must provide an identity provider to enable SAML authentication.")
			}
			return nil
		},
	}
}
