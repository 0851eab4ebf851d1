package keda

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/covetpy/platform/kubeapi/internal/copies"
)

// TriggerAuthentication is how KEDA proves who it is to what a trigger asks.
type TriggerAuthentication struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`

	Spec TriggerAuthenticationSpec `json:"spec"`
}

// TriggerAuthenticationList is a list of them.
type TriggerAuthenticationList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitzero"`

	Items []TriggerAuthentication `json:"items"`
}

// DeepCopyObject is a copy that shares nothing.
func (o *TriggerAuthentication) DeepCopyObject() runtime.Object { return copies.Deep(o) }

// DeepCopyObject is a copy that shares nothing.
func (o *TriggerAuthenticationList) DeepCopyObject() runtime.Object { return copies.Deep(o) }

// TriggerAuthenticationSpec is the ways in use.
type TriggerAuthenticationSpec struct {
	PodIdentity      *AuthPodIdentity  `json:"podIdentity,omitempty"`
	AwsSecretManager *AwsSecretManager `json:"awsSecretManager,omitempty"`
}

// PodIdentityProvider is whose identity it is.
type PodIdentityProvider string

// PodIdentityProviderAws is AWS: whatever credentials the SDK finds, which with
// Pod Identity are those of KEDA's own association.
const PodIdentityProviderAws PodIdentityProvider = "aws"

// IdentityOwnerKEDA is KEDA's operator itself. The alternative, the workload, reads
// a role from an annotation of its service account, which Pod Identity does without.
const IdentityOwnerKEDA = "keda"

// AuthPodIdentity is an identity that the cloud knows.
type AuthPodIdentity struct {
	Provider      PodIdentityProvider `json:"provider"`
	IdentityOwner *string             `json:"identityOwner,omitempty"`
}

// AwsSecretManager reads parameters from AWS Secrets Manager.
type AwsSecretManager struct {
	Secrets     []AwsSecretManagerSecret `json:"secrets"`
	PodIdentity *AuthPodIdentity         `json:"podIdentity,omitempty"`
	Region      string                   `json:"region,omitempty"`
}

// AwsSecretManagerSecret is one secret for one parameter of a scaler.
type AwsSecretManagerSecret struct {
	Parameter string `json:"parameter"`
	// Name of the secret, or its ARN.
	Name string `json:"name"`
	// SecretKey takes one value of a secret that is a JSON object of texts.
	SecretKey string `json:"secretKey,omitempty"`
}
