package recovery

import "github.com/covetpy/platform/policy/rule"

const (
	queueType     = "aws:sqs/queue:Queue"
	redrivePolicy = "aws:sqs/redrivePolicy:RedrivePolicy"
	redriveAllow  = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"
)

var deadLetterQueue = rule.Rule{
	ID:    "recovery-dead-letter-queue",
	Title: "Queues keep aside what could not be worked off, and keep it long enough",
	Why: "A message that its reader fails on comes back again and again, until the queue forgets it, and with it " +
		"the order or the event that it was. Queues that others give their failures to are not asked, nor those " +
		"that forget within the hour, as what is in them is worth nothing later. SQS counts a message's time from when it " +
		"was first sent, so that one which is set aside late has little of it left.",
	Fix: "Set redrivePolicy with deadLetterTargetArn and maxReceiveCount, or add an aws.sqs.RedrivePolicy; on the queue " +
		"that takes what failed, set messageRetentionSeconds to 1209600, the most there is.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{queueType, redrivePolicy, redriveAllow},
	Controls: restorable(),
	Settings: []rule.Setting{{
		Name: "seconds", Doc: "Queues that forget messages after no more than so many seconds need no second queue.",
		Number: rule.Same(3600.0),
	}, {
		Name: "keptSeconds", Doc: "The least number of seconds for which a queue keeps what failed in others.",
		Number: rule.Same(604800.0),
	}},
	Since:      "0.3.0",
	CheckStack: checkQueues,
}

func checkQueues(s *rule.Stack, rep *rule.Report) {
	soon := func(n float64) bool { return n <= rep.Number("seconds") }
	long := func(n float64) bool { return n >= rep.Number("keptSeconds") }
	for _, queue := range s.OfType(queueType) {
		policy, retention := queue.At("redrivePolicy"), queue.At("messageRetentionSeconds")
		// What a policy is made from is there before its text is known.
		given := rule.Or(rule.Of(len(queue.From("redrivePolicy")) > 0), rule.Not(policy.Blank()))
		takes := rule.Or(rule.Not(queue.At("redriveAllowPolicy").Blank()), s.Any([]string{redriveAllow}, "queueUrl", queue, "url", "id"))
		answer := rule.Or(given, takes, retention.HoldsNumber(soon), s.Any([]string{redrivePolicy}, "queueUrl", queue, "url", "id"))
		rep.On(queue).Require(answer, policy, "a message that can't be worked off is lost")
		rep.On(queue).Require(rule.Or(rule.Not(takes), retention.HoldsNumber(long)), retention, "what failed is lost before anyone has looked at it")
	}
}
