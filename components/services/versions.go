package services

import (
	"slices"
	"strconv"
	"strings"

	"github.com/covetpy/platform/infra/kube"
)

// Service is one that can be on.
type Service string

// Services, by the names that they have in the configuration.
const (
	LoadBalancers Service = "loadBalancerController"
	Nodes         Service = "karpenter"
	Events        Service = "keda"
	Vertical      Service = "vpa"
	Metrics       Service = "metricsAdapter"
	MeshOfPods    Service = "mesh"
	SecretFiles   Service = "secretsDriver"
	SecretCopies  Service = "externalSecrets"
)

// part is one release of a service, for its logical name.
type part string

// Parts. They are in URNs for ever.
const (
	partBalancers     part = "load-balancer-controller"
	partNodeKinds     part = "karpenter-crd"
	partNodes         part = "karpenter"
	partEvents        part = "keda"
	partVertical      part = "vpa"
	partMetrics       part = "metrics-adapter"
	partMeshKinds     part = "istio-base"
	partMeshControl   part = "istiod"
	partMeshPlugin    part = "istio-cni"
	partSecretFiles   part = "secrets-driver"
	partSecretsOfAWS  part = "secrets-provider-aws"
	partSecretsCopied part = "external-secrets"
)

// pin is a version of a chart, with what it runs.
type pin struct {
	chart kube.Chart
	// app is the version of what the chart installs, as images are tagged.
	app string
	// first and last version of Kubernetes that the project supports it on. Last is
	// empty where the project names a first one only.
	first, last string
}

// Where charts come from.
const (
	eksCharts        = "https://aws.github.io/eks-charts"
	kedaCharts       = "https://kedacore.github.io/charts"
	autoscalerCharts = "https://kubernetes.github.io/autoscaler"
	prometheusCharts = "https://prometheus-community.github.io/helm-charts"
	istioCharts      = "https://blob.istio.io/istio-release/charts"
	driverCharts     = "https://kubernetes-sigs.github.io/secrets-store-csi-driver/charts"
	providerCharts   = "https://aws.github.io/secrets-store-csi-driver-provider-aws"
	externalCharts   = "https://charts.external-secrets.io"
	karpenterCharts  = "oci://public.ecr.aws/karpenter/"
)

// pins are the versions of each part, newest first; the first that supports the
// cluster's version is installed. Nothing takes "the latest": a bump is a diff of this
// table. All were read in November 2026:
//
//   - Load balancer controller: aws/eks-charts, release v0.0.246; the chart's README
//     asks for Kubernetes 1.22.
//   - Karpenter: the charts in its repository at v1.15.1, which are of 1.14.1; its
//     compatibility table (hack/docs) has 1.14 on 1.26 to 1.36.
//   - KEDA: kedacore/charts, release v2.21.1; keda.sh, "Cluster", tested on 1.34 to 1.36.
//   - VPA: the charts in its module at 1.8.1 and 1.7.0; its installation guide has 1.8
//     on 1.36 to 1.38 and 1.7 on 1.35 to 1.37.
//   - Prometheus adapter: artifacthub.io, 5.3.0, which installs v0.12.0; the chart names no
//     version of Kubernetes, and pod disruption budgets of v1 are there since 1.21.
//   - Istio: the version of the API that this project compiles; upgrade notes of 1.31 for
//     where charts and images are; istio.io, "Supported Releases", 1.32 to 1.36.
//   - Secrets store driver: the chart in its repository at v1.5.4, from 1.16 on.
//   - Its AWS provider: release 3.1.1 of its repository, from 1.17 on; EKS user guide, Pod
//     Identity, from 1.24 on.
//   - External Secrets: its release notes; external-secrets.io v2.8, "Stability and
//     Support", which tests 2.7 on 1.35, and 2.6 on 1.34 and 1.35.
func pins() map[part][]pin {
	karpenter := func(name string) []pin {
		return []pin{{kube.Chart{Name: karpenterCharts + name, Version: "1.14.1"}, "1.14.1", "1.26", "1.36"}}
	}
	istio := func(name string) []pin {
		return []pin{{kube.Chart{Name: name, Repository: istioCharts, Version: "1.31.1"}, "1.31.1", "1.32", "1.36"}}
	}
	return map[part][]pin{
		partBalancers:   {{kube.Chart{Name: "aws-load-balancer-controller", Repository: eksCharts, Version: "3.6.0"}, "v3.6.0", "1.22", ""}},
		partNodeKinds:   karpenter("karpenter-crd"),
		partNodes:       karpenter("karpenter"),
		partEvents:      {{kube.Chart{Name: "keda", Repository: kedaCharts, Version: "2.21.1"}, "2.21.1", "1.34", "1.36"}},
		partMetrics:     {{kube.Chart{Name: "prometheus-adapter", Repository: prometheusCharts, Version: "5.3.0"}, "v0.12.0", "1.21", ""}},
		partMeshKinds:   istio("base"),
		partMeshControl: istio("istiod"),
		partMeshPlugin:  istio("cni"),
		partVertical: {
			{kube.Chart{Name: "vertical-pod-autoscaler", Repository: autoscalerCharts, Version: "0.13.0"}, "1.8.1", "1.36", "1.38"},
			{kube.Chart{Name: "vertical-pod-autoscaler", Repository: autoscalerCharts, Version: "0.9.0"}, "1.7.0", "1.35", "1.37"},
		},
		partSecretFiles:  {{kube.Chart{Name: "secrets-store-csi-driver", Repository: driverCharts, Version: "1.5.4"}, "v1.5.4", "1.16", ""}},
		partSecretsOfAWS: {{kube.Chart{Name: "secrets-store-csi-driver-provider-aws", Repository: providerCharts, Version: "3.1.1"}, "3.1.1", "1.24", ""}},
		partSecretsCopied: {
			{kube.Chart{Name: "external-secrets", Repository: externalCharts, Version: "2.7.0"}, "v2.7.0", "1.35", "1.35"},
			{kube.Chart{Name: "external-secrets", Repository: externalCharts, Version: "2.6.0"}, "v2.6.0", "1.34", "1.35"},
		},
	}
}

// karpenterDigest is the image's, as the chart of 1.14.1 pins it.
const karpenterDigest = "sha256:723130949e4cab989461ff07d1be4cd781d63515432494641b33c235f300ae23"

// pinOf is the newest version of a part that a version of Kubernetes supports.
func pinOf(p part, kubernetes string) (pin, bool) {
	of := pins()[p]
	i := slices.IndexFunc(of, func(one pin) bool { return one.supports(kubernetes) })
	if i < 0 {
		return pin{}, false
	}
	return of[i], true
}

func (p pin) supports(kubernetes string) bool {
	return minor(p.first) <= minor(kubernetes) && (p.last == "" || minor(kubernetes) <= minor(p.last))
}

// supported says on which versions of Kubernetes a part can be, "1.34 to 1.36".
func supported(p part) string {
	of := pins()[p]
	first, last := of[len(of)-1].first, of[0].last
	switch {
	case last == "":
		return first + " or later"
	case first == last:
		return first
	default:
		return first + " to " + last
	}
}

// minor is the number that versions of Kubernetes differ in, -1 for what is none.
func minor(version string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(version, "1."))
	if err != nil {
		return -1
	}
	return n
}
