package cluster

import (
	"fmt"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/cloudwatch"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/eks"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/sqs"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
)

// karpenterServiceAccount is the chart's name for it.
const karpenterServiceAccount = "karpenter"

// An interruption is of no use when it is old: a spot instance has two minutes.
const interruptionRetentionSeconds = 300

// karpenter makes the AWS half of Karpenter: who its controller is, who its
// nodes are, and how it hears of instances about to go.
func (m *maker) karpenter() error {
	if m.args.Karpenter == nil {
		return nil
	}
	controller, err := m.karpenterController()
	if err != nil {
		return err
	}
	node, err := m.nodeRole(karpenterNode)
	if err != nil {
		return err
	}
	// EKS makes this entry for managed node groups; for others it is ours to make.
	entry, err := eks.NewAccessEntry(m.ctx, m.logical(karpenterNode), &eks.AccessEntryArgs{
		ClusterName:  m.c.Name,
		PrincipalArn: node.Arn,
		Type:         pulumi.String("EC2_LINUX"),
	}, m.child()...)
	if err != nil {
		return fmt.Errorf("let in Karpenter's nodes: %w", err)
	}
	queue, err := m.interruptionQueue()
	if err != nil {
		return err
	}
	// Whoever deletes a node pool waits for Karpenter to end its nodes, and it can
	// only while it may.
	m.c.Ready = slices.Concat(m.c.Ready, controller.ready, node.ready, []pulumi.Resource{entry})
	m.c.Karpenter = &KarpenterOutputs{
		ControllerRoleARN: controller.Arn,
		NodeRoleName:      node.Role.Name,
		QueueName:         queue.Name,
	}
	return nil
}

func (m *maker) karpenterController() (*role, error) {
	controller, err := m.role(roleArgs{
		name:        karpenterController,
		description: "Karpenter's controller of " + m.args.Name(),
		trust: identity.TrustPodIdentity(m.args.Where, identity.PodIdentity{
			Cluster: m.args.Name(), Namespace: m.args.Karpenter.Namespace, ServiceAccount: karpenterServiceAccount,
		}),
		own: []policy{
			{"karpenter-instances", m.args.karpenterInstancesDocument()},
			{"karpenter-account", m.args.karpenterAccountDocument()},
		},
	})
	if err != nil {
		return nil, err
	}
	association, err := eks.NewPodIdentityAssociation(m.ctx, m.logical(karpenterController), &eks.PodIdentityAssociationArgs{
		ClusterName:    m.c.Name,
		Namespace:      pulumi.String(m.args.Karpenter.Namespace),
		ServiceAccount: pulumi.String(karpenterServiceAccount),
		RoleArn:        controller.Arn,
	}, m.child()...)
	if err != nil {
		return nil, fmt.Errorf("give Karpenter's controller its identity: %w", err)
	}
	controller.ready = append(controller.ready, association)
	return controller, nil
}

func (m *maker) interruptionQueue() (*sqs.Queue, error) {
	queue, err := sqs.NewQueue(m.ctx, m.logical("interruptions"), &sqs.QueueArgs{
		Name:                    pulumi.String(m.args.queueName()),
		KmsMasterKeyId:          m.args.Keys.Messages.ToStringOutput(),
		MessageRetentionSeconds: pulumi.Int(interruptionRetentionSeconds),
	}, m.child()...)
	if err != nil {
		return nil, fmt.Errorf("make the interruption queue: %w", err)
	}
	text, err := m.args.queueDocument().JSON()
	if err != nil {
		return nil, fmt.Errorf("write the interruption queue's policy: %w", err)
	}
	_, err = sqs.NewQueuePolicy(m.ctx, m.logical("interruptions"), &sqs.QueuePolicyArgs{
		QueueUrl: queue.Url,
		Policy:   pulumi.String(text),
	}, m.child()...)
	if err != nil {
		return nil, fmt.Errorf("attach the interruption queue's policy: %w", err)
	}
	for _, i := range interruptions() {
		if err := m.interruptionRule(i, queue); err != nil {
			return nil, fmt.Errorf("make the event rule %q: %w", i.name, err)
		}
	}
	return queue, nil
}

func (m *maker) interruptionRule(i interruption, queue *sqs.Queue) error {
	pattern, err := i.pattern()
	if err != nil {
		return err
	}
	rule, err := cloudwatch.NewEventRule(m.ctx, m.logical("interruption-"+i.name), &cloudwatch.EventRuleArgs{
		Name:         pulumi.String(m.args.eventRuleName(i)),
		Description:  pulumi.String(i.description),
		EventPattern: pulumi.String(pattern),
	}, m.child()...)
	if err != nil {
		return err
	}
	_, err = cloudwatch.NewEventTarget(m.ctx, m.logical("interruption-"+i.name), &cloudwatch.EventTargetArgs{
		Rule:     rule.Name,
		TargetId: pulumi.String("karpenter"),
		Arn:      queue.Arn,
	}, m.child()...)
	return err
}
