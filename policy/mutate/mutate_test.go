package mutate

import (
	"fmt"
	"slices"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/mutate/mutatetest"
	"github.com/covetpy/platform/policy/rule"
)

const (
	thing  = "aws:toy/thing:Thing"
	kmsKey = "aws:kms/key:Key"
)

// toySchema knows the types of the tests, and a few of their inputs.
type toySchema map[string]Input

func (toySchema) Has(resourceType string) bool { return resourceType == thing }

func (s toySchema) Input(_ string, steps []any) (Input, bool) {
	in, ok := s[path(steps).String()]
	return in, ok
}

// made is a resource of a toy stack.
type made struct {
	name       string
	typ        string
	protect    bool
	properties map[string]any
	from       map[string][]string
}

// toy makes an environment of resources; what they are made from is known to the
// stack alone, as the engine has it.
func toy(list ...made) Environment {
	env := Environment{Name: "toy", Context: rule.Context{Tier: rule.Prod}}
	urns := map[string]resource.URN{}
	for i := range list {
		if list[i].typ == "" {
			list[i].typ = thing
		}
		urns[list[i].name] = resource.URN(fmt.Sprintf("urn:pulumi:test::toy::%s::%s", list[i].typ, list[i].name))
	}
	var shown []*rule.Resource
	for _, m := range list {
		r := &rule.Resource{
			URN: urns[m.name], Type: m.typ, Name: m.name, Protect: m.protect,
			Properties: resource.NewPropertyMapFromMap(m.properties),
		}
		env.Inputs = append(env.Inputs, r)
		out := r.With(r.Properties)
		out.Dependencies = map[string][]resource.URN{}
		for input, names := range m.from {
			for _, name := range names {
				out.Dependencies[input] = append(out.Dependencies[input], urns[name])
			}
		}
		shown = append(shown, out)
	}
	env.Stack = rule.NewStack(shown)
	return env
}

// toyRule is a rule about things.
func toyRule(id string, check func(*rule.Resource, *rule.Report)) rule.Rule {
	return rule.Rule{ID: id, Levels: rule.Everywhere(rule.Mandatory), Types: []string{thing}, Check: check}
}

// alive runs and lists the survivors of the resource "it", "place operator" each.
func alive(t *testing.T, env Environment, o Options) []string {
	t.Helper()
	if o.Schema == nil {
		o.Schema = toySchema{}
	}
	result, err := Run(env, o)
	require.NoError(t, err)
	assert.Equal(t, result.Mutants, result.Killed+len(result.Alive))
	var out []string
	for _, m := range result.Alive {
		if m.URN.Name() == "it" {
			out = append(out, fmt.Sprintf("%s %s", m.Path, m.Operator))
		}
	}
	return out
}

func TestOperators(t *testing.T) {
	for _, c := range operatorCases {
		t.Run(c.name, func(t *testing.T) {
			it := made{name: "it", properties: c.properties, from: c.from, protect: c.protect}
			env := toy(append([]made{it}, c.others...)...)
			reader := toyRule("toy-reader", func(r *rule.Resource, _ *rule.Report) {
				if c.reads != nil && r.Name == "it" {
					c.reads(r)
				}
			})
			got := alive(t, env, Options{Schema: c.schema, Rules: []rule.Rule{reader}})
			assert.Equal(t, append([]string{" deleted"}, c.want...), got)

			t.Run("all die of a rule that wants no change of the stack", func(t *testing.T) {
				assert.Empty(t, alive(t, env, Options{Schema: c.schema, Rules: []rule.Rule{reader, mutatetest.Unchanged(env.Stack)}}))
			})
			t.Run("all but those of the whole die of a rule that wants no change of inputs", func(t *testing.T) {
				for _, left := range alive(t, env, Options{Schema: c.schema, Rules: []rule.Rule{reader, mutatetest.UnchangedInputs(env.Inputs)}}) {
					assert.Regexp(t, "(deleted|redirected)$", left)
				}
			})
		})
	}
}

