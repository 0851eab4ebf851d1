package services

import (
	corev1 "k8s.io/api/core/v1"

	"github.com/covetpy/platform/infra/later"
)

// balancerValues are those of chart aws-load-balancer-controller.
type balancerValues struct {
	placed
	Image        image                       `json:"image"`
	ReplicaCount int                         `json:"replicaCount"`
	Resources    corev1.ResourceRequirements `json:"resources"`
	// ServiceAccount is what the identity is tied to.
	ServiceAccount account `json:"serviceAccount"`
	// The chart makes the budget where there is more than one replica.
	PodDisruptionBudget *atMost `json:"podDisruptionBudget,omitempty"`
	ClusterName         string  `json:"clusterName"`
	Region              string  `json:"region"`
	VPCID               string  `json:"vpcId"`

	// There is no class that an Ingress could name, and no Service becomes a load
	// balancer.
	CreateIngressClassResource    bool             `json:"createIngressClassResource"`
	IngressClassParams            created          `json:"ingressClassParams"`
	DisableIngressClassAnnotation bool             `json:"disableIngressClassAnnotation"`
	EnableServiceMutatorWebhook   bool             `json:"enableServiceMutatorWebhook"`
	EnableShield                  bool             `json:"enableShield"`
	EnableWAF                     bool             `json:"enableWaf"`
	EnableWAFv2                   bool             `json:"enableWafv2"`
	EnableBackendSecurityGroup    bool             `json:"enableBackendSecurityGroup"`
	ControllerConfig              balancerFeatures `json:"controllerConfig"`

	// EnablePodReadinessGateInject holds a pod back until its target is healthy.
	EnablePodReadinessGateInject bool `json:"enablePodReadinessGateInject"`
}

type created struct {
	Create bool `json:"create"`
}

type balancerFeatures struct {
	FeatureGates balancerGates `json:"featureGates"`
}

type balancerGates struct {
	EnableServiceController bool `json:"EnableServiceController"`
	ALBGatewayAPI           bool `json:"ALBGatewayAPI"`
	NLBGatewayAPI           bool `json:"NLBGatewayAPI"`
}

func (a *Args) balancerValues(of pin, values *later.Values) balancerValues {
	return balancerValues{
		placed:                        onSystemNodes(),
		Image:                         image{a.repository(ecrPublic, "eks/aws-load-balancer-controller"), of.app},
		ReplicaCount:                  a.Replicas,
		Resources:                     needs("50m", "128Mi"),
		ServiceAccount:                account{accountBalancers},
		PodDisruptionBudget:           a.budgetOf(),
		ClusterName:                   values.Text(a.Cluster.ClusterName),
		Region:                        a.Where.Region,
		VPCID:                         values.Text(a.Cluster.VPCID),
		DisableIngressClassAnnotation: true,
		EnablePodReadinessGateInject:  true,
	}
}

// noValues are those of charts that need none.
type noValues struct{}

// karpenterValues are those of chart karpenter.
type karpenterValues struct {
	placed
	Replicas       int                 `json:"replicas"`
	ServiceAccount account             `json:"serviceAccount"`
	Controller     karpenterController `json:"controller"`
	Settings       karpenterSettings   `json:"settings"`
}

type karpenterController struct {
	Image     pinnedImage                 `json:"image"`
	Env       []corev1.EnvVar             `json:"env"`
	Resources corev1.ResourceRequirements `json:"resources"`
}

type pinnedImage struct {
	Repository string `json:"repository"`
	Tag        string `json:"tag"`
	Digest     string `json:"digest"`
}

type karpenterSettings struct {
	ClusterName       string `json:"clusterName"`
	ClusterEndpoint   string `json:"clusterEndpoint"`
	InterruptionQueue string `json:"interruptionQueue"`
	EKSControlPlane   bool   `json:"eksControlPlane"`
}

func (a *Args) karpenterValues(of pin, values *later.Values) karpenterValues {
	return karpenterValues{
		placed:         onSystemNodes(),
		Replicas:       a.Replicas,
		ServiceAccount: account{"karpenter"},
		Controller: karpenterController{
			Image: pinnedImage{a.repository(ecrPublic, "karpenter/controller"), of.app, karpenterDigest},
			// It would ask its node for the region, which pods do not reach.
			Env:       []corev1.EnvVar{{Name: "AWS_REGION", Value: a.Where.Region}},
			Resources: needs("250m", "1Gi"),
		},
		Settings: karpenterSettings{
			ClusterName:       values.Text(a.Cluster.ClusterName),
			ClusterEndpoint:   values.Text(a.Cluster.Endpoint),
			InterruptionQueue: values.Text(a.Karpenter.QueueName),
			EKSControlPlane:   true,
		},
	}
}
