package iam

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Line is one sentence about what an identity may do: actions of a service that
// are granted on the same resources under the same conditions.
type Line struct {
	Service    string   // "s3"; "*" for every service
	Actions    []string // as AWS writes them, or the pattern that grants them all
	But        []string // actions of that pattern that this line is not about
	Levels     []Level  // of the actions, each once
	Resources  []string
	Except     []string // patterns of resources that are left out
	Conditions []Condition
	Unless     []Remaining // Denies that take it away from requests that meet them
	Granted    []string    // the statements that grant it
}

// verbs are the access levels as a sentence has them.
var verbs = map[Level]string{
	NoLevel: "do what AWS does not list", List: "list", Read: "read", Tagging: "tag", Write: "change",
	Permissions: "say who may use",
}

// String is the sentence.
func (l Line) String() string {
	var text strings.Builder
	does := make([]string, len(l.Levels))
	for i, level := range l.Levels {
		does[i] = verbs[level]
	}
	service := l.Service
	if service == "*" {
		service = "every service"
	}
	text.WriteString(service + ": may " + joined(does, "and") + " (" + strings.Join(l.Actions, ", "))
	if len(l.But) > 0 {
		text.WriteString(" but " + strings.Join(l.But, ", "))
	}
	on := joined(l.Resources, "and")
	if slices.Contains(l.Resources, "*") {
		on = "everything"
	}
	text.WriteString(") on " + on)
	if len(l.Except) > 0 {
		text.WriteString(" except " + joined(l.Except, "and"))
	}
	if len(l.Conditions) > 0 {
		text.WriteString(", if " + allOf(l.Conditions))
	}
	for _, u := range l.Unless {
		text.WriteString(", unless " + allOf(u.Conditions))
	}
	return text.String() + "."
}

// Describe says in sentences what grants allow: a line for each service, set of
// resources and set of conditions, services in their order and every service
// first. Actions that a Deny or a boundary takes away are in none.
func Describe(g Grants) []Line {
	d := describer{grants: g, reaches: map[string][]Reach{}, done: map[string]bool{}}
	for _, pattern := range g.Actions() {
		if strings.ContainsAny(pattern, wildcards) {
			d.pattern(pattern)
		}
	}
	var names []string
	for _, action := range g.Actions() {
		if !strings.ContainsAny(action, wildcards) {
			if k, ok := lookUp(action); ok {
				action = k.name
			}
			names = append(names, action)
		}
	}
	d.names(names)
	slices.SortStableFunc(d.lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.Actions[0], b.Actions[0]), cmp.Compare(a.Resources[0], b.Resources[0]))
	})
	return d.lines
}

type describer struct {
	grants  Grants
	reaches map[string][]Reach
	done    map[string]bool // actions that a line is about
	lines   []Line
}

// pattern describes what a pattern of actions grants. The most common answer
// among its actions is told of the pattern; the others are told one by one.
func (d *describer) pattern(pattern string) {
	names := Expand(pattern)
	if len(names) == 0 {
		names = []string{pattern} // of a service that AWS's list lacks
	}
	groups := map[string][]string{}
	for _, name := range names {
		if !d.done[name] {
			key := d.signature(name)
			groups[key] = append(groups[key], name)
		}
	}
	delete(groups, "")
	if len(groups) == 0 {
		return
	}
	most := slices.MaxFunc(slices.Sorted(maps.Keys(groups)), func(a, b string) int { return len(groups[a]) - len(groups[b]) })
	if len(groups[most]) > 1 {
		d.add(serviceOf(pattern), []string{pattern}, groups[most], leftOut(names, groups[most]))
		delete(groups, most)
	}
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		d.names(groups[key])
	}
}

// names describes actions one by one, those of one service and one answer
// together.
func (d *describer) names(names []string) {
	groups := map[string][]string{}
	for _, name := range names {
		if key := d.signature(name); key != "" && !d.done[name] {
			d.done[name] = true
			groups[serviceOf(name)+"\x00"+key] = append(groups[serviceOf(name)+"\x00"+key], name)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		d.add(serviceOf(groups[key][0]), groups[key], groups[key], nil)
	}
}

// add writes a line for each set of conditions under which actions are granted.
func (d *describer) add(service string, shown, names, but []string) {
	var levels []Level
	for _, name := range names {
		d.done[name] = true
		levels = append(levels, LevelOf(name))
	}
	slices.Sort(levels)
	levels = slices.Compact(levels)
	byWhen := map[string]*Line{}
	var order []string
	for _, r := range d.reaches[names[0]] {
		when := r.when()
		line := byWhen[when]
		if line == nil {
			line = &Line{
				Service: service, Actions: shown, But: but, Levels: levels,
				Except: r.Except, Conditions: r.Conditions, Unless: r.Unless,
			}
			byWhen[when] = line
			order = append(order, when)
		}
		line.Resources = append(line.Resources, r.Resource)
		line.Granted = append(line.Granted, r.String())
	}
	for _, when := range order {
		line := byWhen[when]
		slices.Sort(line.Resources)
		line.Resources = slices.Compact(line.Resources)
		slices.Sort(line.Granted)
		line.Granted = slices.Compact(line.Granted)
		d.lines = append(d.lines, *line)
	}
}

// signature tells answers apart: empty for an action that is not granted.
func (d *describer) signature(name string) string {
	reaches, ok := d.reaches[name]
	if !ok {
		reaches = d.grants.Reaches(name, nil)
		d.reaches[name] = reaches
	}
	parts := make([]string, len(reaches))
	for i, r := range reaches {
		parts[i] = r.Resource + "\x01" + r.when()
	}
	slices.Sort(parts)
	return strings.Join(slices.Compact(parts), "\x02")
}

// when tells the circumstances of a reach apart.
func (r Reach) when() string {
	parts := []string{strings.Join(r.Except, " "), allOf(r.Conditions)}
	for _, u := range r.Unless {
		parts = append(parts, allOf(u.Conditions))
	}
	return strings.Join(parts, "\x03")
}

func serviceOf(action string) string {
	service, _, _ := strings.Cut(action, ":")
	if strings.ContainsAny(service, wildcards) {
		return "*"
	}
	return service
}

// leftOut lists the names that are not among others, a whole service as one.
func leftOut(names, others []string) []string {
	kept := map[string]bool{}
	services := map[string]bool{}
	for _, o := range others {
		kept[o], services[serviceOf(o)] = true, true
	}
	var out []string
	for _, n := range names {
		switch {
		case kept[n]:
		case services[serviceOf(n)]:
			out = append(out, n)
		default:
			out = append(out, serviceOf(n)+":*")
		}
	}
	return slices.Compact(out)
}
