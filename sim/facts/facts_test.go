package facts_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim/facts"
)

func TestTheSupplementIsLaidOverTheUpstreamFacts(t *testing.T) {
	t.Parallel()
	s, err := facts.AWS()
	require.NoError(t, err)
	assert.Contains(t, s.Source, "terraform-provider-aws")
	assert.Equal(t, []string{"autoscalingGroupName", "tag"}, s.Resources["aws:autoscaling/tag:Tag"].Required)
	cluster := s.Resources["aws:eks/cluster:Cluster"]
	assert.Contains(t, cluster.Outputs, "certificateAuthority")
	assert.NotContains(t, cluster.Outputs, "certificateAuthorities", "a null takes a fact away")
	assert.Equal(t, facts.Property{Type: "string", Replace: true}, cluster.Inputs["name"])
	assert.Empty(t, s.Resources["aws:cloudwatch/metricAlarm:MetricAlarm"].Required, "what is taken away or optional is no longer required")
}

func TestEveryReferenceToANestedTypeLeadsSomewhere(t *testing.T) {
	t.Parallel()
	s, err := facts.AWS()
	require.NoError(t, err)
	var walk func(where string, p facts.Property)
	walk = func(where string, p facts.Property) {
		if p.Ref != "" {
			assert.Contains(t, s.Types, p.Ref, where)
		}
		for _, inner := range []*facts.Property{p.Items, p.Values} {
			if inner != nil {
				walk(where, *inner)
			}
		}
	}
	for token, r := range s.Resources {
		for _, props := range []map[string]facts.Property{r.Inputs, r.Outputs} {
			for name, p := range props {
				walk(token+"."+name, p)
			}
		}
		for _, name := range r.Required {
			assert.Contains(t, r.Inputs, name, token)
		}
	}
	for token, o := range s.Types {
		for name, p := range o.Properties {
			walk(token+"."+name, p)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := facts.Parse(); err != nil {
			b.Fatal(err)
		}
	}
}
