package upstream

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// module writes files into a new folder and returns it.
func module(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	return root
}

func TestTypesAreReadFromTheirAnnotations(t *testing.T) {
	t.Parallel()
	root := module(t, map[string]string{
		"internal/service/kms/key.go": "package kms\n\n// @SDKResource(\"aws_kms_key\", name=\"Key\")\n// @Tags\nfunc resourceKey() {}\n",
		"internal/service/ec2/new.go": "package ec2\n\n// @FrameworkResource(\"aws_vpc_new\")\n" +
			"// @FrameworkDataSource(\"aws_vpcs_new\")\nfunc f() {}\n",
		"internal/service/ec2/new_test.go": "package ec2\n\n// @SDKResource(\"aws_only_tested\")\n",
	})
	types, err := ReadTypes(root)
	require.NoError(t, err)
	assert.Equal(t, Types{
		Resources:   map[string]string{"aws_kms_key": "kms", "aws_vpc_new": "ec2"},
		DataSources: map[string]string{"aws_vpcs_new": "ec2"},
	}, types)

	_, err = ReadTypes(t.TempDir())
	assert.ErrorContains(t, err, "read the types of upstream's provider")
}

var some = Types{
	Resources: map[string]string{
		"aws_vpc": "ec2", "aws_ec2_fleet": "ec2", "aws_kms_key": "kms", "aws_db_proxy": "rds", "aws_instance": "ec2",
		"aws_rds_cluster": "rds", "aws_lb": "elbv2", "aws_sqs_queue_redrive_policy": "sqs", "aws_sqs_queue": "sqs",
	},
	DataSources: map[string]string{"aws_partition": "meta", "aws_secretsmanager_random_password": "secretsmanager"},
}

func TestTokensAreMatched(t *testing.T) {
	t.Parallel()
	m, err := some.Match([]string{
		"aws:ec2/vpc:Vpc", "aws:ec2/fleet:Fleet", "aws:kms/key:Key", "aws:rds/proxy:Proxy", "aws:rds/cluster:Cluster",
		"aws:lb/loadBalancer:LoadBalancer", "aws:sqs/redrivePolicy:RedrivePolicy", "aws:sqs/queue:Queue",
	}, []string{"aws:index/getPartition:getPartition", "aws:secretsmanager/getRandomPassword:getRandomPassword"})
	require.NoError(t, err)
	assert.Equal(t, map[string]string{
		"aws_vpc": "aws:ec2/vpc:Vpc", "aws_ec2_fleet": "aws:ec2/fleet:Fleet", "aws_kms_key": "aws:kms/key:Key",
		"aws_db_proxy": "aws:rds/proxy:Proxy", "aws_rds_cluster": "aws:rds/cluster:Cluster",
		"aws_lb":                       "aws:lb/loadBalancer:LoadBalancer",
		"aws_sqs_queue_redrive_policy": "aws:sqs/redrivePolicy:RedrivePolicy", "aws_sqs_queue": "aws:sqs/queue:Queue",
	}, m.Resources)
	assert.Equal(t, map[string]string{
		"aws_partition":                      "aws:index/getPartition:getPartition",
		"aws_secretsmanager_random_password": "aws:secretsmanager/getRandomPassword:getRandomPassword",
	}, m.DataSources)
	assert.Equal(t, []string{"ec2", "elbv2", "kms", "meta", "rds", "secretsmanager", "sqs"}, m.Services)
}

func TestTokensWithoutATypeAreToldAtOnce(t *testing.T) {
	t.Parallel()
	// An RDS instance is no EC2 instance.
	_, err := some.Match([]string{"aws:rds/instance:Instance", "aws:kms/kei:Kei", "kms.Key", "aws:ec2/vpc:Vpc", "aws:index/vpc:Vpc"}, nil)
	for _, token := range []string{"aws:rds/instance:Instance", "aws:kms/kei:Kei", "kms.Key"} {
		assert.ErrorContains(t, err, token)
	}
	assert.ErrorContains(t, err, "aws:ec2/vpc:Vpc and aws:index/vpc:Vpc are both upstream's aws_vpc")
}

const generated = `package p

import (
	"context"

	"example.com/service/acm"
	s3types "example.com/service/s3/types"
	"example.com/service/sqs"
)

// All lists them.
func All(ctx context.Context) []any {
	return []any{
		acm.Package(ctx),
		sqs.Package(ctx),
	}
}

// Buckets are gone with what they name.
func Buckets() []s3types.Bucket {
	return []s3types.Bucket{{Name: "one"}}
}

func Queue() *sqs.Queue { return nil }
`

func TestWhatNamesADroppedImportGoes(t *testing.T) {
	t.Parallel()
	out, err := withoutImports([]byte(generated), func(importPath string) bool {
		return importPath != "example.com/service/acm" && importPath != "example.com/service/s3/types"
	})
	require.NoError(t, err)
	text := string(out)
	assert.NotContains(t, text, "acm")
	assert.NotContains(t, text, "s3types")
	assert.NotContains(t, text, "Buckets")
	assert.Contains(t, text, "// All lists them.\nfunc All")
	assert.Contains(t, text, "sqs.Package(ctx),")
	assert.Contains(t, text, "func Queue() *sqs.Queue")

	same, err := withoutImports([]byte(generated), func(string) bool { return true })
	require.NoError(t, err)
	assert.Equal(t, generated, string(same))
}
