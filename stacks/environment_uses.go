package stacks

import (
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/components/objects"
	"github.com/covetpy/platform/components/queue"
	"github.com/covetpy/platform/components/secrets"
	"github.com/covetpy/platform/infra/encryption"
)

// made are what applications use, by the names that they use it by.
type made struct {
	queues  map[string]*queue.Queue
	buckets map[string]*objects.Bucket
	secrets *secrets.Secrets // nil for none
}

// deployUses makes what applications use.
func (e *environment) deployUses() error {
	e.made = made{queues: map[string]*queue.Queue{}, buckets: map[string]*objects.Bucket{}}
	for _, part := range []func() error{e.deployQueues, e.deployBuckets, e.deploySecrets} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

func (e *environment) deployQueues() error {
	urls := pulumi.StringMap{}
	for _, name := range slices.Sorted(maps.Keys(e.plan.uses.queues)) {
		args := e.plan.uses.queues[name]
		args.Topics = e.alerts.Topics
		if err := e.key(encryption.Messages, &args.KeyARN); err != nil {
			return err
		}
		q, err := queue.NewQueue(e.ctx, nameQueue+"-"+name, &args, e.here)
		if err != nil {
			return err
		}
		e.made.queues[name], urls[name] = q, q.URL
	}
	if len(urls) > 0 {
		e.export(pulumi.Map{"queueUrls": urls})
	}
	return nil
}

func (e *environment) deployBuckets() error {
	names := pulumi.StringMap{}
	for _, name := range slices.Sorted(maps.Keys(e.plan.uses.buckets)) {
		args := e.plan.uses.buckets[name]
		args.AccessLogs = e.logs.Name
		if err := e.key(encryption.Objects, &args.KeyARN); err != nil {
			return err
		}
		b, err := objects.NewBucket(e.ctx, nameBucket+"-"+name, &args, e.here)
		if err != nil {
			return err
		}
		e.made.buckets[name], names[name] = b, b.Name
	}
	if len(names) > 0 {
		e.export(pulumi.Map{"bucketNames": names})
	}
	return nil
}

func (e *environment) deploySecrets() error {
	if e.plan.uses.secrets == nil {
		return nil
	}
	args := *e.plan.uses.secrets
	if err := e.key(encryption.Secrets, &args.KeyARN); err != nil {
		return err
	}
	s, err := secrets.NewSecrets(e.ctx, nameSecrets, &args, e.here)
	if err != nil {
		return err
	}
	arns := pulumi.StringMap{}
	for name, arn := range s.ARNs {
		arns[name] = arn
	}
	e.made.secrets = s
	e.export(pulumi.Map{"secretArns": arns})
	return nil
}
