package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// Difference is where the simulated provider's Check answers otherwise than
// upstream's.
type Difference struct {
	URN      resource.URN
	Type     string
	Property string
	// Simulated and Upstream are the values; "nothing" where there is none.
	Simulated, Upstream string
	// Why is a reason that was known when it was found.
	Why string
}

// reasons are why upstream, behind the bridge alone, answers otherwise than the
// Pulumi provider, which the simulated one stands for.
var reasons = []struct {
	// typ may be empty for all.
	typ, property string
	// upstream is the value that the reason holds for; empty for any.
	upstream string
	why      string
}{
	{property: tagsAll, upstream: nothing, why: "the Pulumi provider merges its default tags in before it asks upstream; what upstream plans itself is compared"},
	{property: "description", upstream: "{Managed by Terraform}", why: managed},
	{property: "comment", upstream: "{Managed by Terraform}", why: managed},
}

const managed = "the Pulumi provider has a default of its own, Managed by Pulumi"

// reason is why a difference is no fault; empty when it is one.
func (d Difference) reason() string {
	if d.Why != "" {
		return d.Why
	}
	for _, r := range reasons {
		if (r.typ == "" || r.typ == d.Type) && r.property == d.Property && (r.upstream == "" || r.upstream == d.Upstream) {
			return r.why
		}
	}
	return ""
}

// compare lists where two answers to the same Check differ.
func compare(urn resource.URN, ours, theirs *pulumirpc.CheckResponse) ([]Difference, error) {
	var out []Difference
	differ := func(property, simulated, upstream string) {
		out = append(out, Difference{URN: urn, Type: string(urn.Type()), Property: property, Simulated: simulated, Upstream: upstream})
	}
	if a, b := refusals(ours), refusals(theirs); (a == "") != (b == "") {
		differ("(refusal)", a, b)
	}
	a, err := plugin.UnmarshalProperties(ours.GetInputs(), wire)
	if err != nil {
		return nil, fmt.Errorf("read the simulated answer for %s: %w", urn, err)
	}
	b, err := plugin.UnmarshalProperties(theirs.GetInputs(), wire)
	if err != nil {
		return nil, fmt.Errorf("read upstream's answer for %s: %w", urn, err)
	}
	x, y := answer(a), answer(b)
	both := maps.Clone(x)
	maps.Copy(both, y)
	for _, key := range both.StableKeys() {
		v, w := x[key], y[key]
		if !v.DeepEquals(w) {
			differ(string(key), text(v), text(w))
		}
	}
	return out, nil
}

func refusals(r *pulumirpc.CheckResponse) string {
	out := make([]string, 0, len(r.GetFailures()))
	for _, f := range r.GetFailures() {
		out = append(out, strings.TrimPrefix(f.GetProperty()+": "+f.GetReason(), ": "))
	}
	return strings.Join(out, "\n")
}

// nothing stands for a value that is not there.
const nothing = "nothing"

const defaults = "__defaults"

// answer is an answer without what says nothing: the bridge's marks of defaults
// inside objects, which the simulated provider does not set, and an empty mark of
// them.
func answer(m resource.PropertyMap) resource.PropertyMap {
	out := resource.PropertyMap{}
	for key, v := range m {
		out[key] = strip(v)
	}
	marks := out[defaults]
	delete(out, defaults)
	if marks.IsArray() && len(marks.ArrayValue()) > 0 {
		names := make([]string, 0, len(marks.ArrayValue()))
		for _, v := range marks.ArrayValue() {
			names = append(names, v.StringValue())
		}
		slices.Sort(names)
		out[defaults] = resource.NewProperty(fmt.Sprint(names))
	}
	return out
}

func strip(v resource.PropertyValue) resource.PropertyValue {
	switch {
	case v.IsSecret():
		return strip(v.SecretValue().Element)
	case v.IsArray():
		out := make([]resource.PropertyValue, len(v.ArrayValue()))
		for i, item := range v.ArrayValue() {
			out[i] = strip(item)
		}
		return resource.NewProperty(out)
	case v.IsObject():
		out := resource.PropertyMap{}
		for key, item := range v.ObjectValue() {
			if key != defaults {
				out[key] = strip(item)
			}
		}
		return resource.NewProperty(out)
	default:
		return v
	}
}

func text(v resource.PropertyValue) string {
	if v.IsNull() {
		return nothing
	}
	return v.String()
}
