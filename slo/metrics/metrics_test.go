package metrics_test

import (
	"testing"

	"github.com/prometheus/common/model"
	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/slo/metrics"
)

func TestTheCatalogueHoldsEachMetricOnceAndInFull(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range metrics.All() {
		assert.True(t, model.LegacyValidation.IsValidMetricName(m.Name), m.Name)
		for _, series := range m.Series() {
			assert.False(t, seen[series], series)
			seen[series] = true
		}
		assert.NotEmpty(t, m.Type, m.Name)
		assert.NotEmpty(t, m.Unit, m.Name)
		assert.NotEmpty(t, m.Source, m.Name)
		assert.NotEmpty(t, m.Help, m.Name)
		assert.Equal(t, m.Type == metrics.Histogram, len(m.Buckets) > 0, m.Name)
	}
}

func TestASeriesIsFoundByTheNameItIsStoredUnder(t *testing.T) {
	m, known := metrics.OfSeries("http_request_duration_seconds_bucket")
	assert.True(t, known)
	assert.Equal(t, "http_request_duration_seconds", m.Name)
	_, known = metrics.OfSeries("http_request_duration_seconds")
	assert.False(t, known, "a histogram stores nothing under its own name")
	_, known = metrics.Find("nobody_exports_this")
	assert.False(t, known)
}

func TestLabelsOfASeries(t *testing.T) {
	latency, _ := metrics.Find("http_request_duration_seconds")
	node, _ := metrics.Find("node_load1")
	assert.Equal(t, []bool{true, true, true, false, false, true}, []bool{
		latency.Has("le"), latency.Has("route"), latency.Has(metrics.LabelService), latency.Has("status"),
		node.Has(metrics.LabelService), node.Has("instance"),
	})
}
