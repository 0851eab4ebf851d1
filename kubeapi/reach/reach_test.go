package reach_test

import (
	"net/netip"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/covetpy/platform/kubeapi/reach"
)

const (
	tcp = corev1.ProtocolTCP
	udp = corev1.ProtocolUDP
)

func pod(namespace, address string, labels map[string]string) reach.Endpoint {
	return reach.Endpoint{
		Namespace: namespace, Labels: labels, Address: netip.MustParseAddr(address),
		Ports: []corev1.ContainerPort{{Name: "redis", ContainerPort: 6379}, {Name: "gossip", ContainerPort: 7946, Protocol: udp}},
	}
}

func outside(address string) reach.Endpoint {
	return reach.Endpoint{Address: netip.MustParseAddr(address)}
}

func selector(pairs ...string) *metav1.LabelSelector {
	out := &metav1.LabelSelector{MatchLabels: map[string]string{}}
	for i := 0; i < len(pairs); i += 2 {
		out.MatchLabels[pairs[i]] = pairs[i+1]
	}
	return out
}

func onTCP(port int32) []networkingv1.NetworkPolicyPort {
	return []networkingv1.NetworkPolicyPort{{Protocol: new(tcp), Port: new(intstr.FromInt32(port))}}
}

// policyOf is a policy of the namespace "default".
func policyOf(spec networkingv1.NetworkPolicySpec) *networkingv1.NetworkPolicy {
	return &networkingv1.NetworkPolicy{ObjectMeta: metav1.ObjectMeta{Name: "policy", Namespace: "default"}, Spec: spec}
}

// documented is the policy that the guide explains: it isolates role=db both ways.
func documented() *networkingv1.NetworkPolicy {
	return policyOf(networkingv1.NetworkPolicySpec{
		PodSelector: *selector("role", "db"),
		PolicyTypes: []networkingv1.PolicyType{"Ingress", "Egress"},
		Ingress: []networkingv1.NetworkPolicyIngressRule{{
			From: []networkingv1.NetworkPolicyPeer{
				{IPBlock: &networkingv1.IPBlock{CIDR: "172.17.0.0/16", Except: []string{"172.17.1.0/24"}}},
				{NamespaceSelector: selector("project", "myproject")},
				{PodSelector: selector("role", "frontend")},
			},
			Ports: onTCP(6379),
		}},
		Egress: []networkingv1.NetworkPolicyEgressRule{{
			To:    []networkingv1.NetworkPolicyPeer{{IPBlock: &networkingv1.IPBlock{CIDR: "10.0.0.0/24"}}},
			Ports: onTCP(5978),
		}},
	})
}

func namespaces() map[string]map[string]string {
	return map[string]map[string]string{"default": nil, "mine": {"project": "myproject"}, "theirs": {"project": "other"}}
}

var (
	db       = pod("default", "192.168.0.1", map[string]string{"role": "db"})
	frontend = pod("default", "192.168.0.2", map[string]string{"role": "frontend"})
	batch    = pod("default", "192.168.0.3", nil)
	mine     = pod("mine", "192.168.0.4", map[string]string{"role": "batch"})
	theirs   = pod("theirs", "192.168.0.5", map[string]string{"role": "frontend"})
)

func TestThePolicyThatTheGuideExplains(t *testing.T) {
	n, err := reach.New(namespaces(), documented())
	require.NoError(t, err)
	for name, tt := range map[string]struct {
		from, to reach.Endpoint
		port     int32
		protocol corev1.Protocol
		want     bool
	}{
		"pods of its namespace by their label":         {frontend, db, 6379, tcp, true},
		"any pods of a project's namespaces":           {mine, db, 6379, tcp, true},
		"addresses of the range":                       {outside("172.17.0.9"), db, 6379, tcp, true},
		"but not those that are excepted":              {outside("172.17.1.9"), db, 6379, tcp, false},
		"nor others":                                   {outside("172.18.0.9"), db, 6379, tcp, false},
		"nor another port":                             {frontend, db, 6380, tcp, false},
		"nor another protocol":                         {frontend, db, 6379, udp, false},
		"nor other pods of the namespace":              {batch, db, 6379, tcp, false},
		"nor such pods of another namespace":           {theirs, db, 6379, tcp, false},
		"it reaches the range":                         {db, outside("10.0.0.9"), 5978, tcp, true},
		"but no other port there":                      {db, outside("10.0.0.9"), 5979, tcp, false},
		"nor anything else":                            {db, outside("10.0.1.9"), 5978, tcp, false},
		"nor a pod that is open to everyone":           {db, batch, 5978, tcp, false},
		"pods that it does not select are open":        {batch, frontend, 1, udp, true},
		"to the world and from it":                     {outside("8.8.8.8"), frontend, 1, tcp, true},
		"and no policy keeps a pod from itself":        {db, db, 9999, udp, true},
		"policies do not speak of two that are no pod": {outside("8.8.8.8"), outside("9.9.9.9"), 1, tcp, true},
	} {
		assert.Equal(t, tt.want, n.Allowed(tt.from, tt.to, tt.port, tt.protocol), name)
	}
}

