package eks

import "github.com/covetpy/platform/sim/kind"

// admitNodeGroup asks everything that may refuse a node group or a change of
// one.
func admitNodeGroup(w kind.World, d kind.Draft) error {
	for _, admit := range []func(kind.World, kind.Draft) error{
		admitNodeGroupName, admitNodeRole, admitNodePlaces, admitNodeVersion, admitScaling, admitTemplate, admitMachines, admitJoining,
	} {
		if err := admit(w, d); err != nil {
			return err
		}
	}
	return nil
}

func admitNodeGroupName(w kind.World, d kind.Draft) error {
	const longest, random = 63, 8
	cluster, name := d.In.Text("clusterName"), d.In.Text("nodeGroupName")
	switch {
	case d.Old != nil || d.In.Has("nodeGroupNamePrefix"):
		return nil
	case name == "" && len(w.Name())+random > longest:
		return kind.Say("InvalidParameterException: nodegroupName can't be longer than 63 characters!")
	}
	if _, taken := w.Find(nodeGroupType, "id", cluster+":"+name); taken {
		return kind.Say("ResourceInUseException: NodeGroup already exists with name %s and cluster name %s", name, cluster)
	}
	return nil
}

func admitNodeRole(w kind.World, d kind.Draft) error {
	if arn := d.In.Text("nodeRoleArn"); !trusts(w, arn, "ec2.amazonaws.com") {
		return kind.Say("InvalidParameterException: Following required service principals [ec2.amazonaws.com] were not found in the trust relationships of nodeRole %s", arn)
	}
	return nil
}

func admitNodePlaces(w kind.World, d kind.Draft) error {
	for _, id := range d.In.Texts("subnetIds[*]") {
		if homeOf(w, id) != outputsOf(w, d.In.Text("clusterName")).Text("vpcConfig.vpcId") {
			return kind.Say("InvalidParameterException: Subnet %s is not in the VPC of the cluster", id)
		}
	}
	return nil
}

// admitNodeVersion accepts the control plane's version, and in an update also
// the version that the nodes have.
func admitNodeVersion(w kind.World, d kind.Draft) error {
	plane, was, wanted := outputsOf(w, d.In.Text("clusterName")).Text("version"), last(d).Text("version"), d.In.Text("version")
	switch {
	case wanted == "" || wanted == plane || wanted == was:
		return nil
	case was == "":
		return kind.Say("InvalidParameterException: Nodegroup Kubernetes version should be equal to Cluster kubernetes version %s", plane)
	default:
		return kind.Say("InvalidParameterException: Nodegroup Kubernetes version should be equal to Cluster kubernetes version %[1]s or NodeGroup kubernetes version %[2]s for ControlPlane version %[1]s", plane, was)
	}
}

func admitScaling(_ kind.World, d kind.Draft) error {
	least, desired, most := d.In.Number("scalingConfig.minSize"), d.In.Number("scalingConfig.desiredSize"), d.In.Number("scalingConfig.maxSize")
	switch {
	case least > desired:
		return kind.Say("InvalidParameterException: Minimum capacity %d can't be greater than desired size %d", least, desired)
	case desired > most:
		return kind.Say("InvalidParameterException: desired capacity %d can't be greater than max size %d", desired, most)
	}
	return nil
}

// admitJoining is the end of the wait for the first nodes: a node without a
// network plugin never becomes ready. Clusters that bring EKS' own add-ons have
// one.
func admitJoining(w kind.World, d kind.Draft) error {
	cluster := d.In.Text("clusterName")
	if d.Old != nil || d.In.Number("scalingConfig.desiredSize") == 0 || outputsOf(w, cluster).Flag("bootstrapSelfManagedAddons") {
		return nil
	}
	if _, installed := w.Find(addonType, "id", cluster+":vpc-cni"); !installed {
		return kind.Say("unexpected state 'CREATE_FAILED', wanted target 'ACTIVE'. last error: NodeCreationFailure: Unhealthy nodes in the kubernetes cluster")
	}
	return nil
}
