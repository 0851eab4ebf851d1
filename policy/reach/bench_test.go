package reach_test

import (
	"fmt"
	"testing"

	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

// estate is towns side by side in one stack, each with some rules: one is about a
// fifth of a production environment's network.
func estate(towns int) *rule.Stack {
	var all []*rule.Resource
	for n := range towns {
		w := newTown()
		for i := range 24 {
			p := props{"ipProtocol": "tcp", "fromPort": float64(1000 + i), "toPort": float64(1000 + i), "referencedSecurityGroupId": ref{w.machines}}
			w.in(fmt.Sprintf("in-%d", i), w.data, p)
		}
		w.out("out", w.machines, props{"ipProtocol": "-1", "cidrIpv4": anywhere})
		for _, r := range w.resources {
			r.URN = r.URN.Rename(fmt.Sprintf("%s-%d", r.Name, n))
			r.Name = r.URN.Name()
			for property, urns := range r.Dependencies {
				for i, u := range urns {
					r.Dependencies[property][i] = u.Rename(fmt.Sprintf("%s-%d", u.Name(), n))
				}
			}
		}
		all = append(all, w.resources...)
	}
	return rule.NewStack(all)
}

func BenchmarkGraph(b *testing.B) {
	for _, towns := range []int{1, 10} {
		s := estate(towns)
		b.Run(fmt.Sprintf("read of %d", towns), func(b *testing.B) {
			for b.Loop() {
				reach.New(s)
			}
		})
		g := reach.New(s)
		b.Run(fmt.Sprintf("matrix of %d", towns), func(b *testing.B) {
			for b.Loop() {
				g.Matrix()
			}
		})
		b.Run(fmt.Sprintf("chains of %d", towns), func(b *testing.B) {
			for b.Loop() {
				g.Chains(true)
			}
		})
	}
}
