package iam_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/truth"
)

// Small worlds in which much happens: two services, few resources, keys that are
// there, missing or not known.
var (
	genActions   = rapid.SliceOfN(rapid.SampledFrom([]string{"sqs:SendMessage", "sqs:*", "s3:GetObject", "s3:Get*", "*", "iam:PassRole"}), 1, 2)
	genResources = rapid.SliceOfN(rapid.SampledFrom([]string{queue, "arn:aws:sqs:*", "*", "arn:aws:s3:::a/*", "arn:aws:sqs:*:*:${aws:username}"}), 1, 2)
	genCondition = rapid.Custom(func(t *rapid.T) iam.Condition {
		return iam.Condition{
			Operator: rapid.SampledFrom([]string{
				"StringEquals", "StringNotEquals", "StringLikeIfExists", "ForAllValues:StringEquals",
				"ForAnyValue:StringLike", "Null", "ArnNotLike",
			}).Draw(t, "operator"),
			Key:       rapid.SampledFrom([]string{"k", "aws:username"}).Draw(t, "key"),
			Values:    rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "true", "*", "${k}"}), 1, 2).Draw(t, "values"),
			Variables: true,
		}
	})
	genStatement = rapid.Custom(func(t *rapid.T) iam.Statement {
		s := iam.Statement{
			Effect:     rapid.SampledFrom([]iam.Effect{iam.Allow, iam.Allow, iam.Deny}).Draw(t, "effect"),
			Conditions: rapid.SliceOfN(genCondition, 0, 2).Draw(t, "conditions"),
			Variables:  true,
		}
		s.Actions, s.NotActions = either(t, genActions)
		s.Resources, s.NotResources = either(t, genResources)
		return s
	})
	genStatements = rapid.SliceOfN(genStatement, 0, 4)
	genContext    = rapid.SampledFrom([]iam.Context{
		nil, {"k": nil}, {"k": {"a"}}, {"k": {"a", "b"}, "aws:username": {"jobs"}}, {"aws:username": {"b"}},
	})
)

// either draws a list, or its negation now and then.
func either(t *rapid.T, gen *rapid.Generator[[]string]) (list, not []string) {
	list = gen.Draw(t, "list")
	if rapid.IntRange(0, 4).Draw(t, "negated") == 0 {
		return nil, list
	}
	return list, nil
}

// ask evaluates one request against identity statements.
func ask(statements []iam.Statement, ctx iam.Context) iam.Verdict {
	doc := &iam.Document{Version: iam.Version2012, Statements: statements}
	return iam.Evaluate(iam.Policies{Identity: []iam.Policy{{Document: doc}}}, iam.Request{
		Principal: asRole, Action: "sqs:SendMessage", Resource: queue, Context: ctx,
	}).Verdict
}

// rank orders verdicts by how much they allow.
func rank(v iam.Verdict) int {
	return map[iam.Verdict]int{iam.DeniedExplicitly: 0, iam.Denied: 0, iam.Conditional: 1, iam.Allowed: 2}[v]
}

// changed is a copy with one statement of an effect changed; false when there is
// none to change.
func changed(t *rapid.T, before []iam.Statement, effect iam.Effect, change func(*iam.Statement)) ([]iam.Statement, bool) {
	after := slices.Clone(before)
	var at []int
	for i, s := range after {
		if s.Effect == effect {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return nil, false
	}
	change(&after[rapid.SampledFrom(at).Draw(t, "at")])
	return after, true
}

func TestNoChangeThatTakesAwayGives(t *testing.T) {
	properties := map[string]func(t *rapid.T, before []iam.Statement) ([]iam.Statement, bool){
		"a further deny": func(t *rapid.T, before []iam.Statement) ([]iam.Statement, bool) {
			s := genStatement.Draw(t, "deny")
			s.Effect = iam.Deny
			return slices.Insert(slices.Clone(before), rapid.IntRange(0, len(before)).Draw(t, "place"), s), true
		},
		"an allow less": func(t *rapid.T, before []iam.Statement) ([]iam.Statement, bool) {
			return changed(t, before, iam.Allow, func(s *iam.Statement) { s.Effect, s.Actions, s.NotActions = iam.Allow, []string{"x:y"}, nil })
		},
		"a further condition": func(t *rapid.T, before []iam.Statement) ([]iam.Statement, bool) {
			c := genCondition.Draw(t, "condition")
			return changed(t, before, iam.Allow, func(s *iam.Statement) { s.Conditions = append(slices.Clone(s.Conditions), c) })
		},
		"narrower resources": func(t *rapid.T, before []iam.Statement) ([]iam.Statement, bool) {
			narrow := rapid.SampledFrom([]string{queue, "arn:aws:sqs:*", "arn:aws:s3:::a/*"}).Draw(t, "narrow")
			return changed(t, before, iam.Allow, func(s *iam.Statement) {
				// Only what is covered by one of the resources is narrower.
				if slices.ContainsFunc(s.Resources, func(r string) bool {
					return iam.Compile(r, true).Covers(iam.Compile(narrow, true)) == truth.Yes
				}) {
					s.Resources = []string{narrow}
				}
			})
		},
	}
	for name, property := range properties {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				before := genStatements.Draw(t, "statements")
				after, ok := property(t, before)
				if !ok {
					return
				}
				ctx := genContext.Draw(t, "context")
				was, is := ask(before, ctx), ask(after, ctx)
				assert.LessOrEqual(t, rank(is), rank(was), "%s became %s", was, is)
			})
		})
	}
}

