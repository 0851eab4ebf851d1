package cluster

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/identity"
)

// managedPolicyLimit is what IAM stores of a managed policy, white space not
// counted (IAM quotas).
const managedPolicyLimit = 6144

func documents() map[string]identity.Document {
	a := valid().withDefaults()
	a.Names.Project, a.Names.Environment = strings.Repeat("p", 60), strings.Repeat("e", 60) // the longest names there can be
	return map[string]identity.Document{
		"node":                a.nodeDocument(),
		"vpc-cni":             a.networkPluginDocument(),
		"ebs-csi":             a.volumeDriverDocument(),
		"karpenter-instances": a.karpenterInstancesDocument(),
		"karpenter-account":   a.karpenterAccountDocument(),
		"interruptions":       a.queueDocument(),
	}
}

func TestDocumentsAreValidAndFit(t *testing.T) {
	for name, document := range documents() {
		t.Run(name, func(t *testing.T) {
			text, err := document.JSON()
			require.NoError(t, err)
			assert.LessOrEqual(t, len(text), managedPolicyLimit)
		})
	}
}

// wireStatement is a statement as IAM gets it.
type wireStatement struct {
	Sid       string
	Effect    string
	Action    any
	Resource  any
	Condition map[string]map[string]any
}

// Every statement that changes something in EC2 is held to the cluster by a
// tag, or to the moment of creation, but for the few that say why.
func TestChangesAreHeldToTheCluster(t *testing.T) {
	untagged := map[string]string{
		"vpc-cni/TagInterfaces":             "the plugin tags interfaces that it did not make",
		"vpc-cni/CreateInterfacesInNetwork": "subnets and security groups are not the plugin's",
		"vpc-cni/GiveInterfacesTheirGroups": "security groups are not the plugin's",
		"karpenter-instances/LaunchFrom":    "images, subnets and security groups are not Karpenter's",
	}
	for name, document := range documents() {
		for _, s := range wire(t, document) {
			key := name + "/" + s.Sid
			if s.Resource == "*" || !touchesEC2(s) {
				continue
			}
			_, excused := untagged[key]
			assert.Equal(t, !excused, holdsTag(s), key)
			delete(untagged, key)
		}
	}
	assert.Empty(t, untagged, "statements that are no longer there")
}

func wire(t *testing.T, d identity.Document) []wireStatement {
	t.Helper()
	text, err := d.JSON()
	require.NoError(t, err)
	var out struct{ Statement []wireStatement }
	require.NoError(t, json.Unmarshal([]byte(text), &out))
	return out.Statement
}

func touchesEC2(s wireStatement) bool {
	text, _ := json.Marshal(s.Action)
	return strings.Contains(string(text), `"ec2:`)
}

func holdsTag(s wireStatement) bool {
	for _, keys := range s.Condition {
		for key := range keys {
			if strings.HasPrefix(key, "aws:ResourceTag/") || strings.HasPrefix(key, "aws:RequestTag/") || key == "ec2:CreateAction" {
				return true
			}
		}
	}
	return false
}

// A role reaches a key by its alias and through the service that needs it.
func TestKeysAreReachedByAliasAndService(t *testing.T) {
	seen := 0
	for name, document := range documents() {
		for _, s := range wire(t, document) {
			text, err := json.Marshal(s.Action)
			require.NoError(t, err)
			if !strings.Contains(string(text), "kms:") {
				continue
			}
			seen++
			assert.Contains(t, []any{"alias/covetpy-dev-volumes", "alias/covetpy-dev-messages"},
				s.Condition["ForAnyValue:StringEquals"]["kms:ResourceAliases"], name+"/"+s.Sid)
			assert.Contains(t, []any{"ec2.eu-west-1.amazonaws.com", "sqs.eu-west-1.amazonaws.com"},
				s.Condition["StringEquals"]["kms:ViaService"], name+"/"+s.Sid)
			if strings.Contains(string(text), "kms:CreateGrant") {
				assert.Equal(t, "true", s.Condition["Bool"]["kms:GrantIsForAWSResource"], name+"/"+s.Sid)
			}
		}
	}
	assert.Equal(t, 5, seen, "two for EBS, two and one for Karpenter")
}

func TestQueueDocument(t *testing.T) {
	text, err := valid().queueDocument().JSON()
	require.NoError(t, err)
	assert.JSONEq(t, `{
	  "Version": "2012-10-17",
	  "Statement": [
	    {
	      "Sid": "EventsSend", "Effect": "Allow",
	      "Principal": {"Service": "events.amazonaws.com"},
	      "Action": "sqs:SendMessage",
	      "Resource": "arn:aws:sqs:eu-west-1:111122223333:covetpy-dev-karpenter",
	      "Condition": {
	        "StringEquals": {"aws:SourceAccount": "111122223333"},
	        "ArnLike": {"aws:SourceArn": [
	          "arn:aws:events:eu-west-1:111122223333:rule/covetpy-dev-karpenter-health",
	          "arn:aws:events:eu-west-1:111122223333:rule/covetpy-dev-karpenter-rebalance",
	          "arn:aws:events:eu-west-1:111122223333:rule/covetpy-dev-karpenter-spot",
	          "arn:aws:events:eu-west-1:111122223333:rule/covetpy-dev-karpenter-state"
	        ]}
	      }
	    },
	    {
	      "Sid": "EncryptedTransportOnly", "Effect": "Deny",
	      "Principal": {"AWS": "*"},
	      "Action": ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl",
	        "sqs:PurgeQueue", "sqs:ReceiveMessage", "sqs:SendMessage"],
	      "Resource": "arn:aws:sqs:eu-west-1:111122223333:covetpy-dev-karpenter",
	      "Condition": {"Bool": {"aws:SecureTransport": "false"}}
	    }
	  ]
	}`, text)
}

func TestInterruptionPatterns(t *testing.T) {
	got := map[string]string{}
	for _, i := range interruptions() {
		text, err := i.pattern()
		require.NoError(t, err)
		got[i.name] = text
	}
	assert.Equal(t, map[string]string{
		"health":    `{"detail-type":["AWS Health Event"],"source":["aws.health"]}`,
		"spot":      `{"detail-type":["EC2 Spot Instance Interruption Warning"],"source":["aws.ec2"]}`,
		"rebalance": `{"detail-type":["EC2 Instance Rebalance Recommendation"],"source":["aws.ec2"]}`,
		"state":     `{"detail-type":["EC2 Instance State-change Notification"],"source":["aws.ec2"]}`,
	}, got)
}

func TestKubeconfig(t *testing.T) {
	text, err := kubeconfigText("covetpy-dev", "eu-west-1", "https://api.example", "Q0E=")
	require.NoError(t, err)
	assert.JSONEq(t, `{
	  "apiVersion": "v1", "kind": "Config", "current-context": "covetpy-dev",
	  "clusters": [{"name": "covetpy-dev", "cluster": {"server": "https://api.example", "certificate-authority-data": "Q0E="}}],
	  "contexts": [{"name": "covetpy-dev", "context": {"cluster": "covetpy-dev", "user": "covetpy-dev"}}],
	  "users": [{"name": "covetpy-dev", "user": {"exec": {
	    "apiVersion": "client.authentication.k8s.io/v1beta1", "command": "aws", "interactiveMode": "Never",
	    "args": ["eks", "get-token", "--cluster-name", "covetpy-dev", "--region", "eu-west-1", "--output", "json"]
	  }}}]
	}`, text)
}
