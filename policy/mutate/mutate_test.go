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

// unknownText is a value that a preview doesn't know.
var unknownText = resource.MakeComputed(resource.NewProperty(""))

const policy = `{"Version":"2012-10-17","Statement":[
	{"Sid":"Read","Effect":"Allow","Principal":{"Service":"a.amazonaws.com"},"Action":["s3:GetObject","kms:Decrypt"],
	 "Resource":"arn:aws:s3:::b/*","Condition":{"StringEquals":{"aws:SourceAccount":"1","aws:SourceOrgID":"o"}}},
	{"Sid":"TLS","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}`

// Each case is one thing as a program has it, and every mutant of it.
var operatorCases = []struct {
	name       string
	properties map[string]any
	schema     toySchema
	others     []made
	from       map[string][]string
	protect    bool
	reads      func(*rule.Resource) // what a rule, which objects to nothing, reads
	want       []string
}{
	{name: "what says nothing about security", properties: map[string]any{"description": "a thing", "size": 3.0}},
	{name: "a switch", properties: map[string]any{"on": true}, want: []string{"on flipped", "on unset"}},
	{name: "a switch written as a text", properties: map[string]any{"on": "false"}, want: []string{"on flipped"}},
	{
		name: "a switch that has to be there", properties: map[string]any{"on": true},
		schema: toySchema{"on": {Type: "boolean", Required: true}}, want: []string{"on flipped"},
	},
	{name: "a retention", properties: map[string]any{"retentionInDays": 7.0}, want: []string{"retentionInDays minimum", "retentionInDays unset"}},
	{name: "a retention that is least", properties: map[string]any{"retentionInDays": 0.0}, want: []string{"retentionInDays unset"}},
	{
		name:       "ports and a protocol",
		properties: map[string]any{"fromPort": 443.0, "toPort": 443.0, "protocol": "tcp"},
		want:       []string{"fromPort ports-all", "fromPort unset", "protocol protocol-all", "protocol unset"},
	},
	{name: "a protocol of something else", properties: map[string]any{"protocol": "dualstack"}},
	{name: "a range of addresses", properties: map[string]any{"cidr": "10.0.0.0/8"}, want: []string{
		"cidr cidr-all", "cidr cidr-half", "cidr cidr-half", "cidr unset",
	}},
	{name: "half of all addresses", properties: map[string]any{"cidr": "0.0.0.0/1"}, want: []string{"cidr cidr-all", "cidr unset"}},
	{name: "a range of IPv6", properties: map[string]any{"cidr": "fd00::/8"}, want: []string{
		"cidr cidr-all", "cidr cidr-half", "cidr cidr-half", "cidr unset",
	}},
	{
		name: "a key", properties: map[string]any{"kmsKeyId": unknownText},
		from: map[string][]string{"kmsKeyId": {"k"}}, others: []made{{name: "k", typ: kmsKey}},
		want: []string{"kmsKeyId key-empty", "kmsKeyId key-of-aws", "kmsKeyId unset"},
	},
	{name: "an ARN of a key, below", properties: map[string]any{"at": map[string]any{"rest": "arn:aws:kms:eu-west-1:1:key/2"}}, want: []string{
		"at unset", "at.rest key-empty", "at.rest key-of-aws", "at.rest unset",
	}},
	{
		name: "a word with weaker ones", properties: map[string]any{"status": "Enabled"},
		reads: func(r *rule.Resource) { r.At("status").Is("Enabled") },
		want:  []string{"status unset", "status word-Disabled", "status word-Suspended"},
	},
	{
		name: "a policy for TLS", properties: map[string]any{"tls": "ELBSecurityPolicy-TLS13-1-2-2021-06"},
		reads: func(r *rule.Resource) { r.At("tls").Text() },
		want:  []string{"tls unset", "tls word-" + oldestTLS},
	},
	{
		name: "a choice in an object", properties: map[string]any{"action": map[string]any{"block": map[string]any{}}},
		want: []string{"action unset", "action word-count"},
	},
	{
		name: "tags", properties: map[string]any{
			"tags":  map[string]any{"Owner": "us", "Class": "top", "Unread": "true", "example.org/role": "a"},
			"specs": []any{map[string]any{"tags": map[string]any{"Owner": "us", "Unread": "true"}}},
		},
		reads: func(r *rule.Resource) {
			r.At("tagsAll.Owner").Present()
			r.At("tags.Class").Is("low", "Top", "top")
			r.At("tags").Field("example.org/role").Blank()
			r.At("specs[0].tags.Owner").Blank()
		},
		want: []string{
			"specs emptied", "specs unset", "specs[0].tags.Owner tag-removed", "tags.Class tag-removed", "tags.Class word-any",
			"tags.Owner tag-removed", "tags.example.org/role tag-removed",
		},
	},
	{
		name:       "a list of what counts",
		properties: map[string]any{"rules": []any{map[string]any{"name": "a", "on": true}, map[string]any{"name": "b"}}},
		want: []string{
			"rules emptied", "rules unset", "rules[a] element-removed", "rules[a].on flipped", "rules[a].on unset", "rules[b] element-removed",
		},
	},
	{
		name: "a text that is a document", properties: map[string]any{"json": `{"rules":[{"Name":"a","On":true}]}`},
		want: []string{"json unset", "json.rules emptied", "json.rules unset", "json.rules[a].On flipped", "json.rules[a].On unset"},
	},
	{name: "a policy", properties: map[string]any{"policy": policy}, want: []string{
		"policy unset", "policy{Read}.Action actions-all", "policy{Read}.Action actions-service",
		"policy{Read}.Principal principal-all", "policy{Read}.Resource resources-all",
		"policy{Read}.StringEquals.aws:SourceAccount condition-removed", "policy{Read}.StringEquals.aws:SourceOrgID condition-removed",
		"policy{TLS} deny-removed",
	}},
	{
		name: "references", properties: map[string]any{"target": unknownText, "list": []any{unknownText, unknownText}, "name": "first"},
		from:   map[string][]string{"target": {"one"}, "list": {"one", "two"}, "name": {"one"}},
		others: []made{{name: "one", typ: kmsKey, properties: map[string]any{"label": "first"}}, {name: "three", typ: kmsKey, properties: map[string]any{"label": "third"}}, {name: "two", typ: kmsKey, properties: map[string]any{"label": "second"}}},
		want: []string{
			"list emptied", "list redirected", "list redirected", "list unset", "list[0] element-removed", "list[1] element-removed",
			"name redirected", "name unset", "target redirected", "target unset",
		},
	},
	{
		name: "a reference that waits for more", properties: map[string]any{"target": unknownText},
		from: map[string][]string{"target": {"one", "rest"}},
		others: []made{
			{name: "one", typ: kmsKey, properties: map[string]any{"label": "first"}},
			{name: "two", typ: kmsKey},
			{name: "rest", typ: "aws:toy/rest:Rest", from: map[string][]string{"of": {"one"}}},
			{name: "others", typ: "aws:toy/rest:Rest"},
		},
		want: []string{"target redirected", "target unset"},
	},
	{
		name:       "texts that nothing hangs on",
		properties: map[string]any{"quoted": "a", "joined": "b", "swept": "c", "description": "d", "name": "e", "passed": "f"},
		reads: func(r *rule.Resource) {
			r.At("quoted").Quote()
			r.At("joined").IsName("b")
			r.At("swept").Sweep().Is("c")
			r.At("description").Text()
			r.At("name").Text()
			r.At("passed")
		},
	},
	{
		name:       "texts that something hangs on",
		properties: map[string]any{"description": "a", "engine": "b", "mode": "c"},
		reads: func(r *rule.Resource) {
			r.At("description").Blank()
			r.At("engine").Text()
			r.At("mode").Is("d")
		},
		want: []string{"description unset", "engine unset", "mode unset"},
	},
	{
		name: "numbers that a rule reads", properties: map[string]any{"size": 3.0, "port": 443.0, "order": 2.0, "ruleNo": "100"},
		reads: func(r *rule.Resource) {
			r.At("size").Number()
			r.At("port").Number()
			r.At("order").Quote()
			r.At("ruleNo").Number()
		},
		want: []string{"port unset", "ruleNo unset", "size minimum", "size unset"},
	},
	{
		name: "a reference that is only followed", properties: map[string]any{"target": unknownText, "other": unknownText, "unread": unknownText},
		from: map[string][]string{"target": {"one"}, "other": {"a"}, "unread": {"a"}},
		others: []made{
			{name: "one", typ: kmsKey, properties: map[string]any{"use": "x"}},
			{name: "two", typ: kmsKey, properties: map[string]any{"use": "y"}},
			{name: "a", properties: map[string]any{"use": "x"}},
			{name: "b", properties: map[string]any{"use": "y"}},
		},
		reads: func(r *rule.Resource) {
			r.From("target")
			r.At("other").Name()
		},
		want: []string{"other redirected", "target redirected"},
	},
	{
		name: "references to what has no other, or only its like", properties: map[string]any{"key": unknownText, "subnet": unknownText},
		from: map[string][]string{"key": {"k"}, "subnet": {"s1"}},
		others: []made{
			{name: "k", typ: kmsKey},
			{name: "s1", typ: "aws:ec2/subnet:Subnet", properties: map[string]any{"cidrBlock": "10.0.0.0/24", "tags": map[string]any{"Name": "s1"}}},
			{name: "s2", typ: "aws:ec2/subnet:Subnet", properties: map[string]any{"cidrBlock": "10.0.1.0/24", "tags": map[string]any{"Name": "s2"}}},
			{name: "it2", properties: map[string]any{"key": unknownText, "subnet": unknownText}, from: map[string][]string{"key": {"k"}, "subnet": {"s2"}}},
		},
		want: []string{"key unset", "subnet unset"},
	},
	{name: "protection", protect: true, want: []string{" unprotected"}},
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
		" deleted", "spec unset", "spec.containers emptied", "spec.containers unset",
		"spec.containers[app] element-removed",
		"spec.containers[app].securityContext unset",
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
