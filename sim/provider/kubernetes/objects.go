package kubernetes

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/runtime"
	k8sjson "k8s.io/apimachinery/pkg/runtime/serializer/json"

	"github.com/covetpy/platform/sim/kind"
)

// groups are the API groups that the simulated cluster serves.
var groups = []func(*runtime.Scheme) error{
	storagev1.AddToScheme,
}

// clusterScoped are the kinds without a namespace.
var clusterScoped = map[string]bool{
	"StorageClass": true,
}

// immutable are the top-level fields that the API server refuses to change, so
// that the provider replaces the object. Source: the validation of each kind in
// the Kubernetes API reference.
var immutable = map[string][]string{
	"StorageClass": {"provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"},
}

// decoder reads manifests strictly into their Go types.
type decoder struct{ serializer *k8sjson.Serializer }

func newDecoder() (decoder, error) {
	scheme := runtime.NewScheme()
	for _, add := range groups {
		if err := add(scheme); err != nil {
			return decoder{}, fmt.Errorf("build the scheme of the simulated cluster: %w", err)
		}
	}
	return decoder{k8sjson.NewSerializerWithOptions(k8sjson.DefaultMetaFactory, scheme, scheme, k8sjson.SerializerOptions{Strict: true})}, nil
}

// failures are what the API server would not decode: an unknown kind, an
// unknown field, a wrong type. Unknown values are left out of what it sees.
func (d decoder) failures(inputs kind.Props) []string {
	raw, err := json.Marshal(manifest(inputs))
	if err != nil {
		return []string{err.Error()}
	}
	_, _, err = d.serializer.Decode(raw, nil, nil)
	var strict interface{ Errors() []error }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &strict):
		var out []string
		for _, e := range strict.Errors() {
			out = append(out, e.Error())
		}
		return out
	default:
		return []string{err.Error()}
	}
}

// manifest is an object as JSON has it, without what is unknown or internal.
func manifest(inputs kind.Props) map[string]any {
	out := map[string]any{}
	for key, v := range inputs {
		if !strings.HasPrefix(string(key), "__") && isKnown(v) {
			out[string(key)] = plainValue(v)
		}
	}
	return out
}

func plainValue(v resource.PropertyValue) any {
	switch {
	case v.IsObject():
		return manifest(v.ObjectValue())
	case v.IsArray():
		out := []any{}
		for _, item := range v.ArrayValue() {
			if isKnown(item) {
				out = append(out, plainValue(item))
			}
		}
		return out
	default:
		return v.V
	}
}

func isKnown(v resource.PropertyValue) bool {
	return !v.IsComputed() && !v.IsOutput() && !v.IsNull()
}

// object is what the server reads of any manifest.
type object struct{ kind.Values }

func (o object) kindName() string  { return o.Text("kind") }
func (o object) name() string      { return o.Text("metadata.name") }
func (o object) namespace() string { return o.Text("metadata.namespace") }

// id is the provider's: the name, after its namespace when it has one.
func (o object) id() string {
	if o.namespace() == "" {
		return o.name()
	}
	return o.namespace() + "/" + o.name()
}