func TestWhatRulesReadCounts(t *testing.T) {
	env := toy(made{name: "it", properties: map[string]any{
		"engine": "a", "mode": "safe", "count": 3.0, "tags": map[string]any{"Owner": "us"}, "tagsAll": map[string]any{"Owner": "us"},
	}})
	reader := toyRule("toy-reader", func(r *rule.Resource, rep *rule.Report) {
		rep.Require(r.At("mode").Is("safe", "safer"), r.At("mode"), "unsafe")
		r.At("engine").Is("a")
		rep.Require(r.At("count").Present(), r.At("count"), "no count")
		rep.Require(rule.Not(r.At("open").IsTrue()), r.At("open"), "open")
		rep.Require(r.At("tagsAll.Owner").Present(), r.At("tagsAll.Owner"), "no owner")
	})
	got := alive(t, env, Options{Rules: []rule.Rule{reader}, Schema: toySchema{"open": {Type: "boolean"}}})
	assert.Equal(t, []string{
		" deleted",
		"engine unset", "engine word-any", // read, but nothing is demanded
	}, got, "the mode, a switch that is not set, and a tag by its other name are guarded")
}

// Kubernetes has no schema here: values and what rules ask tell what counts.
func TestKubernetesCountsByValue(t *testing.T) {
	const pod = "kubernetes:core/v1:Pod"
	it := made{name: "it", typ: pod, properties: map[string]any{"spec": map[string]any{"containers": []any{
		map[string]any{"name": "app", "securityContext": map[string]any{"runAsNonRoot": true}},
		map[string]any{"name": "proxy"},
	}}}}
	privileged := toyRule("toy-privileged", func(r *rule.Resource, rep *rule.Report) {
		for _, c := range r.At("spec.containers").Items() {
			on := c.At("securityContext.privileged")
			rep.Require(rule.Not(on.IsTrue()), on, "privileged")
		}
	})
	privileged.Types = []string{pod}
	got := alive(t, toy(it), Options{Rules: []rule.Rule{privileged}})
	assert.Equal(t, []string{
		" deleted", "spec.containers emptied", "spec.containers unset",
		"spec.containers[app] element-removed",
		"spec.containers[app].securityContext.runAsNonRoot flipped", "spec.containers[app].securityContext.runAsNonRoot unset",
		"spec.containers[proxy] element-removed",
	}, got, "privileged, which neither sets, is guarded in both")
	privileged.Check = func(r *rule.Resource, _ *rule.Report) { r.At("spec.containers[1].securityContext.privileged").IsTrue() }
	assert.Contains(t, alive(t, toy(it), Options{Rules: []rule.Rule{privileged}}), "spec.containers[1].securityContext.privileged set")
}

func TestAnObjectionIsNew(t *testing.T) {
	it := made{name: "it", properties: map[string]any{"on": false, "kmsKeyId": "arn:aws:kms:eu-west-1:1:key/2"}}
	always := toyRule("toy-always", func(r *rule.Resource, rep *rule.Report) { rep.Fail(r.At("on"), "it is there") })
	unsure := toyRule("toy-unsure", func(r *rule.Resource, rep *rule.Report) {
		if r.At("on").IsTrue() == rule.Yes {
			rep.Undecided(r.At("on"))
		}
	})
	assert.Contains(t, alive(t, toy(it), Options{Rules: []rule.Rule{always, unsure}}), "on flipped",
		"an objection that was there before, and an open question, are none")

	off := toyRule("toy-off", func(r *rule.Resource, rep *rule.Report) {
		rep.Require(rule.Not(r.At("on").IsTrue()), r.At("on"), "on")
	})
	assert.NotContains(t, alive(t, toy(it), Options{Rules: []rule.Rule{always, off}}), "on flipped")

	off.Levels.Prod = rule.Disabled
	assert.Contains(t, alive(t, toy(it), Options{Rules: []rule.Rule{off}}), "on flipped", "a rule that does not run is none")
}

