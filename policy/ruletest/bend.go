package ruletest

import (
	"iter"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// unknowns yields a copy of the properties for each value in them, at any depth,
// with that value not known yet.
func unknowns(m resource.PropertyMap) iter.Seq2[string, resource.PropertyMap] {
	return func(yield func(string, resource.PropertyMap) bool) {
		variants(resource.NewProperty(m), "", func(where string, v resource.PropertyValue) bool {
			return !v.IsObject() || yield(where, v.ObjectValue())
		})
	}
}

// variants calls yield with copies of a value: one in which it is unknown itself,
// and those in which something below it is.
func variants(v resource.PropertyValue, where string, yield func(string, resource.PropertyValue) bool) bool {
	if !yield(where, resource.MakeComputed(resource.NewProperty(""))) {
		return false
	}
	switch {
	case v.IsObject():
		for key, field := range v.ObjectValue() {
			if !variants(field, where+"."+string(key), func(at string, bent resource.PropertyValue) bool {
				fields := v.ObjectValue().Copy()
				fields[key] = bent
				return yield(at, resource.NewProperty(fields))
			}) {
				return false
			}
		}
	case v.IsArray():
		for i, item := range v.ArrayValue() {
			if !variants(item, where+"["+strconv.Itoa(i)+"]", func(at string, bent resource.PropertyValue) bool {
				items := append([]resource.PropertyValue(nil), v.ArrayValue()...)
				items[i] = bent
				return yield(at, resource.NewProperty(items))
			}) {
				return false
			}
		}
	}
	return true
}

// secretly returns a copy in which every value, at any depth, is secret.
func secretly(m resource.PropertyMap) resource.PropertyMap {
	out := resource.PropertyMap{}
	for key, v := range m {
		out[key] = secret(v)
	}
	return out
}

func secret(v resource.PropertyValue) resource.PropertyValue {
	switch {
	case v.IsSecret():
		return v
	case v.IsObject():
		return resource.MakeSecret(resource.NewProperty(secretly(v.ObjectValue())))
	case v.IsArray():
		items := make([]resource.PropertyValue, len(v.ArrayValue()))
		for i, item := range v.ArrayValue() {
			items[i] = secret(item)
		}
		return resource.MakeSecret(resource.NewProperty(items))
	default:
		return resource.MakeSecret(v)
	}
}
