package kubernetes

import (
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/covetpy/platform/sim"
)

var namespaceKind = schema.GroupKind{Kind: "Namespace"}

// ownNamespaces are there by themselves in every cluster.
var ownNamespaces = map[string]bool{"default": true, "kube-node-lease": true, "kube-public": true, "kube-system": true}

// Index keys of the cluster's objects.
func (c cluster) namespaceKey(name string) string {
	return strings.Join([]string{"kubernetes", c.where(), "namespace", name}, "|")
}

func (c cluster) groupKey(group string) string {
	return strings.Join([]string{"kubernetes", c.where(), "group", group}, "|")
}

// inNamespace fails as the API server does where a namespace is not there.
func (c cluster) inNamespace(tx *sim.Tx, name string) error {
	if ownNamespaces[name] || len(tx.Named(c.namespaceKey(name))) > 0 {
		return nil
	}
	return apierrors.NewNotFound(schema.GroupResource{Resource: "namespaces"}, name)
}

const finalizerPrefix = "finalizer|"

// finalizerName keeps a finalizer with an object, where its properties do not show
// it: the controller adds it whenever it first sees the object.
func finalizerName(finalizer string) string { return finalizerPrefix + finalizer }

func finalizersOf(o sim.Object) []string {
	var out []string
	for _, name := range o.Names {
		if held, ok := strings.CutPrefix(name, finalizerPrefix); ok {
			out = append(out, held)
		}
	}
	return out
}
