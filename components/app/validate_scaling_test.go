package app

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/infra/fault"
)

func TestANumberOfPodsHasOneOwner(t *testing.T) {
	hpa := &HPA{Min: 1, Max: 2, CPUPercent: 60}
	keda := &KEDA{Min: 1, Max: 2, Triggers: []Trigger{{Queue: &QueueTrigger{Queue: "jobs", MessagesPerPod: 1}}}}
	accepted := "exactly one of fixed, hpa and keda, as a number of pods has one owner"
	cases := map[string]struct {
		scaling Scaling
		want    fault.Faults
	}{
		"fixed":            {Scaling{Fixed: &Fixed{Replicas: 1}}, nil},
		"by metrics":       {Scaling{HPA: hpa}, nil},
		"by events":        {Scaling{KEDA: keda}, nil},
		"without an owner": {Scaling{}, fault.Faults{{Path: "scaling", Accepted: accepted}}},
		"with two autoscalers names both": {
			Scaling{HPA: hpa, KEDA: keda}, fault.Faults{{Path: "scaling", Found: "hpa and keda", Accepted: accepted}},
		},
		"with all three names all": {
			Scaling{Fixed: &Fixed{Replicas: 1}, HPA: hpa, KEDA: keda},
			fault.Faults{{Path: "scaling", Found: "fixed and hpa and keda", Accepted: accepted}},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, scalingFaults(orders(c.scaling))) })
	}
}

func TestNumbersThatNoAutoscalerCouldKeep(t *testing.T) {
	triggers := []Trigger{{Queue: &QueueTrigger{Queue: "jobs", MessagesPerPod: 1}}}
	cases := map[string]struct {
		args *Args
		want fault.Faults
	}{
		"a fixed number of none": {
			orders(Scaling{Fixed: &Fixed{}}),
			fault.Faults{{Path: "scaling.fixed.replicas", Found: "0", Accepted: "1 to 1000"}},
		},
		"fewest above most": {
			orders(Scaling{HPA: &HPA{Min: 5, Max: 3, CPUPercent: 60}}),
			fault.Faults{{Path: "scaling.hpa.min", Found: "5", Accepted: "at most scaling.hpa.max (3)"}},
		},
		"metrics that shall go to zero": {
			orders(Scaling{HPA: &HPA{Min: 0, Max: 3, CPUPercent: 60}}),
			fault.Faults{{Path: "scaling.hpa.min", Found: "0", Accepted: "1 to 1000"}},
		},
		"more than there may ever be": {
			orders(Scaling{HPA: &HPA{Min: 1, Max: 1001, CPUPercent: 60}}),
			fault.Faults{{Path: "scaling.hpa.max", Found: "1001", Accepted: "1 to 1000"}},
		},
		"a service that shall have no pod": {
			service(orders(Scaling{KEDA: &KEDA{Min: 0, Max: 3, Triggers: triggers}})),
			fault.Faults{{Path: "scaling.keda.min", Found: "0", Accepted: "at least 1 while there is a service, as one without pods answers nobody"}},
		},
		"a fallback past the most, after no failure": {
			orders(Scaling{KEDA: &KEDA{Min: 2, Max: 3, Triggers: triggers, Fallback: &Fallback{Replicas: 4}}}),
			fault.Faults{
				{Path: "scaling.keda.fallback.failures", Found: "0", Accepted: "1 to 1000"},
				{Path: "scaling.keda.fallback.replicas", Found: "4", Accepted: "2 to scaling.keda.max (3)"},
			},
		},
		"a fallback to none": {
			orders(Scaling{KEDA: &KEDA{Min: 0, Max: 3, Triggers: triggers, Fallback: &Fallback{Failures: 1}}}),
			fault.Faults{{Path: "scaling.keda.fallback.replicas", Found: "0", Accepted: "1 to scaling.keda.max (3)"}},
		},
		"a speed outside of what Kubernetes has": {
			orders(Scaling{HPA: &HPA{
				Min: 1, Max: 3, CPUPercent: 60,
				Behaviour: Behaviour{UpWindowSeconds: -1, DownWindowSeconds: 3601, UpPercent: 1001, DownPercent: 101},
			}}),
			fault.Faults{
				{Path: "scaling.hpa.behaviour.downPercent", Found: "101", Accepted: "0 to 100"},
				{Path: "scaling.hpa.behaviour.downWindowSeconds", Found: "3601", Accepted: "0 to 3600"},
				{Path: "scaling.hpa.behaviour.upPercent", Found: "1001", Accepted: "0 to 1000"},
				{Path: "scaling.hpa.behaviour.upWindowSeconds", Found: "-1", Accepted: "0 to 3600"},
			},
		},
		"times outside of a day": {
			orders(Scaling{KEDA: &KEDA{Min: 0, Max: 3, Triggers: triggers, PollSeconds: -1, CooldownSeconds: 86401}}),
			fault.Faults{
				{Path: "scaling.keda.cooldownSeconds", Found: "86401", Accepted: "0 to 86400"},
				{Path: "scaling.keda.pollSeconds", Found: "-1", Accepted: "0 to 86400"},
			},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, scalingFaults(c.args)) })
	}
}

