package sns

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/policydoc"
)

// longestPolicy is the quota of a topic's policy, in characters. Source: SNS
// quotas.
const longestPolicy = 30720

// topicPolicy goes with its topic.
func topicPolicy() kind.Kind {
	return kind.Kind{
		Type:   "aws:sns/topicPolicy:TopicPolicy",
		ID:     kind.From("arn"),
		Checks: map[string]kind.Check{"arn": kind.ARN(), "policy": kind.JSON(longestPolicy)},
		Refs:   []kind.Ref{ofTopic("arn")},
		Unique: []kind.Unique{{
			On:    []string{"arn"},
			Taken: "the topic %[1]s has a policy from another resource already; SNS would overwrite it, the simulated cloud refuses",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			if err := admitRegion(w, d.In.Text("arn")); err != nil {
				return err
			}
			return admitPolicy(d.In.Text("policy"))
		},
		Outputs: func(w kind.World, _ kind.Draft) kind.Props { return kind.Props{"owner": kind.Text(w.Account())} },
	}
}

// ofTopic refers to a topic by ARN from what SNS deletes together with it.
func ofTopic(path string) kind.Ref {
	return kind.Ref{
		Path: path, To: []kind.Target{{Type: topicType, By: "arn"}}, OnDelete: sim.Cascade,
		Missing: "NotFoundException: Topic does not exist",
	}
}

// admitRegion asks for a topic of the region that is called.
func admitRegion(w kind.World, topic string) error {
	if !strings.HasPrefix(topic, w.ARN("sns", "")) {
		return kind.Say("InvalidParameter: Invalid parameter: TopicArn")
	}
	return nil
}

// accountWide are actions that are about no topic in particular, in lower case.
var accountWide = []string{
	"*", "checkifphonenumberisoptedout", "confirmsubscription", "createtopic", "getsubscriptionattributes",
	"listsubscriptions", "listtopics", "setsubscriptionattributes", "unsubscribe",
}

// admitPolicy looks at a policy as SNS does; an empty text is none. "SNS:*"
// takes in actions that are about no topic, which SNS does not accept.
func admitPolicy(policy string) error {
	if policy == "" {
		return nil
	}
	document, err := policydoc.Parse(policy)
	if err != nil || len(document.Statement) == 0 {
		return kind.Say("InvalidParameter: Invalid parameter: Policy Error: null")
	}
	for _, s := range document.Statement {
		if len(s.Principal)+len(s.NotPrincipal) == 0 || len(s.Action)+len(s.NotAction) == 0 {
			return kind.Say("InvalidParameter: Invalid parameter: Policy Error: null")
		}
		for _, action := range slices.Concat(s.Action, s.NotAction) {
			name, ours := strings.CutPrefix(strings.ToLower(action), "sns:")
			if !ours || slices.Contains(accountWide, name) {
				return kind.Say("InvalidParameter: Invalid parameter: Policy statement action out of service scope!")
			}
		}
	}
	return nil
}

// defaultPolicy is what SNS gives a topic that comes without one.
func defaultPolicy(topic, account string) string {
	type statement struct {
		Effect    string
		Sid       string
		Principal map[string]string
		Action    []string
		Resource  string
		Condition map[string]map[string]string
	}
	document, err := json.Marshal(struct {
		Version   string
		ID        string `json:"Id"`
		Statement []statement
	}{
		Version: "2008-10-17", ID: "__default_policy_ID",
		Statement: []statement{{
			Effect: "Allow", Sid: "__default_statement_ID", Principal: map[string]string{"AWS": "*"},
			Action: []string{
				"SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:AddPermission", "SNS:RemovePermission",
				"SNS:DeleteTopic", "SNS:Subscribe", "SNS:ListSubscriptionsByTopic", "SNS:Publish",
			},
			Resource: topic, Condition: map[string]map[string]string{"StringEquals": {"AWS:SourceOwner": account}},
		}},
	})
	if err != nil {
		return "" // maps and lists of texts can't fail
	}
	return string(document)
}
