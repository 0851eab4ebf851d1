package opensearch

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestUpgrades(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		was, is string
		want    bool
	}{
		"within a major version":                          {"OpenSearch_2.11", "OpenSearch_2.19", true},
		"to the next from the last of its own":            {"OpenSearch_2.19", "OpenSearch_3.3", true},
		"to the next from one before the last":            {"OpenSearch_2.17", "OpenSearch_3.1", false},
		"over a major version":                            {"OpenSearch_1.3", "OpenSearch_3.1", false},
		"back":                                            {"OpenSearch_2.19", "OpenSearch_2.17", false},
		"out of Elasticsearch":                            {"Elasticsearch_7.10", "OpenSearch_1.3", true},
		"out of Elasticsearch, but not from its last one": {"Elasticsearch_7.9", "OpenSearch_1.3", false},
		"to itself":                                       {"OpenSearch_2.19", "OpenSearch_2.19", false},
		"from a version that there is not":                {"OpenSearch_2.18", "OpenSearch_2.19", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, upgrades(tt.was, tt.is))
		})
	}
}

func TestWhereverAnUpgradeLeadsThereIsAWayInSteps(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, len(versions)-2).Draw(t, "at")
		was := versions[at]
		last := was
		for i, v := range versions {
			if upgrades(was, v) {
				assert.Greater(t, i, at, "no way back")
				last = v
			}
		}
		assert.NotEqual(t, was, last, "nobody is stuck")
	})
}

func TestMachines(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		instanceType string
		known        bool
		want         family
	}{
		"a size of a family":         {"or1.medium.search", true, families["or1"]},
		"a size that it has not":     {"t3.large.search", false, families["t3"]},
		"a family that there is not": {"q1.large.search", false, family{}},
		"a type of EC2":              {"m7g.large", false, family{}},
		"a type of the old service":  {"m5.large.elasticsearch", false, family{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, known := machine(tt.instanceType)
			assert.Equal(t, tt.known, known)
			assert.Equal(t, tt.want, got)
		})
	}
	assert.Equal(t, []int{10, 20}, []int{families["m7g"].smallest(), families["or2"].smallest()})
}
