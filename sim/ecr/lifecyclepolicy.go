package ecr

import (
	"math"

	"github.com/covetpy/platform/sim/kind"
)

// lifecyclePolicy is another resource for every text: the new one can't be made
// before the old one is gone, which would take it along.
func lifecyclePolicy() kind.Kind {
	k := repositoryPart("aws:ecr/lifecyclePolicy:LifecyclePolicy", "a lifecycle policy")
	k.DeleteFirst = true
	k.Checks = map[string]kind.Check{"policy": kind.JSON(math.MaxInt)}
	k.Admit = func(_ kind.World, d kind.Draft) error { return admitLifecycle(d.In.Text("policy")) }
	return k
}

// admitLifecycle looks at a lifecycle policy as ECR does; an empty text is none.
func admitLifecycle(text string) error {
	if text == "" {
		return nil
	}
	if reason := wrongLifecycle(text); reason != "" {
		return invalid("LifecyclePolicyText", reason)
	}
	return nil
}
