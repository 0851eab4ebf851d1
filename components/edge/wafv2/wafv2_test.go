package wafv2_test

import (
	"sync"
	"testing"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/lb"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/edge/wafv2"
	"github.com/covetpy/platform/internal/mocktest"
)

func registered(t *testing.T) *mocktest.Recorder {
	t.Helper()
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		acl, err := wafv2.NewWebACL(ctx, "acl", &wafv2.WebACLArgs{
			Name: pulumi.String("front"), Description: pulumi.String("What may come in"), Scope: pulumi.String("REGIONAL"),
			DefaultAction: wafv2.DefaultAction{Allow: &wafv2.Allowing{}}, RuleJSON: pulumi.String("[]"),
			VisibilityConfig: wafv2.VisibilityConfig{CloudwatchMetricsEnabled: true, MetricName: "front"},
			Tags:             pulumi.StringMap{"Name": pulumi.String("front")},
		})
		if err != nil {
			return err
		}
		if _, err := wafv2.NewWebACLAssociation(ctx, "join", &wafv2.WebACLAssociationArgs{ResourceArn: pulumi.String("arn:lb"), WebACLArn: acl.Arn}); err != nil {
			return err
		}
		_, err = wafv2.NewLoggingConfiguration(ctx, "log", &wafv2.LoggingConfigurationArgs{
			ResourceArn: acl.Arn, LogDestinationConfigs: pulumi.StringArray{pulumi.String("arn:group")},
			RedactedFields: []wafv2.RedactedField{{SingleHeader: &wafv2.SingleHeader{Name: "cookie"}}},
			LoggingFilter: &wafv2.LoggingFilter{DefaultBehavior: "DROP", Filters: []wafv2.Filter{{
				Behavior: "KEEP", Requirement: "MEETS_ANY", Conditions: []wafv2.Condition{{ActionCondition: &wafv2.ActionCondition{Action: "BLOCK"}}},
			}}},
		})
		return err
	}))
	return rec
}

func TestPropertiesAreTheProviders(t *testing.T) {
	t.Parallel()
	rec := registered(t)
	const arn = "arn:aws:wafv2:eu-west-1:111122223333:webAcl/front"
	for name, test := range map[string]struct {
		token string
		want  map[string]any
	}{
		"acl": {"aws:wafv2/webAcl:WebAcl", map[string]any{
			"name": "front", "description": "What may come in", "scope": "REGIONAL", "ruleJson": "[]",
			"defaultAction":    map[string]any{"allow": map[string]any{}},
			"visibilityConfig": map[string]any{"cloudwatchMetricsEnabled": true, "metricName": "front", "sampledRequestsEnabled": false},
			"tags":             map[string]any{"Name": "front"},
		}},
		"join": {"aws:wafv2/webAclAssociation:WebAclAssociation", map[string]any{"resourceArn": "arn:lb", "webAclArn": arn}},
		"log": {"aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", map[string]any{
			"resourceArn": arn, "logDestinationConfigs": []any{"arn:group"},
			"redactedFields": []any{map[string]any{"singleHeader": map[string]any{"name": "cookie"}}},
			"loggingFilter": map[string]any{"defaultBehavior": "DROP", "filters": []any{map[string]any{
				"behavior": "KEEP", "requirement": "MEETS_ANY", "conditions": []any{map[string]any{"actionCondition": map[string]any{"action": "BLOCK"}}},
			}}},
		}},
	} {
		assert.Equal(t, test.want, rec.One(t, test.token, name).Inputs.Mappable(), name)
	}
}

func TestWhatDependsOnTheWebACLWaitsForIt(t *testing.T) {
	t.Parallel()
	rec := registered(t)
	assert.Equal(t, []string{"acl"}, rec.One(t, wafv2.WebACLAssociationToken, "join").DependsOn)
	assert.Equal(t, []string{"acl"}, rec.One(t, wafv2.LoggingConfigurationToken, "log").DependsOn)
}

func TestRulesAreTheAPIsJSON(t *testing.T) {
	t.Parallel()
	text, err := wafv2.RuleJSON([]wafv2.Rule{
		{
			Name: "group", Priority: 1, OverrideAction: &wafv2.OverrideAction{None: &wafv2.Nothing{}},
			Statement: wafv2.Statement{ManagedRuleGroup: &wafv2.ManagedRuleGroupStatement{
				VendorName: "AWS", Name: "Set",
				RuleActionOverrides: []wafv2.RuleActionOverride{{Name: "Rule", ActionToUse: wafv2.Action{Count: &wafv2.Nothing{}}}},
			}},
			VisibilityConfig: wafv2.Visibility{CloudWatchMetricsEnabled: true, MetricName: "group"},
		},
		{
			Name: "rate", Priority: 2, Action: &wafv2.Action{Block: &wafv2.BlockAction{CustomResponse: &wafv2.CustomResponse{ResponseCode: 429}}},
			Statement: wafv2.Statement{RateBased: &wafv2.RateBasedStatement{Limit: 10, EvaluationWindowSec: 300, AggregateKeyType: "IP"}},
		},
	})
	require.NoError(t, err)
	assert.JSONEq(t, `[{"Name":"group","Priority":1,"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"Set",`+
		`"RuleActionOverrides":[{"Name":"Rule","ActionToUse":{"Count":{}}}]}},"OverrideAction":{"None":{}},`+
		`"VisibilityConfig":{"SampledRequestsEnabled":false,"CloudWatchMetricsEnabled":true,"MetricName":"group"}},`+
		`{"Name":"rate","Priority":2,"Statement":{"RateBasedStatement":{"Limit":10,"EvaluationWindowSec":300,"AggregateKeyType":"IP"}},`+
		`"Action":{"Block":{"CustomResponse":{"ResponseCode":429}}},`+
		`"VisibilityConfig":{"SampledRequestsEnabled":false,"CloudWatchMetricsEnabled":false,"MetricName":""}}]`, text)
}

// versions notes which version of the provider each resource asks for.
type versions struct {
	mu   sync.Mutex
	seen map[string]string
}

func (v *versions) NewResource(args pulumi.MockResourceArgs) (string, resource.PropertyMap, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.seen[args.Name] = args.RegisterRPC.GetVersion()
	return args.Name, args.Inputs, nil
}

func (*versions) Call(pulumi.MockCallArgs) (resource.PropertyMap, error) {
	return resource.PropertyMap{}, nil
}

// TestTheProviderIsTheSDKs fails when the SDK is upgraded and the binding is
// not: two versions would be two providers.
func TestTheProviderIsTheSDKs(t *testing.T) {
	t.Parallel()
	v := &versions{seen: map[string]string{}}
	require.NoError(t, pulumi.RunErr(func(ctx *pulumi.Context) error {
		if _, err := lb.NewTargetGroup(ctx, "sdk", &lb.TargetGroupArgs{}); err != nil {
			return err
		}
		if _, err := wafv2.NewWebACL(ctx, "acl", &wafv2.WebACLArgs{}); err != nil {
			return err
		}
		if _, err := wafv2.NewWebACLAssociation(ctx, "join", &wafv2.WebACLAssociationArgs{}); err != nil {
			return err
		}
		_, err := wafv2.NewLoggingConfiguration(ctx, "log", &wafv2.LoggingConfigurationArgs{})
		return err
	}, pulumi.WithMocks("project", "stack", v)))
	sdk := v.seen["sdk"]
	require.NotEmpty(t, sdk)
	assert.Equal(t, map[string]string{"sdk": sdk, "acl": sdk, "join": sdk, "log": sdk}, v.seen)
}
