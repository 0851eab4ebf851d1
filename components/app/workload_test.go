package app

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/covetpy/platform/infra/later"
)

// deployed is the Deployment of the active colour.
func deployed(t *testing.T, a *Args) *appsv1.Deployment {
	t.Helper()
	require.Empty(t, a.Validate())
	p := newPlan(a.withDefaults(), &later.Values{})
	for _, r := range p.running {
		if r.Track == Stable {
			return r.workload.(*appsv1.Deployment)
		}
	}
	require.Fail(t, "nothing is active")
	return nil
}

func TestTheDeploymentOfAService(t *testing.T) {
	d := deployed(t, web())
	assert.Equal(t, metav1.ObjectMeta{
		Name: "web-blue", Namespace: "apps",
		Labels: map[string]string{
			LabelName: "web", LabelPartOf: "covetpy", LabelManagedBy: "pulumi", LabelComponent: "service",
			LabelColour: "blue", LabelVersion: "aaaaaaaaaaaa", LabelTrack: "stable",
		},
	}, d.ObjectMeta)
	d.Spec.Template = corev1.PodTemplateSpec{}
	assert.Equal(t, appsv1.DeploymentSpec{
		Selector: &metav1.LabelSelector{MatchLabels: map[string]string{
			LabelName: "web", LabelComponent: "service", LabelColour: "blue",
		}},
		Strategy: appsv1.DeploymentStrategy{Type: "RollingUpdate", RollingUpdate: &appsv1.RollingUpdateDeployment{
			MaxUnavailable: new(intstr.FromInt32(0)), MaxSurge: new(intstr.FromString("25%")),
		}},
		MinReadySeconds: 10, ProgressDeadlineSeconds: new(int32(660)), RevisionHistoryLimit: new(int32(5)),
	}, d.Spec)
}

func TestAPodOfAService(t *testing.T) {
	template := deployed(t, web()).Spec.Template
	assert.Equal(t, map[string]string{
		LabelName: "web", LabelPartOf: "covetpy", LabelManagedBy: "pulumi", LabelComponent: "service",
		LabelColour: "blue", LabelVersion: "aaaaaaaaaaaa",
	}, template.Labels)
	spec := template.Spec
	assert.Equal(t, &corev1.PodSecurityContext{
		RunAsNonRoot: new(true), RunAsUser: new(int64(10001)), RunAsGroup: new(int64(10001)), FSGroup: new(int64(10001)),
		FSGroupChangePolicy: new(corev1.FSGroupChangeOnRootMismatch),
		SeccompProfile:      &corev1.SeccompProfile{Type: "RuntimeDefault"},
	}, spec.SecurityContext)
	limit := resource.MustParse("64Mi")
	volume, _, _ := web().secretVolume()
	require.Len(t, spec.Volumes, 2)
	assert.Equal(t, *volume, spec.Volumes[1])
	assert.True(t, limit.Equal(*spec.Volumes[0].EmptyDir.SizeLimit))
	spec.SecurityContext, spec.Affinity, spec.TopologySpreadConstraints, spec.Containers, spec.Volumes = nil, nil, nil, nil, nil
	assert.Equal(t, corev1.PodSpec{
		ServiceAccountName: "web", AutomountServiceAccountToken: new(false), EnableServiceLinks: new(false),
		RestartPolicy: "Always", PriorityClassName: "covetpy-critical", TerminationGracePeriodSeconds: new(int64(75)),
	}, spec)
}

func TestTheContainerOfAService(t *testing.T) {
	c := deployed(t, web()).Spec.Template.Spec.Containers[0]
	assert.Equal(t, map[string]string{
		"requests.cpu": "500m", "requests.memory": "512Mi", "requests.ephemeral-storage": "256Mi",
		"limits.memory": "512Mi", "limits.ephemeral-storage": "256Mi",
	}, amounts(c.Resources))
	probe := func(path string, period, timeout, misses int32) *corev1.Probe {
		return &corev1.Probe{
			ProbeHandler:  corev1.ProbeHandler{HTTPGet: &corev1.HTTPGetAction{Path: path, Port: intstr.FromString("http"), Scheme: "HTTP"}},
			PeriodSeconds: period, TimeoutSeconds: timeout, FailureThreshold: misses,
		}
	}
	_, mount, files := web().secretVolume()
	c.Resources = corev1.ResourceRequirements{}
	assert.Equal(t, corev1.Container{
		Name:            "app",
		Image:           "111122223333.dkr.ecr.eu-west-1.amazonaws.com/covetpy/prod/app@" + image("a").Digest,
		ImagePullPolicy: "IfNotPresent",
		Ports:           []corev1.ContainerPort{{Name: "http", ContainerPort: 8000, Protocol: "TCP"}},
		Env: slices.Concat(web().variables(&later.Values{}), files, []corev1.EnvVar{
			{Name: "UVICORN_HOST", Value: "0.0.0.0"},
			{Name: "UVICORN_PORT", Value: "8000"},
			{Name: "UVICORN_TIMEOUT_KEEP_ALIVE", Value: "75"},
			{Name: "UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN", Value: "30"},
			{Name: "UVICORN_FORWARDED_ALLOW_IPS", Value: "10.0.0.0/24,10.0.1.0/24"},
		}),
		StartupProbe:   probe("/health/startup", 2, 2, 30),
		LivenessProbe:  probe("/health/live", 10, 3, 3),
		ReadinessProbe: probe("/health/ready", 5, 3, 2),
		Lifecycle:      &corev1.Lifecycle{PreStop: &corev1.LifecycleHandler{Sleep: &corev1.SleepAction{Seconds: 35}}},
		VolumeMounts:   []corev1.VolumeMount{{Name: "writable-0", MountPath: "/tmp"}, *mount},
		SecurityContext: &corev1.SecurityContext{
			AllowPrivilegeEscalation: new(false), Privileged: new(false), ReadOnlyRootFilesystem: new(true), RunAsNonRoot: new(true),
			Capabilities: &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}}, SeccompProfile: &corev1.SeccompProfile{Type: "RuntimeDefault"},
		},
		TerminationMessagePolicy: "FallbackToLogsOnError",
	}, c)
}

