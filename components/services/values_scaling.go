package services

import (
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// kedaValues are those of chart keda.
type kedaValues struct {
	placed
	Global              kedaGlobal                            `json:"global"`
	Image               kedaImages                            `json:"image"`
	ClusterName         string                                `json:"clusterName"`
	Operator            counted                               `json:"operator"`
	MetricsServer       counted                               `json:"metricsServer"`
	Webhooks            counted                               `json:"webhooks"`
	PodDisruptionBudget *kedaEach[atMost]                     `json:"podDisruptionBudget,omitempty"`
	Resources           kedaEach[corev1.ResourceRequirements] `json:"resources"`
	TopologySpread      kedaSpread                            `json:"topologySpreadConstraints"`
	ServiceAccount      kedaAccounts                          `json:"serviceAccount"`
	RBAC                kedaRBAC                              `json:"rbac"`
	Permissions         kedaPermissions                       `json:"permissions"`
}

type kedaGlobal struct {
	Image kedaRegistry `json:"image"`
}

// kedaRegistry stands before each of the chart's repositories.
type kedaRegistry struct {
	Registry string `json:"registry"`
}

type kedaImages struct {
	PullPolicy corev1.PullPolicy `json:"pullPolicy"`
}

// counted is how many pods there are.
type counted struct {
	ReplicaCount int `json:"replicaCount"`
}

// kedaEach is a value for each of KEDA's three parts.
type kedaEach[T any] struct {
	Operator     T `json:"operator"`
	MetricServer T `json:"metricServer"`
	Webhooks     T `json:"webhooks"`
}

type kedaSpread struct {
	Operator      []corev1.TopologySpreadConstraint `json:"operator,omitempty"`
	MetricsServer []corev1.TopologySpreadConstraint `json:"metricsServer,omitempty"`
	Webhooks      []corev1.TopologySpreadConstraint `json:"webhooks,omitempty"`
}

type kedaAccounts struct {
	Operator account `json:"operator"`
}

// kedaRBAC without other kinds than Deployments and StatefulSets takes away the
// right to scale whatever there is.
type kedaRBAC struct {
	EnabledCustomScaledRefKinds bool `json:"enabledCustomScaledRefKinds"`
}

type kedaPermissions struct {
	Operator kedaRestricted `json:"operator"`
}

type kedaRestricted struct {
	Restrict kedaSecrets `json:"restrict"`
}

// kedaSecrets holds the operator to the secrets of its own namespace: triggers prove
// who they are by the operator's identity.
type kedaSecrets struct {
	Secret bool `json:"secret"`
}

func (a *Args) kedaValues() kedaValues {
	each := counted{a.Replicas}
	out := kedaValues{
		placed:        onSystemNodes(),
		Global:        kedaGlobal{kedaRegistry{a.cache(github)}},
		Image:         kedaImages{corev1.PullIfNotPresent},
		ClusterName:   a.Cluster.Name,
		Operator:      each,
		MetricsServer: each,
		Webhooks:      each,
		Resources:     kedaEach[corev1.ResourceRequirements]{needs("100m", "256Mi"), needs("50m", "128Mi"), needs("50m", "128Mi")},
		TopologySpread: kedaSpread{
			a.spread(map[string]string{appLabel: "keda-operator"}),
			a.spread(map[string]string{appLabel: "keda-operator-metrics-apiserver"}),
			a.spread(map[string]string{appLabel: "keda-admission-webhooks"}),
		},
		ServiceAccount: kedaAccounts{account{accountEvents}},
		Permissions:    kedaPermissions{kedaRestricted{kedaSecrets{true}}},
	}
	if budget := a.budgetOf(); budget != nil {
		out.PodDisruptionBudget = &kedaEach[atMost]{*budget, *budget, *budget}
	}
	return out
}

// vpaValues are those of chart vertical-pod-autoscaler.
type vpaValues struct {
	PodSecurityContext       corev1.PodSecurityContext `json:"podSecurityContext"`
	ContainerSecurityContext corev1.SecurityContext    `json:"containerSecurityContext"`
	AdmissionController      vpaAdmission              `json:"admissionController"`
	Recommender              vpaPart                   `json:"recommender"`
	Updater                  vpaPart                   `json:"updater"`
}

type vpaPart struct {
	placed
	Image               image                       `json:"image"`
	Replicas            int                         `json:"replicas"`
	Resources           corev1.ResourceRequirements `json:"resources"`
	PodDisruptionBudget switched                    `json:"podDisruptionBudget"`
}

// switched is the chart's own budget, which keeps one pod.
type switched struct {
	Enabled bool `json:"enabled"`
}

type vpaAdmission struct {
	vpaPart
	CertGen vpaCertificates `json:"certGen"`
}

// vpaCertificates is the job that makes the webhook's certificate.
type vpaCertificates struct {
	Image       image               `json:"image"`
	Tolerations []corev1.Toleration `json:"tolerations"`
}

func (a *Args) vpaValues(of pin) vpaValues {
	each := func(name, cpu, memory string) vpaPart {
		return vpaPart{
			placed:              onSystemNodes(),
			Image:               image{a.repository(kubernetes, "autoscaling/vpa-"+name), of.app},
			Replicas:            a.Replicas,
			Resources:           needs(cpu, memory),
			PodDisruptionBudget: switched{a.Replicas > 1},
		}
	}
	return vpaValues{
		PodSecurityContext: corev1.PodSecurityContext{
			RunAsNonRoot: new(true), RunAsUser: new(int64(nobody)),
			SeccompProfile: &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
		},
		ContainerSecurityContext: confined(),
		AdmissionController: vpaAdmission{
			vpaPart: each("admission-controller", "50m", "200Mi"),
			CertGen: vpaCertificates{image{a.repository(kubernetes, "ingress-nginx/kube-webhook-certgen"), ""}, onSystemNodes().Tolerations},
		},
		Recommender: each("recommender", "50m", "500Mi"),
		Updater:     each("updater", "50m", "500Mi"),
	}
}

// nobody is the user that distroless images know by that name.
const nobody = 65534

// adapterValues are those of chart prometheus-adapter.
type adapterValues struct {
	placed
	Image               image                             `json:"image"`
	Replicas            int                               `json:"replicas"`
	Resources           corev1.ResourceRequirements       `json:"resources"`
	SecurityContext     corev1.SecurityContext            `json:"securityContext"`
	TopologySpread      []corev1.TopologySpreadConstraint `json:"topologySpreadConstraints,omitempty"`
	PodDisruptionBudget adapterBudget                     `json:"podDisruptionBudget"`
	Prometheus          adapterSource                     `json:"prometheus"`
	Rules               adapterRules                      `json:"rules"`
}

type adapterBudget struct {
	Enabled bool `json:"enabled"`
}

type adapterSource struct {
	URL  string `json:"url"`
	Port int    `json:"port"`
}

// adapterRules are those handed in: the chart's own turn every series into a metric,
// which takes the adapter gigabytes.
type adapterRules struct {
	Default  bool          `json:"default"`
	Custom   []adapterRule `json:"custom"`
	External []adapterRule `json:"external"`
}

type adapterRule struct {
	SeriesQuery  string           `json:"seriesQuery"`
	Resources    adapterResources `json:"resources"`
	Name         adapterName      `json:"name"`
	MetricsQuery string           `json:"metricsQuery"`
}

type adapterResources struct {
	Overrides map[string]adapterResource `json:"overrides"`
}

type adapterResource struct {
	Resource string `json:"resource"`
}

type adapterName struct {
	As string `json:"as"`
}

func (a *Args) adapterValues(of pin) adapterValues {
	m := a.MetricsAdapter
	security := confined()
	security.RunAsUser = new(int64(adapterUser))
	return adapterValues{
		placed:              onSystemNodes(),
		Image:               image{a.repository(kubernetes, "prometheus-adapter/prometheus-adapter"), of.app},
		Replicas:            a.Replicas,
		Resources:           needs("50m", "256Mi"),
		SecurityContext:     security,
		TopologySpread:      a.spread(map[string]string{appNameLabel: "prometheus-adapter"}),
		PodDisruptionBudget: adapterBudget{a.Replicas > 1},
		Prometheus:          adapterSource{strings.TrimSuffix(m.URL, "/"), m.Prometheus.Port},
		Rules:               adapterRules{Custom: adapterRulesOf(m.Pods, "namespace", "pod"), External: adapterRulesOf(m.External, "namespace")},
	}
}

// adapterUser is the chart's.
const adapterUser = 10001

// adapterRulesOf are rules whose series bear the resources' names as labels.
func adapterRulesOf(metrics []Metric, resources ...string) []adapterRule {
	out := make([]adapterRule, len(metrics))
	for i, m := range metrics {
		overrides := map[string]adapterResource{}
		for _, name := range resources {
			overrides[name] = adapterResource{name}
		}
		out[i] = adapterRule{SeriesQuery: m.Series, Resources: adapterResources{overrides}, Name: adapterName{m.Name}, MetricsQuery: m.Query}
	}
	return out
}
