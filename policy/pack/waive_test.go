package pack_test

import (
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/waiver"
)

const rootType = "pulumi:pulumi:Stack"

// waived runs one violation past one waiver on a day of November 2026.
func waived(t *testing.T, w waiver.Waiver, day int, value resource.PropertyMap) (pack.Summary, []*pulumirpc.AnalyzeDiagnostic) {
	t.Helper()
	p := newPack(t, pack.Options{
		Rules: only(t, "encryption-sqs-queue"), Waivers: []waiver.Waiver{w},
		Now: func() time.Time { return time.Date(2026, 11, day, 12, 0, 0, 0, time.UTC) },
	})
	one, err := p.Analyze(t.Context(), request(t, queueType, "jobs", value))
	require.NoError(t, err)
	whole, err := p.AnalyzeStack(t.Context(), &pulumirpc.AnalyzeStackRequest{Resources: []*pulumirpc.AnalyzerResource{
		inStack(t, rootType, "root", nil, nil), inStack(t, queueType, "jobs", value, nil),
	}})
	require.NoError(t, err)
	return p.Summary(), append(one.GetDiagnostics(), whole.GetDiagnostics()...)
}

func accepted() waiver.Waiver {
	return waiver.Waiver{
		Rule: "encryption-sqs-queue", URN: string(urn(queueType, "jobs")), Reason: "It moves.", Owner: "platform",
		Ticket: "OPS-1", Expires: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC),
	}
}

func TestAWaivedViolationBlocksNothingAndIsTold(t *testing.T) {
	s, told := waived(t, accepted(), 25, nil)
	assert.Empty(t, s.Violations)
	require.Len(t, s.Waived, 1)
	assert.Equal(t, accepted(), s.Waived[0].Waiver)
	require.Len(t, told, 1)
	assert.Equal(t, pulumirpc.EnforcementLevel_ADVISORY, told[0].GetEnforcementLevel())
	assert.Contains(t, told[0].GetMessage(), "Waived until 2026-11-25 by platform (OPS-1): It moves.")
}

func TestAnExpiredWaiverWaivesNothing(t *testing.T) {
	s, told := waived(t, accepted(), 26, nil)
	assert.Empty(t, s.Waived)
	require.Len(t, s.Violations, 1)
	assert.Equal(t, rule.Mandatory, s.Violations[0].Level)
	require.Len(t, told, 1)
	assert.Contains(t, told[0].GetMessage(), "Its waiver expired on 2026-11-25 (platform, OPS-1).")
}

func TestAWaiverThatCoversNothingIsAViolation(t *testing.T) {
	mended := resource.PropertyMap{"kmsMasterKeyId": text(keyARN)}
	for name, day := range map[string]int{"while it holds": 25, "when it has expired": 26} {
		t.Run(name, func(t *testing.T) {
			s, told := waived(t, accepted(), day, mended)
			require.Len(t, s.Violations, 1)
			assert.Equal(t, "consistency-waivers", s.Violations[0].Rule)
			assert.Equal(t, urn(rootType, "root"), s.Violations[0].URN)
			require.Len(t, told, 1)
			assert.Contains(t, told[0].GetMessage(), "covers no violation")
		})
	}
	t.Run("not while its question is open", func(t *testing.T) {
		s, _ := waived(t, accepted(), 25, resource.PropertyMap{"kmsMasterKeyId": unknown()})
		assert.Empty(t, s.Violations)
		assert.Len(t, s.Undecided, 2)
	})
	t.Run("not in another environment", func(t *testing.T) {
		w := accepted()
		w.URN = "urn:pulumi:another::*"
		s, _ := waived(t, w, 25, mended)
		assert.Empty(t, s.Violations)
	})
}

func TestAWaiverOfNoRuleIsRefused(t *testing.T) {
	w := accepted()
	w.Rule = "encryption-sqs-queues"
	_, err := pack.New(pack.Options{Waivers: []waiver.Waiver{w}})
	assert.ErrorContains(t, err, "no rule is named encryption-sqs-queues")
}
