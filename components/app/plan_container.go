package app

import (
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/covetpy/platform/infra/later"
)

const (
	// containerName is what the application's container is called in every pod.
	containerName = "app"
	// portName is what Args.Port is called in pods and in Services.
	portName = "http"
)

// container is the one container of a pod.
func (a *Args) container(p pod, values *later.Values) corev1.Container {
	out := corev1.Container{
		Name:      containerName,
		Image:     p.image.Reference(),
		Command:   p.command,
		Args:      p.arguments,
		Resources: p.resources.requirements(),
		// The digest can only be one image, so a node need not ask the registry again,
		// and a pod starts though the registry is away.
		ImagePullPolicy: corev1.PullIfNotPresent,
		SecurityContext: restricted(),
		VolumeMounts:    a.writableMounts(),
		// The last lines of the log say why a container ended that wrote no message.
		TerminationMessagePolicy: corev1.TerminationMessageFallbackToLogsOnError,
		Env:                      a.variables(values),
	}
	if _, mount, files := a.secretVolume(); mount != nil {
		out.VolumeMounts = append(out.VolumeMounts, *mount)
		out.Env = append(out.Env, files...)
	}
	if p.probes {
		out.Env = append(out.Env, a.serverVariables()...)
		out.Ports = []corev1.ContainerPort{{Name: portName, ContainerPort: count(a.Port), Protocol: corev1.ProtocolTCP}}
		out.StartupProbe, out.LivenessProbe, out.ReadinessProbe = a.startupProbe(), a.livenessProbe(), a.readinessProbe()
		out.Lifecycle = a.lifecycle()
	}
	return out
}

// restricted is what Pod Security's profile of that name asks of a container, and a
// root file system that nobody can write to.
func restricted() *corev1.SecurityContext {
	return &corev1.SecurityContext{
		AllowPrivilegeEscalation: new(false),
		Privileged:               new(false),
		ReadOnlyRootFilesystem:   new(true),
		RunAsNonRoot:             new(true),
		Capabilities:             &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}},
		SeccompProfile:           &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
	}
}

// requirements are the resources as Kubernetes takes them (Resources says why there
// is no limit on the processor).
func (r Resources) requirements() corev1.ResourceRequirements {
	memory, disk := mebibytes(r.MemoryMiB), mebibytes(r.EphemeralMiB)
	out := corev1.ResourceRequirements{
		Requests: corev1.ResourceList{
			corev1.ResourceCPU:              millicores(r.CPUMillis),
			corev1.ResourceMemory:           memory,
			corev1.ResourceEphemeralStorage: disk,
		},
		Limits: corev1.ResourceList{corev1.ResourceMemory: memory, corev1.ResourceEphemeralStorage: disk},
	}
	if r.CPULimitMillis != nil {
		out.Limits[corev1.ResourceCPU] = millicores(*r.CPULimitMillis)
	}
	return out
}

func millicores(n int) resource.Quantity {
	return *resource.NewMilliQuantity(int64(n), resource.DecimalSI)
}

func mebibytes(n int) resource.Quantity {
	return *resource.NewQuantity(int64(n)<<20, resource.BinarySI)
}

// Seconds and numbers of the probes. A pod is out of service after 10 s without an
// answer, and started again after 30: long before that, the others have its work.
const (
	startupPeriod    = 2
	probeTimeout     = 3
	readinessPeriod  = 5
	readinessMisses  = 2
	livenessPeriod   = 10
	livenessMisses   = 3
	startupAskWithin = 2
)

func (a *Args) startupProbe() *corev1.Probe {
	return &corev1.Probe{
		ProbeHandler: a.ask(a.Probes.Startup), PeriodSeconds: startupPeriod, TimeoutSeconds: startupAskWithin,
		FailureThreshold: count((a.Probes.StartupSeconds + startupPeriod - 1) / startupPeriod),
	}
}

func (a *Args) livenessProbe() *corev1.Probe {
	return &corev1.Probe{
		ProbeHandler: a.ask(a.Probes.Live), PeriodSeconds: livenessPeriod, TimeoutSeconds: probeTimeout,
		FailureThreshold: livenessMisses,
	}
}

func (a *Args) readinessProbe() *corev1.Probe {
	return &corev1.Probe{
		ProbeHandler: a.ask(a.Probes.Ready), PeriodSeconds: readinessPeriod, TimeoutSeconds: probeTimeout,
		FailureThreshold: readinessMisses,
	}
}

// ask is a GET: the framework answers HEAD with 404.
func (a *Args) ask(path string) corev1.ProbeHandler {
	return corev1.ProbeHandler{HTTPGet: &corev1.HTTPGetAction{
		Path: path, Port: intstr.FromString(portName), Scheme: corev1.URISchemeHTTP,
	}}
}

// lifecycle lets a pod serve on while it is taken out of service. The kubelet itself
// sleeps, so the image needs neither a shell nor a program for it.
func (a *Args) lifecycle() *corev1.Lifecycle {
	if a.Shutdown.PreStopSeconds == 0 {
		return nil
	}
	return &corev1.Lifecycle{PreStop: &corev1.LifecycleHandler{
		Sleep: &corev1.SleepAction{Seconds: int64(a.Shutdown.PreStopSeconds)},
	}}
}

// Variables that uvicorn's command line reads in place of its options of the same
// names, which go before (uvicorn, "Settings").
const (
	variableHost      = "UVICORN_HOST"
	variablePort      = "UVICORN_PORT"
	variableKeepAlive = "UVICORN_TIMEOUT_KEEP_ALIVE"
	variableDrain     = "UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN"
	variableProxies   = "UVICORN_FORWARDED_ALLOW_IPS"
)

// serverVariables make the server do what Port and Shutdown say.
func (a *Args) serverVariables() []corev1.EnvVar {
	out := []corev1.EnvVar{
		{Name: variableHost, Value: "0.0.0.0"},
		{Name: variablePort, Value: strconv.Itoa(a.Port)},
		{Name: variableKeepAlive, Value: strconv.Itoa(a.Shutdown.KeepAliveSeconds)},
		{Name: variableDrain, Value: strconv.Itoa(a.Shutdown.DrainSeconds)},
	}
	if a.edge() != nil {
		out = append(out, corev1.EnvVar{Name: variableProxies, Value: a.proxies()})
	}
	return out
}

// proxies are who is believed about where a request comes from: the load balancer,
// and whoever shares its subnets, whom network policies keep to the same ranges.
func (a *Args) proxies() string {
	ranges := make([]string, len(a.Reach.LoadBalancer))
	for i, prefix := range a.Reach.LoadBalancer {
		ranges[i] = prefix.String()
	}
	return strings.Join(ranges, ",")
}