func TestDefaults(t *testing.T) {
	everyone := networkingv1.NetworkPolicySpec{}
	in, out := []networkingv1.NetworkPolicyIngressRule{{}}, []networkingv1.NetworkPolicyEgressRule{{}}
	for name, tt := range map[string]struct {
		specs   []networkingv1.NetworkPolicySpec
		in, out bool
	}{
		"no policy":                             {nil, true, true},
		"nothing said is no ingress":            {[]networkingv1.NetworkPolicySpec{everyone}, false, true},
		"no ingress":                            {[]networkingv1.NetworkPolicySpec{{PolicyTypes: []networkingv1.PolicyType{"Ingress"}}}, false, true},
		"no egress":                             {[]networkingv1.NetworkPolicySpec{{PolicyTypes: []networkingv1.PolicyType{"Egress"}}}, true, false},
		"neither":                               {[]networkingv1.NetworkPolicySpec{{PolicyTypes: []networkingv1.PolicyType{"Ingress", "Egress"}}}, false, false},
		"all ingress":                           {[]networkingv1.NetworkPolicySpec{{Ingress: in}}, true, true},
		"rules of egress are about ingress too": {[]networkingv1.NetworkPolicySpec{{Egress: out}}, false, true},
		"rules of what the types leave out do nothing": {
			[]networkingv1.NetworkPolicySpec{{PolicyTypes: []networkingv1.PolicyType{"Egress"}, Ingress: in}}, true, false,
		},
		"a second policy adds to the first": {
			[]networkingv1.NetworkPolicySpec{{PolicyTypes: []networkingv1.PolicyType{"Ingress", "Egress"}}, {Ingress: in}, {Egress: out}}, true, true,
		},
	} {
		var policies []*networkingv1.NetworkPolicy
		for _, spec := range tt.specs {
			policies = append(policies, policyOf(spec))
		}
		n, err := reach.New(namespaces(), policies...)
		require.NoError(t, err)
		assert.Equal(t, tt.in, n.Allowed(mine, batch, 80, tcp), "in: %s", name)
		assert.Equal(t, tt.out, n.Allowed(batch, mine, 80, tcp), "out: %s", name)
	}
}

// reaches says what a policy of the destination lets through.
func reaches(t *testing.T, r networkingv1.NetworkPolicyIngressRule, from reach.Endpoint, port int32, protocol corev1.Protocol) bool {
	t.Helper()
	n, err := reach.New(namespaces(), policyOf(networkingv1.NetworkPolicySpec{Ingress: []networkingv1.NetworkPolicyIngressRule{r}}))
	require.NoError(t, err)
	return n.Allowed(from, db, port, protocol)
}

func TestTwoSelectorsOfOnePeerBothCount(t *testing.T) {
	both := networkingv1.NetworkPolicyIngressRule{From: []networkingv1.NetworkPolicyPeer{
		{NamespaceSelector: selector("project", "other"), PodSelector: selector("role", "frontend")},
	}}
	either := networkingv1.NetworkPolicyIngressRule{From: []networkingv1.NetworkPolicyPeer{
		{NamespaceSelector: selector("project", "other")}, {PodSelector: selector("role", "frontend")},
	}}
	assert.True(t, reaches(t, both, theirs, 80, tcp))
	assert.False(t, reaches(t, both, frontend, 80, tcp))
	assert.False(t, reaches(t, both, mine, 80, tcp))
	assert.True(t, reaches(t, either, theirs, 80, tcp))
	assert.True(t, reaches(t, either, frontend, 80, tcp))
	assert.False(t, reaches(t, either, mine, 80, tcp))
}

func TestEmptySelectorsAreAll(t *testing.T) {
	pods := networkingv1.NetworkPolicyIngressRule{From: []networkingv1.NetworkPolicyPeer{{PodSelector: selector()}}}
	everywhere := networkingv1.NetworkPolicyIngressRule{From: []networkingv1.NetworkPolicyPeer{{NamespaceSelector: selector()}}}
	assert.True(t, reaches(t, pods, batch, 80, tcp))
	assert.False(t, reaches(t, pods, mine, 80, tcp), "of the policy's own namespace")
	assert.True(t, reaches(t, everywhere, mine, 80, tcp))
	assert.False(t, reaches(t, everywhere, outside("8.8.8.8"), 80, tcp), "an address is no pod")
	stranger := pod("unheard-of", "192.168.0.9", nil)
	assert.False(t, reaches(t, everywhere, stranger, 80, tcp), "whose namespace is not known, nothing is known of")
}

func TestNamespacesAreKnownByName(t *testing.T) {
	named := networkingv1.NetworkPolicyIngressRule{From: []networkingv1.NetworkPolicyPeer{
		{NamespaceSelector: selector("kubernetes.io/metadata.name", "mine")},
	}}
	assert.True(t, reaches(t, named, mine, 80, tcp))
	assert.False(t, reaches(t, named, theirs, 80, tcp))
}

