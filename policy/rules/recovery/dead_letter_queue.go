package recovery

import "github.com/covetpy/platform/policy/rule"

const (
	queueType     = "aws:sqs/queue:Queue"
	redrivePolicy = "aws:sqs/redrivePolicy:RedrivePolicy"
	redriveAllow  = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"
)

var deadLetterQueue = rule.Rule{
	ID:    "recovery-dead-letter-queue",
	Title: "Queues keep aside what could not be worked off",
	Why: "A message that its reader fails on comes back again and again, until the queue forgets it, and with it " +
		"the order or the event that it was. Queues that others give their failures to are not asked, nor those " +
		"that forget within the hour, as what is in them is worth nothing later.",
	Fix:      "Set redrivePolicy with deadLetterTargetArn and maxReceiveCount, or add an aws.sqs.RedrivePolicy.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{queueType, redrivePolicy, redriveAllow},
	Controls: restorable(),
	Settings: []rule.Setting{{
		Name: "seconds", Doc: "Queues that forget messages after no more than so many seconds need no second queue.",
		Number: rule.Same(3600.0),
	}},
	Since:      "0.3.0",
	CheckStack: checkQueues,
}

func checkQueues(s *rule.Stack, rep *rule.Report) {
	soon := func(n float64) bool { return n <= rep.Number("seconds") }
	for _, queue := range s.OfType(queueType) {
		policy := queue.At("redrivePolicy")
		// What a policy is made from is there before its text is known.
		given := rule.Or(rule.Of(len(queue.From("redrivePolicy")) > 0), rule.Not(policy.Blank()))
		answer := rule.Or(given,
			rule.Not(queue.At("redriveAllowPolicy").Blank()),
			queue.At("messageRetentionSeconds").HoldsNumber(soon),
			s.Any([]string{redrivePolicy, redriveAllow}, "queueUrl", queue, "url", "id"))
		rep.On(queue).Require(answer, policy, "a message that can't be worked off is lost")
	}
}
