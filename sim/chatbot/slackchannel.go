package chatbot

import (
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// adminPolicy is the guardrail of a channel that is given none. Source: AWS Chatbot
// API reference, CreateSlackChannelConfiguration, GuardrailPolicyArns.
const adminPolicy = "arn:aws:iam::aws:policy/AdministratorAccess"

// slackChannel belongs to the account, and to a workspace that somebody has let in
// by hand: who is let in is not known here, and every workspace is.
func slackChannel() kind.Kind {
	return kind.Kind{
		Type:      "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
		Global:    true,
		Framework: true,
		Replaces:  []string{"configurationName"}, // upstream says so in code
		ID: func(w kind.World, d kind.Draft) string {
			return w.GlobalARN("chatbot", "chat-configuration/slack-channel/"+d.In.Text("configurationName"))
		},
		Defaults: kind.Props{
			"loggingLevel":              kind.Text("NONE"),
			"userAuthorizationRequired": kind.Flag(false),
		},
		Unsaid:   []string{"loggingLevel"},
		Volatile: []string{"slackChannelName", "slackTeamName"},
		// Source: AWS Chatbot API reference, CreateSlackChannelConfiguration.
		Checks: map[string]kind.Check{
			"configurationName":      kind.All(kind.Length(1, 128), kind.Pattern(`[A-Za-z0-9_-]+`, "must contain only letters, digits, hyphens and underscores")),
			"guardrailPolicyArns[*]": kind.ARN("iam"),
			"iamRoleArn":             kind.ARN("iam"),
			"slackChannelId":         kind.Pattern(`[A-Za-z0-9]{1,255}`, "is no ID of a Slack channel"),
			"slackTeamId":            kind.Pattern(`[0-9A-Z]{1,255}`, "is no ID of a Slack workspace"),
			"snsTopicArns[*]":        kind.ARN("sns"),
		},
		Refs: []kind.Ref{chatRole("iamRoleArn"), kind.Topic("snsTopicArns[*]"), guardrail("guardrailPolicyArns[*]")},
		Unique: []kind.Unique{
			{
				On:    []string{"configurationName"},
				Taken: "ConflictException: A configuration with the name %[1]s already exists",
			},
			{
				On:    []string{"slackChannelId", "slackTeamId"},
				Taken: "InvalidRequestException: Slack channel with ID %[1]s in Slack team has already been configured for AWS account.",
			},
		},
		Outputs: slackOutputs,
	}
}

func chatRole(path string) kind.Ref {
	ref := kind.Role(path)
	ref.Missing = "InvalidParameterException: The IAM role %s does not exist or can't be assumed by chatbot.amazonaws.com"
	return ref
}

func guardrail(path string) kind.Ref {
	return kind.Ref{
		Path: path, To: []kind.Target{{Type: "aws:iam/policy:Policy", By: "arn"}}, OnDelete: sim.Ignore,
		Missing:  "InvalidParameterException: The policy %s does not exist",
		External: func(arn string) bool { return strings.Contains(arn, ":iam::aws:policy/") },
	}
}

// slackOutputs: a channel without guardrails may do what the role may. The names are
// Slack's, which is not asked.
func slackOutputs(_ kind.World, d kind.Draft) kind.Props {
	out := d.Settled(kind.Props{
		"guardrailPolicyArns": kind.Texts(adminPolicy),
		"snsTopicArns":        kind.List(),
	})
	out["chatConfigurationArn"] = kind.Text(d.ID)
	out["slackChannelName"] = kind.Text("channel-" + strings.ToLower(d.In.Text("slackChannelId")))
	out["slackTeamName"] = kind.Text("team-" + strings.ToLower(d.In.Text("slackTeamId")))
	return out
}
