package services

import (
	securityapi "istio.io/api/security/v1"
	istiosecurity "istio.io/client-go/pkg/apis/security/v1"
	corev1 "k8s.io/api/core/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/kubeapi/externalsecrets"
)

// The values of priorities, far below those of Kubernetes' own classes (two thousand
// million) and apart enough for others in between.
var priorityValues = []struct {
	name, about string
	value       int32
	preempts    corev1.PreemptionPolicy
}{
	{Critical, "Requests of users: served first in a full cluster", 1_000_000, corev1.PreemptLowerPriority},
	{Standard, "What users wait for, though not at once", 100_000, corev1.PreemptLowerPriority},
	{Batch, "Work that can wait: gives way first, and pushes nothing out", 1_000, corev1.PreemptNever},
}

// priorities are the classes of applications' pods.
func (a *Args) priorities() []kubeapi.Object {
	out := make([]kubeapi.Object, len(priorityValues))
	for i, p := range priorityValues {
		out[i] = &schedulingv1.PriorityClass{
			ObjectMeta:       metav1.ObjectMeta{Name: PriorityClass(a.Names.Project, p.name), Labels: a.labels(p.name)},
			Value:            p.value,
			Description:      p.about,
			PreemptionPolicy: &p.preempts,
		}
	}
	return out
}

// meshObjects hold the whole mesh to mutual TLS.
func (a *Args) meshObjects() []custom {
	if a.Mesh == nil {
		return nil
	}
	strict := &istiosecurity.PeerAuthentication{
		ObjectMeta: metav1.ObjectMeta{Name: "default", Namespace: namespaceMesh, Labels: a.labels(string(partMeshControl))},
	}
	strict.Spec.Mtls = &securityapi.PeerAuthentication_MutualTLS{Mode: securityapi.PeerAuthentication_MutualTLS_STRICT}
	return []custom{{logical: objectStrict, object: strict, of: MeshOfPods, needs: partMeshControl}}
}

// secretObjects are the store that secrets are copied from.
func (a *Args) secretObjects() []custom {
	if a.ExternalSecrets == nil {
		return nil
	}
	store := &externalsecrets.ClusterSecretStore{
		ObjectMeta: metav1.ObjectMeta{Name: StoreName, Labels: a.labels(string(partSecretsCopied))},
		Spec: externalsecrets.ClusterSecretStoreSpec{
			Provider: externalsecrets.Provider{AWS: &externalsecrets.AWS{Service: externalsecrets.ServiceSecretsManager, Region: a.Where.Region}},
		},
	}
	return []custom{{logical: objectStore, object: store, of: SecretCopies, needs: partSecretsCopied}}
}
