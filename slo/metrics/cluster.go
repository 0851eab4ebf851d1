package metrics

// kubeState is what is used of kube-state-metrics (its docs/metrics folder).
func kubeState() []Metric {
	pod := []string{"namespace", "pod", "uid"}
	container := []string{"namespace", "pod", "uid", "container"}
	deployment := []string{"namespace", "deployment"}
	return of(KubeState,
		Metric{Name: "kube_node_info", Type: Gauge, Unit: "bool", Labels: []string{"node"}, Help: "a node"},
		Metric{Name: "kube_node_status_condition", Type: Gauge, Unit: "bool", Labels: []string{"node", "condition", "status"}, Help: "a condition of a node"},
		Metric{Name: "kube_node_status_allocatable", Type: Gauge, Unit: "mixed", Labels: []string{"node", "resource", "unit"}, Help: "what a node offers to pods"},
		Metric{Name: "kube_pod_info", Type: Gauge, Unit: "bool", Labels: append([]string{"node", "created_by_kind", "created_by_name", "priority_class"}, pod...), Help: "a pod"},
		Metric{Name: "kube_pod_status_phase", Type: Gauge, Unit: "bool", Labels: append([]string{"phase"}, pod...), Help: "the phase of a pod"},
		Metric{Name: "kube_pod_status_ready", Type: Gauge, Unit: "bool", Labels: append([]string{"condition"}, pod...), Help: "whether a pod is ready"},
		Metric{Name: "kube_pod_container_status_restarts_total", Type: Counter, Unit: "restarts", Labels: container, Help: "restarts of a container"},
		Metric{Name: "kube_pod_container_status_waiting_reason", Type: Gauge, Unit: "bool", Labels: append([]string{"reason"}, container...), Help: "why a container waits"},
		Metric{Name: "kube_pod_container_status_last_terminated_reason", Type: Gauge, Unit: "bool", Labels: append([]string{"reason"}, container...), Help: "why a container ended last"},
		Metric{Name: "kube_pod_container_resource_requests", Type: Gauge, Unit: "mixed", Labels: append([]string{"node", "resource", "unit"}, container...), Help: "what a container asks for"},
		Metric{Name: "kube_pod_container_resource_limits", Type: Gauge, Unit: "mixed", Labels: append([]string{"node", "resource", "unit"}, container...), Help: "what a container may have"},
		Metric{Name: "kube_deployment_spec_replicas", Type: Gauge, Unit: "pods", Labels: deployment, Help: "pods that a deployment wants"},
		Metric{Name: "kube_deployment_status_replicas_available", Type: Gauge, Unit: "pods", Labels: deployment, Help: "pods that a deployment has"},
		Metric{Name: "kube_horizontalpodautoscaler_spec_max_replicas", Type: Gauge, Unit: "pods", Labels: []string{"namespace", "horizontalpodautoscaler"}, Help: "the most pods that an autoscaler makes"},
		Metric{Name: "kube_horizontalpodautoscaler_status_current_replicas", Type: Gauge, Unit: "pods", Labels: []string{"namespace", "horizontalpodautoscaler"}, Help: "the pods that an autoscaler has made"},
		Metric{Name: "kube_job_status_failed", Type: Gauge, Unit: "pods", Labels: []string{"namespace", "job_name", "reason"}, Help: "failed pods of a job"},
		Metric{Name: "kube_cronjob_status_last_successful_time", Type: Gauge, Unit: UnixSeconds, Labels: []string{"namespace", "cronjob"}, Help: "when a scheduled job last succeeded"},
		Metric{Name: "kube_persistentvolumeclaim_status_phase", Type: Gauge, Unit: "bool", Labels: []string{"namespace", "persistentvolumeclaim", "phase"}, Help: "the phase of a claim"},
	)
}