func TestMetricsThatSayNothing(t *testing.T) {
	limited := orders(Scaling{HPA: &HPA{Min: 1, Max: 3, CPUPercent: 200}})
	limited.Resources.CPULimitMillis = new(500) // twice what is requested
	cases := map[string]struct {
		args *Args
		want fault.Faults
	}{
		"none": {
			orders(Scaling{HPA: &HPA{Min: 1, Max: 3}}),
			fault.Faults{{Path: "scaling.hpa", Found: "no metric", Accepted: "at least one of cpuPercent, memoryPercent, custom and external"}},
		},
		"memory that is never reached": {
			orders(Scaling{HPA: &HPA{Min: 1, Max: 3, MemoryPercent: 100}}),
			fault.Faults{{
				Path: "scaling.hpa.memoryPercent", Found: "100",
				Accepted: "0 to 99 per cent of resources.memoryMiB, which is the limit as well: more is never reached",
			}},
		},
		"a processor that is never reached": {
			limited,
			fault.Faults{{
				Path: "scaling.hpa.cpuPercent", Found: "200",
				Accepted: "less than 200, which resources.cpuLimitMillis (500) is of what is requested: more is never reached",
			}},
		},
		"names and quantities that are none, and the same twice": {
			orders(Scaling{HPA: &HPA{
				Min: 1, Max: 3,
				Custom:   []PodMetric{{Name: "a/b", Average: "1"}, {Name: "rate", Average: "many"}, {Name: "rate", Average: "1"}},
				External: []ExternalMetric{{Average: "0", Labels: map[string]string{"queue": "a b"}}},
			}}),
			fault.Faults{
				{Path: "scaling.hpa.custom[0].name", Found: "a/b", Accepted: "a metric as the adapter serves it, http_requests_per_second"},
				{Path: "scaling.hpa.custom[1].average", Found: "many", Accepted: `a quantity above zero, "100" or "500m"`},
				{Path: "scaling.hpa.custom[2].name", Found: "rate", Accepted: "each metric once"},
				{Path: "scaling.hpa.external[0].average", Found: "0", Accepted: `a quantity above zero, "100" or "500m"`},
				{Path: "scaling.hpa.external[0].labels.queue", Found: "a b", Accepted: "a label of Kubernetes"},
				{Path: "scaling.hpa.external[0].name", Accepted: "a metric as the adapter serves it, http_requests_per_second"},
			},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, scalingFaults(c.args)) })
	}
}

