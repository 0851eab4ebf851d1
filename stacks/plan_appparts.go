package stacks

import (
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/infra/config"
)

func appScaling(s config.AppScaling) app.Scaling {
	out := app.Scaling{HPA: appHPA(s.HPA), KEDA: appKEDA(s.KEDA)}
	if s.Fixed != nil {
		out.Fixed = &app.Fixed{Replicas: s.Fixed.Replicas}
	}
	if v := s.VPA; v != nil {
		out.VPA = &app.VPA{Mode: app.VPAMode(v.Mode), MinMemoryMiB: v.MinMemoryMiB, MaxMemoryMiB: v.MaxMemoryMiB}
	}
	if d := s.Disruption; d != nil {
		out.Disruption = &app.Disruption{MaxUnavailable: d.MaxUnavailable, MinAvailable: d.MinAvailable}
	}
	return out
}

func appHPA(h *config.AppHPA) *app.HPA {
	if h == nil {
		return nil
	}
	out := &app.HPA{
		Min: h.Min, Max: h.Max, CPUPercent: h.CPUPercent, MemoryPercent: h.MemoryPercent, Behaviour: app.Behaviour(h.Behaviour),
	}
	for _, m := range h.Custom {
		out.Custom = append(out.Custom, app.PodMetric(m))
	}
	for _, m := range h.External {
		out.External = append(out.External, app.ExternalMetric(m))
	}
	return out
}

func appKEDA(k *config.AppKEDA) *app.KEDA {
	if k == nil {
		return nil
	}
	out := &app.KEDA{Min: k.Min, Max: k.Max, PollSeconds: k.PollSeconds, CooldownSeconds: k.CooldownSeconds}
	for _, name := range slices.Sorted(maps.Keys(k.Queues)) {
		out.Triggers = append(out.Triggers, app.Trigger{Queue: &app.QueueTrigger{Queue: name, MessagesPerPod: k.Queues[name].MessagesPerPod}})
	}
	for _, t := range k.Prometheus {
		out.Triggers = append(out.Triggers, app.Trigger{Prometheus: new(app.PrometheusTrigger(t))})
	}
	for _, t := range k.Crons {
		out.Triggers = append(out.Triggers, app.Trigger{Cron: new(app.CronTrigger(t))})
	}
	for _, t := range k.Redis {
		out.Triggers = append(out.Triggers, app.Trigger{Redis: &app.RedisTrigger{
			Address: pulumi.String(t.Address), List: t.List, LengthPerPod: t.LengthPerPod, Secret: t.Secret,
		}})
	}
	if f := k.Fallback; f != nil {
		out.Fallback = new(app.Fallback(*f))
	}
	return out
}

func appMesh(m *config.AppMesh) *app.Mesh {
	if m == nil {
		return nil
	}
	out := &app.Mesh{
		Connections: app.Connections{
			MaxConnections: m.Connections.Max, MaxPending: m.Connections.MaxPending,
			MaxRequestsPerConnection: m.Connections.MaxRequests, ConnectMilliseconds: m.Connections.ConnectMilliseconds,
		},
		TimeoutSeconds: m.TimeoutSeconds, TracePercent: float64(m.TracePercent),
	}
	if o := m.Outliers; o != nil {
		out.Outliers = new(app.Outliers(*o))
	}
	if r := m.Retries; r != nil {
		out.Retries = &app.Retries{Attempts: r.Attempts, PerTrySeconds: r.PerTrySeconds, BudgetPercent: float64(r.BudgetPercent)}
		for _, on := range r.On {
			out.Retries.On = append(out.Retries.On, app.RetryCondition(on))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.Callers)) {
		caller := app.Caller{App: name, Paths: m.Callers[name].Paths}
		for _, method := range m.Callers[name].Methods {
			caller.Methods = append(caller.Methods, string(method))
		}
		out.Callers = append(out.Callers, caller)
	}
	for _, h := range m.Hosts {
		out.Hosts = append(out.Hosts, app.ExternalHost(h))
	}
	return out
}
