package app

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
)

// self is KEDA as it proves who it is.
func self() map[string]any { return map[string]any{"provider": "aws", "identityOwner": "keda"} }

func scaledObject(spec map[string]any) map[string]any {
	spec["scaleTargetRef"] = map[string]any{"apiVersion": "apps/v1", "kind": "Deployment", "name": "orders-blue"}
	return map[string]any{
		"apiVersion": "keda.sh/v1alpha1", "kind": "ScaledObject",
		"metadata": colourMetadata("orders-blue", "worker", "blue"), "spec": spec,
	}
}

func triggerAuthentication(name string, spec map[string]any) map[string]any {
	return map[string]any{
		"apiVersion": "keda.sh/v1alpha1", "kind": "TriggerAuthentication",
		"metadata": colourMetadata(name, "worker", "blue"), "spec": spec,
	}
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
	assert.Equal(t, []map[string]any{
		triggerAuthentication("orders-blue-queue-0", map[string]any{"podIdentity": self()}),
		triggerAuthentication("orders-blue-redis-3", map[string]any{"awsSecretManager": map[string]any{
			"secrets":     []any{map[string]any{"parameter": "password", "name": "covetpy/dev/redis", "secretKey": "password"}},
			"podIdentity": self(), "region": "eu-west-1",
		}}),
		scaledObject(map[string]any{
			"minReplicaCount": 0.0, "maxReplicaCount": 20.0, "pollingInterval": 30.0, "cooldownPeriod": 300.0,
			"advanced": map[string]any{"horizontalPodAutoscalerConfig": map[string]any{"behavior": speed(0, 100, 300, 25)}},
			"fallback": map[string]any{"failureThreshold": 3.0, "replicas": 4.0, "behavior": "currentReplicasIfHigher"},
			"triggers": []any{
				map[string]any{
					"type": "aws-sqs-queue", "name": "queue-0", "authenticationRef": map[string]any{"name": "orders-blue-queue-0"},
					"metadata": map[string]any{
						"queueURL": "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs", "queueLength": "100",
						"awsRegion": "eu-west-1", "scaleOnInFlight": "true",
					},
				},
				map[string]any{"type": "prometheus", "name": "prometheus-1", "metadata": map[string]any{
					"serverAddress": "http://prometheus.monitoring:9090", "query": "sum(backlog)", "threshold": "50", "ignoreNullValues": "false",
				}},
				map[string]any{"type": "cron", "name": "cron-2", "metadata": map[string]any{
					"timezone": "Europe/Dublin", "start": "0 8 * * 1-5", "end": "0 18 * * 1-5", "desiredReplicas": "2",
				}},
				map[string]any{
					"type": "redis", "name": "redis-3", "authenticationRef": map[string]any{"name": "orders-blue-redis-3"},
					"metadata": map[string]any{"address": "redis.internal:6379", "listName": "work", "listLength": "5", "enableTLS": "true"},
				},
			},
		}),
	}, manifests(t, scalers(a)))
}

// KEDA warns of settings that say nothing, and these do above zero.
func TestAnApplicationThatAlwaysHasAPodHasNeitherPollingNorCooldown(t *testing.T) {
	a := orders(Scaling{KEDA: &KEDA{
		Min: 1, Max: 3, PollSeconds: 10, CooldownSeconds: 60,
		Triggers: []Trigger{{Prometheus: &PrometheusTrigger{Address: "http://prometheus", Query: "up", Threshold: "1"}}},
	}})
	requireNoFault(t, scalingFaults(a))
	assert.Equal(t, []map[string]any{scaledObject(map[string]any{
		"minReplicaCount": 1.0, "maxReplicaCount": 3.0,
		"advanced": map[string]any{"horizontalPodAutoscalerConfig": map[string]any{"behavior": speed(0, 100, 300, 25)}},
		"triggers": []any{map[string]any{"type": "prometheus", "name": "prometheus-0", "metadata": map[string]any{
			"serverAddress": "http://prometheus", "query": "up", "threshold": "1", "ignoreNullValues": "false",
		}}},
	})}, manifests(t, scalers(a)))
}
