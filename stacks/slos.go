package stacks

import (
	"time"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/slo"
)

// SLOs are what an environment's applications promise, in the order of their names.
// today is when the support of versions is judged.
func SLOs(loaded *config.Loaded, today time.Time) ([]slo.SLO, error) {
	p, faults := newPlan(loaded.Environment, loaded.Config, today)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return p.slos(), nil
}

// slos are the promises by themselves.
func (p *plan) slos() []slo.SLO {
	var out []slo.SLO
	for _, s := range p.promises {
		out = append(out, s.SLO)
	}
	return out
}