// Of a switch that is off, unset is another thing only to a rule that says so.
func TestUnsetIsOffUnlessARuleKnowsBetter(t *testing.T) {
	env := toy(made{name: "it", properties: map[string]any{"public": false}})
	run := func(answer func(rule.Value) rule.Truth) *Result {
		result, err := Run(env, Options{Schema: toySchema{}, Rules: []rule.Rule{toyRule("toy-off", func(r *rule.Resource, rep *rule.Report) {
			rep.Require(answer(r.At("public")), r.At("public"), "public")
		})}})
		require.NoError(t, err)
		return result
	}
	same := run(func(v rule.Value) rule.Truth { return rule.Not(v.IsTrue()) })
	assert.Equal(t, []int{2, 1}, []int{same.Mutants, same.Killed}, "deleted, and flipped")
	better := run(func(v rule.Value) rule.Truth { return rule.And(v.Present(), rule.Not(v.IsTrue())) })
	assert.Equal(t, []int{3, 2}, []int{better.Mutants, better.Killed}, "unset as well")
}

// A whole stack is judged with the changed resource in it, by the links that the
// change leaves.
func TestTheStackIsChangedToo(t *testing.T) {
	env := toy(
		made{name: "it"},
		made{name: "guard", typ: "aws:toy/guard:Guard", properties: map[string]any{"of": unknownText}, from: map[string][]string{"of": {"it"}}},
		made{name: "other", properties: map[string]any{"unguarded": true}},
	)
	guarded := rule.Rule{
		ID: "toy-guarded", Levels: rule.Everywhere(rule.Mandatory), Types: []string{thing, "aws:toy/guard:Guard"},
		CheckStack: func(s *rule.Stack, rep *rule.Report) {
			for _, r := range s.OfType(thing) {
				rep.On(r).Require(rule.Or(r.At("unguarded").IsTrue(), s.Any([]string{"aws:toy/guard:Guard"}, "of", r)), r.At("id"), "no guard")
			}
		},
	}
	result, err := Run(env, Options{Rules: []rule.Rule{guarded}, Schema: toySchema{}, Workers: 3})
	require.NoError(t, err)
	var left []string
	for _, m := range result.Alive {
		left = append(left, fmt.Sprintf("%s %s %s", m.URN.Name(), m.Path, m.Operator))
	}
	slices.Sort(left)
	assert.Equal(t, []string{"it  deleted", "other  deleted"}, left,
		"without its guard, or with one of something else, it is unguarded")
}

func TestABrokenRuleHidesInNoScore(t *testing.T) {
	env := toy(made{name: "it", properties: map[string]any{"on": true}})
	broken := toyRule("toy-broken", func(r *rule.Resource, _ *rule.Report) {
		if r.At("on").IsTrue() != rule.Yes {
			panic("off")
		}
	})
	_, err := Run(env, Options{Rules: []rule.Rule{broken}, Workers: 1})
	assert.EqualError(t, err, "mutate toy: it on, flipped: the rule toy-broken is broken: off")
}

func TestLessThanAll(t *testing.T) {
	env := toy(
		made{name: "it", properties: map[string]any{"a": true, "b": true, "c": true}},
		// It has no b, but a rule asks for it: one more, by either position.
		made{name: "other", typ: "aws:toy/other:Other", properties: map[string]any{"a": true}},
	)
	a := toyRule("toy-a", func(r *rule.Resource, _ *rule.Report) { r.At("a").IsTrue() })
	b := toyRule("toy-b", func(r *rule.Resource, _ *rule.Report) { r.At("b").IsTrue() })
	b.Types = append(b.Types, "aws:toy/other:Other")
	count := func(o Options) int {
		o.Rules, o.Schema = []rule.Rule{a, b}, toySchema{}
		result, err := Run(env, o)
		require.NoError(t, err)
		return result.Mutants
	}
	assert.Equal(t, 11, count(Options{}))
	assert.Equal(t, 7, count(Options{Type: thing}))
	assert.Equal(t, 3, count(Options{Rule: "toy-a"}), "deleted, and a flipped and unset")
	assert.Equal(t, 9, count(Options{Every: 2}), "every second one of a kind, and one of each kind")
	_, err := Run(env, Options{Rule: "toy-none"})
	assert.Error(t, err)
}
