package app

import (
	"cmp"
	"fmt"
	"strconv"

	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/kubeapi/keda"
)

// Defaults of scaling by events, in seconds.
const (
	pollSeconds     = 30
	cooldownSeconds = 300
)

// eventScaler is a ScaledObject, and before it what its triggers are asked with.
func (a *Args) eventScaler(c Colour, k *KEDA, values *later.Values) []kubeapi.Object {
	var out []kubeapi.Object
	spec := keda.ScaledObjectSpec{
		ScaleTargetRef:  &keda.ScaleTarget{APIVersion: workloadVersion, Kind: workloadKind, Name: a.colourName(c)},
		MinReplicaCount: new(count(k.Min)),
		MaxReplicaCount: new(count(k.Max)),
		Advanced: &keda.AdvancedConfig{
			HorizontalPodAutoscalerConfig: &keda.HorizontalPodAutoscalerConfig{Behavior: k.Behaviour.rules()},
		},
	}
	if k.Min == 0 { // KEDA warns of either where they say nothing
		spec.PollingInterval = new(count(cmp.Or(k.PollSeconds, pollSeconds)))
		spec.CooldownPeriod = new(count(cmp.Or(k.CooldownSeconds, cooldownSeconds)))
	}
	if f := k.Fallback; f != nil {
		spec.Fallback = &keda.Fallback{FailureThreshold: count(f.Failures), Replicas: count(f.Replicas), Behavior: keda.FallbackIfHigher}
	}
	for i, t := range k.Triggers {
		trigger := a.trigger(t, values)
		trigger.Name = fmt.Sprintf("%s-%d", t.kind(), i)
		if auth, needed := a.authentication(t); needed {
			meta := a.colourMeta(c)
			meta.Name += "-" + trigger.Name
			trigger.AuthenticationRef = &keda.AuthenticationRef{Name: meta.Name}
			out = append(out, &keda.TriggerAuthentication{ObjectMeta: meta, Spec: auth})
		}
		spec.Triggers = append(spec.Triggers, trigger)
	}
	return append(out, &keda.ScaledObject{ObjectMeta: a.colourMeta(c), Spec: spec})
}

// trigger is one as KEDA's scalers read it (KEDA documentation, "Scalers").
func (a *Args) trigger(t Trigger, values *later.Values) keda.ScaleTriggers {
	switch {
	case t.Queue != nil:
		return keda.ScaleTriggers{Type: "aws-sqs-queue", Metadata: map[string]string{
			"queueURL": values.Text(a.Uses.Queues[t.Queue.Queue].URL), "queueLength": strconv.Itoa(t.Queue.MessagesPerPod),
			"awsRegion": a.Where.Region,
			// A message that is being worked on has a pod: without this its pod would be
			// taken away as soon as the queue looks empty.
			"scaleOnInFlight": "true",
		}}
	case t.Prometheus != nil:
		return keda.ScaleTriggers{Type: "prometheus", Metadata: map[string]string{
			"serverAddress": t.Prometheus.Address, "query": t.Prometheus.Query, "threshold": t.Prometheus.Threshold,
			// No value is a failure, and not zero: a scrape that is broken is no reason to
			// take pods away.
			"ignoreNullValues": "false",
		}}
	case t.Cron != nil:
		return keda.ScaleTriggers{Type: "cron", Metadata: map[string]string{
			"timezone": t.Cron.TimeZone, "start": t.Cron.Start, "end": t.Cron.End, "desiredReplicas": strconv.Itoa(t.Cron.Replicas),
		}}
	default:
		return keda.ScaleTriggers{Type: "redis", Metadata: map[string]string{
			"address": values.Text(t.Redis.Address), "listName": t.Redis.List, "listLength": strconv.Itoa(t.Redis.LengthPerPod),
			"enableTLS": "true",
		}}
	}
}

// authentication is how KEDA proves who it is to what a trigger asks, if it has to.
// It always is itself, with a role of its own, and never the application.
func (a *Args) authentication(t Trigger) (spec keda.TriggerAuthenticationSpec, needed bool) {
	self := &keda.AuthPodIdentity{Provider: keda.PodIdentityProviderAws, IdentityOwner: new(keda.IdentityOwnerKEDA)}
	switch {
	case t.Queue != nil:
		return keda.TriggerAuthenticationSpec{PodIdentity: self}, true
	case t.Redis != nil:
		secret := a.Secrets[t.Redis.Secret]
		return keda.TriggerAuthenticationSpec{AwsSecretManager: &keda.AwsSecretManager{
			Secrets:     []keda.AwsSecretManagerSecret{{Parameter: "password", Name: secret.Name, SecretKey: secret.Field}},
			PodIdentity: self, Region: a.Where.Region,
		}}, true
	default:
		return keda.TriggerAuthenticationSpec{}, false
	}
}

// kind is what a trigger is of, and part of names.
func (t Trigger) kind() string {
	switch {
	case t.Queue != nil:
		return "queue"
	case t.Prometheus != nil:
		return "prometheus"
	case t.Cron != nil:
		return "cron"
	default:
		return "redis"
	}
}
