package services

import (
	"cmp"
	"strconv"

	corev1 "k8s.io/api/core/v1"
)

// driverValues are those of chart secrets-store-csi-driver.
type driverValues struct {
	Linux driverLinux `json:"linux"`
	// EnableSecretRotation reads secrets anew while a pod runs.
	EnableSecretRotation bool   `json:"enableSecretRotation"`
	RotationPollInterval string `json:"rotationPollInterval"`
	// SyncSecret would copy what is mounted into Secrets.
	SyncSecret switched `json:"syncSecret"`
	// TokenRequests are the audiences of the tokens by which the provider becomes the
	// pod that mounts.
	TokenRequests []audience `json:"tokenRequests"`
}

type driverLinux struct {
	placed
	Image              image       `json:"image"`
	CRDs               driverKinds `json:"crds"`
	RegistrarImage     image       `json:"registrarImage"`
	LivenessProbeImage image       `json:"livenessProbeImage"`
}

type driverKinds struct {
	Image image `json:"image"`
}

type audience struct {
	Audience string `json:"audience"`
}

// podIdentityAudience is that of EKS Pod Identity's tokens.
const podIdentityAudience = "pods.eks.amazonaws.com"

// rotationSeconds is what zero means, which is the driver's own.
const rotationSeconds = 120

func (a *Args) driverValues(of pin) driverValues {
	return driverValues{
		Linux: driverLinux{
			placed:             onEveryNode(),
			Image:              image{a.repository(kubernetes, "csi-secrets-store/driver"), of.app},
			CRDs:               driverKinds{image{a.repository(kubernetes, "csi-secrets-store/driver-crds"), of.app}},
			RegistrarImage:     image{a.repository(kubernetes, "sig-storage/csi-node-driver-registrar"), ""},
			LivenessProbeImage: image{a.repository(kubernetes, "sig-storage/livenessprobe"), ""},
		},
		EnableSecretRotation: true,
		RotationPollInterval: strconv.Itoa(cmp.Or(a.SecretsDriver.RotationSeconds, rotationSeconds)) + "s",
		TokenRequests:        []audience{{podIdentityAudience}},
	}
}

// providerValues are those of chart secrets-store-csi-driver-provider-aws.
type providerValues struct {
	placed
	Image     image                       `json:"image"`
	Resources corev1.ResourceRequirements `json:"resources"`
	// AWSRegion saves it from asking the node.
	AWSRegion string `json:"awsRegion"`
	// Driver is the other chart, which is a release of its own.
	Driver installed `json:"secrets-store-csi-driver"`
}

type installed struct {
	Install bool `json:"install"`
}

func (a *Args) providerValues(of pin) providerValues {
	return providerValues{
		placed:    onEveryNode(),
		Image:     image{a.repository(ecrPublic, "aws-secrets-manager/secrets-store-csi-driver-provider-aws"), of.app},
		Resources: needs("50m", "128Mi"),
		AWSRegion: a.Where.Region,
	}
}

// externalValues are those of chart external-secrets.
type externalValues struct {
	externalPart
	// LeaderElect has one operator at work where there are several.
	LeaderElect    bool         `json:"leaderElect"`
	ServiceAccount account      `json:"serviceAccount"`
	Webhook        externalPart `json:"webhook"`
	CertController externalPart `json:"certController"`

	// Kinds that nobody uses are neither served nor watched, and with them go the
	// operator's rights on all namespaces, and that of writing secrets to AWS.
	ProcessClusterExternalSecret bool          `json:"processClusterExternalSecret"`
	ProcessClusterPushSecret     bool          `json:"processClusterPushSecret"`
	ProcessPushSecret            bool          `json:"processPushSecret"`
	ProcessClusterGenerator      bool          `json:"processClusterGenerator"`
	CRDs                         externalKinds `json:"crds"`
}

type externalKinds struct {
	CreateClusterExternalSecret bool `json:"createClusterExternalSecret"`
	CreateClusterPushSecret     bool `json:"createClusterPushSecret"`
	CreatePushSecret            bool `json:"createPushSecret"`
	CreateClusterGenerator      bool `json:"createClusterGenerator"`
}

// externalPart is what each of its three deployments has.
type externalPart struct {
	placed
	Image               image                             `json:"image"`
	ReplicaCount        int                               `json:"replicaCount"`
	Resources           corev1.ResourceRequirements       `json:"resources"`
	PodDisruptionBudget switched                          `json:"podDisruptionBudget"`
	TopologySpread      []corev1.TopologySpreadConstraint `json:"topologySpreadConstraints,omitempty"`
}

func (a *Args) externalValues(of pin) externalValues {
	each := func(name string) externalPart {
		return externalPart{
			placed:              onSystemNodes(),
			Image:               image{a.repository(github, "external-secrets/external-secrets"), of.app},
			ReplicaCount:        a.Replicas,
			Resources:           needs("50m", "256Mi"),
			PodDisruptionBudget: switched{a.Replicas > 1},
			TopologySpread:      a.spread(map[string]string{appNameLabel: name}),
		}
	}
	return externalValues{
		externalPart:   each("external-secrets"),
		LeaderElect:    a.Replicas > 1,
		ServiceAccount: account{accountSecrets},
		Webhook:        each("external-secrets-webhook"),
		CertController: each("external-secrets-cert-controller"),
	}
}
