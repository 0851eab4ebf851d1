package cluster

// disk is one volume of a node.
type disk struct {
	device string
	gib    int
}

// bottlerocketSystemGiB holds Bottlerocket's own two system images. Nothing
// else is written there.
const bottlerocketSystemGiB = 4

// disks of a node. Bottlerocket keeps its read-only system on the first volume
// and images and pods' files on the second (Bottlerocket, "Default Volumes");
// AL2023 keeps everything on one.
func (g NodeGroup) disks() []disk {
	if g.AMI == Bottlerocket {
		return []disk{{"/dev/xvda", bottlerocketSystemGiB}, {"/dev/xvdb", g.DiskGiB}}
	}
	return []disk{{"/dev/xvda", g.DiskGiB}}
}

// amiType is EKS's name for the image (EKS API, Nodegroup, amiType).
func (g NodeGroup) amiType() string {
	switch {
	case g.AMI == Bottlerocket && g.Architecture == ARM64:
		return "BOTTLEROCKET_ARM_64"
	case g.AMI == Bottlerocket:
		return "BOTTLEROCKET_x86_64"
	case g.Architecture == ARM64:
		return "AL2023_ARM_64_STANDARD"
	default:
		return "AL2023_x86_64_STANDARD"
	}
}

// capacityType is EKS's name for the capacity.
func (c Capacity) capacityType() string {
	if c == Spot {
		return "SPOT"
	}
	return "ON_DEMAND"
}

// eks is EKS's spelling of an effect (EKS API, Taint).
func (e TaintEffect) eks() string {
	switch e {
	case PreferNoSchedule:
		return "PREFER_NO_SCHEDULE"
	case NoExecute:
		return "NO_EXECUTE"
	default:
		return "NO_SCHEDULE"
	}
}
