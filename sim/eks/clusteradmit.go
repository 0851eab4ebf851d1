package eks

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const notAssumable = "InvalidParameterException: Role with arn: %s, could not be assumed because it does not exist or the trusted entity is not correct"

// admitCluster asks everything that may refuse a cluster or a change of one.
func admitCluster(w kind.World, d kind.Draft) error {
	if arn := d.In.Text("roleArn"); !trusts(w, arn, "eks.amazonaws.com") {
		return kind.Say(notAssumable, arn)
	}
	for _, admit := range []func(kind.World, kind.Draft) error{admitVersion, admitAccess, admitEncryption, admitPlaces, admitEndpoint} {
		if err := admit(w, d); err != nil {
			return err
		}
	}
	return nil
}

// skew is how many minor versions nodes may be behind the control plane.
// Source: Kubernetes, "Version Skew Policy", kubelet.
const skew = 3

// admitVersion lets a control plane go up by one minor version, never down.
func admitVersion(w kind.World, d kind.Draft) error {
	was, wanted := last(d).Text("version"), d.In.Text("version")
	switch {
	case wanted == "" || wanted == was:
		return nil
	case !offered(wanted):
		return kind.Say("InvalidParameterException: unsupported Kubernetes version")
	case was == "":
		return nil
	case minor(wanted) != minor(was)+1:
		return kind.Say("InvalidParameterException: Unsupported Kubernetes minor version update from %s to %s", was, wanted)
	}
	for _, group := range w.Users(nodeGroupType, *d.Old) {
		nodes := kind.Values{Props: group.Outputs}
		if minor(wanted)-minor(nodes.Text("version")) > skew {
			return kind.Say("InvalidRequestException: Nodegroup(s) [%s] must be updated to match cluster version %s before updating cluster version",
				nodes.Text("nodeGroupName"), was)
		}
	}
	return nil
}

// authenticationModes in the only order in which they can be changed.
var authenticationModes = []string{"CONFIG_MAP", "API_AND_CONFIG_MAP", "API"}

func admitAccess(_ kind.World, d kind.Draft) error {
	was := last(d).Text("accessConfig.authenticationMode")
	mode := d.In.Or("accessConfig.authenticationMode", was)
	const creator = "accessConfig.bootstrapClusterCreatorAdminPermissions"
	switch {
	case was == "" && (mode == "" || mode == "CONFIG_MAP") && d.In.Has(creator) && !d.In.Flag(creator):
		return kind.Say("InvalidParameterException: bootstrapClusterCreatorAdminPermissions must be true if cluster authentication mode is set to CONFIG_MAP")
	case was != "" && mode != was && slices.Index(authenticationModes, mode) != slices.Index(authenticationModes, was)+1:
		return kind.Say("InvalidParameterException: Unsupported authentication mode update from %s to %s", was, mode)
	}
	return nil
}

// admitEncryption keeps the key: encryption can be turned on later, but neither
// off nor over to another key.
func admitEncryption(_ kind.World, d kind.Draft) error {
	if was := last(d).Text("encryptionConfig.provider.keyArn"); was != "" && was != d.In.Text("encryptionConfig.provider.keyArn") {
		return kind.Say("InvalidParameterException: Encryption is already enabled with key %s and can be neither changed nor disabled", was)
	}
	return nil
}

// public is true when the endpoint can be reached from outside: EKS' own choice.
func public(in kind.Values) bool {
	return in.Flag("vpcConfig.endpointPublicAccess") || !in.Has("vpcConfig.endpointPublicAccess")
}

func admitEndpoint(_ kind.World, d kind.Draft) error {
	if !public(d.In) && !d.In.Flag("vpcConfig.endpointPrivateAccess") {
		return kind.Say("InvalidParameterException: Private and public endpoint access cannot be false")
	}
	ranges := d.In.Texts("vpcConfig.publicAccessCidrs[*]")
	if !public(d.In) && len(ranges) > 0 {
		return kind.Say("InvalidParameterException: publicAccessCidrs cannot be specified while public endpoint access is disabled")
	}
	var wrong []string
	for _, r := range ranges {
		if p, err := netip.ParsePrefix(r); err == nil && (p.Addr().IsPrivate() || p.Addr().IsLoopback() || p.Addr().IsLinkLocalUnicast()) {
			wrong = append(wrong, r)
		}
	}
	if len(wrong) > 0 {
		return kind.Say("InvalidParameterException: The following CIDRs are invalid in publicAccessCidrs: [%s]", strings.Join(wrong, ", "))
	}
	return nil
}

// retireCluster keeps a cluster that is protected or has node groups.
func retireCluster(w kind.World, d kind.Draft) error {
	if d.In.Flag("deletionProtection") {
		return kind.Say("InvalidRequestException: Cluster %s cannot be deleted because deletion protection is enabled", d.ID)
	}
	if hasNodeGroups(w, *d.Old) {
		return kind.Say("ResourceInUseException: Cluster has nodegroups attached")
	}
	return nil
}

func hasNodeGroups(w kind.World, cluster sim.Object) bool {
	return len(w.Users(nodeGroupType, cluster)) > 0
}
