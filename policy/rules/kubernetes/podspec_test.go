package kubernetes

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"pgregory.net/rapid"
)

// The generators prefer what is allowed, so that a pod with one fault is as likely
// as one with many.

// rarely is a value now and then, and nil otherwise.
func rarely[T any](g *rapid.Generator[T]) *rapid.Generator[*T] {
	return rapid.Custom(func(t *rapid.T) *T {
		if rapid.IntRange(0, 3).Draw(t, "given") > 0 {
			return nil
		}
		v := g.Draw(t, "value")
		return &v
	})
}

func listOf[T any](g *rapid.Generator[T]) *rapid.Generator[[]T] { return rapid.SliceOfN(g, 0, 2) }

func podMeta() *rapid.Generator[*metav1.ObjectMeta] {
	return rapid.Custom(func(t *rapid.T) *metav1.ObjectMeta {
		keys := rapid.SampledFrom([]string{
			"container.apparmor.security.beta.kubernetes.io/web", "container.apparmor.security.beta.kubernetes.io/", "other.io/web",
			"seccomp.security.alpha.kubernetes.io/pod",
		})
		values := rapid.SampledFrom([]string{"", "runtime/default", "localhost/mine", "localhost/", "unconfined", "Runtime/Default"})
		return &metav1.ObjectMeta{Annotations: rapid.MapOfN(keys, values, 0, 1).Draw(t, "annotations")}
	})
}

func podSpec() *rapid.Generator[*corev1.PodSpec] {
	return rapid.Custom(func(t *rapid.T) *corev1.PodSpec {
		seldom := func(label string) bool { return rapid.IntRange(0, 5).Draw(t, label) == 0 }
		spec := &corev1.PodSpec{
			HostNetwork: seldom("network"), HostPID: seldom("pid"), HostIPC: seldom("ipc"),
			HostUsers:      rarely(rapid.Bool()).Draw(t, "users"),
			Containers:     rapid.SliceOfN(container(), 1, 2).Draw(t, "containers"),
			InitContainers: listOf(container()).Draw(t, "init"),
			Volumes:        listOf(volume()).Draw(t, "volumes"),
			OS: rarely(rapid.Custom(func(t *rapid.T) corev1.PodOS {
				return corev1.PodOS{Name: rapid.SampledFrom([]corev1.OSName{corev1.Linux, corev1.Windows, "Windows"}).Draw(t, "os")}
			})).Draw(t, "os"),
		}
		for _, c := range rapid.SliceOfN(container(), 0, 1).Draw(t, "ephemeral") {
			spec.EphemeralContainers = append(spec.EphemeralContainers,
				corev1.EphemeralContainer{EphemeralContainerCommon: corev1.EphemeralContainerCommon(c)})
		}
		if rapid.Bool().Draw(t, "context") {
			spec.SecurityContext = &corev1.PodSecurityContext{
				RunAsNonRoot:    rarely(rapid.Bool()).Draw(t, "nonRoot"),
				RunAsUser:       rarely(rapid.Int64Range(0, 1)).Draw(t, "user"),
				SeccompProfile:  rarely(seccompProfile()).Draw(t, "seccomp"),
				AppArmorProfile: rarely(appArmorProfile()).Draw(t, "apparmor"),
				SELinuxOptions:  rarely(seLinuxOptions()).Draw(t, "selinux"),
				WindowsOptions:  rarely(windowsOptions()).Draw(t, "windows"),
				Sysctls:         listOf(sysctl()).Draw(t, "sysctls"),
			}
		}
		return spec
	})
}

func container() *rapid.Generator[corev1.Container] {
	return rapid.Custom(func(t *rapid.T) corev1.Container {
		return corev1.Container{
			Name:            rapid.SampledFrom([]string{"web", "log"}).Draw(t, "name"),
			SecurityContext: securityContext().Draw(t, "context"),
			Ports:           listOf(port()).Draw(t, "ports"),
			LivenessProbe:   rarely(probe()).Draw(t, "live"),
			ReadinessProbe:  rarely(probe()).Draw(t, "ready"),
			StartupProbe:    rarely(probe()).Draw(t, "startup"),
			Lifecycle: rarely(rapid.Custom(func(t *rapid.T) corev1.Lifecycle {
				return corev1.Lifecycle{PostStart: rarely(hook()).Draw(t, "start"), PreStop: rarely(hook()).Draw(t, "stop")}
			})).Draw(t, "lifecycle"),
		}
	})
}

func securityContext() *rapid.Generator[*corev1.SecurityContext] {
	return rapid.Custom(func(t *rapid.T) *corev1.SecurityContext {
		if rapid.IntRange(0, 5).Draw(t, "none") == 0 {
			return nil
		}
		escalation := rapid.IntRange(0, 5).Draw(t, "escalation") == 0
		return &corev1.SecurityContext{
			AllowPrivilegeEscalation: &escalation,
			Privileged:               rarely(rapid.Bool()).Draw(t, "privileged"),
			RunAsNonRoot:             rarely(rapid.Bool()).Draw(t, "nonRoot"),
			RunAsUser:                rarely(rapid.Int64Range(0, 1)).Draw(t, "user"),
			SeccompProfile:           rarely(seccompProfile()).Draw(t, "seccomp"),
			AppArmorProfile:          rarely(appArmorProfile()).Draw(t, "apparmor"),
			SELinuxOptions:           rarely(seLinuxOptions()).Draw(t, "selinux"),
			WindowsOptions:           rarely(windowsOptions()).Draw(t, "windows"),
			ProcMount:                rarely(rapid.SampledFrom([]corev1.ProcMountType{"Default", "Unmasked", ""})).Draw(t, "proc"),
			Capabilities: rarely(rapid.Custom(func(t *rapid.T) corev1.Capabilities {
				all := rapid.SampledFrom([]corev1.Capability{"ALL", "all", "NET_BIND_SERVICE", "SYS_ADMIN", "CHOWN"})
				return corev1.Capabilities{Add: listOf(all).Draw(t, "add"), Drop: listOf(all).Draw(t, "drop")}
			})).Draw(t, "capabilities"),
		}
	})
}

