package keda_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/kubeapi/keda"
)

// whole is objects with every field set.
func whole() map[string]kubeapi.Object {
	meta := metav1.ObjectMeta{Name: "orders-blue", Namespace: "orders", Labels: map[string]string{"a": "b"}}
	identity := &keda.AuthPodIdentity{Provider: keda.PodIdentityProviderAws, IdentityOwner: new(keda.IdentityOwnerKEDA)}
	return map[string]kubeapi.Object{
		"a scaled object": &keda.ScaledObject{
			ObjectMeta: meta,
			Spec: keda.ScaledObjectSpec{
				ScaleTargetRef:  &keda.ScaleTarget{Name: "orders-blue", APIVersion: "apps/v1", Kind: "Deployment"},
				PollingInterval: new(int32(30)), CooldownPeriod: new(int32(300)),
				MinReplicaCount: new(int32(0)), MaxReplicaCount: new(int32(9)),
				Advanced: &keda.AdvancedConfig{HorizontalPodAutoscalerConfig: &keda.HorizontalPodAutoscalerConfig{
					Behavior: &autoscalingv2.HorizontalPodAutoscalerBehavior{
						ScaleUp: &autoscalingv2.HPAScalingRules{StabilizationWindowSeconds: new(int32(5))},
					},
				}},
				Triggers: []keda.ScaleTriggers{{
					Type: "aws-sqs-queue", Name: "queue", Metadata: map[string]string{"queueLength": "5"},
					AuthenticationRef: &keda.AuthenticationRef{Name: "orders-blue"},
				}},
				Fallback: &keda.Fallback{FailureThreshold: 3, Replicas: 2, Behavior: keda.FallbackIfHigher},
			},
		},
		"a trigger's authentication": &keda.TriggerAuthentication{
			ObjectMeta: meta,
			Spec: keda.TriggerAuthenticationSpec{
				PodIdentity: identity,
				AwsSecretManager: &keda.AwsSecretManager{
					Secrets:     []keda.AwsSecretManagerSecret{{Parameter: "password", Name: "orders/cache", SecretKey: "password"}},
					PodIdentity: identity, Region: "eu-west-1",
				},
			},
		},
	}
}

func TestAnObjectIsReadAsItIsWritten(t *testing.T) {
	for name, obj := range whole() {
		t.Run(name, func(t *testing.T) {
			manifest, err := kubeapi.Manifest(obj)
			require.NoError(t, err)
			assert.Equal(t, "keda.sh/v1alpha1", manifest["apiVersion"])
			raw, err := json.Marshal(manifest)
			require.NoError(t, err)
			read, err := kubeapi.Decode(raw)
			require.NoError(t, err)
			again, err := kubeapi.Manifest(read)
			require.NoError(t, err)
			assert.Equal(t, manifest, again)
		})
	}
}

func TestAFieldThatKEDADoesNotHaveIsAnError(t *testing.T) {
	_, err := kubeapi.Decode([]byte(`{"apiVersion":"keda.sh/v1alpha1","kind":"ScaledObject","metadata":{"name":"a"},
		"spec":{"scaleTargetRef":{"name":"a"},"triggers":[],"minReplicas":1}}`))
	assert.ErrorContains(t, err, `unknown field "spec.minReplicas"`)
}

// A copy is equal, and shares nothing that could be changed through it.
func TestACopySharesNothing(t *testing.T) {
	for name, obj := range whole() {
		t.Run(name, func(t *testing.T) {
			duplicate := obj.DeepCopyObject()
			assert.Equal(t, obj, duplicate)
			obj.GetLabels()["a"] = name
			assert.NotEqual(t, obj, duplicate)
		})
	}
}

// The tests above see only what is set, so everything is.
func TestTheExamplesSetEveryField(t *testing.T) {
	for name, obj := range whole() {
		t.Run(name, func(t *testing.T) {
			requireSet(t, "spec", reflect.ValueOf(obj).Elem().FieldByName("Spec"))
		})
	}
}

func requireSet(t *testing.T, path string, v reflect.Value) {
	t.Helper()
	require.False(t, v.IsZero(), path)
	switch v.Kind() {
	case reflect.Pointer:
		if v.Type().Elem().Kind() == reflect.Struct && v.Type().Elem().PkgPath() == reflect.TypeFor[keda.ScaledObject]().PkgPath() {
			requireSet(t, path, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			requireSet(t, path, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			requireSet(t, path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	default:
	}
}
