package pack_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
)

// levelNow is what the pack tells the engine about its only rule, and what a
// violation of it carries (nil: the rule does not run).
func levelNow(t *testing.T, p *pack.Pack) (told pulumirpc.EnforcementLevel, carried []pulumirpc.EnforcementLevel) {
	t.Helper()
	info, err := p.GetAnalyzerInfo(t.Context(), &emptypb.Empty{})
	require.NoError(t, err)
	require.Len(t, info.GetPolicies(), 1)
	for _, d := range analyze(t, p, queueType, "jobs", nil).GetDiagnostics() {
		carried = append(carried, d.GetEnforcementLevel())
	}
	return info.GetPolicies()[0].GetEnforcementLevel(), carried
}

func TestLevelsFollowTheTier(t *testing.T) {
	const (
		disabled  = pulumirpc.EnforcementLevel_DISABLED
		advisory  = pulumirpc.EnforcementLevel_ADVISORY
		mandatory = pulumirpc.EnforcementLevel_MANDATORY
	)
	tests := map[string]struct {
		made    rule.Tier
		config  map[string]string
		told    pulumirpc.EnforcementLevel
		carried []pulumirpc.EnforcementLevel
	}{
		"made for dev":                         {rule.Dev, nil, disabled, nil},
		"made for staging":                     {rule.Staging, nil, advisory, []pulumirpc.EnforcementLevel{advisory}},
		"made for prod":                        {rule.Prod, nil, mandatory, []pulumirpc.EnforcementLevel{mandatory}},
		"made for none: the strictest":         {"", nil, mandatory, []pulumirpc.EnforcementLevel{mandatory}},
		"the stack's configuration has a tier": {"", map[string]string{"covetpy:tier": "dev"}, disabled, nil},
		"another project's tier is not ours":   {"", map[string]string{"other:tier": "dev"}, mandatory, []pulumirpc.EnforcementLevel{mandatory}},
		"the maker's choice beats the stack's": {
			rule.Staging, map[string]string{"covetpy:tier": "dev"}, advisory, []pulumirpc.EnforcementLevel{advisory},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPack(t, pack.Options{Tier: tt.made, Rules: []rule.Rule{tiered()}})
			_, err := p.ConfigureStack(t.Context(), &pulumirpc.AnalyzerStackConfigureRequest{
				Project: "covetpy", Stack: "dev", Config: tt.config,
			})
			require.NoError(t, err)
			told, carried := levelNow(t, p)
			assert.Equal(t, tt.told, told)
			assert.Equal(t, tt.carried, carried)
		})
	}
}

func TestATierThatIsNoneIsRefused(t *testing.T) {
	p := newPack(t, pack.Options{})
	_, err := p.ConfigureStack(t.Context(), &pulumirpc.AnalyzerStackConfigureRequest{
		Project: "covetpy", Config: map[string]string{"covetpy:tier": "production"},
	})
	assert.ErrorContains(t, err, `covetpy:tier: read tier "production": accepted are dev, staging and prod`)
	_, err = pack.New(pack.Options{Tier: "production"})
	assert.ErrorContains(t, err, `read tier "production"`)
}

func TestPolicyConfigurationSetsLevels(t *testing.T) {
	config := func(names map[string]pulumirpc.EnforcementLevel) map[string]*pulumirpc.PolicyConfig {
		out := map[string]*pulumirpc.PolicyConfig{}
		for name, level := range names {
			out[name] = &pulumirpc.PolicyConfig{EnforcementLevel: level}
		}
		return out
	}
	tests := map[string]struct {
		given map[string]pulumirpc.EnforcementLevel
		want  pulumirpc.EnforcementLevel
	}{
		"by id":                        {map[string]pulumirpc.EnforcementLevel{"test-tiered": 0}, pulumirpc.EnforcementLevel_ADVISORY},
		"by an alias":                  {map[string]pulumirpc.EnforcementLevel{"test-old": 2}, pulumirpc.EnforcementLevel_DISABLED},
		"the id beats an alias":        {map[string]pulumirpc.EnforcementLevel{"test-old": 2, "test-tiered": 0}, pulumirpc.EnforcementLevel_ADVISORY},
		"to remediate is to be strict": {map[string]pulumirpc.EnforcementLevel{"test-tiered": 3}, pulumirpc.EnforcementLevel_MANDATORY},
		"all is the engine's business": {map[string]pulumirpc.EnforcementLevel{"all": 0}, pulumirpc.EnforcementLevel_MANDATORY},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPack(t, pack.Options{Rules: []rule.Rule{tiered()}})
			_, err := p.Configure(t.Context(), &pulumirpc.ConfigureAnalyzerRequest{PolicyConfig: config(tt.given)})
			require.NoError(t, err)
			told, _ := levelNow(t, p)
			assert.Equal(t, tt.want, told)
		})
	}
	t.Run("a name that is no rule's is refused", func(t *testing.T) {
		p := newPack(t, pack.Options{Rules: []rule.Rule{tiered()}})
		_, err := p.Configure(t.Context(), &pulumirpc.ConfigureAnalyzerRequest{
			PolicyConfig: config(map[string]pulumirpc.EnforcementLevel{"test-tierd": 2, "misspelt": 2}),
		})
		assert.ErrorContains(t, err, "no rule is named misspelt (platform policy list names them)\nno rule is named test-tierd")
	})
}

