package cloudwatch

import (
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const (
	metricFilterType = "aws:cloudwatch/logMetricFilter:LogMetricFilter"
	// mostMetricFilters of a log group. Source: CloudWatch Logs quotas.
	mostMetricFilters = 100
	// mostFilterDimensions of a metric filter's metric. Source: CloudWatch Logs API
	// reference, MetricTransformation.
	mostFilterDimensions = 3
)

// logMetricFilter goes with its log group. Its id is its name alone, so that two of
// a name on two log groups are one to upstream's importer.
func logMetricFilter() kind.Kind {
	part := kind.Pattern(`[^:*$]*`, "isn't a valid log metric transformation name (must not contain colon, asterisk nor dollar sign)")
	return kind.Kind{
		Type:     metricFilterType,
		ID:       kind.From("name"),
		Autoname: kind.Autoname{Max: 512},
		Within:   map[string]kind.Props{"metricTransformation": {"unit": kind.Text("None")}},
		Checks: map[string]kind.Check{
			"name":                           kind.Pattern(`[^:*]+`, "isn't a valid log metric name (must not contain colon nor asterisk)"),
			"metricTransformation.name":      part,
			"metricTransformation.namespace": part,
		},
		Noted: map[resource.PropertyKey]func(string) string{"pattern": strings.TrimSpace},
		Refs:  []kind.Ref{ofLogGroup("logGroupName", "name")},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "the metric filter %[1]s is another resource's already; CloudWatch Logs takes one of the name for every log group, the simulated cloud, like upstream's ids, knows them by their names",
		}},
		Admit: admitMetricFilter,
		Outputs: func(_ kind.World, d kind.Draft) kind.Props {
			return kind.Props{"applyOnTransformedLogs": kind.Flag(d.In.Flag("applyOnTransformedLogs"))}
		},
	}
}

// valueOf is a number, or the field that has it.
var valueOf = regexp.MustCompile(`^(?:` + number + `|` + selector + `|\$[\w-]+)$`)

func admitMetricFilter(w kind.World, d kind.Draft) error {
	refuse := func(reason string) error { return kind.Say("InvalidParameterException: %s", reason) }
	if err := admitClass(w, "name", d.In.Text("logGroupName"), "Metric filters"); err != nil {
		return err
	}
	if !validPattern(d.In.Text("pattern")) {
		return refuse("Invalid metric filter pattern")
	}
	dimensions := 0
	for _, list := range d.In.All("metricTransformation.dimensions") {
		if list.IsObject() {
			dimensions = len(list.ObjectValue())
		}
	}
	value := d.In.Text("metricTransformation.value")
	switch {
	case !valueOf.MatchString(value):
		return refuse("Invalid metric transformation: metric value " + value + " is neither a number nor a field")
	case strings.HasPrefix(value, "$") && !structured(d.In.Text("pattern")):
		return refuse("Invalid metric transformation: metric value " + value + " is no field of the filter pattern")
	case dimensions > 0 && d.In.Has("metricTransformation.defaultValue"):
		return refuse("Invalid metric transformation: dimensions and default value are mutually exclusive properties")
	case dimensions > 0 && !structured(d.In.Text("pattern")):
		return refuse("The specified filter pattern does not support dimensions")
	case dimensions > mostFilterDimensions:
		return refuse("Invalid metric transformation: a metric can have 3 dimensions")
	}
	return admitCount(w, d, metricFilterType, mostMetricFilters)
}

// admitCount limits what a log group has of a type.
func admitCount(w kind.World, d kind.Draft, typ string, most int) error {
	path := "logGroupName"
	if typ == subscriptionFilterType {
		path = "logGroup"
	}
	group, ok := w.Find(logGroupType, "name", d.In.Text(path))
	if ok && d.Old == nil && len(w.Users(typ, group)) >= most {
		return kind.Say("LimitExceededException: Resource limit exceeded.")
	}
	return nil
}
