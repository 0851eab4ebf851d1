package mutate

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// breaker makes the mutants of one place.
type breaker struct {
	resource *rule.Resource // its inputs, and what they are made from
	place    place
}

// mutants breaks a place and those within it in every way that fits.
func (b breaker) mutants() []Mutant {
	var out []Mutant
	own := classes(b.resource, b.place)
	for _, c := range own {
		out = append(out, b.ofClass(c)...)
	}
	out = append(out, b.list()...)
	if len(own) == 0 {
		out = append(out, b.other()...)
	}
	if !slices.Contains(own, isTag) {
		out = append(out, b.unset()...)
	}
	for _, inner := range b.place.inner {
		out = append(out, breaker{b.resource, inner}.mutants()...)
	}
	return out
}

func (b breaker) ofClass(c class) []Mutant {
	switch c {
	case isSwitch:
		return b.flipped()
	case isNumber:
		return b.minimum()
	case isPort:
		return b.ports()
	case isProtocol:
		return b.one("protocol-all", b.literal(resource.NewProperty("-1")))
	case isCIDR:
		return b.cidrs()
	case isKey:
		return slices.Concat(
			b.one("key-of-aws", b.literal(resource.NewProperty("alias/aws/"+serviceOf(b.resource.Type)))),
			b.one("key-empty", b.literal(resource.NewProperty(""))),
		)
	case isDocument:
		return b.document()
	case isChoice:
		word := weakerChoices[choice(b.place.value)]
		return b.one("word-"+word, b.literal(resource.NewProperty(resource.PropertyMap{
			resource.PropertyKey(word): resource.NewProperty(resource.PropertyMap{}),
		})))
	case isEnum:
		return b.words()
	case isTag:
		return append(b.one("tag-removed", variant{edits: []edit{{path: b.place.path}}}), b.otherWords()...)
	default: // isReference: unset, as anything, and redirected, by input
		return nil
	}
}

// one is a mutant, unless none of its variants changes anything.
func (b breaker) one(operator string, variants ...variant) []Mutant {
	variants = slices.DeleteFunc(variants, func(v variant) bool {
		return !slices.ContainsFunc(v.edits, func(e edit) bool {
			return !get(resource.NewProperty(b.resource.Properties), e.path).DeepEquals(e.value)
		})
	})
	if len(variants) == 0 {
		return nil
	}
	return []Mutant{{
		URN: b.resource.URN, Type: b.resource.Type, Path: b.place.label,
		Operator: operator, variants: variants,
	}}
}

// literal puts a value in the place, which then comes from no other resource.
func (b breaker) literal(value resource.PropertyValue) variant {
	input := b.place.path.root()
	urns := b.resource.Dependencies[input]
	v := variant{edits: []edit{{b.place.path, value}}}
	switch {
	case len(urns) == 0:
	case len(b.place.path) == 1 || unknowns(b.resource.Properties[resource.PropertyKey(input)]) == 1 && unknown(b.place.value):
		v.links = map[string][]resource.URN{input: nil}
	case slices.Contains(classes(b.resource, b.place), isKey):
		v.links = map[string][]resource.URN{input: without(urns, func(u resource.URN) bool {
			return strings.HasPrefix(string(u.Type()), "aws:kms/")
		})}
	}
	return v
}

// unknowns counts the values within one that the preview doesn't know.
func unknowns(v resource.PropertyValue) int {
	v = plain(v)
	n := 0
	switch {
	case unknown(v):
		return 1
	case v.IsObject():
		for _, field := range v.ObjectValue() {
			n += unknowns(field)
		}
	case v.IsArray():
		for _, item := range v.ArrayValue() {
			n += unknowns(item)
		}
	}
	return n
}

// unset takes the value away, where the resource can do without it. Elements are
// taken out of their lists by list, tags are removed one at a time.
func (b breaker) unset() []Mutant {
	p, own := b.place, classes(b.resource, b.place)
	_, field := p.path[len(p.path)-1].(string)
	if !p.set() || !field || p.input.Required || p.path.field() == "tags" || b.sameAsInner() {
		return nil
	}
	container := p.value.IsObject() || p.value.IsArray() || len(p.inner) > 0
	joined := p.how&rule.Joined != 0 && !asked(p) && slices.Equal(own, []class{isReference})
	if !container && (joined || len(own) == 0 && !missed(p)) {
		return nil
	}
	out := b.one("unset", b.literal(resource.NewNullProperty()))
	// Of a switch that is off, unset is the same to most providers.
	for i := range out {
		out[i].doubtful = slices.Contains(own, isSwitch) && rule.NewValue("", p.value).IsTrue() == rule.No
	}
	return out
}

// sameAsInner is true for an object of which nothing counts but one thing that can
// be unset itself: without either, the same is missing.
func (b breaker) sameAsInner() bool {
	p := b.place
	if !p.value.IsObject() || p.how&rule.Presence != 0 || len(p.inner) != 1 || len(classes(b.resource, p)) > 0 {
		return false
	}
	inner := breaker{b.resource, p.inner[0]}
	return len(inner.unset()) > 0 || inner.sameAsInner()
}

