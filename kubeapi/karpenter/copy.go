package karpenter

import (
	"maps"
	"slices"

	"k8s.io/apimachinery/pkg/runtime"
)

// DeepCopyObject is a copy that shares nothing with its original.
func (p *NodePool) DeepCopyObject() runtime.Object {
	out := *p
	p.ObjectMeta.DeepCopyInto(&out.ObjectMeta)
	out.Spec.Limits = p.Spec.Limits.DeepCopy()
	out.Spec.Weight = pointed(p.Spec.Weight)
	out.Spec.Template.Metadata.Labels = maps.Clone(p.Spec.Template.Metadata.Labels)

	from, to := &p.Spec.Template.Spec, &out.Spec.Template.Spec
	to.Taints = slices.Clone(from.Taints)
	for i := range from.Taints {
		from.Taints[i].DeepCopyInto(&to.Taints[i])
	}
	to.Requirements = slices.Clone(from.Requirements)
	for i := range from.Requirements {
		to.Requirements[i].Values = slices.Clone(from.Requirements[i].Values)
	}
	to.TerminationGracePeriod = pointed(from.TerminationGracePeriod)

	budgets := slices.Clone(p.Spec.Disruption.Budgets)
	for i := range budgets {
		budgets[i].Reasons = slices.Clone(budgets[i].Reasons)
		budgets[i].Schedule = pointed(budgets[i].Schedule)
		budgets[i].Duration = pointed(budgets[i].Duration)
	}
	out.Spec.Disruption.Budgets = budgets
	return &out
}

// DeepCopyObject is a copy that shares nothing with its original.
func (c *EC2NodeClass) DeepCopyObject() runtime.Object {
	out := *c
	c.ObjectMeta.DeepCopyInto(&out.ObjectMeta)
	spec := &out.Spec
	spec.SubnetSelectorTerms = slices.Clone(spec.SubnetSelectorTerms)
	for i := range spec.SubnetSelectorTerms {
		spec.SubnetSelectorTerms[i].Tags = maps.Clone(spec.SubnetSelectorTerms[i].Tags)
	}
	spec.SecurityGroupSelectorTerms = slices.Clone(spec.SecurityGroupSelectorTerms)
	for i := range spec.SecurityGroupSelectorTerms {
		spec.SecurityGroupSelectorTerms[i].Tags = maps.Clone(spec.SecurityGroupSelectorTerms[i].Tags)
	}
	spec.AMISelectorTerms = slices.Clone(spec.AMISelectorTerms)
	spec.AssociatePublicIPAddress = pointed(spec.AssociatePublicIPAddress)
	spec.Tags = maps.Clone(spec.Tags)
	spec.DetailedMonitoring = pointed(spec.DetailedMonitoring)
	if options := pointed(spec.MetadataOptions); options != nil {
		options.HTTPEndpoint = pointed(options.HTTPEndpoint)
		options.HTTPProtocolIPv6 = pointed(options.HTTPProtocolIPv6)
		options.HTTPPutResponseHopLimit = pointed(options.HTTPPutResponseHopLimit)
		options.HTTPTokens = pointed(options.HTTPTokens)
		spec.MetadataOptions = options
	}
	spec.BlockDeviceMappings = slices.Clone(spec.BlockDeviceMappings)
	for i := range spec.BlockDeviceMappings {
		spec.BlockDeviceMappings[i] = spec.BlockDeviceMappings[i].copied()
	}
	return &out
}

func (m BlockDeviceMapping) copied() BlockDeviceMapping {
	m.DeviceName = pointed(m.DeviceName)
	if ebs := pointed(m.EBS); ebs != nil {
		ebs.DeleteOnTermination = pointed(ebs.DeleteOnTermination)
		ebs.Encrypted = pointed(ebs.Encrypted)
		ebs.KMSKeyID = pointed(ebs.KMSKeyID)
		ebs.VolumeType = pointed(ebs.VolumeType)
		if ebs.VolumeSize != nil {
			size := ebs.VolumeSize.DeepCopy()
			ebs.VolumeSize = &size
		}
		m.EBS = ebs
	}
	return m
}

// pointed is a pointer to a copy of what is pointed to.
func pointed[T any](p *T) *T {
	if p == nil {
		return nil
	}
	out := *p
	return &out
}
