package rule

import (
	"encoding/json"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// JSON is the value as a JSON document: a string is taken as one already, an
// object or a list is written out (several providers take a policy either way).
// It is Unknown as soon as one leaf is.
func (v Value) JSON() (string, Truth) {
	if v.state != Yes {
		return "", v.state
	}
	if v.inner.IsString() {
		return v.inner.StringValue(), Yes
	}
	plain, known := plain(v.inner)
	if !known {
		return "", Unknown
	}
	text, err := json.Marshal(plain)
	if err != nil {
		return "", No
	}
	return string(text), Yes
}

// plain turns a property into what encoding/json writes; known is false when
// anything in it is not known yet.
func plain(p resource.PropertyValue) (value any, known bool) {
	v := unwrap(Value{state: Yes, inner: p})
	switch {
	case v.state == Unknown:
		return nil, false
	case v.state == No:
		return nil, true
	case v.inner.IsObject():
		out := map[string]any{}
		for key, field := range v.inner.ObjectValue() {
			if out[string(key)], known = plain(field); !known {
				return nil, false
			}
		}
		return out, true
	case v.inner.IsArray():
		out := make([]any, len(v.inner.ArrayValue()))
		for i, item := range v.inner.ArrayValue() {
			if out[i], known = plain(item); !known {
				return nil, false
			}
		}
		return out, true
	case v.inner.IsString(), v.inner.IsBool(), v.inner.IsNumber():
		return v.inner.V, true
	default:
		// Assets and archives: no document has them.
		return nil, true
	}
}
