package edge

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/internal/mocktest"
)

func TestHostNames(t *testing.T) {
	t.Parallel()
	for sentence, test := range map[string]struct {
		change func(*Args)
		want   []string
	}{
		"the domain alone":        {func(*Args) {}, []string{domain}},
		"a service at the domain": {func(a *Args) { a.Services = map[string]Service{"web": service("", 8000)} }, []string{domain}},
		"hosts in order, not in the order of names": {
			func(a *Args) {
				a.Services = map[string]Service{"a": service("z", 8000), "b": service("y.z", 8000), "c": service("m", 8000)}
			},
			[]string{domain, "m." + domain, "y.z." + domain, "z." + domain},
		},
		"consoles among services": {
			func(a *Args) {
				a.Services = map[string]Service{"api": service("api", 8000), "web": service("www", 8000)}
				a.Monitoring = &Monitoring{Hosts: []MonitoringHost{Kibana, Grafana}}
			},
			[]string{domain, "api." + domain, "grafana." + domain, "kibana." + domain, "www." + domain},
		},
		"a host that two have is one name": {
			func(a *Args) { a.Services = map[string]Service{"a": service("x", 8000), "b": service("x", 8000)} },
			[]string{domain, "x." + domain},
		},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			args := minimal()
			test.change(args)
			assert.Equal(t, test.want, hostNames(args))
		})
	}
}

func TestRoutesOfServices(t *testing.T) {
	t.Parallel()
	web := full().Services["web"]
	assert.Equal(t, []route{
		{name: "api", host: "api." + domain, priority: servicePriority("api"), targets: []target{
			{colour: Blue, weight: 100, port: 8000, healthPath: "/healthz", matcher: "200", drain: 30},
			{colour: Green, port: 8000, healthPath: "/healthz", matcher: "200", drain: 30},
		}},
		{name: "web", host: domain, priority: servicePriority("web"), ranges: web.AllowedRanges, targets: []target{
			{colour: Blue, weight: 90, port: 8080, healthPath: "/ready", matcher: "200", slowStart: 30, drain: 30},
			{colour: Green, weight: 10, port: 8080, healthPath: "/ready", matcher: "200", slowStart: 30, drain: 30},
		}},
	}, serviceRoutes(full()))
}

func TestRoutesOfConsoles(t *testing.T) {
	t.Parallel()
	args := minimal()
	assert.Empty(t, consoleRoutes(args))
	args.Monitoring = &Monitoring{Hosts: []MonitoringHost{Prometheus, Jaeger, Kibana, Grafana}, AllowedRanges: full().Monitoring.AllowedRanges}
	console := func(name string, priority, port int, path, matcher string) route {
		return route{name: name, host: name + "." + domain, priority: priority, ranges: args.Monitoring.AllowedRanges, targets: []target{
			{port: port, healthPath: path, matcher: matcher, drain: 30},
		}}
	}
	assert.Equal(t, []route{
		console("grafana", 10, 3000, "/api/health", "200"), console("kibana", 20, 5601, "/api/status", "200,401"),
		console("jaeger", 30, 16686, "/", "200"), console("prometheus", 40, 9090, "/-/healthy", "200"),
	}, consoleRoutes(args))
}

// TestPrioritiesStay holds them to what is deployed: another function would move
// every rule of every environment.
func TestPrioritiesStay(t *testing.T) {
	t.Parallel()
	assert.Equal(t, map[string]int{"api": 31567, "web": 5825, "admin": 9276}, map[string]int{
		"api": servicePriority("api"), "web": servicePriority("web"), "admin": servicePriority("admin"),
	})
	rapid.Check(t, func(t *rapid.T) {
		p := servicePriority(anyName().Draw(t, "name"))
		require.GreaterOrEqual(t, p, 1000)
		require.Less(t, p, 50000)
	})
}

func TestAuthorities(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []string{`0 issue "amazon.com"`, `0 issue "letsencrypt.org"`}, caaRecords([]string{"letsencrypt.org", "amazon.com"}))
}

func TestTargetGroupNames(t *testing.T) {
	t.Parallel()
	args := minimal()
	group := target{colour: Green, port: 8000}
	assert.Equal(t, "covetpy-dev-api-green-8000", args.targetGroupName("api", group))
	moved := group
	moved.port = 8001
	assert.NotEqual(t, args.targetGroupName("a-service-of-a-long-name", group), args.targetGroupName("a-service-of-a-long-name", moved),
		"a change that replaces the group changes its name, or ELB would refuse the new one")
	rapid.Check(t, func(t *rapid.T) {
		name := args.targetGroupName(anyName().Draw(t, "name"), target{colour: Blue, port: rapid.IntRange(1024, 65535).Draw(t, "port")})
		require.Regexp(t, `^[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$`, name)
	})
}

// anyName draws the name of a service.
func anyName() *rapid.Generator[string] {
	return rapid.StringMatching(`[a-z]([a-z0-9-]{0,20}[a-z0-9])?`)
}

// anyArgs draws a valid front door with up to six services.
func anyArgs() *rapid.Generator[*Args] {
	return rapid.Custom(func(t *rapid.T) *Args {
		args := full()
		args.IPv6 = rapid.Bool().Draw(t, "ipv6")
		if !args.IPv6 {
			args.Services["web"] = service("", 8080)
		}
		for i, name := range rapid.SliceOfNDistinct(anyName(), 0, 4, rapid.ID[string]).Draw(t, "services") {
			args.Services[name] = service(fmt.Sprintf("host-%d", i), rapid.IntRange(8000, 8003).Draw(t, "port"))
		}
		args.WAF = rapid.SampledFrom([]*WAF{nil, waf()}).Draw(t, "waf")
		return args
	}).Filter(func(a *Args) bool { return len(a.Validate()) == 0 })
}

// TestAddingAServiceMovesNothing is the promise of names and priorities: every
// resource stays, and so do all its inputs, but for the names on the one
// certificate.
func TestAddingAServiceMovesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		args := anyArgs().Draw(t, "args")
		before := frozen(made(t, args))
		name := anyName().Filter(func(n string) bool { _, taken := args.Services[n]; return !taken }).Draw(t, "added")
		args.Services[name] = service("added", rapid.IntRange(8000, 8005).Draw(t, "its port"))
		if len(args.Validate()) > 0 {
			return // two names of one priority are refused
		}
		after := frozen(made(t, args))
		for resource, inputs := range before {
			require.Equal(t, inputs, after[resource], resource)
		}
		require.Greater(t, len(after), len(before))
	})
}

// frozen is every resource by type and name with its inputs, but for what lists
// all names: the certificate and its validation.
func frozen(rec *mocktest.Recorder) map[string]map[string]any {
	out := map[string]map[string]any{}
	for _, res := range rec.All() {
		inputs := res.Inputs.Mappable()
		delete(inputs, "subjectAlternativeNames")
		delete(inputs, "validationRecordFqdns")
		out[res.Type+" "+res.Name] = inputs
	}
	return out
}
