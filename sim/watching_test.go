package sim_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim/kind"
)

// TestThereIsOnlySoMuch makes as many of a type as there may be, and one more.
func TestThereIsOnlySoMuch(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		example string
		most    int
		change  func(i int) map[string]any
		says    string
	}{
		"metric filters of a log group": {
			"cloudwatch/log-metric-filter", 100,
			func(i int) map[string]any { return map[string]any{"name": fmt.Sprintf("filter-%d", i)} },
			"LimitExceededException",
		},
		"subscriptions of a log group": {
			"cloudwatch/log-subscription", 2,
			func(i int) map[string]any { return map[string]any{"name": fmt.Sprintf("filter-%d", i)} },
			"LimitExceededException",
		},
		"account policies that protect data": {
			"cloudwatch/log-account-policy", 1,
			func(i int) map[string]any { return map[string]any{"policyName": fmt.Sprintf("policy-%d", i)} },
			"LimitExceededException",
		},
		"account policies that index fields": {
			"cloudwatch/log-account-policy-index", 20,
			func(i int) map[string]any { return map[string]any{"policyName": fmt.Sprintf("policy-%d", i)} },
			"LimitExceededException",
		},
		"groups of canaries": {
			"synthetics/group", 20,
			func(i int) map[string]any { return map[string]any{"name": fmt.Sprintf("group-%d", i)} },
			"You have reached the limit of 20 groups",
		},
		"canaries of a region": {
			"synthetics/canary", 100,
			func(i int) map[string]any { return map[string]any{"name": fmt.Sprintf("canary-%d", i)} },
			"You have reached the limit of 100 canaries",
		},
		"composite alarms of an alarm": {
			"cloudwatch/composite-alarm", 150,
			func(i int) map[string]any { return map[string]any{"alarmName": fmt.Sprintf("alarm-%d", i)} },
			"in the rules of 150 composite alarms already",
		},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			ids := map[string]bool{}
			for i := range tt.most {
				m, err := s.another(tt.example, fmt.Sprint(i), tt.change(i))
				require.NoError(t, err)
				ids[m.ID] = true
			}
			assert.Len(t, ids, tt.most)
			_, err := s.another(tt.example, "too-many", tt.change(tt.most))
			require.ErrorContains(t, err, tt.says)
		})
	}
}

func TestACanaryStartsAndStops(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	const name = "synthetics/canary"
	now := func() kind.Values { return kind.Values{Props: s.Made[name].Outputs} }
	s.need(name)
	assert.Equal(t, "RUNNING", now().Text("status"))
	assert.NotEmpty(t, now().Text("timelines[*].lastStarted"))
	assert.Empty(t, now().Text("timelines[*].lastStopped"))
	first := now().Text("engineArn")
	assert.Equal(t, 60, now().Number("runConfig.timeoutInSeconds"), "a run lasts until the next one at most")

	require.NoError(t, s.change(name, map[string]any{"startCanary": false, "schedule": map[string]any{"expression": "rate(1 hour)"}}))
	assert.Equal(t, "STOPPED", now().Text("status"))
	assert.NotEmpty(t, now().Text("timelines[*].lastStopped"))
	assert.Equal(t, 840, now().Number("runConfig.timeoutInSeconds"))
	assert.Equal(t, first[:len(first)-1]+"2", now().Text("engineArn"), "a change is another version of the same function")

	const inside = "synthetics/canary-in-vpc"
	made := s.need(inside)
	assert.Equal(t, kind.Text("READY"), made.Outputs["status"])
	vpc := s.need("ec2/vpc").ID
	assert.Equal(t, vpc, (kind.Values{Props: made.Outputs}).Text("vpcConfig.vpcId"))
}

// TestWhatGoesWithALogGroup deletes one with all that is about it.
func TestWhatGoesWithALogGroup(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	about := []string{
		"cloudwatch/log-metric-filter", "cloudwatch/log-subscription", "cloudwatch/log-anomaly-detector", "cloudwatch/log-data-protection",
	}
	for _, name := range about {
		s.need(name)
	}
	query := s.need("cloudwatch/query-definition")
	require.NoError(t, s.delete(s.Made["cloudwatch/log-group"]))
	for _, name := range about {
		_, found := s.read(s.Made[name])
		assert.False(t, found, name)
	}
	_, found := s.read(query)
	assert.True(t, found, "a saved query does not care")
}

func TestDashboardsBelongToNoRegion(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.need("cloudwatch/dashboard")
	_, err := s.another("cloudwatch/dashboard", "-there", map[string]any{"region": "eu-central-1"})
	require.ErrorContains(t, err, "is another resource's already")
	_, err = s.another("cloudwatch/composite-alarm", "-there", map[string]any{"region": "eu-central-1", "alarmActions": nil, "okActions": nil})
	require.ErrorContains(t, err, "in the alarm rule do not exist", "alarms do")
}

func TestWhatAnotherAccountPolicyIs(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.need("cloudwatch/log-account-policy")
	s.need("cloudwatch/log-account-policy-index")
	require.NoError(t, s.change("cloudwatch/log-account-policy", map[string]any{
		"policyDocument": s.Examples["cloudwatch/log-account-policy"].Update["policyDocument"],
	}), "a change of the only one is no second one")
}
