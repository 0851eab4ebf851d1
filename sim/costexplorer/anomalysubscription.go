package costexplorer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// mostAddresses of a subscription. Source: AWS Cost Management user guide, "Creating
// your cost monitors and alert subscriptions".
const mostAddresses = 10

// anomalySubscription keeps neither its monitors nor its topic.
func anomalySubscription() kind.Kind {
	return kind.Kind{
		Type:   "aws:costexplorer/anomalySubscription:AnomalySubscription",
		Global: true,
		ID: func(w kind.World, _ kind.Draft) string {
			return w.GlobalARN("ce", "anomalysubscription/"+w.UUID())
		},
		Autoname: kind.Autoname{Max: 1024},
		Refs: []kind.Ref{
			{
				Path: "monitorArnLists[*]", To: []kind.Target{{Type: monitorType, By: "arn"}}, OnDelete: sim.Ignore,
				Missing: "UnknownMonitorException: The cost anomaly monitor %s does not exist for the account",
			},
			kind.Topic("subscribers[*].address"),
		},
		Admit: admitSubscription,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			out := kind.Props{"arn": kind.Text(d.ID)}
			if !d.In.Has("accountId") {
				out["accountId"] = kind.Text(w.Account())
			}
			return out
		},
	}
}

func admitSubscription(_ kind.World, d kind.Draft) error {
	if !d.In.Has("thresholdExpression") {
		return refuse("Threshold and ThresholdExpression cannot both be null")
	}
	if len(d.In.Texts("monitorArnLists[*]")) == 0 {
		return refuse("A subscription must have a monitor")
	}
	if err := admitThresholds(d.In); err != nil {
		return err
	}
	return admitSubscribers(d.In.Text("frequency"), d.In.Objects("subscribers[*]"))
}

// admitSubscribers: what is said at once is said to one topic, and summaries of a
// day or a week go to mailboxes. Source: AWS CloudFormation template reference,
// AWS::CE::AnomalySubscription, Frequency.
func admitSubscribers(frequency string, subscribers []kind.Values) error {
	topics, addresses := 0, 0
	for _, s := range subscribers {
		address, topic := s.Text("address"), s.Text("type") == "SNS"
		switch {
		case topic && !strings.Contains(address, ":sns:") || !topic && !strings.Contains(address, "@"):
			return refuse("Subscriber address %s is not of the type %s", address, s.Text("type"))
		case topic:
			topics++
		default:
			addresses++
		}
	}
	immediate := frequency == "IMMEDIATE"
	switch {
	case topics+addresses == 0:
		return refuse("A subscription must have a subscriber")
	case !immediate && topics > 0:
		return refuse("Daily or weekly frequencies only support Email subscriptions")
	case immediate && topics+addresses > 1:
		return refuse("Immediate frequencies support a max of one subscriber")
	case immediate && addresses > 0:
		return refuse("Immediate frequencies only support SNS subscriptions")
	case addresses > mostAddresses:
		return refuse("A subscription can have %d email subscribers, got %d", mostAddresses, addresses)
	}
	return nil
}

// impacts are what a threshold may be of: dollars, or per cent of what was expected.
var impacts = []string{"ANOMALY_TOTAL_IMPACT_ABSOLUTE", "ANOMALY_TOTAL_IMPACT_PERCENTAGE"}

// admitThresholds: one threshold, or two joined. Source: Cost Explorer API reference,
// AnomalySubscription, ThresholdExpression.
func admitThresholds(in kind.Values) error {
	var thresholds []kind.Values
	for _, at := range []string{"dimension", "ands[*].dimension", "ors[*].dimension"} {
		thresholds = append(thresholds, in.Objects("thresholdExpression."+at)...)
	}
	if len(thresholds) == 0 || len(thresholds) > len(impacts) {
		return refuse("ThresholdExpression must have one or two dimensions, has %d", len(thresholds))
	}
	for _, t := range thresholds {
		values := t.Texts("values[*]")
		switch {
		case !slices.Contains(impacts, t.Text("key")):
			return refuse("ThresholdExpression has the dimension %s, which is none of %s", t.Text("key"), strings.Join(impacts, ", "))
		case !slices.Equal(t.Texts("matchOptions[*]"), []string{"GREATER_THAN_OR_EQUAL"}):
			return refuse("ThresholdExpression must have the match option GREATER_THAN_OR_EQUAL")
		case len(values) != 1:
			return refuse("ThresholdExpression must have one value, has %d", len(values))
		}
		if n, err := strconv.ParseFloat(values[0], 64); err != nil || n < 0 {
			return refuse("ThresholdExpression has the value %s, which is no number from 0 on", values[0])
		}
	}
	return nil
}
