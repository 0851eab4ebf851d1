package recorded

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Difference is one answer that two providers give otherwise.
type Difference struct {
	Example string
	// Path leads to it in the recording: "create.policy", "wrong.2".
	Path string
	// Recorded and Simulated are the two answers, as text.
	Recorded, Simulated string
}

func (d Difference) String() string {
	return fmt.Sprintf("%s: %s: recorded %s, simulated %s", d.Example, d.Path, d.Recorded, d.Simulated)
}

// Compare holds what the simulated cloud answers against a recording of upstream's
// provider. What the recording does not have is not compared.
func Compare(example string, recorded, simulated Recording) []Difference {
	c := comparison{example: example, without: recorded.Without}
	for i, w := range recorded.Wrong {
		if i < len(simulated.Wrong) {
			c.refusal(fmt.Sprintf("wrong.%d", i), w, simulated.Wrong[i])
		}
	}
	c.answer("check", recorded.Check, simulated.Check)
	c.answer("create", recorded.Create, simulated.Create)
	c.answer("read", recorded.Read, simulated.Read)
	c.plan("same", recorded.Same, simulated.Same)
	c.plan("replace", recorded.Replace, simulated.Replace)
	c.refusal("twice", recorded.Twice, simulated.Twice)
	c.plan("update", recorded.Update, simulated.Update)
	c.answer("updated", recorded.Updated, simulated.Updated)
	c.refusal("inUse", recorded.InUse, simulated.InUse)
	c.refusal("delete", recorded.Delete, simulated.Delete)
	if recorded.Left != nil && simulated.Left != nil {
		c.text("left", fmt.Sprint(*recorded.Left), fmt.Sprint(*simulated.Left))
	}
	return c.found
}

type comparison struct {
	example string
	without []string
	found   []Difference
}

func (c *comparison) text(path, recorded, simulated string) {
	d := Difference{c.example, path, recorded, simulated}
	if recorded != simulated && !slices.Contains(c.found, d) {
		c.found = append(c.found, d)
	}
}

func (c *comparison) answer(path string, recorded, simulated *Answer) {
	if recorded == nil {
		return
	}
	if simulated == nil {
		simulated = &Answer{}
	}
	c.refusal(path, recorded.Refused, simulated.Refused)
	if recorded.Refused != nil {
		return
	}
	c.text(path+".id", recorded.ID, simulated.ID)
	given := maps.Clone(simulated.Properties)
	for key := range recorded.Properties {
		// What the simulated cloud leaves as it was is not among what it changed.
		if _, changed := given[key]; !changed && simulated.whole[key] != nil {
			if given == nil {
				given = map[string]any{}
			}
			given[key] = simulated.whole[key]
		}
	}
	c.properties(path, recorded.Properties, given)
}

// properties descends into objects, so that a difference is as small as it can be.
func (c *comparison) properties(path string, recorded, simulated map[string]any) {
	keys := slices.Concat(slices.Collect(maps.Keys(recorded)), slices.Collect(maps.Keys(simulated)))
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		if !slices.Contains(c.without, key) {
			c.value(path+"."+key, recorded[key], simulated[key])
		}
	}
}

func (c *comparison) value(path string, recorded, simulated any) {
	inner, nested := recorded.(map[string]any)
	other, too := simulated.(map[string]any)
	if nested && too {
		c.properties(path, inner, other)
		return
	}
	list, listed := recorded.([]any)
	others, too := simulated.([]any)
	if !listed || !too || len(list) != len(others) {
		c.text(path, shown(recorded), shown(simulated))
		return
	}
	others = slices.Clone(others)
	for _, item := range list {
		like := likest(item, others)
		c.value(path, item, others[like])
		others = slices.Delete(others, like, like+1)
	}
}

// likest is the index of what has most in common with an item: two arrays may be in
// different orders.
func likest(item any, among []any) int {
	best, most := 0, -1
	for i, other := range among {
		if common := inCommon(item, other); common > most {
			best, most = i, common
		}
	}
	return best
}

func inCommon(a, b any) int {
	inner, nested := a.(map[string]any)
	other, too := b.(map[string]any)
	if !nested || !too {
		if printed(a) == printed(b) {
			return 1
		}
		return 0
	}
	common := 0
	for key, v := range inner {
		if w, there := other[key]; there {
			common += inCommon(v, w)
		}
	}
	return common
}

func shown(v any) string {
	if v == nil {
		return "nothing"
	}
	return printed(v)
}

func (c *comparison) plan(path string, recorded, simulated *Plan) {
	if recorded == nil {
		return
	}
	if simulated == nil {
		simulated = &Plan{}
	}
	c.refusal(path, recorded.Refused, simulated.Refused)
	if recorded.Refused != nil {
		return
	}
	c.text(path+".changes", c.list(recorded.Changes), c.list(simulated.Changes))
	c.text(path+".replaces", c.list(recorded.Replaces), c.list(simulated.Replaces))
	c.text(path+".deleteFirst", fmt.Sprint(recorded.DeleteFirst), fmt.Sprint(simulated.DeleteFirst))
}

func (c *comparison) list(properties []string) string {
	compared := slices.DeleteFunc(slices.Clone(properties), func(p string) bool { return slices.Contains(c.without, p) })
	return strings.Join(compared, ", ")
}

// refusal compares the stage, and what both say of the reason: a code or a property
// that only one of them names is none of the other's.
func (c *comparison) refusal(path string, recorded, simulated *Refusal) {
	if recorded == nil {
		if simulated != nil && path != "twice" && path != "inUse" && !strings.HasPrefix(path, "wrong") {
			c.text(path, Never, simulated.String())
		}
		return
	}
	if simulated == nil {
		simulated = accepted()
	}
	r, s := *recorded, *simulated
	if r.Code == "" || s.Code == "" {
		r.Code, s.Code = "", ""
	}
	named := func(property string) bool { return slices.Contains(s.Properties, property) }
	if len(r.Properties) == 0 || len(s.Properties) == 0 || slices.ContainsFunc(r.Properties, named) {
		r.Properties, s.Properties = nil, nil // upstream blames every party to a conflict
	}
	c.text(path, r.String(), s.String())
}

func (r Refusal) String() string {
	out := r.At
	if len(r.Properties) > 0 {
		out += " of " + strings.Join(r.Properties, ", ")
	}
	if r.Code != "" {
		out += " with " + r.Code
	}
	return out
}
