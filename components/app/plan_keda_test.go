package app

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/kubeapi/keda"
)

// self is KEDA as it proves who it is.
func self() *keda.AuthPodIdentity {
	return &keda.AuthPodIdentity{Provider: "aws", IdentityOwner: new("keda")}
}

func scaledObject(spec keda.ScaledObjectSpec) *keda.ScaledObject {
	spec.ScaleTargetRef = &keda.ScaleTarget{APIVersion: "apps/v1", Kind: "Deployment", Name: "orders-blue"}
	spec.Advanced = &keda.AdvancedConfig{
		HorizontalPodAutoscalerConfig: &keda.HorizontalPodAutoscalerConfig{Behavior: speed(0, 100, 300, 25)},
	}
	return &keda.ScaledObject{ObjectMeta: ofColour("orders-blue", "worker", "blue"), Spec: spec}
}

func triggerAuthentication(name string, spec keda.TriggerAuthenticationSpec) *keda.TriggerAuthentication {
	return &keda.TriggerAuthentication{ObjectMeta: ofColour(name, "worker", "blue"), Spec: spec}
}

func TestAWorkerThatMayHaveNoPod(t *testing.T) {
	a := orders(Scaling{KEDA: &KEDA{
		Min: 0, Max: 20,
		Triggers: []Trigger{
			{Queue: &QueueTrigger{Queue: "jobs", MessagesPerPod: 100}},
			{Prometheus: &PrometheusTrigger{Address: "http://prometheus.monitoring:9090", Query: `sum(backlog)`, Threshold: "50"}},
			{Cron: &CronTrigger{TimeZone: "Europe/Dublin", Start: "0 8 * * 1-5", End: "0 18 * * 1-5", Replicas: 2}},
			{Redis: &RedisTrigger{Address: pulumi.String("redis.internal:6379"), List: "work", Secret: "redis", LengthPerPod: 5}},
		},
		Fallback: &Fallback{Failures: 3, Replicas: 4},
	}})
	requireNoFault(t, scalingFaults(a))
	got := scalers(a)
	assert.Equal(t, []kubeapi.Object{
		triggerAuthentication("orders-blue-queue-0", keda.TriggerAuthenticationSpec{PodIdentity: self()}),
		triggerAuthentication("orders-blue-redis-3", keda.TriggerAuthenticationSpec{AwsSecretManager: &keda.AwsSecretManager{
			Secrets:     []keda.AwsSecretManagerSecret{{Parameter: "password", Name: "covetpy/dev/redis", SecretKey: "password"}},
			PodIdentity: self(), Region: "eu-west-1",
		}}),
		scaledObject(keda.ScaledObjectSpec{
			MinReplicaCount: new(int32(0)), MaxReplicaCount: new(int32(20)), PollingInterval: new(int32(30)), CooldownPeriod: new(int32(300)),
			Fallback: &keda.Fallback{FailureThreshold: 3, Replicas: 4, Behavior: "currentReplicasIfHigher"},
			Triggers: []keda.ScaleTriggers{
				{
					Type: "aws-sqs-queue", Name: "queue-0", AuthenticationRef: &keda.AuthenticationRef{Name: "orders-blue-queue-0"},
					Metadata: map[string]string{
						"queueURL": "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs", "queueLength": "100",
						"awsRegion": "eu-west-1", "scaleOnInFlight": "true",
					},
				},
				{Type: "prometheus", Name: "prometheus-1", Metadata: map[string]string{
					"serverAddress": "http://prometheus.monitoring:9090", "query": "sum(backlog)", "threshold": "50", "ignoreNullValues": "false",
				}},
				{Type: "cron", Name: "cron-2", Metadata: map[string]string{
					"timezone": "Europe/Dublin", "start": "0 8 * * 1-5", "end": "0 18 * * 1-5", "desiredReplicas": "2",
				}},
				{
					Type: "redis", Name: "redis-3", AuthenticationRef: &keda.AuthenticationRef{Name: "orders-blue-redis-3"},
					Metadata: map[string]string{"address": "redis.internal:6379", "listName": "work", "listLength": "5", "enableTLS": "true"},
				},
			},
		}),
	}, got)
	requireStrict(t, got...)
}

// KEDA warns of settings that say nothing, and these do above zero.
func TestAnApplicationThatAlwaysHasAPodHasNeitherPollingNorCooldown(t *testing.T) {
	a := orders(Scaling{KEDA: &KEDA{
		Min: 1, Max: 3, PollSeconds: 10, CooldownSeconds: 60,
		Triggers: []Trigger{{Prometheus: &PrometheusTrigger{Address: "http://prometheus", Query: "up", Threshold: "1"}}},
	}})
	requireNoFault(t, scalingFaults(a))
	got := scalers(a)
	assert.Equal(t, []kubeapi.Object{scaledObject(keda.ScaledObjectSpec{
		MinReplicaCount: new(int32(1)), MaxReplicaCount: new(int32(3)),
		Triggers: []keda.ScaleTriggers{{Type: "prometheus", Name: "prometheus-0", Metadata: map[string]string{
			"serverAddress": "http://prometheus", "query": "up", "threshold": "1", "ignoreNullValues": "false",
		}}},
	})}, got)
	requireStrict(t, got...)
}
