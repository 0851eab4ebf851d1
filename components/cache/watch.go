package cache

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/naming"
)

// newAlarms registers what is watched, of each node where there are nodes. The
// dimensions are names that ElastiCache is known to make, so that nothing waits
// for the cache.
func (b *build) newAlarms() error {
	if b.args.Serverless != nil {
		return b.watch("clusterId", b.args.CacheID())
	}
	for _, node := range b.args.nodes() {
		if err := b.watch("CacheClusterId", b.args.CacheID()+"-"+node, node); err != nil {
			return err
		}
	}
	return nil
}

// watch registers the alarms of one thing, which parts of names tell from others.
func (b *build) watch(dimension, of string, parts ...string) error {
	for _, a := range b.args.alarms() {
		own := append(append([]string{}, parts...), a.Name)
		err := alarm.New(b.ctx, b.logical(append([]string{partAlarm}, own...)...), a, alarm.Args{
			Name:       b.args.Names.Name(naming.Alarm, append([]string{partCache, b.args.Name}, own...)...),
			Dimensions: pulumi.StringMap{dimension: pulumi.String(of)},
			Topics:     b.args.Topics,
		}, b.child()...)
		if err != nil {
			return err
		}
	}
	return nil
}