// node is what is used of the node exporter.
func node() []Metric {
	filesystem := []string{"device", "fstype", "mountpoint"}
	return of(Node,
		Metric{Name: "node_cpu_seconds_total", Type: Counter, Unit: "seconds", Labels: []string{"cpu", "mode"}, Help: "time that a processor spent in a mode"},
		Metric{Name: "node_load1", Type: Gauge, Unit: "processes", Help: "load over one minute"},
		Metric{Name: "node_memory_MemTotal_bytes", Type: Gauge, Unit: "bytes", Help: "memory of a node"},
		Metric{Name: "node_memory_MemAvailable_bytes", Type: Gauge, Unit: "bytes", Help: "memory that can be had without swapping"},
		Metric{Name: "node_filesystem_size_bytes", Type: Gauge, Unit: "bytes", Labels: filesystem, Help: "size of a file system"},
		Metric{Name: "node_filesystem_avail_bytes", Type: Gauge, Unit: "bytes", Labels: filesystem, Help: "room in a file system"},
		Metric{Name: "node_disk_io_time_seconds_total", Type: Counter, Unit: "seconds", Labels: []string{"device"}, Help: "time that a disk was busy"},
		Metric{Name: "node_network_receive_bytes_total", Type: Counter, Unit: "bytes", Labels: []string{"device"}, Help: "received"},
		Metric{Name: "node_network_transmit_bytes_total", Type: Counter, Unit: "bytes", Labels: []string{"device"}, Help: "sent"},
		Metric{Name: "node_network_receive_errs_total", Type: Counter, Unit: "packets", Labels: []string{"device"}, Help: "received with an error"},
		Metric{Name: "node_nf_conntrack_entries", Type: Gauge, Unit: "connections", Help: "connections tracked"},
		Metric{Name: "node_nf_conntrack_entries_limit", Type: Gauge, Unit: "connections", Help: "connections that can be tracked"},
	)
}

// cAdvisor is what is used of the kubelet's cAdvisor.
func cAdvisor() []Metric {
	container := []string{"namespace", "pod", "container", "image", "id", "name"}
	network := []string{"namespace", "pod", "interface", "image", "id", "name"}
	return of(CAdvisor,
		Metric{Name: "container_cpu_usage_seconds_total", Type: Counter, Unit: "seconds", Labels: append([]string{"cpu"}, container...), Help: "processor time used"},
		Metric{Name: "container_cpu_cfs_periods_total", Type: Counter, Unit: "periods", Labels: container, Help: "scheduling periods"},
		Metric{Name: "container_cpu_cfs_throttled_periods_total", Type: Counter, Unit: "periods", Labels: container, Help: "periods in which it was held back"},
		Metric{Name: "container_memory_working_set_bytes", Type: Gauge, Unit: "bytes", Labels: container, Help: "memory that the kernel can't take back"},
		Metric{Name: "container_oom_events_total", Type: Counter, Unit: "kills", Labels: container, Help: "killed for want of memory"},
		Metric{Name: "container_fs_usage_bytes", Type: Gauge, Unit: "bytes", Labels: append([]string{"device"}, container...), Help: "room used on a disk"},
		Metric{Name: "container_network_receive_bytes_total", Type: Counter, Unit: "bytes", Labels: network, Help: "received"},
		Metric{Name: "container_network_transmit_bytes_total", Type: Counter, Unit: "bytes", Labels: network, Help: "sent"},
	)
}

// prometheus is what a scraper says about each of its targets.
func prometheus() []Metric {
	target := []string{"namespace", "pod", LabelService}
	return of(Prometheus,
		Metric{Name: "up", Type: Gauge, Unit: "bool", Labels: target, Help: "1 when the target answered the scrape"},
		Metric{Name: "scrape_duration_seconds", Type: Gauge, Unit: "seconds", Labels: target, Help: "how long the scrape took"},
		Metric{Name: "scrape_samples_scraped", Type: Gauge, Unit: "samples", Labels: target, Help: "what the target exposes"},
	)
}

func of(source Source, metrics ...Metric) []Metric {
	for i := range metrics {
		metrics[i].Source = source
	}
	return metrics
}
