package cluster

import (
	"maps"
	"slices"
)

// Endpoints lists the AWS services that the nodes and add-ons call, by the
// names that their interface endpoints have, sorted: what a network needs so
// that these calls do not leave it.
func (a *Args) Endpoints() []string {
	a = a.withDefaults()
	// What every node calls: EC2 and EKS to join, ECR for images, STS for
	// signed requests, Systems Manager for sessions.
	set := map[string]bool{
		"ec2": true, "eks": true, "ecr.api": true, "ecr.dkr": true, "sts": true,
		"ssm": true, "ssmmessages": true, "ec2messages": true,
	}
	for _, addon := range installed(a.Addons.Optional) {
		for _, service := range calls(addon) {
			set[service] = true
		}
	}
	if a.Karpenter != nil {
		set["sqs"] = true // interruptions; ec2, eks and ssm are in already
	}
	return slices.Sorted(maps.Keys(set))
}

// calls lists the services that an add-on calls.
func calls(addon Addon) []string {
	switch addon {
	case PodIdentityAgent:
		return []string{"eks-auth"}
	case VPCCNI, EBSCSIDriver:
		return []string{"ec2"}
	default:
		return nil
	}
}
