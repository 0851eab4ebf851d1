package kubeapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	k8sjson "k8s.io/apimachinery/pkg/runtime/serializer/json"
)

// Object is an object of any kind.
type Object interface {
	runtime.Object
	metav1.Object
}

// Manifest is an object as it is sent to an API server: with its kind, without its
// status, which is the server's to write, and without what is null.
func Manifest(obj Object) (map[string]any, error) {
	kind, err := KindOf(obj)
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(obj)
	if err != nil {
		return nil, fmt.Errorf("write %s %q: %w", kind.Kind, obj.GetName(), err)
	}
	manifest, err := fields(raw)
	if err != nil {
		return nil, fmt.Errorf("write %s %q: %w", kind.Kind, obj.GetName(), err)
	}
	manifest["apiVersion"], manifest["kind"] = kind.GroupVersion().String(), kind.Kind
	delete(manifest, "status")
	dropNull(manifest)
	return manifest, nil
}

func dropNull(v any) {
	switch v := v.(type) {
	case map[string]any:
		for key, item := range v {
			if item == nil {
				delete(v, key)
				continue
			}
			dropNull(item)
		}
	case []any:
		for _, item := range v {
			dropNull(item)
		}
	}
}

// Decode reads an object strictly: a kind that is not in the scheme, an unknown or
// repeated field and a value of a wrong type are errors, all of them in the order
// of the object, joined.
func Decode(raw []byte) (Object, error) {
	scheme, err := Scheme()
	if err != nil {
		return nil, err
	}
	serializer := k8sjson.NewSerializerWithOptions(k8sjson.DefaultMetaFactory, scheme, scheme, k8sjson.SerializerOptions{Strict: true})
	decoded, _, err := serializer.Decode(raw, nil, nil)
	if strict, ok := errors.AsType[interface {
		error
		Errors() []error
	}](err); ok {
		return nil, errors.Join(strict.Errors()...)
	}
	if err != nil {
		return nil, err
	}
	obj, ok := decoded.(Object)
	if !ok {
		return nil, fmt.Errorf("%T has no metadata", decoded)
	}
	return obj, lost(raw, obj)
}

// lost finds fields that the type does not have, by writing the object again, and
// those that are there twice: the types of Istio read both without a word.
func lost(raw []byte, obj Object) error {
	before, err := fields(raw)
	if err != nil {
		return err
	}
	written, err := json.Marshal(obj)
	if err != nil {
		return fmt.Errorf("write %s again: %w", obj.GetName(), err)
	}
	after, err := fields(written)
	if err != nil {
		return err
	}
	twice, err := repeated(json.NewDecoder(bytes.NewReader(raw)), "")
	if err != nil {
		return err
	}
	return errors.Join(append(twice, missing("", before, after)...)...)
}

func fields(raw []byte) (map[string]any, error) {
	out := map[string]any{}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	if err := decoder.Decode(&out); err != nil {
		return nil, fmt.Errorf("read an object's fields: %w", err)
	}
	return out, nil
}
