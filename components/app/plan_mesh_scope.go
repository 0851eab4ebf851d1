package app

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	networkingapi "istio.io/api/networking/v1"
	networking "istio.io/client-go/pkg/apis/networking/v1"
)

// scope is what the sidecars know: what the application has declared that it calls,
// and nothing else. Calls to anything else fail, so that what is missing is found in
// the first environment; that nobody calls it all the same is the network policies'
// matter. It also keeps the sidecars small.
func (a *Args) scope() *networking.Sidecar {
	return &networking.Sidecar{
		ObjectMeta: a.meshObject(a.Name),
		Spec: networkingapi.Sidecar{
			WorkloadSelector: &networkingapi.WorkloadSelector{Labels: a.everyPod()},
			Ingress:          a.listeners(),
			Egress:           []*networkingapi.IstioEgressListener{{Hosts: a.calls()}},
			OutboundTrafficPolicy: &networkingapi.OutboundTrafficPolicy{
				Mode: networkingapi.OutboundTrafficPolicy_REGISTRY_ONLY, // the zero value, which is written as {}
			},
		},
	}
}

// listeners hand what the mesh sends to MeshPort over to the application.
func (a *Args) listeners() []*networkingapi.IstioIngressListener {
	if a.Service == nil {
		return nil
	}
	return []*networkingapi.IstioIngressListener{{
		Port:            &networkingapi.SidecarPort{Number: MeshPort, Protocol: "HTTP", Name: "http-mesh"},
		DefaultEndpoint: "127.0.0.1:" + strconv.Itoa(a.Port),
	}}
}

// calls are what may be called, as namespace/name.
func (a *Args) calls() []string {
	out := []string{
		a.controlPlane() + "/*",
		// Long answers of DNS come by TCP, which the sidecar sees.
		"kube-system/" + hostOf("kube-dns", "kube-system"),
	}
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Apps)) {
		peer := a.Uses.Apps[name]
		out = append(out, peer.Namespace+"/"+hostOf(name, peer.Namespace))
	}
	for _, host := range a.outside() {
		out = append(out, "./"+host.Name)
	}
	slices.Sort(out)
	return out
}

// outside are the hosts that the application calls outside the cluster: those that
// it declares, and its buckets. The addresses of S3 are too many, and not known
// before, to lead past the sidecar.
func (a *Args) outside() []ExternalHost {
	out := slices.Clone(a.Mesh.Hosts)
	for _, key := range slices.Sorted(maps.Keys(a.Uses.Buckets)) {
		out = append(out, ExternalHost{Name: a.bucketHost(a.Uses.Buckets[key].Name)})
	}
	return out
}

// bucketHost is how a client asks for a bucket (Amazon S3 user guide, "Virtual
// hosting of general purpose buckets").
func (a *Args) bucketHost(bucket string) string {
	return bucket + ".s3." + a.Where.Region + "." + a.Where.DNSSuffix()
}

// external makes a host outside known to the namespace. The sidecar looks at the
// name that a client asks for in its own TLS, and passes the connection on.
func (a *Args) external(host ExternalHost) *networking.ServiceEntry {
	return &networking.ServiceEntry{
		ObjectMeta: a.meshObject(a.Name + "-" + host.Name),
		Spec: networkingapi.ServiceEntry{
			Hosts: []string{host.Name},
			Ports: []*networkingapi.ServicePort{{
				Number: uint32(cmp.Or(host.Port, httpsPort)), Protocol: "TLS", Name: "tls", //nolint:gosec // validated: a port
			}},
			Location:   networkingapi.ServiceEntry_MESH_EXTERNAL,
			Resolution: networkingapi.ServiceEntry_DNS,
			ExportTo:   []string{"."},
		},
	}
}
