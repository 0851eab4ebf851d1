package stacks

import (
	"time"

	"github.com/covetpy/platform/components/recovery"
	"github.com/covetpy/platform/infra/config"
)

// Objectives are what an environment promises for the loss of its database beside
// what its configuration achieves; false where it has no database or no recovery,
// and so promises nothing. today is when the support of versions is judged.
func Objectives(loaded *config.Loaded, today time.Time) (recovery.Stated, bool, error) {
	p, faults := newPlan(loaded.Environment, loaded.Config, today)
	if err := faults.Err(); err != nil {
		return recovery.Stated{}, false, err
	}
	if p.recovery == nil {
		return recovery.Stated{}, false, nil
	}
	stated, promised := p.recovery.State(loaded.Environment)
	return stated, promised, nil
}