// set draws policies with principals, as a resource has them.
func set(t *rapid.T, label string) []iam.Policy {
	statements := genStatements.Draw(t, label)
	for i := range statements {
		statements[i].Principal = rapid.SampledFrom([]*iam.Principals{
			{Everyone: true},
			{AWS: []string{role}},
			{AWS: []string{session}},
			{AWS: []string{account}},
			{AWS: []string{user}},
			{Service: []string{"s3.amazonaws.com"}},
			nil,
		}).Draw(t, "principal")
	}
	return []iam.Policy{{Document: &iam.Document{Version: iam.Version2012, Statements: statements}}}
}

func TestWhatOnlyBoundsNeverGives(t *testing.T) {
	bounds := map[string]func(*iam.Policies, []iam.Policy){
		"a boundary":       func(p *iam.Policies, set []iam.Policy) { p.Boundary = set },
		"a session policy": func(p *iam.Policies, set []iam.Policy) { p.Session = set },
		"an endpoint":      func(p *iam.Policies, set []iam.Policy) { p.Endpoint = set },
	}
	for name, bound := range bounds {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				p := iam.Policies{
					Identity: set(t, "identity"), Resource: set(t, "resource"),
					Kind:  rapid.SampledFrom([]iam.Kind{iam.Ordinary, iam.Key, iam.Role}).Draw(t, "kind"),
					Owner: rapid.SampledFrom([]string{"", other}).Draw(t, "owner"),
				}
				r := iam.Request{
					Principal: rapid.SampledFrom([]iam.Principal{asRole, asSession, asUser, asS3, nobody}).Draw(t, "who"),
					Action:    "sqs:SendMessage", Resource: queue, Context: genContext.Draw(t, "context"),
				}
				free := iam.Evaluate(p, r).Verdict
				bound(&p, set(t, "bound"))
				bounded := iam.Evaluate(p, r).Verdict
				assert.LessOrEqual(t, rank(bounded), rank(free), "%s became %s", free, bounded)
			})
		})
	}
}

// A further Deny never opens a way to more rights, and a further Allow closes none.
func TestEscalationsGrowWithAllowsAlone(t *testing.T) {
	actions := rapid.SliceOfN(rapid.SampledFrom([]string{
		"iam:PassRole", "iam:*", "lambda:*", "lambda:CreateFunction", "lambda:InvokeFunction", "ec2:RunInstances", "*",
	}), 1, 3)
	resources := rapid.SliceOfN(rapid.SampledFrom([]string{
		"*", role, "arn:aws:iam::*:role/*", "arn:aws:lambda:*:*:function:a*", "arn:aws:lambda:*:*:function:b",
	}), 1, 2)
	gen := rapid.Custom(func(t *rapid.T) iam.Statement {
		s := iam.Statement{Conditions: rapid.SliceOfN(genCondition, 0, 1).Draw(t, "conditions"), Variables: true}
		s.Actions, s.NotActions = either(t, actions)
		s.Resources, s.NotResources = either(t, resources)
		return s
	})
	ids := func(statements []iam.Statement) []string {
		var out []string
		doc := &iam.Document{Version: iam.Version2012, Statements: statements}
		for _, p := range iam.Escalations(iam.Grants{Policies: []iam.Policy{{Document: doc}}}) {
			out = append(out, p.ID)
		}
		return out
	}
	rapid.Check(t, func(t *rapid.T) {
		statements := rapid.SliceOfN(gen, 0, 3).Draw(t, "statements")
		for i := range statements {
			statements[i].Effect = rapid.SampledFrom([]iam.Effect{iam.Allow, iam.Allow, iam.Deny}).Draw(t, "effect")
		}
		more := gen.Draw(t, "more")
		before := ids(statements)
		more.Effect = iam.Deny
		assert.Subset(t, before, ids(append(slices.Clone(statements), more)), "with a further deny")
		more.Effect = iam.Allow
		assert.Subset(t, ids(append(slices.Clone(statements), more)), before, "with a further allow")
	})
}

func TestTheOrderOfStatementsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		statements := genStatements.Draw(t, "statements")
		ctx := genContext.Draw(t, "context")
		assert.Equal(t, ask(statements, ctx), ask(rapid.Permutation(statements).Draw(t, "shuffled"), ctx))
	})
}

// What is decided without knowing a key stays decided when it is known.
func TestADecisionHoldsWhateverTheContextTurnsOutToBe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		statements := genStatements.Draw(t, "statements")
		before := ask(statements, nil)
		after := ask(statements, rapid.SampledFrom([]iam.Context{
			{"k": nil, "aws:username": nil}, {"k": {"a"}, "aws:username": {"jobs"}}, {"k": {"true"}, "aws:username": nil},
		}).Draw(t, "context"))
		switch before {
		case iam.Allowed, iam.DeniedExplicitly:
			assert.Equal(t, before, after)
		case iam.Denied:
			assert.False(t, after.MayAllow())
		default:
		}
	})
}

// Where a request may be allowed, the grants reach it. Variables are left out:
// the grants know that one variable has one value, a single request does not.
func TestGrantsReachWhateverIsAllowed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		statements := slices.DeleteFunc(genStatements.Draw(t, "statements"), func(s iam.Statement) bool {
			return slices.ContainsFunc(slices.Concat(s.Resources, s.NotResources), func(r string) bool { return strings.Contains(r, "$") })
		})
		if !ask(statements, nil).MayAllow() {
			return
		}
		doc := &iam.Document{Version: iam.Version2012, Statements: statements}
		reaches := iam.Grants{Policies: []iam.Policy{{Document: doc}}}.Reaches("sqs:SendMessage", nil)
		assert.True(t, slices.ContainsFunc(reaches, func(r iam.Reach) bool {
			return r.Pattern().Match(queue) != truth.No
		}))
	})
}
