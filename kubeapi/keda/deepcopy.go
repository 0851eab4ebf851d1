package keda

import (
	"maps"
	"slices"

	"k8s.io/apimachinery/pkg/runtime"
)

// DeepCopyObject copies an object so that changing one does not change the other.
func (s *ScaledObject) DeepCopyObject() runtime.Object {
	out := *s
	s.ObjectMeta.DeepCopyInto(&out.ObjectMeta)
	out.Spec = s.Spec.deepCopy()
	return &out
}

func (s ScaledObjectSpec) deepCopy() ScaledObjectSpec {
	s.ScaleTargetRef = copied(s.ScaleTargetRef)
	s.PollingInterval = copied(s.PollingInterval)
	s.CooldownPeriod = copied(s.CooldownPeriod)
	s.MinReplicaCount = copied(s.MinReplicaCount)
	s.MaxReplicaCount = copied(s.MaxReplicaCount)
	s.Fallback = copied(s.Fallback)
	s.Triggers = slices.Clone(s.Triggers)
	for i, trigger := range s.Triggers {
		s.Triggers[i].Metadata = maps.Clone(trigger.Metadata)
		s.Triggers[i].AuthenticationRef = copied(trigger.AuthenticationRef)
	}
	if s.Advanced = copied(s.Advanced); s.Advanced != nil {
		config := copied(s.Advanced.HorizontalPodAutoscalerConfig)
		if config != nil {
			config.Behavior = config.Behavior.DeepCopy()
		}
		s.Advanced.HorizontalPodAutoscalerConfig = config
	}
	return s
}

// DeepCopyObject copies an object so that changing one does not change the other.
func (t *TriggerAuthentication) DeepCopyObject() runtime.Object {
	out := *t
	t.ObjectMeta.DeepCopyInto(&out.ObjectMeta)
	out.Spec.PodIdentity = t.Spec.PodIdentity.deepCopy()
	if out.Spec.AwsSecretManager = copied(t.Spec.AwsSecretManager); out.Spec.AwsSecretManager != nil {
		out.Spec.AwsSecretManager.Secrets = slices.Clone(t.Spec.AwsSecretManager.Secrets)
		out.Spec.AwsSecretManager.PodIdentity = t.Spec.AwsSecretManager.PodIdentity.deepCopy()
	}
	return &out
}

func (a *AuthPodIdentity) deepCopy() *AuthPodIdentity {
	out := copied(a)
	if out != nil {
		out.IdentityOwner = copied(a.IdentityOwner)
	}
	return out
}

func copied[T any](p *T) *T {
	if p == nil {
		return nil
	}
	return new(*p)
}