func seccompProfile() *rapid.Generator[corev1.SeccompProfile] {
	return rapid.Custom(func(t *rapid.T) corev1.SeccompProfile {
		return corev1.SeccompProfile{Type: rapid.SampledFrom([]corev1.SeccompProfileType{
			"RuntimeDefault", "Localhost", "Unconfined", "", "runtimedefault",
		}).Draw(t, "type")}
	})
}

func appArmorProfile() *rapid.Generator[corev1.AppArmorProfile] {
	return rapid.Custom(func(t *rapid.T) corev1.AppArmorProfile {
		return corev1.AppArmorProfile{Type: rapid.SampledFrom([]corev1.AppArmorProfileType{
			"RuntimeDefault", "Localhost", "Unconfined", "",
		}).Draw(t, "type")}
	})
}

func seLinuxOptions() *rapid.Generator[corev1.SELinuxOptions] {
	return rapid.Custom(func(t *rapid.T) corev1.SELinuxOptions {
		return corev1.SELinuxOptions{
			Type: rapid.SampledFrom([]string{"", "container_t", "container_init_t", "container_kvm_t", "container_engine_t", "spc_t", " "}).Draw(t, "type"),
			User: rapid.SampledFrom([]string{"", "", "user_u", " "}).Draw(t, "user"),
			Role: rapid.SampledFrom([]string{"", "", "user_r"}).Draw(t, "role"),
		}
	})
}

func windowsOptions() *rapid.Generator[corev1.WindowsSecurityContextOptions] {
	return rapid.Custom(func(t *rapid.T) corev1.WindowsSecurityContextOptions {
		return corev1.WindowsSecurityContextOptions{HostProcess: rarely(rapid.Bool()).Draw(t, "host")}
	})
}

func sysctl() *rapid.Generator[corev1.Sysctl] {
	return rapid.Custom(func(t *rapid.T) corev1.Sysctl {
		return corev1.Sysctl{Value: "1", Name: rapid.SampledFrom([]string{
			"kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_local_reserved_ports",
			"net.ipv4.ip_unprivileged_port_start", "net.ipv4.ping_group_range", "net.ipv4.tcp_fin_timeout",
			"net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_keepalive_time",
			"net.ipv4.tcp_rmem", "net.ipv4.tcp_syncookies", "net.ipv4.tcp_wmem",
			"kernel.msgmax", "net.core.somaxconn", "net.ipv4.tcp_notsent_lowat",
		}).Draw(t, "name")}
	})
}

func port() *rapid.Generator[corev1.ContainerPort] {
	return rapid.Custom(func(t *rapid.T) corev1.ContainerPort {
		return corev1.ContainerPort{ContainerPort: 8080, HostPort: rapid.SampledFrom([]int32{0, 0, 0, 8080}).Draw(t, "host")}
	})
}

func probe() *rapid.Generator[corev1.Probe] {
	return rapid.Custom(func(t *rapid.T) corev1.Probe {
		h := hook().Draw(t, "handler")
		return corev1.Probe{ProbeHandler: corev1.ProbeHandler{HTTPGet: h.HTTPGet, TCPSocket: h.TCPSocket}}
	})
}

func hook() *rapid.Generator[corev1.LifecycleHandler] {
	return rapid.Custom(func(t *rapid.T) corev1.LifecycleHandler {
		host := rapid.SampledFrom([]string{"", "", "169.254.169.254", " "})
		return corev1.LifecycleHandler{
			HTTPGet: rarely(rapid.Custom(func(t *rapid.T) corev1.HTTPGetAction {
				return corev1.HTTPGetAction{Host: host.Draw(t, "host"), Port: intstr.FromInt32(80)}
			})).Draw(t, "http"),
			TCPSocket: rarely(rapid.Custom(func(t *rapid.T) corev1.TCPSocketAction {
				return corev1.TCPSocketAction{Host: host.Draw(t, "host"), Port: intstr.FromInt32(80)}
			})).Draw(t, "tcp"),
		}
	})
}

func volume() *rapid.Generator[corev1.Volume] {
	sources := []corev1.VolumeSource{
		{ConfigMap: &corev1.ConfigMapVolumeSource{}},
		{CSI: &corev1.CSIVolumeSource{}},
		{DownwardAPI: &corev1.DownwardAPIVolumeSource{}},
		{EmptyDir: &corev1.EmptyDirVolumeSource{}},
		{Ephemeral: &corev1.EphemeralVolumeSource{}},
		{Image: &corev1.ImageVolumeSource{}},
		{PersistentVolumeClaim: &corev1.PersistentVolumeClaimVolumeSource{}},
		{Projected: &corev1.ProjectedVolumeSource{}},
		{Secret: &corev1.SecretVolumeSource{}},
		{HostPath: &corev1.HostPathVolumeSource{Path: "/"}},
		{NFS: &corev1.NFSVolumeSource{}},
		{AWSElasticBlockStore: &corev1.AWSElasticBlockStoreVolumeSource{}},
		{FlexVolume: &corev1.FlexVolumeSource{}},
		{},
	}
	return rapid.Custom(func(t *rapid.T) corev1.Volume {
		return corev1.Volume{Name: "v", VolumeSource: rapid.SampledFrom(sources).Draw(t, "source")}
	})
}
