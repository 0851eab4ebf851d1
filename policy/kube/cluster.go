package kube

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// Namespace is the name of an object's namespace, and whether it is known.
func Namespace(r *rule.Resource) (string, rule.Truth) { return NameOf(r.At("metadata.namespace")) }

// SameNamespace says whether two objects are in one namespace: by its name, or
// while that is not known, by the resource that makes it.
func SameNamespace(a, b *rule.Resource) rule.Truth {
	nameA, knownA := Namespace(a)
	nameB, knownB := Namespace(b)
	if rule.And(knownA, knownB) == rule.Yes {
		return rule.Of(nameA == nameB)
	}
	return sameMaker(a.From("metadata", NamespaceType), b.From("metadata", NamespaceType))
}

// sameMaker compares what two values are made from. More than one maker each
// leaves it open which of them was meant.
func sameMaker(a, b []resource.URN) rule.Truth {
	switch {
	case len(a) == 0 || len(b) == 0:
		return rule.Unknown
	case !slices.ContainsFunc(a, func(u resource.URN) bool { return slices.Contains(b, u) }):
		return rule.No
	case len(a) == 1 && len(b) == 1:
		return rule.Yes
	default:
		return rule.Unknown
	}
}

// In says whether an object is in a namespace that the stack makes.
func In(r, namespace *rule.Resource) rule.Truth {
	name, known := Namespace(r)
	if _, named := namespace.At("metadata.name").Name(); known == rule.Yes && named == rule.Yes {
		return namespace.At("metadata.name").IsName(name)
	}
	return sameMaker(r.From("metadata", NamespaceType), []resource.URN{namespace.URN})
}

// Names says whether a value of a resource is the name of another, whatever the
// namespace. While it is not known, the resources that it is made from tell.
func Names(r *rule.Resource, at rule.Value, to *rule.Resource) rule.Truth {
	name := to.At("metadata.name")
	if answer := Same(at, name); answer != rule.Unknown && name.Present() == rule.Yes {
		return answer
	}
	return sameMaker(r.From(at.Path(), to.Type), []resource.URN{to.URN}) // it has its name once it is made
}

// NamesBeside says whether a value is the name of another object in the same
// namespace.
func NamesBeside(r *rule.Resource, at rule.Value, to *rule.Resource) rule.Truth {
	return rule.And(Names(r, at, to), SameNamespace(r, to))
}
