// Package metrics is the catalogue of the series that an environment has in
// Prometheus: who exports them, what they count, and by which labels. An
// indicator or a panel that uses any other is refused, as it would show nothing
// and say nothing about it.
package metrics

import (
	"slices"
	"strings"
)

// Type is what a metric's samples mean.
type Type string

// The types of Prometheus's exposition format.
const (
	Counter   Type = "counter"
	Gauge     Type = "gauge"
	Histogram Type = "histogram"
)

// Source is who exports a metric.
type Source string

// The sources.
const (
	// App is a CovetPy service's own endpoint, /metrics.
	App Source = "app"
	// KubeState is kube-state-metrics.
	KubeState Source = "kube-state-metrics"
	// Node is Prometheus's node exporter.
	Node Source = "node-exporter"
	// CAdvisor is the kubelet's endpoint /metrics/cadvisor.
	CAdvisor Source = "cadvisor"
	// Prometheus is whoever scrapes: it adds these series for each target.
	Prometheus Source = "prometheus"
)

// LabelService is the label under which the scraper puts the name of the
// application that a target belongs to.
const LabelService = "service"

// UnixSeconds is the unit of a gauge that holds a time.
const UnixSeconds = "seconds since 1970"

// Metric is one family of series.
type Metric struct {
	// Name of the family. A histogram's series are Name_bucket, Name_count and
	// Name_sum.
	Name string
	Type Type
	// Unit of the value: "seconds", "bytes", "requests".
	Unit string
	// Labels beside those of the target.
	Labels []string
	Source Source
	// Help says in a few words what it is.
	Help string
	// Buckets are a histogram's upper bounds, as the client writes them in the label
	// le, without +Inf.
	Buckets []string
}

// targetLabels are what the scraper adds to every series of a source's targets.
func (s Source) targetLabels() []string {
	switch s {
	case App:
		return []string{"job", "instance", "namespace", "pod", LabelService}
	default:
		return []string{"job", "instance"}
	}
}

// Has says whether series of the family carry a label.
func (m Metric) Has(label string) bool {
	return slices.Contains(m.Labels, label) || slices.Contains(m.Source.targetLabels(), label) ||
		m.Type == Histogram && label == "le"
}

// Series are the names under which the family's samples are stored.
func (m Metric) Series() []string {
	if m.Type != Histogram {
		return []string{m.Name}
	}
	return []string{m.Name + "_bucket", m.Name + "_count", m.Name + "_sum"}
}

// All is the catalogue, in the order of names.
func All() []Metric {
	out := slices.Concat(application(), kubeState(), node(), cAdvisor(), prometheus())
	slices.SortFunc(out, func(a, b Metric) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// Find is the family of a name.
func Find(name string) (Metric, bool) {
	for _, m := range All() {
		if m.Name == name {
			return m, true
		}
	}
	return Metric{}, false
}

// OfSeries is the family that stores samples under a name.
func OfSeries(name string) (Metric, bool) {
	for _, m := range All() {
		if slices.Contains(m.Series(), name) {
			return m, true
		}
	}
	return Metric{}, false
}
