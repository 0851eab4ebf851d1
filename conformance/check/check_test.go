//go:build plugin

package check

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/conformance/build"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/sim"
	simprovider "github.com/covetpy/platform/sim/provider"
	"github.com/covetpy/platform/stacks"
)

// upstream opens the plugin of the present sources.
func upstream(t *testing.T) *Upstream {
	t.Helper()
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	built, err := build.Find(t.Context(), root)
	require.NoError(t, err)
	u, err := Open(built)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, u.Close()) })
	return u
}

// ask takes one resource through both providers as the engine would, with upstream's
// plan whatever the simulated one says, and returns what was found.
func ask(t *testing.T, u *Upstream, typ string, inputs map[string]any) ([]Finding, Phase) {
	t.Helper()
	b := newBook(u)
	p := &provider{ResourceProviderServer: simprovider.NewAWS(sim.New()), upstream: u, page: b.turn(Preview)}
	u.log.to(p.page.warn)
	_, err := p.Configure(t.Context(), &pulumirpc.ConfigureRequest{Args: &structpb.Struct{Fields: map[string]*structpb.Value{
		"region": structpb.NewStringValue("eu-west-1"), "allowedAccountIds": structpb.NewStringValue(`["111122223333"]`),
	}}})
	require.NoError(t, err)
	urn := resource.NewURN("test", "check", "", tokens.Type(typ), "it")
	news, err := plugin.MarshalProperties(resource.NewPropertyMapFromMap(inputs), wire)
	require.NoError(t, err)
	_, err = p.Check(t.Context(), &pulumirpc.CheckRequest{Urn: string(urn), News: news, RandomSeed: make([]byte, 32)})
	require.NoError(t, err)
	p.plan(t.Context(), &pulumirpc.CreateRequest{Urn: string(urn)})
	findings, _, _ := b.sorted()
	return findings, p.page.count([]resource.URN{urn})
}

