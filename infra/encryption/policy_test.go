package encryption_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/encryption"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
)

func home() identity.Scope {
	return identity.Scope{Partition: "aws", Region: "eu-west-1", Account: "111122223333"}
}

func policyOf(class encryption.Class) identity.Document {
	return encryption.Policy(class, encryption.PolicyArgs{
		Where: home(), LogGroupPrefixes: []string{"/covetpy/dev/", "/aws/eks/covetpy-dev/"},
	})
}

// statement is as much of a rendered statement as the invariants look at.
type statement struct {
	Sid       string
	Effect    string
	Principal map[string]string
	Action    any
	Resource  string
	Condition map[string]map[string]any
}

// rendered reads a class's policy as KMS would.
func rendered(t *testing.T, class encryption.Class) []statement {
	t.Helper()
	text, err := policyOf(class).JSON()
	require.NoError(t, err)
	var doc struct{ Statement []statement }
	require.NoError(t, json.Unmarshal([]byte(text), &doc))
	return doc.Statement
}

func TestEachClassHasAStatementForEachNeedAndNoOther(t *testing.T) {
	want := map[encryption.Class][]string{
		encryption.ClusterSecrets: {"AccountUsesKeyThroughEKS", "EKSKeepsUsingKey"},
		encryption.Volumes: {
			"AccountUsesKeyThroughEBS", "EBSKeepsUsingKey", "LaunchersUseKey", "LaunchersKeepUsingKey",
		},
		encryption.Logs: {"LogGroupsUseKey"},
		encryption.Database: {
			"AccountUsesKeyThroughRDS", "RDSKeepsUsingKey",
			"AccountUsesKeyThroughSecretsManager", "SecretsManagerKeepsUsingKey",
		},
		encryption.Cache:   {"AccountUsesKeyThroughElastiCache", "ElastiCacheKeepsUsingKey"},
		encryption.Objects: {"AccountUsesKeyThroughS3", "LogDeliveryUsesKey"},
		encryption.Messages: {
			"AccountUsesKeyThroughSQS", "AccountUsesKeyThroughSNS", "EventBridgeUsesKey", "CloudWatchAlarmsUseKey",
			"DatabaseEventsUseKey",
		},
		encryption.Backups: {"AccountUsesKeyThroughBackup", "BackupKeepsUsingKey"},
		encryption.Metrics: {"AccountUsesKeyThroughPrometheus", "PrometheusKeepsUsingKey"},
		encryption.Images:  {"AccountUsesKeyThroughECR", "ECRKeepsUsingKey"},
		encryption.Secrets: {"AccountUsesKeyThroughSecretsManager"},
	}
	got := map[encryption.Class][]string{}
	for _, class := range encryption.Classes() {
		for _, s := range policyOf(class).Statements[1:] {
			got[class] = append(got[class], s.Sid)
		}
	}
	assert.Equal(t, want, got)
}

// The one statement with kms:* is the account's, in every class.
func TestOnlyTheAccountAdministersAKey(t *testing.T) {
	administration := statement{
		Sid: "AccountAdministersKey", Effect: "Allow", Action: "kms:*", Resource: "*",
		Principal: map[string]string{"AWS": "arn:aws:iam::111122223333:root"},
	}
	for _, class := range encryption.Classes() {
		all := rendered(t, class)
		assert.Equal(t, administration, all[0], class)
		for _, s := range all[1:] {
			actions, _ := json.Marshal(s.Action)
			assert.NotContains(t, string(actions), "*", "%s: %s", class, s.Sid)
		}
	}
}

// Whoever uses a key is of this account, or acts for a resource of it, but for
// EventBridge, which does not say for whom it acts.
func TestEveryUseIsHeldToTheAccount(t *testing.T) {
	for _, class := range encryption.Classes() {
		for _, s := range rendered(t, class)[1:] {
			equals := s.Condition["StringEquals"]
			like, _ := json.Marshal(s.Condition["ArnLike"]["kms:EncryptionContext:aws:logs:arn"])
			switch {
			case s.Principal["AWS"] == "*":
				assert.Equal(t, "111122223333", equals["kms:CallerAccount"], "%s: %s", class, s.Sid)
			case s.Sid == "EventBridgeUsesKey":
				assert.Empty(t, s.Condition, "EventBridge says nothing that a condition could hold it to")
			case class == encryption.Logs:
				assert.Contains(t, string(like), ":111122223333:log-group:/", s.Sid)
			default:
				assert.Equal(t, "111122223333", equals["aws:SourceAccount"], "%s: %s", class, s.Sid)
			}
		}
	}
}

// A grant outlives the call that made it, so only AWS services may have one.
func TestGrantsAreForServicesAlone(t *testing.T) {
	grants := 0
	for _, class := range encryption.Classes() {
		for _, s := range rendered(t, class)[1:] {
			if s.Action == "kms:CreateGrant" {
				grants++
				assert.Equal(t, map[string]any{"kms:GrantIsForAWSResource": "true"}, s.Condition["Bool"], "%s: %s", class, s.Sid)
			} else {
				assert.NotContains(t, s.Action, "kms:CreateGrant", "%s: %s", class, s.Sid)
			}
		}
	}
	assert.Equal(t, 9, grants)
}

