package sqs

import (
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
	document, err := policydoc.Parse(policy)
	if err != nil || !document.OfService("sqs") {
		return kind.Say("InvalidAttributeValue: Invalid value for the parameter Policy.")
	}
	return nil
}
