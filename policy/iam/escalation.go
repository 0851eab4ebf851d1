package iam

import (
	"cmp"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/truth"
)

// Escalation is a published way by which an identity gets more rights than it was
// given: actions that it needs together.
type Escalation struct {
	ID     string // "iam-create-policy-version"
	How    string // what one does with it, a clause in plain words
	Source string // who published it
	Way    Way
	Needs  []Need
}

// Way is by which kind of thing an escalation gets its rights.
type Way int8

// The ways.
const (
	Rights  Way = iota // it rewrites what an identity may do, or takes one over
	Trust              // it makes something trust it
	Bounds             // it takes off what bounds it
	Passing            // it passes a role to something that runs what it wants
	Running            // it changes or enters what runs with a role already
)

// Need is one action of an escalation.
type Need struct {
	Action string
	// On names what the action is done on. Needs of one name have to meet in one
	// resource; needs of different names may be granted on different ones.
	On string
	// PassedTo are the services that iam:PassRole must be allowed for, any of them.
	PassedTo []string
}

// Path is an escalation that grants allow.
type Path struct {
	Escalation
	Steps []Reach // one for each need, in their order
}

// Certain is true when no condition stands in the way of any step.
func (p Path) Certain() bool {
	return !slices.ContainsFunc(p.Steps, func(r Reach) bool { return !r.Certain() })
}

// shapes are the ARNs of what a need may be done on, where naming something else
// in the statement would not do: a machine cannot be started by a grant on subnets.
// What has no shape here may have any ARN. No star reaches over a colon, but for
// the double one.
var shapes = map[string][]string{
	"user":            {":iam::ACCOUNT:user/*"},
	"group":           {":iam::ACCOUNT:group/*"},
	"role":            {":iam::ACCOUNT:role/*"},
	"passed role":     {":iam::ACCOUNT:role/*"},
	"policy":          {":iam::ACCOUNT:policy/*"},
	"function":        {":lambda:*:ACCOUNT:function:**"},
	"instance":        {":ec2:*:ACCOUNT:instance/*"},
	"fleet":           {":ec2:*:ACCOUNT:fleet/*"},
	"launch template": {":ec2:*:ACCOUNT:launch-template/*"},
	"machine":         {":ec2:*:ACCOUNT:instance/*", ":ssm:*:ACCOUNT:managed-instance/*", ":ecs:*:ACCOUNT:task/*"},
	"task definition": {":ecs:*:ACCOUNT:task-definition/*"},
	"cluster":         {":eks:*:ACCOUNT:cluster/*"},
	"access entry":    {":eks:*:ACCOUNT:access-entry/*"},
}

// shape lists the patterns of what a need is done on.
func (g Grants) shape(on string) []Pattern {
	arns, ok := shapes[on]
	if !ok {
		return []Pattern{Compile("*", false)}
	}
	account, partition := cmp.Or(g.Account, "*"), cmp.Or(g.Partition, "aws")
	out := make([]Pattern, len(arns))
	for i, arn := range arns {
		out[i] = compileParts("arn:" + partition + strings.Replace(arn, "ACCOUNT", account, 1))
	}
	return out
}

// Escalations finds the published ways by which an identity can give itself more
// rights, over all of its policies together. An escalation is found once, by the
// statements with the fewest conditions; with conditions in its way it is found
// all the same, and not Certain.
func Escalations(g Grants) []Path {
	finder := finder{grants: g, memo: map[string][]Reach{}}
	var found []Path
	for _, e := range escalations {
		if steps := finder.find(e.Needs); steps != nil {
			found = append(found, Path{Escalation: e, Steps: steps})
		}
	}
	return found
}

// Catalogue lists the escalations that are looked for.
func Catalogue() []Escalation { return slices.Clone(escalations) }

type finder struct {
	grants Grants
	memo   map[string][]Reach
	budget int
}

// maxTries bounds the search for steps that fit together.
const maxTries = 10000

func (f *finder) find(needs []Need) []Reach {
	choices := make([][]Reach, len(needs))
	for i, n := range needs {
		if choices[i] = f.reaches(n); len(choices[i]) == 0 {
			return nil
		}
	}
	f.budget = maxTries
	return f.combine(needs, choices, nil)
}

// combine chooses a reach for each need so that those of one thing share some of
// it. When the tries run out, what was looked at last is taken: a path too many is
// better than one too few.
func (f *finder) combine(needs []Need, choices [][]Reach, chosen []Reach) []Reach {
	at := len(chosen)
	if at == len(needs) {
		return slices.Clone(chosen)
	}
	for _, r := range choices[at] {
		f.budget--
		if f.budget > 0 && !fits(needs, chosen, r) {
			continue
		}
		if steps := f.combine(needs, choices, append(chosen, r)); steps != nil {
			return steps
		}
	}
	return nil
}

func fits(needs []Need, chosen []Reach, next Reach) bool {
	on := needs[len(chosen)].On
	for i, r := range chosen {
		if needs[i].On == on && r.pattern.Intersects(next.pattern) == truth.No {
			return false
		}
	}
	return true
}

// reaches lists where a need is granted, those without conditions first.
func (f *finder) reaches(n Need) []Reach {
	id := n.Action + " " + n.On + " " + strings.Join(n.PassedTo, " ")
	if known, ok := f.memo[id]; ok {
		return known
	}
	shapes := f.grants.shape(n.On)
	var out []Reach
	for _, ctx := range n.contexts() {
		for _, r := range f.grants.Reaches(n.Action, ctx) {
			for _, shape := range shapes {
				if part, ok := r.within(shape); ok {
					out = append(out, part)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Reach) int {
		return len(a.Conditions) + len(a.Unless) - len(b.Conditions) - len(b.Unless)
	})
	f.memo[id] = out
	return out
}

// contexts are what is known of the requests that a need may make.
func (n Need) contexts() []Context {
	if len(n.PassedTo) == 0 {
		return []Context{nil}
	}
	out := make([]Context, len(n.PassedTo))
	for i, service := range n.PassedTo {
		out[i] = Context{"iam:PassedToService": {service}}
	}
	return out
}
