package sqs

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/policydoc"
)

// longestPolicy is the quota of a queue's policy, in characters.
const longestPolicy = 8192

func queuePolicy() kind.Kind {
	k := attribute("aws:sqs/queuePolicy:QueuePolicy", "policy")
	k.Checks = map[string]kind.Check{"policy": kind.JSON(longestPolicy)}
	k.Admit = func(_ kind.World, d kind.Draft) error { return admitPolicy(d.In.Text("policy")) }
	return k
}

// admitPolicy looks at a policy as SQS does; an empty text is none.
func admitPolicy(policy string) error {
	if policy == "" {
		return nil
	}
	wrong := kind.Say("InvalidAttributeValue: Invalid value for the parameter Policy.")
	document, err := policydoc.Parse(policy)
	if err != nil || len(document.Statement) == 0 {
		return wrong
	}
	for _, s := range document.Statement {
		if len(s.Principal)+len(s.NotPrincipal) == 0 || len(s.Action)+len(s.NotAction) == 0 {
			return wrong
		}
		for _, action := range append(s.Action, s.NotAction...) {
			if action != "*" && !strings.HasPrefix(strings.ToLower(action), "sqs:") {
				return wrong
			}
		}
	}
	return nil
}
