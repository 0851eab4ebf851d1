package namespace

import (
	"maps"

	securityapi "istio.io/api/security/v1"
	security "istio.io/client-go/pkg/apis/security/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/kubeapi/elbv2"
)

// planned is an object and the part of its logical name.
type planned struct {
	part   string
	object kubeapi.Object
}

// plan is the objects of the namespace, itself first.
func (a *Args) plan() []planned {
	out := []planned{
		{partNamespace, a.namespace()},
		{partQuota, a.quota()},
		{partLimits, a.limits()},
		{partDeny, a.deny()},
		{partDNS, a.dns()},
	}
	if a.Mesh {
		out = append(out, planned{partPeers, a.peers()}, planned{partAccess, a.access()})
	}
	return out
}

// Objects are all objects of a namespace in the order in which one needs the other,
// for who has no engine. Faults of args are the error.
func Objects(args *Args) ([]kubeapi.Object, error) {
	if err := args.Validate().Err(); err != nil {
		return nil, err
	}
	var out []kubeapi.Object
	for _, p := range args.withDefaults().plan() {
		out = append(out, p.object)
	}
	return out, nil
}

// Labels that ask something of the cluster. Pod Security's are of its own admission
// ("Pod Security Admission"), the injection's of Istio ("Installing the Sidecar").
const (
	podSecurity    = "pod-security.kubernetes.io/"
	restricted     = "restricted"
	labelInjection = "istio-injection"
	injected       = "enabled"
)

// namespace refuses pods that are more than restricted. Audit and warn are of the
// same profile, in the cluster's newest version: they tell what the next version of
// the label would refuse, before anybody changes it.
func (a *Args) namespace() *corev1.Namespace {
	labels := a.labels()
	version := "v" + a.KubernetesVersion
	maps.Copy(labels, map[string]string{
		podSecurity + "enforce": restricted, podSecurity + "enforce-version": version,
		podSecurity + "audit": restricted, podSecurity + "audit-version": latest,
		podSecurity + "warn": restricted, podSecurity + "warn-version": latest,
	})
	if a.ReadinessGates {
		labels[elbv2.LabelReadinessGate] = elbv2.Enabled
	}
	if a.Mesh {
		labels[labelInjection] = injected
	}
	return &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: a.Name, Labels: labels}}
}

const latest = "latest"

// meta names an object of the namespace.
func (a *Args) meta(name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Name: name, Namespace: a.Name, Labels: a.labels()}
}

// deny selects every pod in both directions and lets nothing through: what nobody
// wrote a policy for, such as a pod that a person starts, reaches nobody.
func (a *Args) deny() *networkingv1.NetworkPolicy {
	return &networkingv1.NetworkPolicy{
		ObjectMeta: a.meta(partDeny),
		Spec: networkingv1.NetworkPolicySpec{
			PodSelector: metav1.LabelSelector{},
			PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress},
		},
	}
}

// Of the cluster's name servers.
const (
	labelName  = "kubernetes.io/metadata.name"
	kubeSystem = "kube-system"
	labelDNS   = "k8s-app"
	kubeDNS    = "kube-dns"
	portDNS    = 53
)

// dns lets every pod ask for names, which all of them need before anything else.
func (a *Args) dns() *networkingv1.NetworkPolicy {
	port := func(protocol corev1.Protocol) networkingv1.NetworkPolicyPort {
		return networkingv1.NetworkPolicyPort{Protocol: &protocol, Port: new(intstr.FromInt32(portDNS))}
	}
	return &networkingv1.NetworkPolicy{
		ObjectMeta: a.meta(partDNS),
		Spec: networkingv1.NetworkPolicySpec{
			PodSelector: metav1.LabelSelector{},
			PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeEgress},
			Egress: []networkingv1.NetworkPolicyEgressRule{{
				To: []networkingv1.NetworkPolicyPeer{{
					NamespaceSelector: &metav1.LabelSelector{MatchLabels: map[string]string{labelName: kubeSystem}},
					PodSelector:       &metav1.LabelSelector{MatchLabels: map[string]string{labelDNS: kubeDNS}},
				}},
				Ports: []networkingv1.NetworkPolicyPort{port(corev1.ProtocolUDP), port(corev1.ProtocolTCP)},
			}},
		},
	}
}

// peers takes nothing but mutual TLS, whatever the mesh as a whole does.
func (a *Args) peers() *security.PeerAuthentication {
	return &security.PeerAuthentication{
		ObjectMeta: a.meta(objectDefault),
		Spec: securityapi.PeerAuthentication{
			Mtls: &securityapi.PeerAuthentication_MutualTLS{Mode: securityapi.PeerAuthentication_MutualTLS_STRICT},
		},
	}
}

// access allows nothing, as it has no rule: a call needs one of an application.
func (a *Args) access() *security.AuthorizationPolicy {
	return &security.AuthorizationPolicy{ObjectMeta: a.meta(objectDefault)}
}