// TestWhatIsWrongIsFound shows that every way in which upstream can object arrives:
// the check can fail.
func TestWhatIsWrongIsFound(t *testing.T) {
	u := upstream(t)
	const arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/it/0123456789abcdef"
	for name, c := range map[string]struct {
		typ    string
		inputs map[string]any
		says   string
	}{
		"an enumeration": {
			"aws:lb/targetGroup:TargetGroup",
			map[string]any{"targetType": "instances", "port": 80, "protocol": "HTTP", "vpcId": "vpc-0"},
			`expected target_type to be one of ["instance" "ip" "lambda" "alb"], got instances`,
		},
		"an address range": {
			"aws:ec2/vpc:Vpc",
			map[string]any{"cidrBlock": "10.0.0.1/16"},
			"expected cidr_block to contain a valid network Value, expected 10.0.0.0/16, got 10.0.0.1/16",
		},
		"a pattern": {
			"aws:backup/vault:Vault",
			map[string]any{"name": "no spaces"},
			"must consist of letters, numbers, and hyphens",
		},
		"a number out of range": {
			"aws:cloudwatch/metricAlarm:MetricAlarm",
			map[string]any{"comparisonOperator": "GreaterThanThreshold", "evaluationPeriods": 0, "metricName": "m", "namespace": "n", "period": 60, "statistic": "Sum", "threshold": 1},
			"expected evaluation_periods to be at least (1), got 0",
		},
		"what excludes each other": {
			"aws:sqs/queue:Queue",
			map[string]any{"name": "it", "namePrefix": "it"},
			`"name": conflicts with name_prefix`,
		},
		"what is missing": {
			"aws:sns/topicSubscription:TopicSubscription",
			map[string]any{"topic": "arn:aws:sns:eu-west-1:111122223333:it", "protocol": "sqs"},
			`The argument "endpoint" is required`,
		},
		"what is no JSON": {
			"aws:iam/role:Role",
			map[string]any{"assumeRolePolicy": "{"},
			`"assume_role_policy" contains an invalid JSON policy`,
		},
		"one of two, of which none is there": {
			"aws:cloudwatch/eventRule:EventRule",
			map[string]any{"name": "it"},
			"one of `event_pattern,schedule_expression` must be specified",
		},
		"a framework resource's number": {
			"aws:backup/restoreTestingPlan:RestoreTestingPlan",
			map[string]any{
				"name": "it", "scheduleExpression": "cron(0 5 ? * * *)", "startWindowHours": 500,
				"recoveryPointSelection": map[string]any{"algorithm": "LATEST_WITHIN_WINDOW", "includeVaults": []any{"*"}, "recoveryPointTypes": []any{"SNAPSHOT"}},
			},
			"Attribute start_window_hours value must be between 0 and 168, got: 500",
		},
		"a framework resource": {
			"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
			map[string]any{"securityGroupId": "sg-0", "ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "cidrIpv4": "10.0.0.0/99"},
			"10.0.0.0/99",
		},
		"the plan of a queue": {
			"aws:sqs/queue:Queue",
			map[string]any{"name": "it", "fifoQueue": true},
			"invalid queue name: it",
		},
		"the plan of a listener": {
			"aws:lb/listener:Listener",
			map[string]any{
				"loadBalancerArn": arn, "port": 443, "protocol": "HTTPS", "certificateArn": "arn:aws:acm:eu-west-1:111122223333:certificate/0",
				"mutualAuthentication": map[string]any{"mode": "verify"},
				"defaultActions":       []any{map[string]any{"type": "fixed-response", "fixedResponse": map[string]any{"contentType": "text/plain", "statusCode": "404"}}},
			},
			`must be specified when "mutual_authentication[0].mode" is "verify"`,
		},
		"the plan of a region": {
			"aws:sns/topic:Topic",
			map[string]any{"name": "it", "region": "cn-north-1"},
			"partition (aws-cn) for per-resource Region (cn-north-1) is not the provider's configured partition (aws)",
		},
		"a property that there is not": {
			"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
			map[string]any{"securityGroupId": "sg-0", "ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "cidrIpv4": "10.0.0.0/8", "cidr": "10.0.0.0/8"},
			"upstream's provider has no such property",
		},
	} {
		t.Run(name, func(t *testing.T) {
			findings, _ := ask(t, u, c.typ, c.inputs)
			require.NotEmpty(t, findings)
			var all string
			for _, f := range findings {
				assert.Equal(t, c.typ, f.Type)
				assert.False(t, f.Warning, f.Says)
				all += f.Says + "\n"
			}
			assert.Contains(t, all, c.says)
			assert.True(t, Report{Findings: findings}.Refused())
		})
	}
	assert.Empty(t, u.trap.reached())
}

func TestWhatIsRightIsNot(t *testing.T) {
	findings, phase := ask(t, upstream(t), "aws:ec2/vpc:Vpc", map[string]any{"cidrBlock": "10.0.0.0/16", "tags": map[string]any{"Name": "it"}})
	assert.Empty(t, findings)
	assert.Equal(t, Phase{Name: Preview, Types: 1, ValidatedTypes: 1, Resources: 1, ValidatedResources: 1, Values: 2, Known: 2}, phase)
}

func TestAWarningIsNoRefusal(t *testing.T) {
	findings, _ := ask(t, upstream(t), "aws:cloudwatch/eventRule:EventRule", map[string]any{"name": "it", "scheduleExpression": "rate(1 day)", "isEnabled": true})
	require.Len(t, findings, 1)
	assert.True(t, findings[0].Warning)
	assert.Contains(t, findings[0].Says, "Use state instead")
	assert.False(t, Report{Findings: findings}.Refused())
}

// TestAnEnvironmentIsWhollyValidated is what `conform check dev` says.
func TestAnEnvironmentIsWhollyValidated(t *testing.T) {
	u := upstream(t)
	loaded, err := config.Load(filepath.Join("..", ".."), "dev", stacks.Check("dev", time.Now()))
	require.NoError(t, err)
	report, err := Environment(t.Context(), u, loaded, time.Now())
	require.NoError(t, err)
	assert.Empty(t, report.Findings)
	assert.Empty(t, report.Reached)
	require.Len(t, report.Phases, 2)
	for _, p := range report.Phases {
		assert.NotZero(t, p.Resources)
		assert.Equal(t, p.Types, p.ValidatedTypes)
		assert.Equal(t, p.Resources, p.ValidatedResources)
	}
	assert.Less(t, report.Phases[0].Known, report.Phases[0].Values, "a preview knows no ids")
	assert.Equal(t, report.Phases[1].Values, report.Phases[1].Known, "an update knows all")
	for _, d := range report.Differences {
		assert.NotEmpty(t, d.reason(), "the simulated cloud answers otherwise: %+v", d)
	}
}

// TestTheSimulatedCloudTakesNothingThatUpstreamRefuses holds every example of every
// type, and what they call wrong, against upstream's own code. What upstream leaves to
// the service the simulated cloud may refuse earlier.
func TestTheSimulatedCloudTakesNothingThatUpstreamRefuses(t *testing.T) {
	u := upstream(t)
	report, err := Examples(t.Context(), u, filepath.Join("..", "..", "sim", "testdata", "examples"))
	require.NoError(t, err)
	for _, f := range report.Findings {
		assert.True(t, f.Warning, "%+v", f)
	}
	assert.Empty(t, report.Reached)
	validated, all := report.Types()
	assert.GreaterOrEqual(t, validated, all-len(report.Newer), "what is not validated is beyond upstream's version")
	for _, d := range report.Differences {
		if d.Upstream != accepted {
			assert.NotEmpty(t, d.reason(), "the simulated cloud answers otherwise: %+v", d)
		}
	}
}
