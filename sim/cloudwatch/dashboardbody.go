package cloudwatch

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

// The quotas of dashboards. Source: CloudWatch user guide, "CloudWatch service
// quotas".
const (
	mostWidgets          = 500
	mostWidgetMetrics    = 500
	mostDashboardMetrics = 2500
)

// The grid. Source: CloudWatch API reference, "Dashboard Body Structure and Syntax".
const (
	columns   = 24
	tallest   = 1000
	usualSize = 6
)

// body is as much of a dashboard as CloudWatch looks at.
type body struct {
	Widgets []widget `json:"widgets"`
}

type widget struct {
	Type       string     `json:"type"`
	X          *int       `json:"x"`
	Y          *int       `json:"y"`
	Width      *int       `json:"width"`
	Height     *int       `json:"height"`
	Properties properties `json:"properties"`
}

type properties struct {
	Markdown *string `json:"markdown"`
	Query    *string `json:"query"`
	Region   *string `json:"region"`
	Endpoint *string `json:"endpoint"`
	// Alarms of a widget that shows their states.
	Alarms  []string            `json:"alarms"`
	Metrics [][]json.RawMessage `json:"metrics"`
	// Annotations: a graph may show an alarm and no metrics of its own.
	Annotations struct {
		Alarms []string `json:"alarms"`
	} `json:"annotations"`
}

// fault is one thing that is wrong with a body.
type fault struct {
	DataPath string `json:"dataPath"`
	Message  string `json:"message"`
}

type faults []fault

func (f *faults) add(path, message string, values ...any) {
	*f = append(*f, fault{path, fmt.Sprintf(message, values...)})
}

func admitDashboard(document string) error {
	var b body
	if err := json.Unmarshal([]byte(document), &b); err != nil {
		return fmt.Errorf("InvalidParameterInput: The dashboard body is invalid, there are 1 validation errors: %w", err)
	}
	var f faults
	if len(b.Widgets) > mostWidgets {
		f.add("/widgets", "Should NOT have more than %d items", mostWidgets)
	}
	metrics := 0
	for i, w := range b.Widgets {
		path := fmt.Sprintf("/widgets/%d", i)
		w.inGrid(path, &f)
		w.complete(path+"/properties", &f)
		metrics += len(w.Properties.Metrics)
	}
	if metrics > mostDashboardMetrics {
		f.add("/widgets", "Should NOT have more than %d metrics, found %d", mostDashboardMetrics, metrics)
	}
	if len(f) == 0 {
		return nil
	}
	list, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("write what is wrong with a dashboard: %w", err)
	}
	return kind.Say("InvalidParameterInput: The dashboard body is invalid, there are %d validation errors: %s", len(f), list)
}

// inGrid: CloudWatch itself would move what sticks out at the right.
func (w widget) inGrid(path string, f *faults) {
	for _, side := range []struct {
		name        string
		value       *int
		least, most int
	}{
		{"x", w.X, 0, columns - 1},
		{"y", w.Y, 0, -1},
		{"width", w.Width, 1, columns},
		{"height", w.Height, 1, tallest},
	} {
		switch {
		case side.value == nil:
		case *side.value < side.least:
			f.add(path+"/"+side.name, "Should be >= %d", side.least)
		case side.most > 0 && *side.value > side.most:
			f.add(path+"/"+side.name, "Should be <= %d", side.most)
		}
	}
	if (w.X == nil) != (w.Y == nil) {
		f.add(path, "Should have both properties x and y, or neither")
	}
	width := usualSize
	if w.Width != nil {
		width = *w.Width
	}
	if w.X != nil && *w.X < columns && width <= columns && *w.X+width > columns {
		f.add(path, "Should end within %d columns, ends at %d", columns, *w.X+width)
	}
}

// complete asks for what a widget of its type can't do without.
func (w widget) complete(path string, f *faults) {
	p := w.Properties
	need := func(there bool, property string) {
		if !there {
			f.add(path, "Should have required property '%s'", property)
		}
	}
	switch w.Type {
	case "text":
		need(p.Markdown != nil, "markdown")
	case "metric":
		need(p.Region != nil, "region")
		need(len(p.Metrics)+len(p.Annotations.Alarms) > 0, "metrics")
	case "log":
		need(p.Region != nil, "region")
		need(p.Query != nil, "query")
	case "alarm":
		need(len(p.Alarms) > 0, "alarms")
	case "custom":
		need(p.Endpoint != nil, "endpoint")
	case "explorer":
	default:
		f.add(path[:len(path)-len("/properties")]+"/type", "Should be equal to one of the allowed values: metric, text, log, alarm, explorer, custom")
	}
	if len(p.Metrics) > mostWidgetMetrics {
		f.add(path+"/metrics", "Should NOT have more than %d items", mostWidgetMetrics)
	}
	for i, m := range p.Metrics {
		metricFaults(fmt.Sprintf("%s/metrics/%d", path, i), m, f)
	}
}

// metricFaults: a metric is its namespace, its name, its dimensions' names and
// values, and last an object that says how to draw it; or that object alone, with an
// expression. "." repeats the field above, "..." the fields.
func metricFaults(path string, fields []json.RawMessage, f *faults) {
	var texts []string
	var drawn struct {
		Expression *string `json:"expression"`
	}
	for i, field := range fields {
		var text string
		switch last := i == len(fields)-1; {
		case json.Unmarshal(field, &text) == nil:
			texts = append(texts, text)
		case last && json.Unmarshal(field, &drawn) == nil:
		default:
			f.add(fmt.Sprintf("%s/%d", path, i), `Invalid metric field type, only "String" type is allowed`)
			return
		}
	}
	switch {
	case slices.Contains(texts, "..."):
	case drawn.Expression != nil && len(texts) > 0:
		f.add(path, "Should NOT have a metric beside an expression")
	case drawn.Expression == nil && len(texts) < 2:
		f.add(path, "Should NOT have less than 2 items")
	case len(texts)%2 != 0:
		f.add(path, "Should NOT have more than %d items", len(texts)-1)
	}
}
