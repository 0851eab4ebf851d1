package app

import (
	"fmt"
	"net/url"
	"strconv"

	"github.com/covetpy/platform/infra/fault"
)

func (a *Args) checkKEDA(c *fault.Check, k *KEDA) {
	const path = "scaling.keda"
	checkRange(c, path, k.Min, k.Max, 0)
	if a.Service != nil {
		c.Require(k.Min != 0, path+".min", k.Min, "at least 1 while there is a service, as one without pods answers nobody")
	}
	const aDay = 86400
	between(c, path+".pollSeconds", k.PollSeconds, 0, aDay)
	between(c, path+".cooldownSeconds", k.CooldownSeconds, 0, aDay)
	k.Behaviour.check(c, path+".behaviour")
	if f := k.Fallback; f != nil {
		between(c, path+".fallback.failures", f.Failures, 1, MaxReplicas)
		low := max(k.Min, 1)
		c.Require(f.Replicas >= low && f.Replicas <= k.Max, path+".fallback.replicas", f.Replicas, fmt.Sprintf("%d to %s.max (%d)", low, path, k.Max))
	}
	c.Require(len(k.Triggers) > 0, path+".triggers", nil, "at least one")
	for i, t := range k.Triggers {
		a.checkTrigger(c, fmt.Sprintf("%s.triggers[%d]", path, i), t, k.Max)
	}
}

// checkTrigger checks one of a kind.
func (a *Args) checkTrigger(c *fault.Check, path string, t Trigger, most int) {
	kinds := 0
	if t.Queue != nil {
		kinds++
		a.checkQueueTrigger(c, path+".queue", t.Queue)
	}
	if t.Prometheus != nil {
		kinds++
		t.Prometheus.check(c, path+".prometheus")
	}
	if t.Cron != nil {
		kinds++
		t.Cron.check(c, path+".cron", most)
	}
	if t.Redis != nil {
		kinds++
		a.checkRedisTrigger(c, path+".redis", t.Redis)
	}
	c.Require(kinds == 1, path, fmt.Sprintf("%d kinds", kinds), "exactly one of queue, prometheus, cron and redis")
}

func (a *Args) checkQueueTrigger(c *fault.Check, path string, t *QueueTrigger) {
	queue, used := a.Uses.Queues[t.Queue]
	c.Require(used, path+".queue", fault.Written(t.Queue), "a queue of uses.queues")
	c.Require(!used || queue.Access != Send, path+".queue", t.Queue,
		"a queue that the application receives from: to that of uses.queues."+t.Queue+" it only sends")
	c.Require(t.MessagesPerPod >= 1, path+".messagesPerPod", t.MessagesPerPod, "at least 1")
}

func (p *PrometheusTrigger) check(c *fault.Check, path string) {
	address, err := url.Parse(p.Address)
	fine := err == nil && (address.Scheme == "http" || address.Scheme == "https") && address.Hostname() != "" && address.User == nil
	c.Require(fine, path+".address", fault.Written(p.Address), "a URL without credentials, http://prometheus.monitoring:9090")
	c.Require(p.Query != "", path+".query", nil, "a query of PromQL")
	threshold, err := strconv.ParseFloat(p.Threshold, 64)
	c.Require(err == nil && threshold > 0, path+".threshold", fault.Written(p.Threshold), `a number above zero, "100"`)
}

func (t *CronTrigger) check(c *fault.Check, path string, most int) {
	checkSchedule(c, path+".start", t.Start)
	checkSchedule(c, path+".end", t.End)
	c.Require(t.Start != t.End || t.Start == "", path+".end", t.End, "another time than start")
	checkTimeZone(c, path+".timeZone", t.TimeZone)
	c.Require(t.Replicas >= 1 && t.Replicas <= most, path+".replicas", t.Replicas, fmt.Sprintf("1 to scaling.keda.max (%d)", most))
}

func (a *Args) checkRedisTrigger(c *fault.Check, path string, t *RedisTrigger) {
	c.Require(t.Address != nil, path+".address", nil, "host and port of a cache")
	c.Require(t.List != "", path+".list", nil, "the list's name")
	c.Require(t.LengthPerPod >= 1, path+".lengthPerPod", t.LengthPerPod, "at least 1")
	_, declared := a.Secrets[t.Secret]
	c.Require(declared, path+".secret", fault.Written(t.Secret), "a secret of secrets that holds the password")
}
