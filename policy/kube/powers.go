package kube

// Writes are the verbs that change objects.
func Writes() []string {
	return []string{"create", "update", "patch", "delete", "deletecollection"}
}

// reads are the verbs that show what is in objects.
func reads() []string { return []string{"get", "list", "watch"} }

// Rights with which one becomes more than one was given. Each is refused to roles
// by a rule of its own, and to pods by a rule over all that they are bound to.
var (
	// ReadSecrets is to read secrets that are not listed by name.
	ReadSecrets = Rights{{Resources: []string{"secrets"}, Verbs: reads(), UnlessNamed: true}}
	// Escalate is to give rights that one does not have.
	Escalate = Rights{{
		Group: RBACGroup, Resources: []string{"roles", "clusterroles"},
		Verbs: []string{"bind", "escalate"},
	}}
	// WriteRBAC is to change who may do what.
	WriteRBAC = Rights{{
		Group: RBACGroup, Resources: []string{"roles", "clusterroles", "rolebindings", "clusterrolebindings"},
		Verbs: Writes(),
	}}
	// Impersonate is to act as somebody else.
	Impersonate = Rights{
		{Resources: []string{"users", "groups", "serviceaccounts"}, Verbs: []string{"impersonate"}},
		{Group: "authentication.k8s.io", Resources: []string{"userextras", "uids"}, Verbs: []string{"impersonate"}},
	}
	// Exec is to run something in another's pod. A GET is enough where the stream
	// is a web socket.
	Exec = Rights{
		{Resources: []string{"pods/exec", "pods/attach", "pods/portforward", "pods/proxy"}, Verbs: []string{"create", "get"}},
		{Resources: []string{"pods/ephemeralcontainers"}, Verbs: []string{"update", "patch"}},
	}
	// NodesProxy is to talk to the kubelet, which asks no admission and writes no
	// audit log. The kubelet takes a GET for enough.
	NodesProxy = Rights{{
		Resources: []string{"nodes/proxy"},
		Verbs:     []string{"get", "create", "update", "patch", "delete"},
	}}
	// CreateTokens is to issue tokens for service accounts.
	CreateTokens = Rights{{Resources: []string{"serviceaccounts/token"}, Verbs: []string{"create"}, UnlessNamed: true}}
)

// Power is rights in words.
type Power struct {
	May    string
	Rights Rights
	// Builtin are the roles that every cluster has and that give it.
	Builtin []string
	// Cluster is true for rights on what belongs to no namespace.
	Cluster bool
}

// Powers are those that a pod has to be without.
func Powers() []Power {
	editors := []string{"cluster-admin", "admin", "edit"}
	return []Power{
		{May: "read every secret", Rights: ReadSecrets, Builtin: editors},
		{May: "give rights that it does not have", Rights: Escalate, Builtin: []string{"cluster-admin"}},
		{May: "change roles and bindings", Rights: WriteRBAC, Builtin: []string{"cluster-admin", "admin"}},
		{May: "act as somebody else", Rights: Impersonate, Builtin: editors},
		{May: "run commands in other pods", Rights: Exec, Builtin: editors},
		{May: "talk to the kubelets", Rights: NodesProxy, Builtin: []string{"cluster-admin"}, Cluster: true},
		{May: "issue tokens for service accounts", Rights: CreateTokens, Builtin: editors},
	}
}

// WriteWorkloads is to change what runs.
func WriteWorkloads() Power {
	workloads := []string{"deployments", "statefulsets", "daemonsets", "replicasets"}
	return Power{
		May: "change what runs",
		Rights: Rights{
			{Group: "apps", Resources: workloads, Verbs: Writes()},
			{Group: "batch", Resources: []string{"jobs", "cronjobs"}, Verbs: Writes()},
			{Resources: []string{"pods"}, Verbs: Writes()},
		},
		Builtin: []string{"cluster-admin", "admin", "edit"},
	}
}
