package pack_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
)

func TestAViolationNamesTheResourceTheReasonAndTheFix(t *testing.T) {
	p := newPack(t, pack.Options{Rules: []rule.Rule{tiered()}})
	res := analyze(t, p, queueType, "jobs", nil)
	require.Len(t, res.GetDiagnostics(), 1)
	want := &pulumirpc.AnalyzeDiagnostic{
		PolicyName: "test-tiered", PolicyPackName: pack.Name, PolicyPackVersion: pack.Version,
		Description:      "Queues do not exist",
		Message:          "Queues do not exist\nname: it exists\nFix: Remove it.",
		EnforcementLevel: pulumirpc.EnforcementLevel_MANDATORY,
		Severity:         pulumirpc.PolicySeverity_POLICY_SEVERITY_HIGH,
		Urn:              string(urn(queueType, "jobs")),
	}
	assert.True(t, proto.Equal(want, res.GetDiagnostics()[0]), "%v", res.GetDiagnostics()[0])
}

func TestWhatTheEngineHears(t *testing.T) {
	const asked = "encryption-sqs-queue"
	tests := map[string]struct {
		key     resource.PropertyValue
		failed  bool
		open    bool
		message string
	}{
		"a key":                         {key: text(keyARN)},
		"a secret key":                  {key: resource.MakeSecret(text(keyARN))},
		"no key":                        {key: resource.NewNullProperty(), failed: true, message: "no key is given"},
		"a secret that is AWS's key":    {key: resource.MakeSecret(text("alias/aws/sqs")), failed: true, message: "(secret)"},
		"a key that is not known yet":   {key: unknown(), open: true},
		"a secret that is not known":    {key: resource.MakeSecret(unknown()), open: true},
		"an output that is not known":   {key: resource.NewProperty(resource.Output{Element: text("")}), open: true},
		"an output that is known":       {key: resource.NewProperty(resource.Output{Element: text(keyARN), Known: true})},
		"a list where a text should be": {key: resource.NewProperty([]resource.PropertyValue{text(keyARN)}), failed: true, message: "no key is given"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPack(t, pack.Options{})
			res := analyze(t, p, queueType, "jobs", resource.PropertyMap{"kmsMasterKeyId": tt.key})
			var failed []string
			for _, d := range res.GetDiagnostics() {
				failed = append(failed, d.GetPolicyName())
				assert.Contains(t, d.GetMessage(), tt.message)
				assert.NotContains(t, d.GetMessage(), "alias/aws", "a secret is in the message")
			}
			assert.Equal(t, tt.failed, len(failed) == 1 && failed[0] == asked, "failed: %v", failed)
			reasons := map[string]string{}
			for _, n := range res.GetNotApplicable() {
				reasons[n.GetPolicyName()] = n.GetReason()
			}
			assert.Equal(t, tt.open, reasons[asked] == "kmsMasterKeyId is not known yet", "reason: %q", reasons[asked])
			assert.Equal(t, "about other types", reasons["encryption-kms-rotation"], "what is not asked has not passed")
		})
	}
}

func TestAResourceThatNoRuleIsAboutIsNotRead(t *testing.T) {
	p := newPack(t, pack.Options{})
	// A value with the mark of a special one, but none that exists: reading it is
	// an error, so no error means that it was not read.
	broken := request(t, "aws:transfer/server:Server", "main", resource.PropertyMap{
		"x": resource.NewProperty(resource.PropertyMap{resource.PropertyKey(resource.SigKey): text("nonsense")}),
	})
	_, err := p.Analyze(t.Context(), broken)
	require.NoError(t, err)
	broken.Type = queueType
	_, err = p.Analyze(t.Context(), broken)
	assert.ErrorContains(t, err, "analyze resource: read properties of urn:pulumi:dev::covetpy::aws:transfer/server:Server::main")
}

func TestARuleThatPanicsIsAViolationOfItself(t *testing.T) {
	broken, stackwide := tiered(), tiered()
	broken.ID, broken.Aliases = "test-broken", nil
	broken.Check = func(*rule.Resource, *rule.Report) { panic("index out of range") }
	stackwide.ID, stackwide.Aliases, stackwide.Check = "test-stackwide", nil, nil
	stackwide.CheckStack = func(*rule.Stack, *rule.Report) { panic("nil map") }
	p := newPack(t, pack.Options{Rules: []rule.Rule{tiered(), broken, stackwide}})

	messages := map[string]string{}
	for _, d := range analyze(t, p, queueType, "jobs", nil).GetDiagnostics() {
		messages[d.GetPolicyName()] = d.GetMessage()
	}
	assert.Contains(t, messages["test-broken"],
		"the rule test-broken is broken and judged nothing here: index out of range; disable it or mend it")
	assert.Contains(t, messages["test-tiered"], "it exists", "the other rule was asked as well")

	res, err := p.AnalyzeStack(t.Context(), &pulumirpc.AnalyzeStackRequest{})
	require.NoError(t, err)
	require.Len(t, res.GetDiagnostics(), 1)
	assert.Equal(t, pulumirpc.EnforcementLevel_MANDATORY, res.GetDiagnostics()[0].GetEnforcementLevel())
	assert.Contains(t, res.GetDiagnostics()[0].GetMessage(), "nil map")
}

func TestThePackMayBeCalledFromSeveralGoroutines(t *testing.T) {
	p := newPack(t, pack.Options{Rules: []rule.Rule{tiered()}})
	var wg sync.WaitGroup
	for i := range 50 {
		req := request(t, queueType, fmt.Sprint("queue-", i), nil)
		wg.Go(func() {
			_, err := p.Analyze(t.Context(), req)
			assert.NoError(t, err)
		})
	}
	wg.Wait()
	s := p.Summary()
	assert.Equal(t, []int{50, 50, 50}, []int{s.Resources, s.Checks, s.Count(rule.Mandatory)})
}

func TestASecretNeverReachesAMessage(t *testing.T) {
	p := newPack(t, pack.Options{})
	secret := "alias/aws/hush-hush"
	for _, r := range pack.Rules() {
		for _, typ := range r.Types {
			m := resource.PropertyMap{}
			for _, key := range []resource.PropertyKey{"kmsKeyId", "kmsMasterKeyId", "storageEncrypted", "encrypted", "enableKeyRotation"} {
				m[key] = resource.MakeSecret(text(secret))
			}
			for _, d := range analyze(t, p, typ, "x", m).GetDiagnostics() {
				assert.NotContains(t, d.GetMessage(), secret, "%s: %s", d.GetPolicyName(), d.GetMessage())
			}
		}
	}
}
