package kubernetes

import (
	"encoding/json"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/sim/kind"
)

// decode reads an object's inputs strictly into its Go type, and says what the API
// server would not decode: an unknown kind, an unknown field, a wrong type. Unknown
// values are left out of what it sees.
func decode(inputs kind.Props) (kubeapi.Object, []string) {
	raw, err := json.Marshal(manifest(inputs))
	if err != nil {
		return nil, []string{err.Error()}
	}
	obj, err := kubeapi.Decode(raw)
	return obj, reasons(err)
}

// reasons takes joined errors apart.
func reasons(err error) []string {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []string{err.Error()}
	}
	var out []string
	for _, e := range joined.Unwrap() {
		out = append(out, e.Error())
	}
	return out
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

func (o object) name() string      { return o.Text("metadata.name") }
func (o object) namespace() string { return o.Text("metadata.namespace") }

func (o object) kind() schema.GroupVersionKind {
	return schema.FromAPIVersionAndKind(o.Text("apiVersion"), o.Text("kind"))
}

// id is the provider's: the name, after its namespace when it has one.
func (o object) id() string {
	if o.namespace() == "" {
		return o.name()
	}
	return o.namespace() + "/" + o.name()
}
