package externalsecrets

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/covetpy/platform/kubeapi/internal/copies"
)

// Version is the group and version of the kinds.
var Version = schema.GroupVersion{Group: "external-secrets.io", Version: "v1"}

// AddToScheme makes the kinds known.
func AddToScheme(scheme *runtime.Scheme) error {
	scheme.AddKnownTypes(Version, &ExternalSecret{}, &ExternalSecretList{}, &ClusterSecretStore{}, &ClusterSecretStoreList{})
	metav1.AddToGroupVersion(scheme, Version)
	return nil
}

// ExternalSecret is a Secret that the operator makes of what a store holds.
type ExternalSecret struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`

	Spec ExternalSecretSpec `json:"spec"`
}

// DeepCopyObject is a copy that shares nothing.
func (s *ExternalSecret) DeepCopyObject() runtime.Object { return copies.Deep(s) }

// ExternalSecretList is a list of them.
type ExternalSecretList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitzero"`

	Items []ExternalSecret `json:"items"`
}

// DeepCopyObject is a copy that shares nothing.
func (l *ExternalSecretList) DeepCopyObject() runtime.Object { return copies.Deep(l) }

// ExternalSecretSpec is what goes into the Secret, and how often it is read again.
type ExternalSecretSpec struct {
	SecretStoreRef SecretStoreRef `json:"secretStoreRef"`
	Target         Target         `json:"target"`
	// RefreshInterval is after how long the store is asked again. Without one the
	// operator takes an hour.
	RefreshInterval *metav1.Duration `json:"refreshInterval,omitempty"`
	// Data are the Secret's keys.
	Data []Data `json:"data,omitempty"`
}

// SecretStoreRef names a store.
type SecretStoreRef struct {
	Name string `json:"name"`
	// Kind is KindClusterSecretStore.
	Kind string `json:"kind"`
}

// KindClusterSecretStore is the kind of a store that every namespace may use.
const KindClusterSecretStore = "ClusterSecretStore"

// Target is the Secret that is made.
type Target struct {
	Name string `json:"name"`
	// CreationPolicy and DeletionPolicy are what becomes of it with the
	// ExternalSecret, and with what the store holds.
	CreationPolicy CreationPolicy `json:"creationPolicy,omitempty"`
	DeletionPolicy DeletionPolicy `json:"deletionPolicy,omitempty"`
	// Immutable has Kubernetes refuse changes of it.
	Immutable bool `json:"immutable,omitempty"`
}

// CreationPolicy says whose a Secret is.
type CreationPolicy string

// CreateOwner has the Secret go with its ExternalSecret.
const CreateOwner CreationPolicy = "Owner"

// DeletionPolicy is what becomes of a Secret when the store no longer has it.
type DeletionPolicy string

// DeleteRetain keeps it.
const DeleteRetain DeletionPolicy = "Retain"

// Data is one key of the Secret, and what of the store it holds.
type Data struct {
	SecretKey string    `json:"secretKey"`
	RemoteRef RemoteRef `json:"remoteRef"`
}

// RemoteRef is one value in a store.
type RemoteRef struct {
	// Key is the name or the ARN of a secret of Secrets Manager.
	Key string `json:"key"`
	// Property is the field of a secret that is a JSON object; empty is all of it.
	Property string `json:"property,omitempty"`
}

// ClusterSecretStore is where secrets of any namespace come from.
type ClusterSecretStore struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`

	Spec ClusterSecretStoreSpec `json:"spec"`
}

// DeepCopyObject is a copy that shares nothing.
func (s *ClusterSecretStore) DeepCopyObject() runtime.Object { return copies.Deep(s) }

// ClusterSecretStoreList is a list of them.
type ClusterSecretStoreList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitzero"`

	Items []ClusterSecretStore `json:"items"`
}

// DeepCopyObject is a copy that shares nothing.
func (l *ClusterSecretStoreList) DeepCopyObject() runtime.Object { return copies.Deep(l) }

// ClusterSecretStoreSpec is which service, and who may use it.
type ClusterSecretStoreSpec struct {
	Provider Provider `json:"provider"`
	// RefreshInterval in seconds is how often the store itself is tried.
	RefreshInterval int `json:"refreshInterval,omitempty"`
	// Conditions each let some namespaces use the store; without any, all may.
	Conditions []Condition `json:"conditions,omitempty"`
}

// Provider is the service behind a store.
type Provider struct {
	AWS *AWS `json:"aws,omitempty"`
}

// AWS is a service of AWS, which the operator calls as itself.
type AWS struct {
	// Service is ServiceSecretsManager.
	Service string `json:"service"`
	Region  string `json:"region"`
}

// ServiceSecretsManager is Secrets Manager.
const ServiceSecretsManager = "SecretsManager"

// Condition lets namespaces use a store: by name, or by their labels.
type Condition struct {
	Namespaces        []string              `json:"namespaces,omitempty"`
	NamespaceSelector *metav1.LabelSelector `json:"namespaceSelector,omitempty"`
}