func TestPolicyOfLogsNamesTheLogGroupsInTheEncryptionContext(t *testing.T) {
	want := statement{
		Sid: "LogGroupsUseKey", Effect: "Allow", Resource: "*",
		Principal: map[string]string{"Service": "logs.eu-west-1.amazonaws.com"},
		Action: []any{
			"kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey",
			"kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo",
		},
		Condition: map[string]map[string]any{"ArnLike": {"kms:EncryptionContext:aws:logs:arn": []any{
			"arn:aws:logs:eu-west-1:111122223333:log-group:/aws/eks/covetpy-dev/*",
			"arn:aws:logs:eu-west-1:111122223333:log-group:/covetpy/dev/*",
		}}},
	}
	assert.Equal(t, want, rendered(t, encryption.Logs)[1])
}

func TestPolicyOfLogsNeedsALogGroup(t *testing.T) {
	_, err := encryption.Policy(encryption.Logs, encryption.PolicyArgs{Where: home()}).JSON()
	assert.Equal(t, fault.Faults{{
		Path:     "statements[LogGroupsUseKey].conditions[ArnLike kms:EncryptionContext:aws:logs:arn]",
		Accepted: "at least one value",
	}}, fault.Of(err))
}

func TestPolicyOfVolumesAdmitsLaunchersWhoseRolesMayNotExistYet(t *testing.T) {
	who := map[string]map[string]any{
		"StringEquals": {"kms:CallerAccount": "111122223333"},
		"ArnLike": {"aws:PrincipalArn": []any{
			"arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
			"arn:aws:iam::111122223333:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot",
		}},
	}
	all := rendered(t, encryption.Volumes)
	assert.Equal(t, who, all[3].Condition)
	who["Bool"] = map[string]any{"kms:GrantIsForAWSResource": "true"}
	assert.Equal(t, statement{
		Sid: "LaunchersKeepUsingKey", Effect: "Allow", Action: "kms:CreateGrant", Resource: "*",
		Principal: map[string]string{"AWS": "*"}, Condition: who,
	}, all[4])
}

func TestPolicyOfObjectsAdmitsLogDeliveryForThisAccount(t *testing.T) {
	got := rendered(t, encryption.Objects)[2]
	assert.Equal(t, map[string]string{"Service": "delivery.logs.amazonaws.com"}, got.Principal)
	assert.Equal(t, map[string]map[string]any{
		"StringEquals": {"aws:SourceAccount": "111122223333"},
		"ArnLike":      {"aws:SourceArn": "arn:aws:logs:eu-west-1:111122223333:*"},
	}, got.Condition)
}

// A copy job runs in the account that the copy is for, and opens what it copies
// with the key of the source, or of the vault.
func TestOnlyWhatIsBackedUpIsOpenToTheAccountOfItsCopies(t *testing.T) {
	there := map[string]string{"AWS": "arn:aws:iam::444455556666:root"}
	want := []statement{
		{
			Sid: "BackupCopiesUseKey", Effect: "Allow", Resource: "*", Principal: there,
			Action: []any{
				"kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey",
				"kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo",
			},
		},
		{
			Sid: "BackupCopiesKeepUsingKey", Effect: "Allow", Resource: "*", Principal: there,
			Action: "kms:CreateGrant", Condition: map[string]map[string]any{"Bool": {"kms:GrantIsForAWSResource": "true"}},
		},
	}
	for _, class := range encryption.Classes() {
		text, err := encryption.Policy(class, encryption.PolicyArgs{
			Where: home(), LogGroupPrefixes: []string{"/covetpy/dev/"}, CopiesTo: []string{"444455556666"},
		}).JSON()
		require.NoError(t, err)
		var doc struct{ Statement []statement }
		require.NoError(t, json.Unmarshal([]byte(text), &doc))
		var got []statement
		for _, s := range doc.Statement {
			if s.Principal["AWS"] == there["AWS"] {
				got = append(got, s)
			}
		}
		switch class {
		case encryption.Database, encryption.Volumes, encryption.Backups:
			assert.Equal(t, want, got, class)
		default:
			assert.Empty(t, got, class)
		}
	}
}

func TestUseGoesThroughTheServicesOfTheClass(t *testing.T) {
	want := map[encryption.Class][]any{
		encryption.ClusterSecrets: {"eks.eu-west-1.amazonaws.com"},
		encryption.Volumes:        {"ec2.eu-west-1.amazonaws.com"},
		encryption.Database:       {"rds.eu-west-1.amazonaws.com", "secretsmanager.eu-west-1.amazonaws.com"},
		encryption.Cache:          {"elasticache.eu-west-1.amazonaws.com"},
		encryption.Objects:        {"s3.eu-west-1.amazonaws.com"},
		encryption.Messages:       {"sqs.eu-west-1.amazonaws.com", "sns.eu-west-1.amazonaws.com"},
		encryption.Backups:        {"backup.eu-west-1.amazonaws.com"},
		encryption.Metrics:        {"aps.eu-west-1.amazonaws.com"},
		encryption.Images:         {"ecr.eu-west-1.amazonaws.com"},
		encryption.Secrets:        {"secretsmanager.eu-west-1.amazonaws.com"},
	}
	got := map[encryption.Class][]any{}
	for _, class := range encryption.Classes() {
		for _, s := range rendered(t, class) {
			via, through := s.Condition["StringEquals"]["kms:ViaService"]
			if through && s.Action != "kms:CreateGrant" {
				got[class] = append(got[class], via)
			}
		}
	}
	assert.Equal(t, want, got)
}
