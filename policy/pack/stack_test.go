package pack_test

import (
	"slices"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
)

const sseType = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"

// only is one rule of the pack.
func only(t *testing.T, id string) []rule.Rule {
	t.Helper()
	all := pack.Rules()
	at := slices.IndexFunc(all, func(r rule.Rule) bool { return r.ID == id })
	require.GreaterOrEqual(t, at, 0)
	return all[at : at+1]
}

func TestTheStackIsAskedAsAWhole(t *testing.T) {
	p := newPack(t, pack.Options{Rules: only(t, "encryption-s3-bucket")})
	res, err := p.AnalyzeStack(t.Context(), &pulumirpc.AnalyzeStackRequest{Resources: []*pulumirpc.AnalyzerResource{
		inStack(t, bucketType, "kept", resource.PropertyMap{"bucket": unknown()}, nil),
		inStack(t, bucketType, "forgotten", resource.PropertyMap{"bucket": unknown()}, nil),
		inStack(t, sseType, "encryption", resource.PropertyMap{"bucket": unknown()},
			map[string][]resource.URN{"bucket": {urn(bucketType, "kept")}}),
	}})
	require.NoError(t, err)
	require.Len(t, res.GetDiagnostics(), 1)
	d := res.GetDiagnostics()[0]
	assert.Equal(t, "encryption-s3-bucket", d.GetPolicyName())
	assert.Equal(t, string(urn(bucketType, "forgotten")), d.GetUrn())
	assert.Empty(t, res.GetNotApplicable())
}

func TestAStackQuestionThatIsOpenHasNotPassed(t *testing.T) {
	p := newPack(t, pack.Options{Rules: only(t, "encryption-s3-bucket")})
	res, err := p.AnalyzeStack(t.Context(), &pulumirpc.AnalyzeStackRequest{Resources: []*pulumirpc.AnalyzerResource{
		inStack(t, bucketType, "logs", resource.PropertyMap{"bucket": unknown()}, nil),
		inStack(t, sseType, "encryption", resource.PropertyMap{"bucket": text("covetpy-dev-logs")}, nil),
	}})
	require.NoError(t, err)
	assert.Empty(t, res.GetDiagnostics())
	require.Len(t, res.GetNotApplicable(), 1)
	assert.Equal(t, "encryption-s3-bucket", res.GetNotApplicable()[0].GetPolicyName())
}

func TestDependenciesSettleWhatAValueLeftOpen(t *testing.T) {
	key, queue := urn(keyType, "messages"), urn(queueType, "jobs")
	tests := map[string]struct {
		on      map[string][]resource.URN
		settled int
	}{
		"made from a key of the stack":          {map[string][]resource.URN{"kmsMasterKeyId": {key}}, 1},
		"made from nothing that is known":       {nil, 0},
		"made from a key and something else":    {map[string][]resource.URN{"kmsMasterKeyId": {key, queue}}, 0},
		"another property is made from the key": {map[string][]resource.URN{"policy": {key}}, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPack(t, pack.Options{Rules: only(t, "encryption-sqs-queue")})
			open := resource.PropertyMap{"kmsMasterKeyId": unknown()}
			analyze(t, p, queueType, "jobs", open)
			require.Len(t, p.Summary().Undecided, 1)

			_, err := p.AnalyzeStack(t.Context(), &pulumirpc.AnalyzeStackRequest{
				Resources: []*pulumirpc.AnalyzerResource{inStack(t, queueType, "jobs", open, tt.on)},
			})
			require.NoError(t, err)
			assert.Equal(t, tt.settled, p.Summary().Settled)
			assert.Len(t, p.Summary().Undecided, 1-tt.settled)
		})
	}
}

// A rule about the whole stack leaves the same question open, and has it settled
// in the same way.
func TestDependenciesSettleWhatAStackRuleLeftOpen(t *testing.T) {
	key := urn(keyType, "objects")
	for name, on := range map[string]map[string][]resource.URN{
		"made from a key of the stack":    {"rules": {key}},
		"made from nothing that is known": nil,
	} {
		t.Run(name, func(t *testing.T) {
			p := newPack(t, pack.Options{Rules: only(t, "encryption-s3-configuration")})
			_, err := p.AnalyzeStack(t.Context(), &pulumirpc.AnalyzeStackRequest{Resources: []*pulumirpc.AnalyzerResource{
				inStack(t, sseType, "encryption", resource.PropertyMap{
					"rules": resource.NewProperty([]resource.PropertyValue{resource.NewProperty(resource.PropertyMap{
						"applyServerSideEncryptionByDefault": resource.NewProperty(resource.PropertyMap{
							"sseAlgorithm": text("aws:kms"), "kmsMasterKeyId": unknown(),
						}),
					})}),
				}, on),
			}})
			require.NoError(t, err)
			assert.Equal(t, len(on), p.Summary().Settled)
			assert.Len(t, p.Summary().Undecided, 1-len(on))
		})
	}
}

