package kubernetes

import (
	"fmt"
	"slices"
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// remove deletes an object, and with a namespace all that is in it. What a finalizer
// holds whose controller is gone is never deleted, nor is the namespace that it is
// in: the provider waits, and gives up. Then all is as it was, and not half gone as
// in a real cluster: what is left to do is the same.
func (c cluster) remove(tx *sim.Tx, o sim.Object) error {
	of := object{kind.Values{Props: o.Inputs}}
	going := []sim.Object{o}
	if of.kind().GroupKind() == namespaceKind {
		if ownNamespaces[of.name()] {
			return apierrors.NewForbidden(schema.GroupResource{Resource: "namespaces"}, of.name(), fmt.Errorf("this namespace may not be deleted"))
		}
		going = append(going, tx.Users(c.namespaceKey(of.name()))...)
	}
	if held := c.stuck(tx, going); len(held) > 0 {
		return fmt.Errorf("'%s' timed out waiting to be Ready: finalizers might be preventing deletion (%s)", of.name(), strings.Join(held, ", "))
	}
	for _, gone := range going {
		tx.Remove(gone)
	}
	return nil
}

// uninstall deletes a release with the kinds that it brings, and so every object of
// them, unless the chart leaves them.
func (c cluster) uninstall(tx *sim.Tx, o sim.Object) error {
	tx.Remove(o)
	brought := chartOf(o)
	if brought.keeps {
		return nil
	}
	for _, group := range brought.groups {
		if slices.ContainsFunc(c.releases(tx), func(other sim.Object) bool { return defines(other, group) }) {
			continue
		}
		going := c.inGroup(tx, group)
		if held := c.stuck(tx, going); len(held) > 0 {
			return fmt.Errorf("uninstallation completed with 1 error(s): context deadline exceeded: objects of %s wait for %s", group, strings.Join(held, ", "))
		}
		for _, gone := range going {
			tx.Remove(gone)
		}
	}
	return nil
}

// stuck are the finalizers that no living controller takes off, of objects that are
// to go. A controller that goes with them, in its namespace, is no help.
func (c cluster) stuck(tx *sim.Tx, going []sim.Object) []string {
	alive := map[string]bool{}
	for _, release := range c.releases(tx) {
		if slices.ContainsFunc(going, func(o sim.Object) bool { return o.Type == releaseType && o.ID == release.ID }) {
			continue
		}
		for _, held := range chartOf(release).finalizers {
			alive[held] = true
		}
	}
	var out []string
	for _, o := range going {
		for _, held := range finalizersOf(o) {
			if !alive[held] && !slices.Contains(out, held) {
				out = append(out, held)
			}
		}
	}
	slices.Sort(out)
	return out
}