func TestTriggersThatKEDACouldNotAsk(t *testing.T) {
	const five, zone = `five fields, "30 3 * * *" for half past three each night`, "a time zone of IANA's, Europe/Dublin"
	at := func(field string) string { return "scaling.keda.triggers[0]." + field }
	cases := map[string]struct {
		trigger Trigger
		want    fault.Faults
	}{
		"nothing": {Trigger{}, fault.Faults{{
			Path: "scaling.keda.triggers[0]", Found: "0 kinds", Accepted: "exactly one of queue, prometheus, cron and redis",
		}}},
		"two at once": {
			Trigger{
				Queue: &QueueTrigger{Queue: "jobs", MessagesPerPod: 1},
				Redis: &RedisTrigger{Address: pulumi.String("redis:6379"), List: "a", LengthPerPod: 1, Secret: "redis"},
			},
			fault.Faults{{Path: "scaling.keda.triggers[0]", Found: "2 kinds", Accepted: "exactly one of queue, prometheus, cron and redis"}},
		},
		"a queue that is not used": {
			Trigger{Queue: &QueueTrigger{Queue: "other"}},
			fault.Faults{
				{Path: at("queue.messagesPerPod"), Found: "0", Accepted: "at least 1"},
				{Path: at("queue.queue"), Found: "other", Accepted: "a queue of uses.queues"},
			},
		},
		"a queue that is only sent to": {
			Trigger{Queue: &QueueTrigger{Queue: "mails", MessagesPerPod: 1}},
			fault.Faults{{
				Path: at("queue.queue"), Found: "mails",
				Accepted: "a queue that the application receives from: to that of uses.queues.mails it only sends",
			}},
		},
		"a query without a server, and with a password in its address": {
			Trigger{Prometheus: &PrometheusTrigger{Address: "http://me:secret@prometheus", Threshold: "-1"}},
			fault.Faults{
				{
					Path: at("prometheus.address"), Found: "http://me:secret@prometheus",
					Accepted: "a URL without credentials, http://prometheus.monitoring:9090",
				},
				{Path: at("prometheus.query"), Accepted: "a query of PromQL"},
				{Path: at("prometheus.threshold"), Found: "-1", Accepted: `a number above zero, "100"`},
			},
		},
		"times that are none": {
			Trigger{Cron: &CronTrigger{TimeZone: "Local", Start: "@daily", End: "0 25 * * *", Replicas: 9}},
			fault.Faults{
				{Path: at("cron.end"), Found: "0 25 * * *", Accepted: five},
				{Path: at("cron.replicas"), Found: "9", Accepted: "1 to scaling.keda.max (3)"},
				{Path: at("cron.start"), Found: "@daily", Accepted: five},
				{Path: at("cron.timeZone"), Found: "Local", Accepted: zone},
			},
		},
		"a time that ends when it begins": {
			Trigger{Cron: &CronTrigger{TimeZone: "Etc/UTC", Start: "0 8 * * *", End: "0 8 * * *", Replicas: 1}},
			fault.Faults{{Path: at("cron.end"), Found: "0 8 * * *", Accepted: "another time than start"}},
		},
		"a list whose password is not declared": {
			Trigger{Redis: &RedisTrigger{Secret: "other"}},
			fault.Faults{
				{Path: at("redis.address"), Accepted: "host and port of a cache"},
				{Path: at("redis.lengthPerPod"), Found: "0", Accepted: "at least 1"},
				{Path: at("redis.list"), Accepted: "the list's name"},
				{Path: at("redis.secret"), Found: "other", Accepted: "a secret of secrets that holds the password"},
			},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, scalingFaults(orders(Scaling{KEDA: &KEDA{Min: 0, Max: 3, Triggers: []Trigger{c.trigger}}})))
		})
	}
	t.Run("no trigger at all", func(t *testing.T) {
		assert.Equal(t, fault.Faults{{Path: "scaling.keda.triggers", Accepted: "at least one"}},
			scalingFaults(orders(Scaling{KEDA: &KEDA{Min: 0, Max: 3}})))
	})
}

