package show

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/engine"
)

func TestTheDocumentHoldsAllThatHappened(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	s := Summary{Environment: "dev", Result: eventful(), Policies: PolicySummary{Rules: 2, Resources: 6, Undecided: 1}}
	require.NoError(t, s.WriteJSON(&b, errors.New("it failed")))
	at := "urn:pulumi:dev::covetpy::"
	require.JSONEq(t, `{
		"environment": "dev", "operation": "up", "error": "it failed", "durationMs": 1234,
		"steps": [
			{"action": "same", "urn": "`+at+`pulumi:pulumi:Stack::covetpy-dev"},
			{"action": "update", "urn": "`+at+`pulumi:providers:aws::aws"},
			{"action": "same", "urn": "`+at+`covetpy:network:Network::network"},
			{"action": "update", "urn": "`+at+`covetpy:network:Network$aws:ec2/vpc:Vpc::main",
				"changed": ["enableDnsHostnames", "tags.Owner"]},
			{"action": "create-replacement", "urn": "`+at+`covetpy:network:Network$aws:ec2/subnet:Subnet::private-a",
				"changed": ["cidrBlock", "tags"], "replacing": ["cidrBlock"]},
			{"action": "delete-replaced", "urn": "`+at+`covetpy:network:Network$aws:ec2/subnet:Subnet::private-a"},
			{"action": "create", "urn": "`+at+`aws:s3/bucket:Bucket::loose"},
			{"action": "read", "urn": "`+at+`aws:s3/bucket:Bucket::loose"}
		],
		"violations": [
			{"policy": "cmk", "mandatory": true, "urn": "`+at+`aws:s3/bucket:Bucket::loose", "message": "not encrypted\nuse a key"},
			{"policy": "tags", "mandatory": false, "message": "the stack has no owner"}
		],
		"diagnostics": [
			{"severity": "error", "urn": "`+at+`covetpy:network:Network$aws:ec2/vpc:Vpc::main", "message": "it broke\ntwice"},
			{"severity": "warning", "message": "slow"}
		],
		"repairs": [
			{"what": "adopted", "urn": "`+at+`covetpy:network:Network$aws:ec2/vpc:Vpc::main"},
			{"what": "dropped", "urn": "`+at+`covetpy:network:Network$aws:ec2/subnet:Subnet::private-a"}
		],
		"policies": {"rules": 2, "resources": 6, "decided": 0, "undecided": 1},
		"exports": {"kubeconfig": "[secret]", "subnetIds": ["subnet-1"], "vpcId": "vpc-1"}
	}`, b.String())
}

// TestAnEmptyDocumentHasEveryList so that a script need not ask whether one is
// there.
func TestAnEmptyDocumentHasEveryList(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	require.NoError(t, (&Summary{Environment: "dev", Result: &engine.Result{Operation: engine.OpPreview}}).WriteJSON(&b, nil))
	require.JSONEq(t, `{
		"environment": "dev", "operation": "preview", "durationMs": 0,
		"steps": [], "violations": [], "diagnostics": [], "repairs": [],
		"policies": {"rules": 0, "resources": 0, "decided": 0, "undecided": 0}, "exports": {}
	}`, b.String())
}
