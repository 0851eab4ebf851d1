// Package cloudwatch is the catalogue of the CloudWatch metrics that dashboards
// show: what AWS calls them, in which unit and by which dimensions it publishes
// them. A query is made of an entry, so that no dashboard can name a metric that
// no guide knows. One file a service; the guide is named in each.
//
// What a component watches with an alarm is the component's own to say.
package cloudwatch

import (
	"slices"
	"strings"
)

// Unit is what a metric is reported in (CloudWatch API reference, MetricDatum).
type Unit string

// The units in use.
const (
	Bytes          Unit = "Bytes"
	Count          Unit = "Count"
	CountPerSecond Unit = "Count/Second"
	Microseconds   Unit = "Microseconds"
	Milliseconds   Unit = "Milliseconds"
	None           Unit = "None"
	Percent        Unit = "Percent"
	Seconds        Unit = "Seconds"
)

// Every is the value of a dimension that stands for all of its values: one series
// each.
const Every = "*"

// Metric is a metric that AWS documents.
type Metric struct {
	Namespace string // "AWS/NATGateway"
	Name      string // "PacketsDropCount"
	Unit      Unit
	// Dimensions are the sets that the metric is published by, each sorted and
	// joined by commas. A query has to give exactly the keys of one of them:
	// CloudWatch finds nothing for any other.
	Dimensions []string
	// Region is the only region that has it; empty for the resource's own.
	Region string
	// Guide is the page that documents it.
	Guide string
}

// Has says whether the metric is published by exactly these dimensions.
func (m Metric) Has(dimensions ...string) bool {
	return slices.Contains(m.Dimensions, set(dimensions...))
}

func set(dimensions ...string) string {
	return strings.Join(slices.Sorted(slices.Values(dimensions)), ",")
}

// family is what the metrics of a service have in common.
type family struct {
	namespace, region, guide string
	dimensions               []string
}

func (f family) metric(name string, unit Unit, dimensions ...string) Metric {
	if len(dimensions) == 0 {
		dimensions = f.dimensions
	}
	m := Metric{Namespace: f.namespace, Name: name, Unit: unit, Dimensions: dimensions, Region: f.region, Guide: f.guide}
	all = append(all, m)
	return m
}

// all is what the variables of this package hold.
var all []Metric

// All is the catalogue, service by service.
func All() []Metric { return slices.Clone(all) }
