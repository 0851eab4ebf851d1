package simulate

import (
	"strconv"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/metrics"
)

// queriesPerRequest is how often an application asks its database for a request.
const queriesPerRequest = 2

// Application is what the targets of a CovetPy application expose of what its
// default objectives count (slo/metrics). They share the load evenly. The counter
// of each status and outcome is there from its first event on, as the client
// library has it.
func Application(service string, targets int) []Series {
	var all []Series
	for i := range targets {
		target := labels.FromStrings(
			"job", service, "namespace", service, metrics.LabelService, service,
			"pod", service+"-"+strconv.Itoa(i), "instance", "10.0.0."+strconv.Itoa(10+i)+":8080",
		)
		share := func(of func(Load) float64) func(Load) float64 {
			return func(l Load) float64 { return of(l) / float64(targets) }
		}
		all = append(all, Series{Labels: named(target, "up"), Kind: Up})
		for _, c := range counters() {
			all = append(all, Series{Labels: named(target, c.name, c.labels...), Of: share(c.of), Lazy: true})
		}
		for _, h := range latencies() {
			all = append(all, Series{Labels: named(target, h.name, h.labels...), Of: share(h.of)})
		}
	}
	return all
}

// counted is what all targets together count a second under a name.
type counted struct {
	name   string
	labels []string
	of     func(Load) float64
}

func counters() []counted {
	request := func(status string, of func(Load) float64) counted {
		return counted{slo.HTTPRequests, []string{"method", "GET", "route", "index", "status", status}, of}
	}
	query := func(outcome string, of func(Load) float64) counted {
		return counted{slo.DatabaseQueries, []string{"outcome", outcome}, of}
	}
	return []counted{
		request("200", func(l Load) float64 { return l.Rate * (1 - l.Errors) }),
		request("500", func(l Load) float64 { return l.Rate * l.Errors }),
		query("ok", func(l Load) float64 { return l.Rate * queriesPerRequest * (1 - l.QueryErrors) }),
		query("error", func(l Load) float64 { return l.Rate * queriesPerRequest * l.QueryErrors }),
	}
}

func latencies() []counted {
	route := []string{"method", "GET", "route", "index"}
	all := []counted{
		{slo.HTTPLatency + "_count", route, func(l Load) float64 { return l.Rate }},
		{slo.HTTPLatency + "_sum", route, func(l Load) float64 { return l.Rate * l.Latency.Mean().Seconds() }},
		{slo.HTTPLatency + "_bucket", append([]string{"le", "+Inf"}, route...), func(l Load) float64 { return l.Rate }},
	}
	family, _ := metrics.Find(slo.HTTPLatency)
	for _, le := range family.Buckets {
		seconds, err := strconv.ParseFloat(le, 64)
		if err != nil {
			continue // the catalogue's tests would have said so
		}
		bound := time.Duration(seconds * float64(time.Second))
		all = append(all, counted{
			slo.HTTPLatency + "_bucket", append([]string{"le", le}, route...),
			func(l Load) float64 { return l.Rate * l.Latency.Within(bound) },
		})
	}
	return all
}

func named(base labels.Labels, name string, more ...string) labels.Labels {
	b := labels.NewBuilder(base).Set(model.MetricNameLabel, name)
	for i := 0; i < len(more); i += 2 {
		b.Set(more[i], more[i+1])
	}
	return b.Labels()
}
