package kubernetes

import (
	"fmt"
	"net/netip"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/validation"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

func admitService(spec corev1.ServiceSpec, at *field.Path) field.ErrorList {
	var out field.ErrorList
	headless := spec.ClusterIP == corev1.ClusterIPNone
	if len(spec.Ports) == 0 && !headless && spec.Type != corev1.ServiceTypeExternalName {
		out = append(out, field.Required(at.Child("ports"), ""))
	}
	names, used := map[string]bool{}, map[string]bool{}
	for i, port := range spec.Ports {
		at := at.Child("ports").Index(i)
		switch {
		case port.Name == "" && len(spec.Ports) > 1:
			out = append(out, field.Required(at.Child("name"), ""))
		case port.Name != "":
			out = append(out, label(at.Child("name"), port.Name)...)
			if names[port.Name] {
				out = append(out, field.Duplicate(at.Child("name"), port.Name))
			}
			names[port.Name] = true
		}
		out = append(out, invalid(at.Child("port"), port.Port, validation.IsValidPortNum(int(port.Port)))...)
		if target := port.TargetPort; target != (intstr.IntOrString{}) {
			out = append(out, portOrName(target, at.Child("targetPort"))...)
		}
		key := fmt.Sprintf("%s/%d", port.Protocol, port.Port)
		if used[key] {
			out = append(out, field.Duplicate(at, corev1.ServicePort{Protocol: port.Protocol, Port: port.Port}))
		}
		used[key] = true
	}
	return out
}

func admitNetworkPolicy(spec networkingv1.NetworkPolicySpec, at *field.Path) field.ErrorList {
	out := selector(&spec.PodSelector, at.Child("podSelector"))
	for i, rule := range spec.Ingress {
		at := at.Child("ingress").Index(i)
		out = append(out, admitPolicyPorts(rule.Ports, at.Child("ports"))...)
		out = append(out, admitPeers(rule.From, at.Child("from"))...)
	}
	for i, rule := range spec.Egress {
		at := at.Child("egress").Index(i)
		out = append(out, admitPolicyPorts(rule.Ports, at.Child("ports"))...)
		out = append(out, admitPeers(rule.To, at.Child("to"))...)
	}
	types := []networkingv1.PolicyType{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress}
	for i, of := range spec.PolicyTypes {
		if of != types[0] && of != types[1] {
			out = append(out, field.NotSupported(at.Child("policyTypes").Index(i), of, types))
		}
	}
	return out
}

func admitPolicyPorts(ports []networkingv1.NetworkPolicyPort, at *field.Path) field.ErrorList {
	var out field.ErrorList
	for i, port := range ports {
		at := at.Index(i)
		switch {
		case port.Port != nil:
			out = append(out, portOrName(*port.Port, at.Child("port"))...)
			if port.EndPort != nil && *port.EndPort < port.Port.IntVal {
				out = append(out, field.Invalid(at.Child("endPort"), *port.EndPort, "must be greater than or equal to `port`"))
			}
		case port.EndPort != nil:
			out = append(out, field.Invalid(at.Child("endPort"), *port.EndPort, "may not be specified when `port` is not specified"))
		}
	}
	return out
}

func admitPeers(peers []networkingv1.NetworkPolicyPeer, at *field.Path) field.ErrorList {
	var out field.ErrorList
	for i, peer := range peers {
		at := at.Index(i)
		switch {
		case peer.IPBlock != nil && (peer.PodSelector != nil || peer.NamespaceSelector != nil):
			out = append(out, field.Forbidden(at, "may not specify both ipBlock and another peer"))
		case peer.IPBlock != nil:
			out = append(out, admitBlock(*peer.IPBlock, at.Child("ipBlock"))...)
		case peer.PodSelector == nil && peer.NamespaceSelector == nil:
			out = append(out, field.Required(at, "must specify a peer"))
		default:
			out = append(out, selector(peer.PodSelector, at.Child("podSelector"))...)
			out = append(out, selector(peer.NamespaceSelector, at.Child("namespaceSelector"))...)
		}
	}
	return out
}

func admitBlock(block networkingv1.IPBlock, at *field.Path) field.ErrorList {
	const words = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"
	whole, err := netip.ParsePrefix(block.CIDR)
	if err != nil {
		return field.ErrorList{field.Invalid(at.Child("cidr"), block.CIDR, words)}
	}
	var out field.ErrorList
	for i, text := range block.Except {
		at := at.Child("except").Index(i)
		part, err := netip.ParsePrefix(text)
		switch {
		case err != nil:
			out = append(out, field.Invalid(at, text, words))
		case !whole.Contains(part.Addr()) || whole.Bits() >= part.Bits():
			out = append(out, field.Invalid(at, text, "must be a strict subset of `cidr`"))
		}
	}
	return out
}