func TestTheEngineLearnsEverythingAboutARule(t *testing.T) {
	p := newPack(t, pack.Options{Rules: []rule.Rule{tiered()}})
	info, err := p.GetAnalyzerInfo(t.Context(), &emptypb.Empty{})
	require.NoError(t, err)
	assert.True(t, info.GetSupportsConfig())
	policy := info.GetPolicies()[0]
	assert.Equal(t, []any{
		"test-tiered", "Queues do not exist", "They are in the way.", "Remove it.",
		pulumirpc.PolicySeverity_POLICY_SEVERITY_HIGH, pulumirpc.PolicyType_POLICY_TYPE_RESOURCE,
		[]string{"test", "AWS FSBP SQS.1"},
	}, []any{
		policy.GetName(), policy.GetDisplayName(), policy.GetDescription(), policy.GetRemediationSteps(),
		policy.GetSeverity(), policy.GetPolicyType(), policy.GetTags(),
	})
	plugin, err := p.GetPluginInfo(t.Context(), &emptypb.Empty{})
	require.NoError(t, err)
	assert.Equal(t, info.GetVersion(), plugin.GetVersion())
}

func TestNothingIsRemediatedAndNothingIsThereToCancel(t *testing.T) {
	p := newPack(t, pack.Options{})
	_, err := p.Handshake(t.Context(), &pulumirpc.AnalyzerHandshakeRequest{})
	require.NoError(t, err)
	res, err := p.Remediate(t.Context(), request(t, queueType, "jobs", resource.PropertyMap{}))
	require.NoError(t, err)
	assert.Empty(t, res.GetRemediations())
	_, err = p.Cancel(t.Context(), &emptypb.Empty{})
	assert.NoError(t, err)
}

func TestRulesAreFoundByTheirID(t *testing.T) {
	for _, r := range pack.Rules() {
		found, ok := pack.Find(r.ID)
		require.True(t, ok, r.ID)
		assert.Equal(t, r.Title, found.Title)
	}
	_, ok := pack.Find("encryption-everything")
	assert.False(t, ok)
}

func TestAPackIsNotMadeOfFaultyRules(t *testing.T) {
	nameless, twin := tiered(), tiered()
	nameless.ID, nameless.Aliases = "", nil
	_, err := pack.New(pack.Options{Rules: []rule.Rule{tiered(), nameless, twin}})
	assert.EqualError(t, err, `make policy pack: rule "": id "" is not <concern>-<name> in lower case`+"\n"+
		`rule "test-tiered": id "test-tiered" is taken by "test-tiered"`+"\n"+
		`rule "test-tiered": id "test-old" is taken by "test-tiered"`)
}

func TestPolicyConfigurationSetsWhatARuleLetsBeSet(t *testing.T) {
	few := rule.Rule{
		ID: "test-few", Title: "Queues keep messages", Why: "So.", Fix: "Keep.", Severity: rule.Low, Since: "0.1.0",
		Levels: rule.Everywhere(rule.Mandatory), Types: []string{queueType}, Controls: rule.NIST.IDs("SI-12"),
		Settings: []rule.Setting{
			{Name: "days", Doc: "Days.", Number: &rule.PerTier[float64]{Dev: 1, Staging: 2, Prod: 3}},
			{Name: "names", Doc: "Names.", Texts: rule.Same([]string{})},
			{Name: "strict", Doc: "Whether it is.", Flag: rule.Same(true)},
		},
		Check: func(r *rule.Resource, rep *rule.Report) {
			rep.Fail(r.At("days"), "%v %v %v", rep.Number("days"), rep.Texts("names"), rep.Flag("strict"))
		},
	}
	configured := func(t *testing.T, properties map[string]any) (string, error) {
		t.Helper()
		p := newPack(t, pack.Options{Rules: []rule.Rule{few}, Tier: rule.Staging})
		if properties != nil {
			wire, err := structpb.NewStruct(properties)
			require.NoError(t, err)
			if _, err := p.Configure(t.Context(), &pulumirpc.ConfigureAnalyzerRequest{PolicyConfig: map[string]*pulumirpc.PolicyConfig{
				"test-few": {EnforcementLevel: pulumirpc.EnforcementLevel_MANDATORY, Properties: wire},
			}}); err != nil {
				return "", err
			}
		}
		analyze(t, p, queueType, "jobs", nil)
		return p.Summary().Violations[0].Message, nil
	}
	said, err := configured(t, nil)
	require.NoError(t, err)
	assert.Equal(t, "2 [] true", said, "the defaults of the tier")
	said, err = configured(t, map[string]any{"days": 9, "names": []any{"a", "b"}, "strict": false})
	require.NoError(t, err)
	assert.Equal(t, "9 [a b] false", said)

	_, err = configured(t, map[string]any{"days": "many", "names": []any{1}, "strict": "no", "day": 1})
	for _, fault := range []string{
		"days: accepted is a number, not many", "names[0]: accepted is a text, not 1", "strict: accepted are true and false, not no",
		"it has no setting day; it has days, names, strict",
	} {
		assert.ErrorContains(t, err, fault)
	}
}
