package costexplorer

import (
	"encoding/json"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const (
	monitorType         = "aws:costexplorer/anomalyMonitor:AnomalyMonitor"
	dimensional, custom = "DIMENSIONAL", "CUSTOM"
	// mostCustom monitors of an account. Source: AWS Cost Management user guide,
	// "Quotas and restrictions".
	mostCustom = 500
)

// anomalyMonitor is kept by no subscription. An account that Cost Explorer was
// enabled in since March 2023 has a monitor of its services already, which nobody
// asked for and which this cloud does not have.
func anomalyMonitor() kind.Kind {
	return kind.Kind{
		Type:   monitorType,
		Global: true,
		ID: func(w kind.World, _ kind.Draft) string {
			return w.GlobalARN("ce", "anomalymonitor/"+w.UUID())
		},
		Autoname: kind.Autoname{Max: 1024},
		Checks:   map[string]kind.Check{"monitorSpecification": kind.JSON(64 * 1024)},
		Noted:    map[resource.PropertyKey]func(string) string{"monitorSpecification": kind.NormalJSON},
		Rules: func(in kind.Values) []kind.Failure {
			if in.Has("monitorDimension") && in.Has("monitorSpecification") {
				return []kind.Failure{{Path: "monitorDimension", Reason: `"monitorDimension": conflicts with monitorSpecification`}}
			}
			return nil
		},
		Admit:   admitMonitor,
		Outputs: func(_ kind.World, d kind.Draft) kind.Props { return kind.Props{"arn": kind.Text(d.ID)} },
	}
}

func admitMonitor(w kind.World, d kind.Draft) error {
	typ, dimension := d.In.Text("monitorType"), d.In.Text("monitorDimension")
	if typ == dimensional && dimension == "" || typ == custom && !d.In.Has("monitorSpecification") {
		return fmt.Errorf("If Monitor Type is %s, dimension attrribute is required", typ)
	}
	if typ == custom {
		if err := admitSpecification(d.In.Text("monitorSpecification")); err != nil {
			return err
		}
	}
	same := 0
	for _, o := range w.All(monitorType) {
		other := kind.Values{Props: o.Inputs}
		if o.ID != d.ID && other.Text("monitorType") == typ && other.Text("monitorDimension") == dimension {
			same++
		}
	}
	switch {
	case typ == dimensional && same > 0:
		return refuse("Limit exceeded on dimensional spend monitor creation")
	case typ == custom && same >= mostCustom:
		return refuse("Limit exceeded on custom spend monitor creation")
	}
	return nil
}

// mostValues of what a monitor of one's own looks at. Source: AWS Cost Management
// user guide, "Quotas and restrictions".
const mostValues = 10

// admitSpecification asks for one of what a monitor of one's own can look at.
func admitSpecification(document string) error {
	type choice struct {
		Key    string
		Values []string
	}
	var s struct {
		Dimensions, Tags, CostCategories *choice
		And, Or                          []json.RawMessage
		Not                              *json.RawMessage
	}
	if err := json.Unmarshal([]byte(document), &s); err != nil {
		return refuse("MonitorSpecification is no expression: %s", err)
	}
	var chosen []*choice
	for _, c := range []*choice{s.Dimensions, s.Tags, s.CostCategories} {
		if c != nil {
			chosen = append(chosen, c)
		}
	}
	switch {
	case len(chosen) != 1 || len(s.And)+len(s.Or) > 0 || s.Not != nil:
		return refuse("MonitorSpecification must have one of Dimensions, Tags and CostCategories")
	case s.Dimensions != nil && s.Dimensions.Key != "LINKED_ACCOUNT":
		return refuse("MonitorSpecification can have the dimension LINKED_ACCOUNT only, got %s", s.Dimensions.Key)
	case chosen[0].Key == "" || len(chosen[0].Values) == 0 || len(chosen[0].Values) > mostValues:
		return refuse("MonitorSpecification must have a key and 1 to %d values", mostValues)
	}
	return nil
}
