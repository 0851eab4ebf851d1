package rds

import (
	"slices"

	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/policydoc"
)

const (
	topicPolicyType = "aws:sns/topicPolicy:TopicPolicy"
	eventService    = "events.rds.amazonaws.com"
)

// admitPublishing tries the topic as RDS does when a subscription is made: the
// topic's policy has to let RDS send, with the subscription as the source. A topic
// without a policy of its own lets the whole account.
//
// What an event is about is the source when it is sent. RDS does not try that
// beforehand, and drops what it may not send without a word; here such a
// subscription is refused. Source: RDS user guide, "Granting permissions to publish
// notifications to an Amazon SNS topic".
func admitPublishing(w kind.World, d kind.Draft) error {
	topic := d.In.Text("snsTopic")
	policy := outputsOf(w, topicPolicyType, topic).Text("policy")
	if policy == "" {
		return nil
	}
	if !mayPublish(policy, w.ARN("rds", "es:"+d.In.Or("name", d.ID))) {
		return kind.Say("SNSNoAuthorization: You do not have permission to publish to the SNS topic ARN %s", topic)
	}
	typ := sourceTypes[d.In.Text("sourceType")]
	for _, id := range d.In.Texts("sourceIds[*]") {
		if source := outputsOf(w, typ, id).Text("arn"); source != "" && !mayPublish(policy, source) {
			return kind.Say("the simulated cloud refuses a subscription to events of %s: the policy of topic %s does not let %s send with it as aws:SourceArn, so RDS would drop each event without a word",
				source, topic, eventService)
		}
	}
	return nil
}

func mayPublish(policy, source string) bool {
	document, err := policydoc.Parse(policy)
	return err == nil && slices.ContainsFunc(document.Statement, func(s policydoc.Statement) bool {
		publishes := func(action string) bool {
			return policydoc.Matches(action, "sns:Publish") || policydoc.Matches(action, "SNS:Publish")
		}
		return s.Allows() && slices.ContainsFunc(s.Action, publishes) &&
			(slices.Contains(s.Principal["Service"], eventService) || s.Principal.Anyone()) &&
			s.Meets("aws:SourceArn", source)
	})
}
