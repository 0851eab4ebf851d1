package upstream

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// small is a module of upstream's shape: a list of services, a list of clients, and
// services that use each other.
var small = map[string]string{
	"go.mod": "module " + ModulePath + "\n",
	"go.sum": "",
	"xpprovider/provider.go": `package xpprovider

import _ "` + ModulePath + `/internal/provider/sdkv2"
`,
	packagesFile: `package sdkv2

import (
	"` + ModulePath + `/internal/service/iam"
	"` + ModulePath + `/internal/service/kms"
	"` + ModulePath + `/internal/service/lambda"
	"` + ModulePath + `/internal/service/sqs"
)

var all = []any{
	iam.New(),
	kms.New(),
	lambda.New(),
	sqs.New(),
}
`,
	"internal/provider/sdkv2/provider.go": `package sdkv2

import _ "` + ModulePath + `/internal/conns"
import _ "` + ModulePath + `/internal/namevaluesfilters"
`,
	clientsFile: `package conns

import (
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

func IAM() *iam.Client       { return nil }
func Lambda() *lambda.Client { return nil }
func SQS() *sqs.Client       { return nil }
`,
	filtersFile: `package namevaluesfilters

import lambdatypes "github.com/aws/aws-sdk-go-v2/service/lambda/types"

func Lambda() []lambdatypes.Filter { return nil }
`,
	"internal/service/kms/kms.go": `package kms

import _ "embed"

//go:embed words/*
var words string
`,
	"internal/service/kms/words/one.txt": "one",
	"internal/service/sqs/sqs.go": `package sqs

import (
	"` + ModulePath + `/internal/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)
`,
	"internal/service/sqs/sqs_test.go": "package sqs\n\nimport \"" + ModulePath + "/internal/service/lambda\"\n",
	"internal/service/iam/iam.go":      "package iam\n\nimport \"github.com/aws/aws-sdk-go-v2/service/iam/types\"\n",
	"internal/service/lambda/new.go":   "package lambda\n\nimport \"github.com/aws/aws-sdk-go-v2/service/lambda\"\n",
}

func TestASlimCopyHasWhatTheServicesNeed(t *testing.T) {
	t.Parallel()
	from, to := module(t, small), t.TempDir()
	got, err := Slim(from, to, []string{"kms", "sqs"})
	require.NoError(t, err)
	assert.Equal(t, Slimmed{Services: []string{"iam", "kms", "sqs"}, Clients: []string{"iam", "sqs"}}, got)

	for _, file := range []string{"go.mod", "internal/service/kms/words/one.txt", "internal/service/iam/iam.go"} {
		assert.FileExists(t, filepath.Join(to, file))
	}
	assert.NoDirExists(t, filepath.Join(to, "internal", "service", "lambda"))
	assert.NoFileExists(t, filepath.Join(to, "internal", "service", "sqs", "sqs_test.go"))
	for _, file := range []string{packagesFile, clientsFile, filtersFile} {
		raw, err := os.ReadFile(filepath.Join(to, file))
		require.NoError(t, err)
		assert.NotContains(t, string(raw), "lambda", file)
	}
	raw, err := os.ReadFile(filepath.Join(to, packagesFile))
	require.NoError(t, err)
	assert.Contains(t, string(raw), "sqs.New(),")
	assert.Contains(t, string(raw), "iam.New(),", "a service that another needs is asked for its client by its name")
}

func TestAnUnknownServiceIsNamed(t *testing.T) {
	t.Parallel()
	_, err := Slim(module(t, small), t.TempDir(), []string{"kms", "sqss"})
	assert.ErrorContains(t, err, `upstream has no service package "sqss"`)
}
