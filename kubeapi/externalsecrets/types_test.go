package externalsecrets_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/kubeapi/externalsecrets"
)

func secret() *externalsecrets.ExternalSecret {
	return &externalsecrets.ExternalSecret{
		ObjectMeta: metav1.ObjectMeta{Name: "shop", Namespace: "apps", Labels: map[string]string{"a": "b"}},
		Spec: externalsecrets.ExternalSecretSpec{
			SecretStoreRef:  externalsecrets.SecretStoreRef{Name: "secrets-manager", Kind: externalsecrets.KindClusterSecretStore},
			Target:          externalsecrets.Target{Name: "shop", CreationPolicy: externalsecrets.CreateOwner, DeletionPolicy: externalsecrets.DeleteRetain, Immutable: true},
			RefreshInterval: &metav1.Duration{Duration: 10 * time.Minute},
			Data: []externalsecrets.Data{
				{SecretKey: "key", RemoteRef: externalsecrets.RemoteRef{Key: "covetpy/dev/payments", Property: "key"}},
			},
		},
	}
}

func store() *externalsecrets.ClusterSecretStore {
	return &externalsecrets.ClusterSecretStore{
		ObjectMeta: metav1.ObjectMeta{Name: "secrets-manager", Labels: map[string]string{"a": "b"}},
		Spec: externalsecrets.ClusterSecretStoreSpec{
			Provider:        externalsecrets.Provider{AWS: &externalsecrets.AWS{Service: externalsecrets.ServiceSecretsManager, Region: "eu-west-1"}},
			RefreshInterval: 300,
			Conditions: []externalsecrets.Condition{
				{Namespaces: []string{"apps"}},
				{NamespaceSelector: &metav1.LabelSelector{MatchLabels: map[string]string{"secrets": "yes"}}},
			},
		},
	}
}

func TestAnExternalSecretIsWrittenAsItsDefinitionHasIt(t *testing.T) {
	got, err := kubeapi.Manifest(secret())
	require.NoError(t, err)
	assert.Equal(t, map[string]any{
		"apiVersion": "external-secrets.io/v1",
		"kind":       "ExternalSecret",
		"metadata":   map[string]any{"name": "shop", "namespace": "apps", "labels": map[string]any{"a": "b"}},
		"spec": map[string]any{
			"secretStoreRef":  map[string]any{"name": "secrets-manager", "kind": "ClusterSecretStore"},
			"target":          map[string]any{"name": "shop", "creationPolicy": "Owner", "deletionPolicy": "Retain", "immutable": true},
			"refreshInterval": "10m0s",
			"data": []any{map[string]any{
				"secretKey": "key", "remoteRef": map[string]any{"key": "covetpy/dev/payments", "property": "key"},
			}},
		},
	}, got)
}

func TestAStoreIsWrittenAsItsDefinitionHasIt(t *testing.T) {
	got, err := kubeapi.Manifest(store())
	require.NoError(t, err)
	assert.Equal(t, map[string]any{
		"apiVersion": "external-secrets.io/v1",
		"kind":       "ClusterSecretStore",
		"metadata":   map[string]any{"name": "secrets-manager", "labels": map[string]any{"a": "b"}},
		"spec": map[string]any{
			"provider":        map[string]any{"aws": map[string]any{"service": "SecretsManager", "region": "eu-west-1"}},
			"refreshInterval": 300.0,
			"conditions": []any{
				map[string]any{"namespaces": []any{"apps"}},
				map[string]any{"namespaceSelector": map[string]any{"matchLabels": map[string]any{"secrets": "yes"}}},
			},
		},
	}, got)
	kind, err := kubeapi.KindOf(store())
	require.NoError(t, err)
	assert.False(t, kubeapi.Namespaced(kind.GroupKind()))
}

func TestACopySharesNothingWithItsOriginal(t *testing.T) {
	one, two := secret(), store()
	first := one.DeepCopyObject().(*externalsecrets.ExternalSecret)
	second := two.DeepCopyObject().(*externalsecrets.ClusterSecretStore)
	assert.Equal(t, secret(), first)
	assert.Equal(t, store(), second)

	first.Labels["a"] = "changed"
	first.Spec.RefreshInterval.Duration = 0
	first.Spec.Data[0].SecretKey = "changed"
	second.Labels["a"] = "changed"
	second.Spec.Provider.AWS.Region = "changed"
	second.Spec.Conditions[0].Namespaces[0] = "changed"
	second.Spec.Conditions[1].NamespaceSelector.MatchLabels["secrets"] = "changed"
	assert.Equal(t, secret(), one)
	assert.Equal(t, store(), two)
}