// flipped is the other position of a switch; of one that is not set, either.
func (b breaker) flipped() []Mutant {
	written := func(on bool) resource.PropertyValue {
		if b.place.value.IsString() {
			return resource.NewProperty(map[bool]string{true: "true", false: "false"}[on])
		}
		return resource.NewProperty(on)
	}
	on := rule.NewValue("", b.place.value).IsTrue() == rule.Yes
	return b.one("flipped", b.literal(written(!on)))
}

// minimum is the least that a number can be: none, or one where there must be
// some.
func (b breaker) minimum() []Mutant {
	now, _ := rule.NewValue("", b.place.value).Number()
	var variants []variant
	for _, least := range []float64{0, 1} {
		if least >= now {
			continue
		}
		value := resource.NewProperty(least)
		if b.place.value.IsString() {
			value = resource.NewProperty(map[float64]string{0: "0", 1: "1"}[least])
		}
		variants = append(variants, b.literal(value))
	}
	return b.one("minimum", variants...)
}

func (b breaker) ports() []Mutant {
	v := b.literal(resource.NewProperty(0.0))
	v.edits = append(v.edits, edit{siblingPath(b.place.path, "toPort"), resource.NewProperty(65535.0)})
	return b.one("ports-all", v)
}

// cidrs are every address, and each half of them: who compares with 0.0.0.0/0
// alone misses the halves.
func (b breaker) cidrs() []Mutant {
	now := prefix(b.place.value.StringValue())
	wide := []string{"0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1"}
	if now.Addr().Is6() {
		wide = []string{"::/0", "::/1", "8000::/1"}
	}
	var out []Mutant
	for _, text := range wide {
		if p := netip.MustParsePrefix(text); p.Bits() < now.Bits() {
			operator := "cidr-half"
			if p.Bits() == 0 {
				operator = "cidr-all"
			}
			out = append(out, b.one(operator, b.literal(resource.NewProperty(text)))...)
		}
	}
	return out
}

// words are the weaker ones of a choice, each by itself.
func (b breaker) words() []Mutant {
	now := b.place.value.StringValue()
	list := weaker[now]
	if policyVersions.MatchString(now) {
		list = []string{oldestTLS}
	}
	var out []Mutant
	for _, word := range list {
		out = append(out, b.one("word-"+word, b.literal(resource.NewProperty(word)))...)
	}
	return out
}

// otherWord is a word that no choice has.
const otherWord = "mutant"

// other breaks what a rule asks and no class claims: a switch that is not set, or
// a word.
func (b breaker) other() []Mutant {
	_, element := b.place.path[len(b.place.path)-1].(int)
	switch {
	case element || len(b.place.inner) > 0:
		return nil
	case !b.place.set():
		return b.one("set", b.literal(resource.NewProperty(true)), b.literal(resource.NewProperty(false)))
	}
	return b.otherWords()
}

// otherWords are those that rules know besides what stands there, and one that
// nobody does.
func (b breaker) otherWords() []Mutant {
	if !compared(b.place) {
		return nil
	}
	var variants []variant
	for _, word := range append(slices.Clone(b.place.wanted), otherWord) {
		variants = append(variants, b.literal(resource.NewProperty(word)))
	}
	return b.one("word-any", variants...)
}

// list takes elements away: each one, and all.
func (b breaker) list() []Mutant {
	if !b.place.value.IsArray() {
		return nil
	}
	items := b.place.value.ArrayValue()
	if len(items) == 0 {
		return nil
	}
	out := b.one("emptied", b.literal(resource.NewProperty([]resource.PropertyValue{})))
	if len(items) == 1 {
		return out
	}
	input := b.place.path.root()
	for i, item := range items {
		if !b.place.misses(i, item) {
			continue
		}
		at := breaker{b.resource, place{path: b.place.path.at(i), label: elementLabel(b.place.label, i, item)}}
		v := variant{edits: []edit{{path: at.place.path}}}
		if urns := b.resource.Dependencies[input]; len(b.place.path) == 1 && len(urns) == len(items) {
			v.links = map[string][]resource.URN{input: slices.Delete(slices.Clone(urns), i, i+1)}
		}
		out = append(out, at.one("element-removed", v)...)
	}
	return out
}

// aliases are the names of AWS's own keys where they are not the package's.
var aliases = map[string]string{"ec2": "ebs", "cloudwatch": "logs", "storage.k8s.io": "ebs"}

// serviceOf is the service of a resource type, as the alias of AWS's own key has
// it.
func serviceOf(resourceType string) string {
	_, rest, _ := strings.Cut(resourceType, ":")
	service, _, _ := strings.Cut(rest, "/")
	if alias, ok := aliases[service]; ok {
		return alias
	}
	return service
}