func TestAPolicyDocumentIsNotSettledByADependency(t *testing.T) {
	p := newPack(t, pack.Options{})
	open := resource.PropertyMap{"policy": unknown()}
	analyze(t, p, "aws:sqs/queuePolicy:QueuePolicy", "jobs", open)
	before := p.Summary().Undecided
	require.NotEmpty(t, before)
	_, err := p.AnalyzeStack(t.Context(), &pulumirpc.AnalyzeStackRequest{Resources: []*pulumirpc.AnalyzerResource{
		inStack(t, "aws:sqs/queuePolicy:QueuePolicy", "jobs", open,
			map[string][]resource.URN{"policy": {urn(keyType, "messages")}}),
	}})
	require.NoError(t, err)
	assert.Equal(t, before, p.Summary().Undecided)
}

func TestTheSummary(t *testing.T) {
	stackwide := tiered()
	stackwide.ID, stackwide.Aliases, stackwide.Check = "test-stackwide", nil, nil
	stackwide.CheckStack = func(s *rule.Stack, rep *rule.Report) {
		for _, queue := range s.OfType(queueType) {
			rep.On(queue).Undecided(queue.At("name"))
		}
	}
	off := tiered()
	off.ID, off.Aliases, off.Levels = "test-off", nil, rule.Levels{Prod: rule.Mandatory}
	p := newPack(t, pack.Options{Tier: rule.Staging, Rules: []rule.Rule{tiered(), stackwide, off}, Now: ticking()})

	name := resource.PropertyMap{"name": text("covetpy-dev-jobs")}
	analyze(t, p, queueType, "jobs", name)
	analyze(t, p, queueType, "jobs", name) // again: a new verdict, not a second one
	analyze(t, p, "aws:ec2/vpc:Vpc", "main", nil)
	_, err := p.AnalyzeStack(t.Context(), &pulumirpc.AnalyzeStackRequest{
		Resources: []*pulumirpc.AnalyzerResource{inStack(t, queueType, "jobs", name, nil)},
	})
	require.NoError(t, err)

	s := p.Summary()
	require.Len(t, s.Violations, 1)
	v := s.Violations[0]
	assert.Equal(t, pack.Violation{
		Rule: "test-tiered", URN: urn(queueType, "jobs"), Path: "name", Message: "it exists",
		Level: rule.Advisory, Severity: rule.High,
	}, pack.Violation{Rule: v.Rule, URN: v.URN, Path: v.Path, Message: v.Message, Level: v.Level, Severity: v.Severity})
	assert.Equal(t, []int{0, 1, 0}, []int{s.Count(rule.Disabled), s.Count(rule.Advisory), s.Count(rule.Mandatory)})
	s.Violations = nil
	assert.Equal(t, pack.Summary{
		Tier: rule.Staging, Rules: 2, Resources: 2, Checks: 2, Decided: 1,
		Undecided: []pack.Undecided{{Rule: "test-stackwide", URN: urn(queueType, "jobs"), Path: "name"}},
		Elapsed:   4 * time.Millisecond,
	}, s)
}

func TestWhatIsShownIsKeptWhereItIsWanted(t *testing.T) {
	for _, keep := range []bool{true, false} {
		p := newPack(t, pack.Options{KeepStack: keep, Rules: only(t, "encryption-s3-bucket")})
		for _, size := range []string{"first", "last"} {
			_, err := p.Analyze(t.Context(), request(t, queueType, "jobs", resource.PropertyMap{"name": text(size)}))
			require.NoError(t, err)
		}
		if !keep {
			assert.Empty(t, p.Inputs())
			continue
		}
		require.Len(t, p.Inputs(), 1, "once, however often it is shown")
		assert.Equal(t, rule.Yes, p.Inputs()[0].At("name").Is("last"), "no rule is about it, and it is kept")
	}
}

// The engine has no outputs for a Kubernetes object of a cluster that is still to
// be made.
func TestWhatHasNoOutputsYetIsJudgedByWhatItWasToBe(t *testing.T) {
	named := rule.Rule{
		ID: "test-named", Title: "Queues have names", Why: "So.", Fix: "Name it.", Severity: rule.High, Since: "0.1.0",
		Levels: rule.Everywhere(rule.Mandatory), Types: []string{queueType}, Controls: rule.NIST.IDs("CM-8"),
		CheckStack: func(s *rule.Stack, rep *rule.Report) {
			for _, r := range s.OfType(queueType) {
				rep.On(r).Require(rule.Not(r.At("name").Blank()), r.At("name"), "it has none")
			}
		},
	}
	p := newPack(t, pack.Options{Rules: []rule.Rule{named}})
	analyze(t, p, queueType, "jobs", resource.PropertyMap{"name": text("jobs")})
	_, err := p.AnalyzeStack(t.Context(), &pulumirpc.AnalyzeStackRequest{Resources: []*pulumirpc.AnalyzerResource{
		inStack(t, queueType, "jobs", nil, nil), inStack(t, queueType, "other", nil, nil),
	}})
	require.NoError(t, err)
	found := p.Summary().Violations
	require.Len(t, found, 1)
	assert.Equal(t, "other", found[0].URN.Name())
}
