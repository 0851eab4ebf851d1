package services

import (
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

var (
	versionForm = regexp.MustCompile(`^1\.[0-9]{2}$`)
	labelForm   = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`)
	aliasForm   = regexp.MustCompile(`^alias/[a-zA-Z0-9/_-]+$`)
	secretForm  = regexp.MustCompile(`^[a-zA-Z0-9/_+=.@-]{1,512}$`) // Secrets Manager API, CreateSecret, Name
	queueForm   = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,80}(\.fifo)?$`)
	metricForm  = regexp.MustCompile(`^[a-zA-Z_:][a-zA-Z0-9_:]*$`)
)

// Bounds of this component.
const (
	maxReplicas        = 5
	minRotationSeconds = 30
	firstPort          = 1
	lastPort           = 65535
	whole              = 100
)

// Validate returns every fault of the arguments, by the configuration's keys. It needs
// no context and registers nothing.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
	c.Require(a.Cluster.Name != "", "cluster.name", nil, "the cluster's name")
	c.Require(a.Replicas >= 1 && a.Replicas <= maxReplicas, "replicas", a.Replicas, fmt.Sprintf("1 to %d", maxReplicas))
	a.checkVersions(&c)
	a.checkCaches(&c)
	a.checkReach(&c)
	a.checkNodes(&c)
	a.checkEvents(&c)
	a.checkMetrics(&c)
	a.checkSecrets(&c)
	if m := a.Mesh; m != nil {
		c.Require(m.TracePercent >= 0 && m.TracePercent <= whole, "mesh.tracePercent", m.TracePercent, "0 to 100")
	}
	return c.Faults()
}

// checkVersions holds each service that is on to the versions of Kubernetes that it
// is supported on.
func (a *Args) checkVersions(c *fault.Check) {
	version := a.Cluster.Version
	if !versionForm.MatchString(version) {
		c.Add("cluster.version", fault.Written(version), "a minor version of Kubernetes, 1.36")
		return
	}
	for _, service := range a.On() {
		for _, p := range service.parts() {
			if _, ok := pinOf(p, version); !ok {
				c.Add(string(service), "on, with cluster.version "+version, fmt.Sprintf("off, or a cluster.version that %s supports, %s", p, supported(p)))
				break
			}
		}
	}
}

// checkCaches demands that the account's own registry has the images of what is on.
func (a *Args) checkCaches(c *fault.Check) {
	for _, service := range a.On() {
		from := string(service.registry())
		c.Require(slices.Contains(a.PullThrough, from), string(service), "on", fmt.Sprintf("off, or pullThrough with %s, where its images come from", from))
		if service == SecretFiles {
			from = string(ecrPublic)
			c.Require(slices.Contains(a.PullThrough, from), string(service), "on", fmt.Sprintf("off, or pullThrough with %s, where its provider's image comes from", from))
		}
	}
}

// registry is where a service's images come from.
func (s Service) registry() registry {
	switch s {
	case LoadBalancers, Nodes:
		return ecrPublic
	case Events, SecretCopies:
		return github
	case MeshOfPods:
		return dockerHub
	default:
		return kubernetes
	}
}

// checkReach asks for ranges where something made here has policies.
func (a *Args) checkReach(c *fault.Check) {
	if len(a.rooms()) == 0 {
		return
	}
	c.Require(len(a.Reach.ControlPlane) > 0, "reach.controlPlane", nil, "the ranges of the control plane's subnets")
	checkRanges(c, "reach.controlPlane", a.Reach.ControlPlane)
	if a.Reach.Services.IsValid() {
		checkRanges(c, "reach.services", []netip.Prefix{a.Reach.Services})
	} else {
		c.Add("reach.services", nil, "the cluster's range of service addresses, 172.20.0.0/16")
	}
	if slices.ContainsFunc(a.callers(), func(one caller) bool { return one.namespace != namespaceSystem }) {
		c.Require(len(a.Reach.Endpoints) > 0, "reach.endpoints", nil, "the ranges of interface endpoints, as keda.queues or externalSecrets call AWS")
	}
	checkRanges(c, "reach.endpoints", a.Reach.Endpoints)
}

// widest is the shortest prefix of a private network.
const widest = 8

func checkRanges(c *fault.Check, path string, ranges []netip.Prefix) {
	for i, r := range ranges {
		c.Require(r.IsValid() && r == r.Masked() && r.Bits() >= widest, fmt.Sprintf("%s[%d]", path, i), r, "a range of private addresses, 10.0.0.0/20")
	}
}

