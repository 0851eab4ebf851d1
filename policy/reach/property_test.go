package reach_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

// drawRule draws a rule of one of the town's groups, in one of the three forms in
// which a program may write it.
func drawRule(t *rapid.T, w *town, name string) {
	of := rapid.SampledFrom([]*rule.Resource{w.machines, w.data}).Draw(t, "group")
	from := float64(rapid.IntRange(0, 6000).Draw(t, "from"))
	to := from + float64(rapid.IntRange(0, 6000).Draw(t, "more"))
	protocol := rapid.SampledFrom([]string{"tcp", "6", "udp", "-1", "icmp"}).Draw(t, "protocol")
	peer := rapid.SampledFrom([]any{anywhere, "0.0.0.0/1", "10.0.0.0/16", "10.0.0.128/25", w.machines, w.data, unknown{}}).Draw(t, "peer")
	out := rapid.Bool().Draw(t, "out")
	if rapid.Bool().Draw(t, "older kind") {
		p := props{"type": map[bool]string{true: "egress", false: "ingress"}[out], "protocol": protocol, "fromPort": from, "toPort": to, "securityGroupId": ref{of}}
		if r, ok := peer.(*rule.Resource); ok {
			p["sourceSecurityGroupId"] = ref{r}
		} else {
			p["cidrBlocks"] = []any{peer}
		}
		w.add(ruleType, name, p)
		return
	}
	p := props{"ipProtocol": protocol, "fromPort": from, "toPort": to}
	if r, ok := peer.(*rule.Resource); ok {
		p["referencedSecurityGroupId"] = ref{r}
	} else {
		p["cidrIpv4"] = peer
	}
	if out {
		w.out(name, of, p)
	} else {
		w.in(name, of, p)
	}
}

// all is every answer of a graph, in the order of its matrix.
func all(g *reach.Graph) []reach.Cell { return g.Matrix().Cells }

func TestARuleMoreNeverTakesAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newTown()
		for i := range rapid.IntRange(0, 5).Draw(t, "rules") {
			drawRule(t, w, fmt.Sprintf("rule-%d", i))
		}
		before := all(w.graph())
		drawRule(t, w, "one-more")
		after := all(w.graph())
		assert.Len(t, after, len(before))
		for i := range before {
			assert.True(t, before[i].Answer.Ports.Sure.Within(after[i].Answer.Ports.Sure), "%s to %s: %s became %s",
				before[i].From, before[i].To, before[i].Answer.Ports.Sure, after[i].Answer.Ports.Sure)
			assert.True(t, before[i].Answer.Ports.Maybe.Within(after[i].Answer.Ports.Maybe))
		}
	})
}

func TestARuleLessNeverAdds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newTown()
		fixed := len(w.resources)
		for i := range rapid.IntRange(1, 6).Draw(t, "rules") {
			drawRule(t, w, fmt.Sprintf("rule-%d", i))
		}
		before := all(w.graph())
		gone := rapid.IntRange(fixed, len(w.resources)-1).Draw(t, "gone")
		w.resources = slices.Delete(w.resources, gone, gone+1)
		for i, c := range all(w.graph()) {
			assert.True(t, c.Answer.Ports.Sure.Within(before[i].Answer.Ports.Sure))
			assert.True(t, c.Answer.Ports.Maybe.Within(before[i].Answer.Ports.Maybe))
		}
	})
}

// TestHalvesAreTheWhole splits a range of addresses and a range of ports over four
// rules, which have to answer as the one.
func TestHalvesAreTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.SampledFrom([][3]string{{anywhere, "0.0.0.0/1", "128.0.0.0/1"}, {"10.0.0.0/16", "10.0.0.0/17", "10.0.128.0/17"}}).Draw(t, "range")
		from := rapid.IntRange(0, 6000).Draw(t, "from")
		to := rapid.IntRange(from, 7000).Draw(t, "to")
		middle := rapid.IntRange(from, to).Draw(t, "middle")
		one, four := newTown(), newTown()
		for _, w := range []*town{one, four} {
			w.out("leave", w.machines, props{"ipProtocol": "-1", "cidrIpv4": anywhere})
		}
		add := func(w *town, cidr string, a, b int) {
			for i, g := range []*rule.Resource{w.machines, w.data} {
				w.in(fmt.Sprintf("%s-%d-%d", cidr, a, i), g, props{"ipProtocol": "tcp", "fromPort": float64(a), "toPort": float64(b), "cidrIpv4": cidr})
			}
		}
		add(one, whole[0], from, to)
		for _, cidr := range whole[1:] {
			add(four, cidr, from, middle)
			if middle < to {
				add(four, cidr, middle+1, to)
			}
		}
		a, b := all(one.graph()), all(four.graph())
		for i := range a {
			assert.Equal(t, reached(a[i].Answer), reached(b[i].Answer), "%s to %s", a[i].From, a[i].To)
		}
		g, h := one.graph(), four.graph()
		assert.Len(t, h.Chains(true), len(g.Chains(true)), "the internet comes in by halves, too")
	})
}

// TestAnUnknownNeverMakesSure holds every answer to its bounds while anything in the
// stack becomes unknown, and the sure bound to what it was.
func TestAnUnknownNeverMakesSure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newTown()
		for i := range rapid.IntRange(1, 6).Draw(t, "rules") {
			drawRule(t, w, fmt.Sprintf("rule-%d", i))
		}
		before := all(w.graph())
		at := rapid.IntRange(0, len(w.resources)-1).Draw(t, "resource")
		bent := w.resources[at].With(w.resources[at].Properties.Copy())
		if keys := bent.Properties.StableKeys(); len(keys) > 0 {
			key := rapid.SampledFrom(keys).Draw(t, "property")
			bent.Properties[key] = property(bent, string(key), unknown{})
		}
		w.resources = slices.Clone(w.resources)
		w.resources[at] = bent
		after := w.graph().Matrix()
		for _, c := range after.Cells {
			assert.True(t, c.Answer.Ports.Sure.Within(c.Answer.Ports.Maybe))
		}
		for _, c := range before {
			if now, ok := after.At(c.From, c.To); ok && c.From != "private subnets" && c.From != "public subnets" && c.From != "isolated subnets" {
				assert.True(t, now.Answer.Ports.Sure.Within(c.Answer.Ports.Sure), "%s to %s: %s became %s",
					c.From, c.To, c.Answer.Ports.Sure, now.Answer.Ports.Sure)
			}
		}
	})
}
