package dashboards

import (
	"fmt"
	"regexp"

	"github.com/grafana/grafana-foundation-sdk/go/common"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/rules"
)

// Plugins that answer queries.
const (
	// PluginPrometheus is Amazon Managed Service for Prometheus. Grafana's own
	// Prometheus plugin no longer signs requests from version 13 on.
	PluginPrometheus = "grafana-amazonprometheus-datasource"
	// PluginCloudWatch comes with Grafana.
	PluginCloudWatch = "cloudwatch"
)

// Environment is what there is to see. What is nil or empty has no panels.
type Environment struct {
	// Names is what physical names begin with.
	Names naming.Scope
	// Region is where its resources are.
	Region string
	// Sources answer the queries.
	Sources Sources
	// Rules is where the objectives' rules run.
	Rules rules.Environment
	// Services are the applications.
	Services []Service
	// Objectives are what they promise. They are valid (slo.Validate).
	Objectives []slo.SLO
	// Database is nil without one.
	Database *Database
	Caches   []Cache
	Queues   []Queue
	// Edge is nil without a front door.
	Edge *Edge
	// NAT says that nodes reach the internet through NAT gateways.
	NAT bool
	// SecurityRules are the EventBridge rules that pass findings on.
	SecurityRules []SecurityRule
}

// Sources are Grafana's data sources.
type Sources struct{ Metrics, CloudWatch Source }

// Source is a data source: its plugin, and its uid in the workspace, at most 40
// letters, digits, dashes and underscores.
type Source struct{ Plugin, UID string }

func (s Source) ref() common.DataSourceRef { return common.DataSourceRef{Type: &s.Plugin, Uid: &s.UID} }

// DefaultSources are what an environment's data sources are called where nobody
// says otherwise.
func DefaultSources(names naming.Scope) Sources {
	return Sources{
		Metrics:    Source{PluginPrometheus, names.Name(uidLimit, "metrics")},
		CloudWatch: Source{PluginCloudWatch, names.Name(uidLimit, "cloudwatch")},
	}
}

// Service is an application.
type Service struct {
	// Name of the application, and Namespace of its pods.
	Name, Namespace string
	// HTTP says that it answers requests; false is a worker.
	HTTP bool
}

// Database is an Aurora cluster.
type Database struct {
	Cluster string // its identifier
	Readers bool
	// Proxy is the name of its proxy; empty for none.
	Proxy string
	// Serverless says that instances are sized by capacity units.
	Serverless bool
}

// Cache is a cache of ElastiCache.
type Cache struct {
	Name string // among the environment's
	ID   string // of the replication group or the serverless cache
	// Nodes are the ids of its nodes; none where it is serverless.
	Nodes []string
}

// Queue is a queue, and the one of its dead letters.
type Queue struct{ Name, QueueName, DeadName string }

// Edge is the front door.
type Edge struct {
	LoadBalancer string // its name
	WebACL       string // its metric's name; empty without a firewall
}

// SecurityRule is an EventBridge rule on the default bus that passes findings on.
type SecurityRule struct{ Title, Rule string }

var uid = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,40}$`)

// Validate finds everything that would leave a dashboard without data or a link
// that leads nowhere.
func (e Environment) Validate() fault.Faults {
	var c fault.Check
	c.Join("names", e.Names.Faults())
	c.Require(e.Region != "", "region", nil, "a region")
	for path, s := range map[string]Source{"sources.metrics": e.Sources.Metrics, "sources.cloudWatch": e.Sources.CloudWatch} {
		c.Require(s.Plugin != "", path+".plugin", nil, "the id of a plugin")
		c.Require(uid.MatchString(s.UID), path+".uid", fault.Written(s.UID), "at most 40 letters, digits, dashes and underscores")
	}
	services := map[string]bool{}
	for i, s := range e.Services {
		at := fmt.Sprintf("services[%d]", i)
		c.Require(s.Name != "", at+".name", nil, "a name")
		c.Require(s.Namespace != "", at+".namespace", nil, "a namespace")
		c.Require(!services[s.Name], at+".name", fault.Written(s.Name), "a name that no other service has")
		services[s.Name] = true
	}
	return c.Faults()
}
