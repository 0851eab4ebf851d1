// Package lifecycle is what every resource type of the simulated cloud has in
// common: it interprets a kind and the facts of its schema to check, compare,
// create, read, update and delete.
//
// What is peculiar to one type does not belong here but in its kind; the wire
// protocol is in provider.
package lifecycle

import (
	"fmt"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/facts"
	"github.com/covetpy/platform/sim/kind"
)

// Lifecycle runs the kinds of a registry on a cloud.
type Lifecycle struct {
	cloud    *sim.Cloud
	registry *kind.Registry
}

// New joins a cloud with the kinds of what lives in it.
func New(cloud *sim.Cloud, registry *kind.Registry) *Lifecycle {
	return &Lifecycle{cloud, registry}
}

func (l *Lifecycle) lookup(typ string) (kind.Kind, facts.Resource, error) {
	k, ok := l.registry.Kind(typ)
	if !ok {
		return kind.Kind{}, facts.Resource{}, fmt.Errorf("look up %s: the simulated cloud has no such type; sim/doc.go says how to add one", typ)
	}
	return k, l.registry.Schema.Resources[typ], nil
}

// region is where an object of the kind lives: the resource's own region, the
// provider's, or none.
func region(k kind.Kind, props kind.Props, providers string) string {
	if k.Global {
		return ""
	}
	return kind.Values{Props: props}.Or("region", providers)
}

// world is the view of one call on an object of the kind.
func (l *Lifecycle) world(tx *sim.Tx, in kind.Props, providersRegion, urn string) kind.World {
	where := kind.Values{Props: in}.Or("region", providersRegion)
	return kind.NewWorld(l.cloud, tx, l.registry, where, urn)
}
