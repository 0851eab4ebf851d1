package kubernetes

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// applied is an object that is sent to the API server, by server-side apply.
type applied struct {
	server *server
	urn    string
	inputs kind.Props
}

func (a applied) object() object { return object{kind.Values{Props: a.inputs}} }

func (a applied) draft() sim.Object {
	o := a.object()
	c := a.server.cluster
	out := sim.Object{
		Type: string(resource.URN(a.urn).Type()), URN: a.urn, Where: c.where(), ID: o.id(),
		Inputs: a.inputs, Outputs: withoutNotes(a.inputs), Uses: []sim.Use{c.use()},
	}
	if o.kind().GroupKind() == namespaceKind {
		out.Names = []string{c.namespaceKey(o.name())}
	}
	if o.namespace() != "" {
		out.Uses = append(out.Uses, sim.Use{Key: c.namespaceKey(o.namespace()), Then: sim.Cascade})
	}
	if !builtIn[o.kind().Group] {
		out.Uses = append(out.Uses, sim.Use{Key: c.groupKey(o.kind().Group), Then: sim.Ignore})
	}
	return out
}

// valid is what the API server says of the values. Where one is not known yet, the
// provider does not ask, not even in a preview.
func (a applied) valid(isNew bool) error {
	if resource.NewProperty(a.inputs).ContainsUnknowns() {
		return nil
	}
	obj, faults := decode(a.inputs)
	if len(faults) > 0 {
		return a.failed(isNew, fmt.Errorf("%s", strings.Join(faults, ", ")))
	}
	if faults := admit(obj); len(faults) > 0 {
		return a.failed(isNew, apierrors.NewInvalid(a.object().kind().GroupKind(), a.object().name(), faults))
	}
	return nil
}

// create makes the object, or changes the one that is there: that is how
// server-side apply answers, unless somebody else owns a field that would change.
func (a applied) create(tx *sim.Tx, o sim.Object) (sim.Object, error) {
	if err := a.admitted(tx, true); err != nil {
		return o, err
	}
	old, exists := tx.Get(o.Type, o.Where, o.ID)
	if !exists {
		if err := a.server.cluster.judged(tx, o, nil); err != nil {
			return o, a.failed(true, err)
		}
		return a.withMetadata(tx, o, uuid(tx, o.URN), a.server.cloud.Now().Format(time.RFC3339)), nil
	}
	if err := conflict(old, o); err != nil {
		return o, a.failed(true, err)
	}
	return a.over(tx, old, o, true)
}

func (a applied) update(tx *sim.Tx, o sim.Object) (sim.Object, error) {
	if err := a.admitted(tx, false); err != nil {
		return o, err
	}
	old, exists := tx.Get(o.Type, o.Where, o.ID)
	if !exists {
		return o, a.failed(false, apierrors.NewNotFound(resourceOf(a.object().kind()), a.object().name()))
	}
	return a.over(tx, old, o, false)
}

// over puts the object in place of the old one, if nothing changes that can't.
func (a applied) over(tx *sim.Tx, old, o sim.Object, isNew bool) (sim.Object, error) {
	before, _ := decode(old.Inputs)
	after, _ := decode(o.Inputs)
	if faults := immutable(before, after); len(faults) > 0 {
		return o, a.failed(isNew, apierrors.NewInvalid(a.object().kind().GroupKind(), a.object().name(), faults))
	}
	if err := a.server.cluster.judged(tx, o, &old); err != nil {
		return o, a.failed(isNew, err)
	}
	if !isNew {
		o.URN = old.URN
	}
	for _, held := range finalizersOf(old) {
		o.Names = append(o.Names, finalizerName(held))
	}
	meta := kind.Values{Props: old.Outputs}
	return a.withMetadata(tx, o, meta.Text("metadata.uid"), meta.Text("metadata.creationTimestamp")), nil
}

// admitted is what the cluster says of the object: a kind that it knows, values
// that the kind takes, a namespace that is there.
func (a applied) admitted(tx *sim.Tx, isNew bool) error {
	o, c := a.object(), a.server.cluster
	if err := c.served(tx, o.kind()); err != nil {
		return a.failed(isNew, err)
	}
	if err := a.valid(isNew); err != nil {
		return err
	}
	if o.namespace() == "" {
		return nil
	}
	if err := c.inNamespace(tx, o.namespace()); err != nil {
		return a.failed(isNew, err)
	}
	return nil
}

// failed puts the API server's answer into the provider's words.
func (a applied) failed(isNew bool, err error) error {
	verb, done := "update", "update of resource %s failed because the Kubernetes API server reported that it failed to fully initialize or become live: %w"
	if isNew {
		verb, done = "creation", "resource %s was not successfully created by the Kubernetes API server: %w"
	}
	if meta.IsNoMatchError(err) {
		return fmt.Errorf("%s of resource %s failed because the Kubernetes API server reported that the apiVersion for this resource does not exist. "+
			"Verify that any required CRDs have been created: %w", verb, a.object().id(), err)
	}
	return fmt.Errorf(done, a.object().id(), err)
}

func (a applied) withMetadata(tx *sim.Tx, o sim.Object, uid, created string) sim.Object {
	meta := o.Outputs["metadata"].ObjectValue().Copy()
	meta["uid"], meta["creationTimestamp"] = kind.Text(uid), kind.Text(created)
	o.Outputs["metadata"] = kind.Nested(meta)
	if held, ok := a.server.cluster.finalizer(tx, a.object().kind().GroupKind()); ok && !slices.Contains(o.Names, finalizerName(held)) {
		o.Names = append(o.Names, finalizerName(held))
	}
	return o
}

// conflict is what the API server says when fields would change that another
// resource of Pulumi has set. Each is a field manager of its own.
func conflict(old, o sim.Object) error {
	if old.URN == o.URN {
		return nil
	}
	var fields []string
	for path, d := range plugin.NewDetailedDiffFromObjectDiff(withoutNotes(old.Inputs).Diff(withoutNotes(o.Inputs)), true) {
		if d.Kind == plugin.DiffUpdate || d.Kind == plugin.DiffUpdateReplace {
			fields = append(fields, "."+path)
		}
	}
	if len(fields) == 0 {
		return nil
	}
	slices.Sort(fields)
	of := object{kind.Values{Props: o.Inputs}}.kind()
	return fmt.Errorf("Server-Side Apply field conflict detected.\nThe resource managed by field manager %q had an apply conflict: "+
		"Apply failed with %d conflict(s): conflicts with %q using %s: %s", manager(o.URN), len(fields), manager(old.URN), of.GroupVersion(), strings.Join(fields, ", "))
}

// manager is a resource's name as a field manager, which the provider makes up.
func manager(urn string) string {
	sum := sha256.Sum256([]byte(urn))
	return "pulumi-kubernetes-" + hex.EncodeToString(sum[:])[:8]
}

// resourceOf is a kind as the API's paths have it.
func resourceOf(of schema.GroupVersionKind) schema.GroupResource {
	plural, _ := meta.UnsafeGuessKindToResource(of)
	return plural.GroupResource()
}
