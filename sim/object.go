package sim

import (
	"cmp"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// Object is one thing that lives in the cloud. A value: the cloud copies it in
// and out, so that nobody holds a pointer into its state.
type Object struct {
	// Type is the resource's token, "aws:ec2/vpc:Vpc".
	Type string
	// ID is what the service calls it, "vpc-0a1b...".
	ID string
	// URN of the resource that created it: what a real API gets as a client
	// token, and what repair after a crash searches by.
	URN string
	// Where it lives: its region, nothing for a global service, its cluster for a
	// Kubernetes object.
	Where string
	// State is empty for a healthy object. Any other value is a tombstone: the
	// service still knows the object ("pending deletion") but refuses its use.
	State string
	// Inputs are the arguments of the last accepted call.
	Inputs resource.PropertyMap
	// Outputs are all its properties, the inputs among them.
	Outputs resource.PropertyMap
	// Names are the index keys by which others find it, unique claims among them.
	Names []string
	// Uses are the index keys of what it refers to.
	Uses []Use
}

// Use is one reference of an object to another.
type Use struct {
	// Key is one of the Names of what is referred to.
	Key string `json:"key"`
	// Then says what happens to the reference when its target is deleted.
	Then OnDelete `json:"then,omitempty"`
}

// OnDelete is what deleting the target of a reference does.
type OnDelete int

const (
	// Refuse the deletion while the reference exists.
	Refuse OnDelete = iota
	// Cascade deletes the referring object too: it is a part of the target.
	Cascade
	// Ignore the reference: it is left dangling, as the real service does.
	Ignore
)

// Alive is false for tombstones.
func (o Object) Alive() bool { return o.State == "" }

func (o Object) key() objectKey { return objectKey{o.Type, o.Where, o.ID} }

func (o Object) clone() Object {
	o.Inputs = deepCopy(o.Inputs)
	o.Outputs = deepCopy(o.Outputs)
	o.Names = append([]string(nil), o.Names...)
	o.Uses = append([]Use(nil), o.Uses...)
	return o
}

// objectKey has the place because names are ids for some services, and every
// region has names of its own.
type objectKey struct{ typ, where, id string }

func inOrder(a, b Object) int {
	return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Where, b.Where), cmp.Compare(a.ID, b.ID))
}

// deepCopy copies maps and arrays; the leaves are immutable.
func deepCopy(m resource.PropertyMap) resource.PropertyMap {
	if m == nil {
		return nil
	}
	out := make(resource.PropertyMap, len(m))
	for k, v := range m {
		out[k] = deepCopyValue(v)
	}
	return out
}

func deepCopyValue(v resource.PropertyValue) resource.PropertyValue {
	switch {
	case v.IsObject():
		return resource.NewProperty(deepCopy(v.ObjectValue()))
	case v.IsArray():
		items := make([]resource.PropertyValue, len(v.ArrayValue()))
		for i, item := range v.ArrayValue() {
			items[i] = deepCopyValue(item)
		}
		return resource.NewProperty(items)
	default:
		return v
	}
}
