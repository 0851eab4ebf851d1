package opensearch

import (
	"github.com/covetpy/platform/sim/kind"
)

// longestPolicy of a domain, in characters. Source: OpenSearch Service API Reference,
// the pattern of PolicyDocument.
const longestPolicy = 102400

// domainPolicy is the access policy of a domain, set apart from it, so that it may name
// the domain's ARN.
func domainPolicy() kind.Kind {
	return kind.Kind{
		Type: "aws:opensearch/domainPolicy:DomainPolicy",
		ID:   func(_ kind.World, d kind.Draft) string { return "esd-policy-" + d.In.Text("domainName") },
		// Upstream has another domain's name set in place, and leaves the policy where it was.
		Replaces: []string{"domainName"},
		Checks:   map[string]kind.Check{"accessPolicies": kind.JSON(longestPolicy)},
		Refs:     []kind.Ref{home()},
		Unique: []kind.Unique{{
			On:    []string{"domainName"},
			Taken: "the access policy of the domain %[1]s is another resource's already; OpenSearch Service would overwrite it, the simulated cloud refuses",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			of := domainOf(w, d)
			if of.Has("accessPolicies") {
				return kind.Say("the domain %s sets its access policy itself; OpenSearch Service would overwrite it, the simulated cloud refuses", d.In.Text("domainName"))
			}
			of.Props = of.Props.Copy()
			of.Props["accessPolicies"] = d.In.Props["accessPolicies"]
			return admitAccess(w, kind.Draft{In: of})
		},
	}
}
