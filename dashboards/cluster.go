package dashboards

import "github.com/grafana/grafana-foundation-sdk/go/units"

// Shares at which a node gets tight: the kubelet evicts pods when 10 % of the disk
// or 100 MiB of memory are left (Kubernetes, "Node-pressure Eviction").
const (
	nodeBusy     = 0.9
	nodeFull     = 0.85
	nodePressing = 0.9
)

// realDisks are file systems that hold something; read-only images and memory do
// not count.
const realDisks = `fstype=~"ext4|xfs", mountpoint=~"/|/local|/var.*"`

// cluster shows nodes and pods of the cluster.
func (e Environment) cluster() sheet {
	return sheet{
		name: "cluster", title: "Cluster", audience: "the platform team",
		description: "Nodes and pods: whether there is room, and what does not run.",
		tags:        []string{tagInfrastructure, "cluster"}, from: "now-6h", refresh: "1m",
		variables: []variable{
			labelValues("node", "Node", "The nodes of the cluster.", "kube_node_info", "node"),
			labelValues("namespace", "Namespace", "The namespaces of pods.", "kube_pod_info", "namespace"),
		},
		sections: []section{clusterNumbers(), nodes(), nodeDisks(), pods(), workloads()},
	}
}

func clusterNumbers() section {
	return section{title: "At a glance", across: 4, height: numberHeight, panels: []panel{
		{
			title: "Nodes ready", unit: units.Short, shape: number,
			description: "Nodes that take pods.",
			queries:     []query{promql("ready", `sum(kube_node_status_condition{condition="Ready", status="true"})`)},
		},
		{
			title: "Nodes not ready", unit: units.Short, shape: number, limits: badFrom(1),
			description: "Nodes that do not report, or report that they can't run pods.",
			queries:     []query{promql("not ready", `sum(kube_node_status_condition{condition="Ready", status=~"false|unknown"}) or vector(0)`)},
		},
		{
			title: "Pods that wait", unit: units.Short, shape: number, limits: badFrom(1),
			description: "Pods without a node, or whose containers have not begun.",
			queries:     []query{promql("pending", `sum(kube_pod_status_phase{phase="Pending"}) or vector(0)`)},
		},
		{
			title: "CPU requested", unit: units.PercentUnit, shape: number, limits: worseFrom(nodeFull, nodeBusy),
			description: "Requests of all pods as a share of what nodes offer. New nodes come by themselves; where it stays high, they do not.",
			queries: []query{promql("requested",
				`sum(kube_pod_container_resource_requests{resource="cpu"}) / sum(kube_node_status_allocatable{resource="cpu"})`)},
		},
	}}
}

func nodes() section {
	return section{title: "Nodes", across: 3, panels: []panel{
		{
			title: "CPU in use", unit: units.PercentUnit, limits: badFrom(nodeBusy), highest: 1,
			description: "Share of each node's CPU time that is not idle.",
			queries: []query{promql("{{instance}}",
				`1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[%s]))`, interval)},
		},
		{
			title: "Memory in use", unit: units.PercentUnit, limits: badFrom(nodePressing), highest: 1,
			description: "Share of each node's memory that can't be had without taking it from someone.",
			queries:     []query{promql("{{instance}}", "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes")},
		},
		{
			title: "Conditions", unit: units.BoolOnOff, shape: states, limits: badFrom(1), highest: 1,
			description: "Nodes that say that they are short of memory, disk or process ids, or are not ready.",
			queries: []query{
				promql("{{node}} {{condition}}", `max by (node, condition) (kube_node_status_condition{node=~"$node", condition!="Ready", status="true"})`),
				promql("{{node}} not ready", `max by (node) (kube_node_status_condition{node=~"$node", condition="Ready", status=~"false|unknown"})`),
			},
		},
	}}
}

func nodeDisks() section {
	return section{title: "Disks and requests", across: 2, panels: []panel{
		{
			title: "Disks in use", unit: units.PercentUnit, limits: badFrom(nodeFull), highest: 1,
			description: "Share of each file system that is used. The kubelet removes images, then pods, when it is nearly full.",
			queries: []query{promql("{{instance}} {{mountpoint}}",
				"1 - node_filesystem_avail_bytes{%s} / node_filesystem_size_bytes{%[1]s}", realDisks)},
		},
		{
			title: "Memory requested by node", unit: units.PercentUnit, highest: 1,
			description: "Requests of its pods as a share of what the node offers. Much requested and little used is money.",
			queries: []query{promql("{{node}}",
				`sum by (node) (kube_pod_container_resource_requests{resource="memory", node=~"$node"}) / sum by (node) (kube_node_status_allocatable{resource="memory", node=~"$node"})`)},
		},
	}}
}

func pods() section {
	return section{title: "Pods", across: 3, panels: []panel{
		{
			title: "Pods by phase", unit: units.Short, shape: areas,
			description: "Pods by phase. Failed ones are kept until someone has looked.",
			queries:     []query{promql("{{phase}}", `sum by (phase) (kube_pod_status_phase{namespace=~"$namespace"})`)},
		},
		{
			title: "Why containers wait", unit: units.Short, shape: areas,
			description: "Containers that do not run, by reason. CrashLoopBackOff is the application's, ImagePullBackOff the registry's.",
			queries:     []query{promql("{{reason}}", `sum by (reason) (kube_pod_container_status_waiting_reason{namespace=~"$namespace"})`)},
		},
		{
			title: "Restarts", unit: units.Short,
			description: "Restarts of containers, by pod; pods that never restart are left out.",
			queries: []query{promql("{{namespace}} {{pod}}",
				`sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{namespace=~"$namespace"}[%s])) > 0`, interval)},
		},
	}}
}

func workloads() section {
	return section{title: "Workloads", across: 3, panels: []panel{
		{
			title: "Pods missing", unit: units.Short, limits: badFrom(1),
			description: "Pods that a Deployment wants and does not have ready.",
			queries: []query{promql("{{namespace}} {{deployment}}",
				`kube_deployment_spec_replicas{namespace=~"$namespace"} - kube_deployment_status_replicas_available{namespace=~"$namespace"} > 0`)},
		},
		{
			title: "Autoscalers at their limit", unit: units.PercentUnit, limits: badFrom(1), highest: 1,
			description: "Pods as a share of the most that the autoscaler may have. At 100 % it can't help any more.",
			queries: []query{promql("{{namespace}} {{horizontalpodautoscaler}}",
				`kube_horizontalpodautoscaler_status_current_replicas{namespace=~"$namespace"} / kube_horizontalpodautoscaler_spec_max_replicas{namespace=~"$namespace"}`)},
		},
		{
			title: "Memory by namespace", unit: units.BytesIEC, shape: areas,
			description: "Memory of containers that can't be given back.",
			queries: []query{promql("{{namespace}}",
				`sum by (namespace) (container_memory_working_set_bytes{namespace=~"$namespace", container!=""})`)},
		},
	}}
}
