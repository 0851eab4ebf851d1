package cluster

import "net/netip"

// Ranges that EKS takes addresses of services from when it is not told (EKS API,
// KubernetesNetworkConfigRequest, serviceIpv4Cidr).
var (
	usualServices = netip.MustParsePrefix("172.20.0.0/16")
	otherServices = netip.MustParsePrefix("10.100.0.0/16")
)

// ServiceRange is what addresses of services are of: the API server has one of them,
// and network policies have to name it. It is said outright, as which of the two EKS
// would take is not written down, and it can't be changed later.
func (a *Args) ServiceRange() netip.Prefix {
	if a.VPCCIDR.Overlaps(usualServices) {
		return otherServices
	}
	return usualServices
}
