package rds_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestATopicHasToAdmitWhatIsSubscribedTo makes subscriptions to a proxy's events
// under topic policies of different width.
func TestATopicHasToAdmitWhatIsSubscribedTo(t *testing.T) {
	t.Parallel()
	statement := func(service, sources string) string {
		return `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "` + service + `"}, "Action": "sns:Publish",
			"Resource": "*", "Condition": {"ArnLike": {"aws:SourceArn": ` + sources + `}}}]}`
	}
	for name, tt := range map[string]struct{ policy, says string }{
		"a topic without a policy of its own admits the account": {"", ""},
		"a policy that admits subscriptions and proxies": {
			statement("events.rds.amazonaws.com", `["arn:aws:rds:eu-west-1:111122223333:es:*", "arn:aws:rds:eu-west-1:111122223333:db-proxy:*"]`), "",
		},
		"a policy that admits another service": {
			statement("cloudwatch.amazonaws.com", `"*"`), "SNSNoAuthorization: You do not have permission to publish to the SNS topic ARN",
		},
		"a policy that admits no subscription": {
			statement("events.rds.amazonaws.com", `"arn:aws:rds:eu-west-1:111122223333:db-proxy:*"`), "SNSNoAuthorization",
		},
		"a policy that forgets what the events are about": {
			statement("events.rds.amazonaws.com", `["arn:aws:rds:eu-west-1:111122223333:es:*", "arn:aws:rds:eu-west-1:111122223333:db:*"]`),
			"RDS would drop each event without a word",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t)
			topic := a.made(here, "aws:sns/topic:Topic", "t", m{"name": "t"})
			if tt.policy != "" {
				a.made(here, "aws:sns/topicPolicy:TopicPolicy", "t", m{"arn": topic.id, "policy": tt.policy})
			}
			_, err := a.create(here, "aws:rds/eventSubscription:EventSubscription", "s", m{
				"name": "s", "snsTopic": topic.id, "sourceType": "db-proxy", "sourceIds": []any{a.proxy("p").id},
			})
			if tt.says == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, tt.says)
		})
	}
}
