package database

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/rds"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/tags"
)

func (m *maker) newAlarms() error {
	for _, w := range m.args.alarms(m.name) {
		err := alarm.New(m.ctx, m.logical(w.Name), w.Alarm, alarm.Args{
			Name: m.args.alarmName(m.name, w.Name), Dimensions: tags.Input(w.of), Topics: m.args.Topics,
		}, m.child()...)
		if err != nil {
			return err
		}
	}
	return nil
}

// newSubscriptions tells of what happens to the database; proxy is nil without one.
func (m *maker) newSubscriptions(cluster *rds.Cluster, members []*rds.ClusterInstance, proxy *rds.Proxy) error {
	sources := map[string]pulumi.StringArray{
		fromCluster:  {cluster.ClusterIdentifier},
		fromInstance: identifiers(members),
	}
	if proxy != nil {
		sources[fromProxy] = pulumi.StringArray{proxy.Name}
	}
	for _, sub := range m.args.subscriptions() {
		name := m.args.alarmName(m.name, sub.name)
		_, err := rds.NewEventSubscription(m.ctx, m.logical(partEvents, sub.name), &rds.EventSubscriptionArgs{
			Name:            pulumi.String(name),
			SnsTopic:        m.args.Topics.Of(sub.severity),
			SourceType:      pulumi.String(sub.source),
			SourceIds:       sources[sub.source],
			EventCategories: pulumi.ToStringArray(sub.categories),
			Enabled:         pulumi.Bool(true),
			Tags:            tags.Named(name),
		}, m.child()...)
		if err != nil {
			return fmt.Errorf("register subscription to events %q: %w", sub.name, err)
		}
	}
	return nil
}
