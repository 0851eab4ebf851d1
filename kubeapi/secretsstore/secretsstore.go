// Package secretsstore has the part of the secrets store CSI driver's kinds that is
// in use (secrets-store.csi.x-k8s.io/v1). The driver's module can't be required: it
// requires one that is no longer to be had.
package secretsstore

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/covetpy/platform/kubeapi/internal/copies"
)

// Version is the group and version of the kinds.
var Version = schema.GroupVersion{Group: "secrets-store.csi.x-k8s.io", Version: "v1"}

// AddToScheme makes the kinds known.
func AddToScheme(s *runtime.Scheme) error {
	s.AddKnownTypes(Version, &SecretProviderClass{}, &SecretProviderClassList{})
	metav1.AddToGroupVersion(s, Version)
	return nil
}

// SecretProviderClass says which secrets a volume of the driver holds.
type SecretProviderClass struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`

	Spec SecretProviderClassSpec `json:"spec,omitzero"`
}

// SecretProviderClassSpec is where the secrets come from.
type SecretProviderClassSpec struct {
	// Provider is "aws".
	Provider string `json:"provider,omitempty"`
	// Parameters are the provider's own.
	Parameters map[string]string `json:"parameters,omitempty"`
}

// SecretProviderClassList is a list of them.
type SecretProviderClassList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitzero"`

	Items []SecretProviderClass `json:"items"`
}

// DeepCopyObject is a copy that shares nothing.
func (o *SecretProviderClass) DeepCopyObject() runtime.Object { return copies.Deep(o) }

// DeepCopyObject is a copy that shares nothing.
func (o *SecretProviderClassList) DeepCopyObject() runtime.Object { return copies.Deep(o) }