func checkPeer(c *fault.Check, path string, p Peer) {
	c.Require(labelForm.MatchString(p.Namespace), path+".namespace", fault.Written(p.Namespace), "a namespace")
	c.Require(len(p.Labels) > 0, path+".labels", nil, "labels of its pods")
	checkPort(c, path+".port", p.Port)
}

func checkPort(c *fault.Check, path string, port int) {
	c.Require(port >= firstPort && port <= lastPort, path, port, fmt.Sprintf("a port, %d to %d", firstPort, lastPort))
}

func (a *Args) checkEvents(c *fault.Check) {
	k := a.KEDA
	if k == nil {
		return
	}
	form := a.Where.ARN("sqs", "")
	for i, arn := range k.Queues {
		path := fmt.Sprintf("keda.queues[%d]", i)
		c.Require(strings.HasPrefix(arn, form) && queueForm.MatchString(strings.TrimPrefix(arn, form)), path, fault.Written(arn), "the ARN of a queue of this account and region, "+form+"NAME")
		c.Require(slices.Index(k.Queues, arn) == i, path, arn, "each queue once")
	}
	checkReadable(c, "keda.secrets", k.Secrets)
	if k.Prometheus != nil {
		checkPeer(c, "keda.prometheus", *k.Prometheus)
	}
	checkRanges(c, "keda.caches", k.Caches)
	if len(k.Caches) > 0 {
		checkPort(c, "keda.cachePort", k.CachePort)
	}
}

func (a *Args) checkMetrics(c *fault.Check) {
	m := a.MetricsAdapter
	if m == nil {
		return
	}
	const path = "metricsAdapter"
	checkPeer(c, path+".prometheus", m.Prometheus)
	at, err := url.Parse(m.URL)
	ok := err == nil && (at.Scheme == "http" || at.Scheme == "https") && at.Hostname() != "" && at.Port() == "" && strings.Trim(at.Path, "/") == ""
	c.Require(ok, path+".url", fault.Written(m.URL), "the server's URL without a port, http://prometheus.monitoring.svc")
	checkMetricsOf(c, path+".pods", m.Pods)
	checkMetricsOf(c, path+".external", m.External)
	if a.KEDA != nil {
		c.Require(len(m.External) == 0, path+".external", fmt.Sprintf("%d metrics, with keda on", len(m.External)),
			"none, or keda off: both serve the API of external metrics, and it has one server")
	}
}

func checkMetricsOf(c *fault.Check, path string, metrics []Metric) {
	seen := map[string]bool{}
	for i, m := range metrics {
		at := fmt.Sprintf("%s[%d]", path, i)
		c.Require(metricForm.MatchString(m.Name), at+".name", fault.Written(m.Name), "a metric's name, http_requests_per_second")
		c.Require(m.Name == "" || !seen[m.Name], at+".name", m.Name, "each metric once")
		c.Require(m.Series != "", at+".series", nil, "a selector of series, http_requests_total{}")
		c.Require(strings.Contains(m.Query, "<<.LabelMatchers>>"), at+".query", fault.Written(m.Query), "a query with <<.LabelMatchers>>, or it answers for all pods at once")
		seen[m.Name] = true
	}
}

func (a *Args) checkSecrets(c *fault.Check) {
	if d := a.SecretsDriver; d != nil {
		c.Require(d.RotationSeconds == 0 || d.RotationSeconds >= minRotationSeconds, "secretsDriver.rotationSeconds", d.RotationSeconds,
			fmt.Sprintf("at least %d: each reading of each secret of each pod is charged", minRotationSeconds))
	}
	if a.ExternalSecrets != nil {
		checkReadable(c, "externalSecrets.secrets", a.ExternalSecrets.Secrets)
	}
}

func checkReadable(c *fault.Check, under string, secrets []Secret) {
	for i, s := range secrets {
		path := fmt.Sprintf("%s[%d]", under, i)
		c.Require(secretForm.MatchString(s.Name), path+".name", fault.Written(s.Name), "a secret's name, covetpy/dev/payments")
		c.Require(slices.IndexFunc(secrets, func(o Secret) bool { return o.Name == s.Name }) == i, path+".name", s.Name, "each secret once")
		c.Require(aliasForm.MatchString(s.KeyAlias), path+".keyAlias", fault.Written(s.KeyAlias), "the alias of its key, alias/covetpy-dev-secrets")
	}
}
