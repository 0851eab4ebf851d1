package recorded

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/examples"
	"github.com/covetpy/platform/sim/kind"
)

// drawn are the parts of values that a service draws at random, or that depend on
// where and when it runs. What stands in a group stays; the rest becomes the
// shape's name and, where it is known, whose it is.
var drawn = []struct {
	shape string
	find  *regexp.Regexp
}{
	{"time", regexp.MustCompile(`\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z| ?\+00:?00(?: UTC)?)?`)},
	{"uuid", regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)},
	{"endpoint", regexp.MustCompile(`https?://(?:localhost|127\.0\.0\.1)(?::\d+)?|https://sqs\.[a-z0-9-]+\.amazonaws\.com`)},
	{"hex", regexp.MustCompile(`/[0-9a-z]{16}\b|\b_?(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-fA-F]{32})\b|_[0-9a-f]{32}|` +
		`\b(?:[0-9a-f]{26}|[0-9a-f]{20}|[0-9a-f]{15,17}|[0-9a-f]{8})\b`)},
	{"principal", regexp.MustCompile(`\b(?:AROA|AIDA|AIPA|ANPA)[A-Z0-9]{8,17}\b`)},
	{"zone", regexp.MustCompile(`\bZ[A-Z0-9]{12,20}`)},
	{"code", regexp.MustCompile(`\b[0-9A-Z]{20,28}\b`)},
	{"build", regexp.MustCompile(`^eks\.\d+$`)},
	{"machine", regexp.MustCompile(`\b(?:ec2|ip)(?:-\d{1,3}){4}\b`)},
	{"base64", regexp.MustCompile(`\b[A-Za-z0-9+/]{100,}={0,2}`)},
}

// appended are parts that are drawn anew for each resource after something that says
// what it is: of a secret's ARN, a database's or a balancer's host, a proxy's id.
var appended = []struct {
	find *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`(:secret:[^:"]+-)[A-Za-z0-9]{6}\b`), "$1<drawn>"},
	{regexp.MustCompile(`(\.(?:db-)?(?:cluster|cluster-ro|proxy)-|\.global-)[0-9a-z]{12,20}\b`), "$1<drawn>"},
	{regexp.MustCompile(`-(?:[0-9a-z]{8}|\d{9,10})(\.[a-z0-9-]+\.elb\.amazonaws\.com)`), "-<drawn>$1"},
	{regexp.MustCompile(`\b(prx-)[0-9a-z]{17}\b`), "$1<drawn>"},
}

// addressed is an address, and no network.
var addressed = regexp.MustCompile(`^\d{1,3}(?:\.\d{1,3}){3}$`)

// naming replaces what was drawn by whose it is.
type naming struct {
	owners map[string]string // what was drawn -> "ec2/vpc.id"
}

// learn notes what a resource brought into the world.
func (n *naming) learn(name string, m examples.Made) {
	n.own(name+".id", resource.NewProperty(m.ID))
	for _, key := range m.Outputs.StableKeys() {
		if !strings.HasPrefix(string(key), "__") {
			n.own(name+"."+string(key), m.Outputs[key])
		}
	}
}

func (n *naming) own(path string, v resource.PropertyValue) {
	switch {
	case v.IsString():
		for _, d := range drawn {
			for _, part := range d.find.FindAllString(v.StringValue(), -1) {
				if _, owned := n.owners[part]; !owned && d.shape != "time" && d.shape != "endpoint" {
					n.owners[part] = path
				}
			}
		}
	case v.IsArray():
		for _, item := range v.ArrayValue() {
			n.own(path, item) // an array's order may be that of drawn values
		}
	case v.IsObject():
		for _, key := range v.ObjectValue().StableKeys() {
			n.own(path+"."+string(key), v.ObjectValue()[key])
		}
	}
}

// text is a string without what was drawn.
func (n *naming) text(s string) string {
	if addressed.MatchString(s) {
		return "<address>"
	}
	for _, a := range appended {
		s = a.find.ReplaceAllString(s, a.with)
	}
	for _, d := range drawn {
		s = d.find.ReplaceAllStringFunc(s, func(part string) string {
			if owner := n.owners[part]; owner != "" {
				return "<" + d.shape + " of " + owner + ">"
			}
			return "<" + d.shape + ">"
		})
	}
	return s
}

// value is a plain value without what was drawn. JSON documents are compared as
// such; the order of arrays is lost, because the bridge shows sets as arrays; and
// what is empty counts as not there, because a program can't tell the difference.
func (n *naming) value(v resource.PropertyValue) any {
	switch {
	case v.IsSecret():
		return n.value(v.SecretValue().Element)
	case v.IsString():
		return n.document(v.StringValue())
	case v.IsArray():
		var out []any
		for _, item := range v.ArrayValue() {
			if plain := n.value(item); plain != nil {
				out = append(out, plain)
			}
		}
		slices.SortFunc(out, func(a, b any) int { return cmp.Compare(printed(a), printed(b)) })
		return orNothing(out, len(out))
	case v.IsObject():
		out := n.properties(v.ObjectValue())
		return orNothing(out, len(out))
	case v.IsBool():
		return v.BoolValue()
	case v.IsNumber():
		return v.NumberValue()
	default:
		return nil
	}
}

// tagsAll repeats a resource's tags where the provider has no tags of its own, as
// none has here: whether the bridge shows it among the inputs says nothing.
const tagsAll = "tagsAll"

// top are the plain properties of a resource: without its id, which stands by itself.
func (n *naming) top(props kind.Props) map[string]any {
	out := n.properties(props)
	delete(out, "id")
	if printed(out[tagsAll]) == printed(out["tags"]) {
		delete(out, tagsAll)
	}
	return out
}

// properties are the plain values of an object.
func (n *naming) properties(props kind.Props) map[string]any {
	out := map[string]any{}
	for key, v := range props {
		if plain := n.value(v); plain != nil && !strings.HasPrefix(string(key), "__") {
			out[n.text(string(key))] = plain
		}
	}
	return out
}

// document normalises the strings of a JSON document, or the string.
func (n *naming) document(s string) any {
	if s == "" {
		return nil
	}
	if !strings.HasPrefix(s, "{") && !strings.HasPrefix(s, "[") {
		return n.text(s)
	}
	var document any
	if err := json.Unmarshal([]byte(s), &document); err != nil {
		return n.text(s)
	}
	return n.text(printed(document)) // with sorted keys
}

func orNothing(v any, size int) any {
	if size == 0 {
		return nil
	}
	return v
}

func printed(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(raw)
}

// absent stands for a property that was there before.
const absent = "<absent>"

// since are the properties that are not as they were.
func since(before, after map[string]any) map[string]any {
	out := map[string]any{}
	for key, v := range after {
		if was, there := before[key]; !there || printed(was) != printed(v) {
			out[key] = v
		}
	}
	for key := range maps.Keys(before) {
		if _, still := after[key]; !still {
			out[key] = absent
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}