func TestAVerticalAutoscalerThatWouldFightOrBreakPods(t *testing.T) {
	kept := orders(Scaling{Fixed: &Fixed{Replicas: 2}, VPA: &VPA{Mode: MemoryOnly, MinMemoryMiB: 64, MaxMemoryMiB: 512}})
	kept.Writable = []Writable{{Path: "/dev/shm", SizeMiB: 64, Memory: true}, {Path: "/tmp", SizeMiB: 512}}
	cases := map[string]struct {
		args *Args
		want fault.Faults
	}{
		"on memory beside one that counts pods by memory": {
			orders(Scaling{
				HPA: &HPA{Min: 2, Max: 3, MemoryPercent: 80},
				VPA: &VPA{Mode: MemoryOnly, MinMemoryMiB: 64, MaxMemoryMiB: 512},
			}),
			fault.Faults{{
				Path: "scaling.vpa.mode", Found: "memory",
				Accepted: "recommend while scaling.hpa.memoryPercent is set (80), as the one would change what the other is a per cent of",
			}},
		},
		"that recommends beside one that counts pods by memory": {
			orders(Scaling{
				HPA: &HPA{Min: 2, Max: 3, MemoryPercent: 80},
				VPA: &VPA{Mode: Recommend, MinMemoryMiB: 64, MaxMemoryMiB: 512},
			}),
			nil,
		},
		"whose bounds leave out what pods begin with": {
			orders(Scaling{Fixed: &Fixed{Replicas: 2}, VPA: &VPA{Mode: Recommend, MinMemoryMiB: 257, MaxMemoryMiB: 255}}),
			fault.Faults{
				{Path: "scaling.vpa.maxMemoryMiB", Found: "255", Accepted: "at least resources.memoryMiB (256), which pods begin with"},
				{Path: "scaling.vpa.minMemoryMiB", Found: "257", Accepted: "1 to resources.memoryMiB (256), which pods begin with"},
			},
		},
		"whose least memory is full of files": {
			kept,
			fault.Faults{{Path: "scaling.vpa.minMemoryMiB", Found: "64", Accepted: "more than what writable keeps in memory (64 MiB)"}},
		},
		"of no mode": {
			orders(Scaling{Fixed: &Fixed{Replicas: 2}, VPA: &VPA{MinMemoryMiB: 64, MaxMemoryMiB: 512}}),
			fault.Faults{{Path: "scaling.vpa.mode", Accepted: "recommend or memory"}},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, scalingFaults(c.args)) })
	}
}

func TestABudgetThatWouldBlockOrPromiseNothing(t *testing.T) {
	const path = "scaling.disruption"
	blocks := "with as many, no pod may ever be evicted and no node emptied"
	hpa := &HPA{Min: 3, Max: 6, CPUPercent: 60}
	cases := map[string]struct {
		scaling Scaling
		want    fault.Faults
	}{
		"two of three have to stay": {Scaling{HPA: hpa, Disruption: &Disruption{MinAvailable: 2}}, nil},
		"two of three may go":       {Scaling{HPA: hpa, Disruption: &Disruption{MaxUnavailable: 2}}, nil},
		"the only one may go":       {Scaling{Fixed: &Fixed{Replicas: 1}, Disruption: &Disruption{MaxUnavailable: 1}}, nil},
		"all that there are have to stay": {
			Scaling{HPA: hpa, Disruption: &Disruption{MinAvailable: 3}},
			fault.Faults{{Path: path + ".minAvailable", Found: "3", Accepted: "less than scaling.hpa.min (3): " + blocks}},
		},
		"the only one has to stay": {
			Scaling{Fixed: &Fixed{Replicas: 1}, Disruption: &Disruption{MinAvailable: 1}},
			fault.Faults{{Path: path + ".minAvailable", Found: "1", Accepted: "less than scaling.fixed.replicas (1): " + blocks}},
		},
		"more have to stay than a worker may have": {
			Scaling{
				KEDA:       &KEDA{Min: 0, Max: 3, Triggers: []Trigger{{Queue: &QueueTrigger{Queue: "jobs", MessagesPerPod: 1}}}},
				Disruption: &Disruption{MinAvailable: 1},
			},
			fault.Faults{{Path: path + ".minAvailable", Found: "1", Accepted: "less than scaling.keda.min (0): " + blocks}},
		},
		"all may go at once": {
			Scaling{HPA: hpa, Disruption: &Disruption{MaxUnavailable: 3}},
			fault.Faults{{Path: path + ".maxUnavailable", Found: "3", Accepted: "less than scaling.hpa.min (3): with as many, all may go at once"}},
		},
		"both": {
			Scaling{HPA: hpa, Disruption: &Disruption{MinAvailable: 1, MaxUnavailable: 1}},
			fault.Faults{{Path: path, Found: "minAvailable and maxUnavailable", Accepted: "exactly one of minAvailable and maxUnavailable"}},
		},
		"neither": {
			Scaling{HPA: hpa, Disruption: &Disruption{}},
			fault.Faults{{
				Path:     path,
				Accepted: "minAvailable or maxUnavailable, 1 or more: with neither, no pod may ever be evicted and no node emptied",
			}},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, scalingFaults(orders(c.scaling))) })
	}
}