// amounts are resources as text.
func amounts(r corev1.ResourceRequirements) map[string]string {
	out := map[string]string{}
	for name, quantity := range r.Requests {
		out["requests."+string(name)] = quantity.String()
	}
	for name, quantity := range r.Limits {
		out["limits."+string(name)] = quantity.String()
	}
	return out
}

func TestPodsAreWhereTheirPlacementIs(t *testing.T) {
	terms := func(architecture, karpenter, managed []string) []corev1.NodeSelectorTerm {
		term := func(key string, values []string) corev1.NodeSelectorTerm {
			return corev1.NodeSelectorTerm{MatchExpressions: []corev1.NodeSelectorRequirement{
				{Key: "kubernetes.io/arch", Operator: "In", Values: architecture},
				{Key: key, Operator: "In", Values: values},
			}}
		}
		return []corev1.NodeSelectorTerm{term("karpenter.sh/capacity-type", karpenter), term("eks.amazonaws.com/capacityType", managed)}
	}
	for name, test := range map[string]struct {
		args  *Args
		terms []corev1.NodeSelectorTerm
		zones corev1.UnsatisfiableConstraintAction
	}{
		"on demand, where zones are a demand": {web(), terms([]string{"amd64"}, []string{"on-demand", "reserved"}, []string{"ON_DEMAND"}), "DoNotSchedule"},
		"on spot, where they are a wish":      {worker(), terms([]string{"arm64"}, []string{"spot"}, []string{"SPOT"}), "ScheduleAnyway"},
	} {
		t.Run(name, func(t *testing.T) {
			d := deployed(t, test.args)
			spec := d.Spec.Template.Spec
			assert.Equal(t, test.terms, spec.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution.NodeSelectorTerms)
			spread := func(key string, otherwise corev1.UnsatisfiableConstraintAction) corev1.TopologySpreadConstraint {
				return corev1.TopologySpreadConstraint{
					MaxSkew: 1, TopologyKey: key, WhenUnsatisfiable: otherwise, LabelSelector: d.Spec.Selector,
					MatchLabelKeys: []string{"pod-template-hash"}, NodeTaintsPolicy: new(corev1.NodeInclusionPolicyHonor),
				}
			}
			assert.Equal(t, []corev1.TopologySpreadConstraint{
				spread("topology.kubernetes.io/zone", test.zones), spread("kubernetes.io/hostname", "ScheduleAnyway"),
			}, spec.TopologySpreadConstraints)
		})
	}
}

func TestANumberOfPodsIsWrittenDownOnlyWhereNobodyElseSetsIt(t *testing.T) {
	assert.Nil(t, deployed(t, web()).Spec.Replicas)
	assert.Equal(t, new(int32(2)), deployed(t, worker()).Spec.Replicas)
}

func TestWhatAPodIsAskedForBeyondItsDefaults(t *testing.T) {
	a := web()
	a.AccountToken, a.UserID, a.RevisionHistory = true, 20000, 3
	a.Resources.CPULimitMillis = new(1000)
	a.Writable = append(a.Writable, Writable{Path: "/cache", SizeMiB: 32, Memory: true})
	d := deployed(t, a)
	spec := d.Spec.Template.Spec
	assert.Equal(t, new(true), spec.AutomountServiceAccountToken)
	assert.Equal(t, new(int64(20000)), spec.SecurityContext.FSGroup)
	assert.Equal(t, new(int32(3)), d.Spec.RevisionHistoryLimit)
	assert.Equal(t, "1", amounts(spec.Containers[0].Resources)["limits.cpu"])
	assert.Equal(t, corev1.StorageMediumMemory, spec.Volumes[1].EmptyDir.Medium)
	assert.Equal(t, []corev1.VolumeMount{{Name: "writable-0", MountPath: "/tmp"}, {Name: "writable-1", MountPath: "/cache"}}, spec.Containers[0].VolumeMounts[:2])
}

func TestAWorkerEndsWithoutWaitingForRequests(t *testing.T) {
	spec := deployed(t, worker()).Spec.Template.Spec
	assert.Nil(t, spec.Containers[0].Lifecycle)
	assert.Equal(t, new(int64(40)), spec.TerminationGracePeriodSeconds)
	assert.Equal(t, []string{"python"}, spec.Containers[0].Command)
	assert.Equal(t, []string{"-m", "worker"}, spec.Containers[0].Args)
}
