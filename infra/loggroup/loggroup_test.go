package loggroup_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/loggroup"
	"github.com/covetpy/platform/internal/mocktest"
)

func TestAGroupIsEncryptedAndKeptForATime(t *testing.T) {
	for name, protect := range map[string]bool{"protected": true, "free": false} {
		t.Run(name, func(t *testing.T) {
			rec := mocktest.New()
			require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
				_, err := loggroup.New(ctx, "slow", loggroup.Args{
					Name: "/covetpy/dev/slow", RetentionDays: 30, KeyARN: pulumi.String("arn:logs"), Protect: protect,
					Tags: pulumi.StringMap{"Name": pulumi.String("slow")},
				})
				return err
			}))
			group := rec.One(t, "aws:cloudwatch/logGroup:LogGroup", "slow")
			assert.Equal(t, map[string]any{
				"name": "/covetpy/dev/slow", "retentionInDays": 30.0, "kmsKeyId": "arn:logs",
				"deletionProtectionEnabled": protect, "tags": map[string]any{"Name": "slow"},
			}, group.Inputs.Mappable())
			assert.Equal(t, protect, group.Protect)
		})
	}
}