func TestPorts(t *testing.T) {
	rule := func(ports ...networkingv1.NetworkPolicyPort) networkingv1.NetworkPolicyIngressRule {
		return networkingv1.NetworkPolicyIngressRule{Ports: ports}
	}
	for name, tt := range map[string]struct {
		rule     networkingv1.NetworkPolicyIngressRule
		port     int32
		protocol corev1.Protocol
		want     bool
	}{
		"none are all":                      {rule(), 1, udp, true},
		"a protocol alone is all its ports": {rule(networkingv1.NetworkPolicyPort{Protocol: new(udp)}), 1, udp, true},
		"and none of another":               {rule(networkingv1.NetworkPolicyPort{Protocol: new(udp)}), 1, tcp, false},
		"without a protocol it is TCP":      {rule(networkingv1.NetworkPolicyPort{Port: new(intstr.FromInt32(80))}), 80, tcp, true},
		"and not UDP":                       {rule(networkingv1.NetworkPolicyPort{Port: new(intstr.FromInt32(80))}), 80, udp, false},
		"the first of a range":              {rule(networkingv1.NetworkPolicyPort{Port: new(intstr.FromInt32(32000)), EndPort: new(int32(32768))}), 32000, tcp, true},
		"the last of a range":               {rule(networkingv1.NetworkPolicyPort{Port: new(intstr.FromInt32(32000)), EndPort: new(int32(32768))}), 32768, tcp, true},
		"one behind a range":                {rule(networkingv1.NetworkPolicyPort{Port: new(intstr.FromInt32(32000)), EndPort: new(int32(32768))}), 32769, tcp, false},
		"one before a range":                {rule(networkingv1.NetworkPolicyPort{Port: new(intstr.FromInt32(32000)), EndPort: new(int32(32768))}), 31999, tcp, false},
		"by its name":                       {rule(networkingv1.NetworkPolicyPort{Port: new(intstr.FromString("redis"))}), 6379, tcp, true},
		"a name is of one port":             {rule(networkingv1.NetworkPolicyPort{Port: new(intstr.FromString("redis"))}), 6380, tcp, false},
		"and of one protocol":               {rule(networkingv1.NetworkPolicyPort{Port: new(intstr.FromString("gossip"))}), 7946, tcp, false},
		"which the rule has to say":         {rule(networkingv1.NetworkPolicyPort{Port: new(intstr.FromString("gossip")), Protocol: new(udp)}), 7946, udp, true},
	} {
		assert.Equal(t, tt.want, reaches(t, tt.rule, frontend, tt.port, tt.protocol), name)
	}
}

func TestAPortOfEgressIsNamedByWhoListens(t *testing.T) {
	n, err := reach.New(namespaces(), policyOf(networkingv1.NetworkPolicySpec{
		PodSelector: *selector("role", "frontend"), PolicyTypes: []networkingv1.PolicyType{"Egress"},
		Egress: []networkingv1.NetworkPolicyEgressRule{{Ports: []networkingv1.NetworkPolicyPort{{Port: new(intstr.FromString("redis"))}}}},
	}))
	require.NoError(t, err)
	assert.True(t, n.Allowed(frontend, mine, 6379, tcp))
	assert.False(t, n.Allowed(frontend, outside("8.8.8.8"), 6379, tcp), "an address has no names")
}

func TestPoliciesThatAServerWouldRefuse(t *testing.T) {
	peers := func(p networkingv1.NetworkPolicyPeer) networkingv1.NetworkPolicySpec {
		return networkingv1.NetworkPolicySpec{Egress: []networkingv1.NetworkPolicyEgressRule{{To: []networkingv1.NetworkPolicyPeer{p}}}}
	}
	wrong := &metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{{Key: "a", Operator: "Near"}}}
	for want, spec := range map[string]networkingv1.NetworkPolicySpec{
		"podSelector: ": {PodSelector: *wrong},
		`Egress rule 0: "Near" is not a valid label selector operator`: peers(networkingv1.NetworkPolicyPeer{NamespaceSelector: wrong}),
		"Egress rule 0: a peer has to be a range or pods":              peers(networkingv1.NetworkPolicyPeer{}),
		"Egress rule 0: cidr: ":                                        peers(networkingv1.NetworkPolicyPeer{IPBlock: &networkingv1.IPBlock{CIDR: "10.0.0.0"}}),
		"Egress rule 0: except: netip": peers(networkingv1.NetworkPolicyPeer{IPBlock: &networkingv1.IPBlock{
			CIDR: "10.0.0.0/8", Except: []string{"10"},
		}}),
		"Egress rule 0: except: 11.0.0.0/16 is no part of 10.0.0.0/8": peers(networkingv1.NetworkPolicyPeer{IPBlock: &networkingv1.IPBlock{
			CIDR: "10.0.0.0/8", Except: []string{"11.0.0.0/16"},
		}}),
		"Egress rule 0: an ipBlock is a peer by itself, without selectors": peers(networkingv1.NetworkPolicyPeer{
			IPBlock: &networkingv1.IPBlock{CIDR: "10.0.0.0/8"}, PodSelector: selector(),
		}),
	} {
		_, err := reach.New(namespaces(), policyOf(spec))
		assert.ErrorContains(t, err, "read network policy default/policy: "+want)
	}
}
