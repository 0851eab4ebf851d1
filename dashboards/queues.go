package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"

	"github.com/covetpy/platform/dashboards/cloudwatch"
)

// queues shows each queue of the environment, beside its dead letters.
func (e Environment) queues() sheet {
	out := sheet{
		name: "queues", title: "Queues", audience: "who is on call for an application",
		description: "Each queue: how far workers are behind, and what they gave up on.",
		tags:        []string{tagInfrastructure, "queue"}, from: "now-6h", refresh: "1m",
	}
	for _, q := range e.Queues {
		out.sections = append(out.sections, q.section())
	}
	return out
}

func (q Queue) section() section {
	of, dead := map[string]string{cloudwatch.QueueName: q.QueueName}, map[string]string{cloudwatch.QueueName: q.DeadName}
	return section{title: "Queue " + q.Name, across: 4, panels: []panel{
		{
			title: "Oldest message", unit: units.Seconds,
			description: "How long the oldest message has waited: how far workers are behind.",
			queries:     []query{metric("age", cloudwatch.QueueAge, "Maximum", of)},
		},
		{
			title: "Messages", unit: units.Short, shape: areas,
			description: "Messages that wait, and those that a worker has in hand.",
			queries:     []query{metric("waiting", cloudwatch.QueueWaiting, "Maximum", of), metric("in hand", cloudwatch.QueueInFlight, "Maximum", of)},
		},
		{
			title: "In and out", unit: units.Short,
			description: "Messages a minute that were sent, and that workers were done with.",
			queries: []query{
				metric("sent", cloudwatch.QueueSent, "Sum", of).every(minute),
				metric("done", cloudwatch.QueueDeleted, "Sum", of).every(minute),
			},
		},
		{
			title: "Dead letters", unit: units.Short, limits: badFrom(1),
			description: "Messages that workers failed at too often. Look at one, repair, and send them back.",
			queries:     []query{metric("dead", cloudwatch.QueueWaiting, "Maximum", dead)},
		},
	}}
}
