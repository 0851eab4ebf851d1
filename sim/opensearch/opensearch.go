// Package opensearch describes the resource types of OpenSearch Service, one file
// each: its domains, not its serverless collections. What versions and instance types
// there are is in versions.go and machines.go.
//
// No document is indexed here: what is judged is what the service judges when it is
// called.
package opensearch

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const domainType = "aws:opensearch/domain:Domain"

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		domain(),
		domainPolicy(),
		domainSAMLOptions(),
	}
}

// invalid is the service's refusal of a request.
func invalid(words string, values ...any) error {
	return kind.Say("ValidationException: "+words, values...)
}

// firstFault asks one after the other, and returns what the first that refuses says.
func firstFault(w kind.World, d kind.Draft, ask ...func(kind.World, kind.Draft) error) error {
	for _, admit := range ask {
		if err := admit(w, d); err != nil {
			return err
		}
	}
	return nil
}

// home refers to the domain by name. What is set on a domain goes with it.
func home() kind.Ref {
	return kind.Ref{
		Path: "domainName", To: []kind.Target{{Type: domainType, By: "domainName"}}, OnDelete: sim.Cascade,
		Missing: "ResourceNotFoundException: Domain not found: %s",
	}
}

// domainOf is the domain that something is set on, as it is.
func domainOf(w kind.World, d kind.Draft) kind.Values {
	found, _ := w.Find(domainType, "domainName", d.In.Text("domainName"))
	return kind.Values{Props: found.Outputs}
}
