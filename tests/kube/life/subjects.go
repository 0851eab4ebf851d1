package life

import (
	"net/netip"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
)

// subjects are a service with everything but a mesh, one in a mesh, and a worker.
func subjects() []subject {
	return []subject{{args: service()}, {args: meshed()}, {args: worker()}}
}

// common is what all have, as prod may have it.
func common(name string) app.Args {
	where := identity.Scope{Partition: "aws", Region: "eu-west-1", Account: "111122223333"}
	return app.Args{
		Names:         naming.Scope{Project: "covetpy", Environment: "prod"},
		Where:         where,
		Name:          name,
		Namespace:     name + "-life",
		Cluster:       "covetpy-prod",
		ClusterName:   pulumi.String("covetpy-prod"),
		Architectures: []app.Architecture{app.AMD64, app.ARM64},
		Environment:   map[string]string{"LOG_LEVEL": "INFO"},
		Port:          8000,
		Probes:        app.Probes{Startup: "/health/startup", Live: "/health/live", Ready: "/health/ready"},
		Resources:     app.Resources{CPUMillis: 500, MemoryMiB: 512, EphemeralMiB: 256},
		Writable:      []app.Writable{{Path: "/tmp", SizeMiB: 64}},
		Priority:      app.Critical,
		Pools: []app.Pool{
			{Name: "app", Architectures: []app.Architecture{app.AMD64}, Capacities: []app.Capacity{app.OnDemand}},
			{Name: "batch", Architectures: []app.Architecture{app.ARM64}, Capacities: []app.Capacity{app.Spot}},
		},
		Shutdown: app.Shutdown{DrainSeconds: 30},
		Uses: app.Uses{
			Queues: map[string]app.Queue{"jobs": {
				URL: pulumi.String("https://sqs.eu-west-1.amazonaws.com/111122223333/covetpy-prod-jobs"), ARN: where.ARN("sqs", "covetpy-prod-jobs"),
				KeyAlias: "alias/covetpy-prod-messages", Access: app.Both,
			}},
		},
		Secrets: map[string]app.Secret{"payments": {
			ARN:  pulumi.String("arn:aws:secretsmanager:eu-west-1:111122223333:secret:covetpy/prod/payments-AbCdEf"),
			Name: "covetpy/prod/payments", KeyAlias: "alias/covetpy-prod-secrets", Field: "key",
		}},
		SecretStore: app.CSI,
		Reach: app.Reach{
			LoadBalancer:  prefixes("10.2.0.0/24", "10.2.1.0/24"),
			Data:          prefixes("10.2.64.0/24"),
			Endpoints:     prefixes("10.2.32.0/24"),
			ObjectStorage: pulumi.ToStringArray([]string{"52.218.0.0/17", "3.5.64.0/21"}),
		},
	}
}

func prefixes(texts ...string) []netip.Prefix {
	var out []netip.Prefix
	for _, t := range texts {
		out = append(out, netip.MustParsePrefix(t))
	}
	return out
}

// service is called from outside and from the cluster, uses one of everything, has
// its number of pods from an autoscaler, and jobs.
func service() app.Args {
	a := common("web")
	where := a.Where
	a.Service = &app.Service{Edge: &app.Edge{
		Blue:                  pulumi.String(where.ARN("elasticloadbalancing", "targetgroup/web-blue/0123456789abcdef")),
		Green:                 pulumi.String(where.ARN("elasticloadbalancing", "targetgroup/web-green/0123456789abcdef")),
		DeregistrationSeconds: 30, IdleTimeoutSeconds: 60,
	}}
	a.Scaling = app.Scaling{
		HPA: &app.HPA{Min: 3, Max: 8, CPUPercent: 70},
		VPA: &app.VPA{Mode: app.Recommend, MinMemoryMiB: 128, MaxMemoryMiB: 1024},
	}
	a.Uses.Database = &app.Database{
		Endpoint: pulumi.String("db.internal"), Reader: pulumi.String("reader.db.internal"), Port: 5432, Name: "web", User: "web_app",
		ConnectARN: pulumi.String("arn:aws:rds-db:eu-west-1:111122223333:dbuser:prx-0123456789abcdef0/web_app"),
	}
	a.Uses.Caches = map[string]app.Cache{"sessions": {
		Endpoint: pulumi.String("sessions.internal"), Port: 6379, User: "web", ID: "covetpy-prod-sessions",
		Connect: identity.Statement{
			Sid: "ConnectToCacheSessions", Actions: identity.Actions("elasticache:Connect"),
			Resources: identity.Resources(where.ARN("elasticache", "replicationgroup:covetpy-prod-sessions"), where.ARN("elasticache", "user:web")),
		},
	}}
	a.Uses.Buckets = map[string]app.Bucket{"uploads": {
		Name: "covetpy-prod-uploads", ARN: where.Bucket("covetpy-prod-uploads"), KeyAlias: "alias/covetpy-prod-objects", Access: app.ReadWrite,
	}}
	a.Reach.Scraper = &app.Workload{Namespace: "observability", Labels: map[string]string{"app.kubernetes.io/name": "collector"}}
	a.Migration = &app.Migration{Command: []string{"python", "-m", "migrate"}, Retries: 2}
	a.Crons = map[string]app.Cron{"report": {Schedule: "30 3 * * *", TimeZone: "Europe/Dublin", Command: []string{"python", "-m", "report"}}}
	return a
}

// meshed is called by another application, and calls a host outside.
func meshed() app.Args {
	a := service()
	a.Name, a.Namespace = "orders", "orders-life"
	a.SecretStore = app.External
	a.Uses.Apps = map[string]app.Peer{"stock": {Namespace: "warehouse", Port: 9000, Mesh: true}}
	a.Reach.Callers = map[string]app.Peer{"front": {Namespace: "apps", Mesh: true}}
	a.Mesh = &app.Mesh{
		Connections:    app.Connections{MaxConnections: 100, MaxPending: 50, MaxRequestsPerConnection: 1000},
		Outliers:       &app.Outliers{Consecutive5xx: 5, IntervalSeconds: 10, EjectSeconds: 30, MaxEjectPercent: 50},
		TimeoutSeconds: 12,
		Retries:        &app.Retries{Attempts: 2, PerTrySeconds: 4, On: []app.RetryCondition{app.ConnectFailure, app.Unavailable}, BudgetPercent: 20},
		Callers:        []app.Caller{{App: "front", Methods: []string{"GET", "POST"}, Paths: []string{"/api/*"}}},
		Hosts:          []app.ExternalHost{{Name: "api.payments.example", Ranges: prefixes("198.51.100.0/24")}},
		TracePercent:   1.5,
	}
	return a
}

// worker is called by nobody, and has as many pods as its queue asks for.
func worker() app.Args {
	a := common("worker")
	a.Priority = app.Batch
	a.Command, a.Arguments = []string{"python"}, []string{"-m", "worker"}
	a.Placement = app.Placement{Architecture: app.ARM64, Capacity: app.Spot}
	a.Scaling = app.Scaling{KEDA: &app.KEDA{
		Min: 2, Max: 6, Fallback: &app.Fallback{Failures: 3, Replicas: 2},
		Triggers: []app.Trigger{
			{Queue: &app.QueueTrigger{Queue: "jobs", MessagesPerPod: 10}},
			{Cron: &app.CronTrigger{TimeZone: "Europe/Dublin", Start: "0 8 * * 1-5", End: "0 18 * * 1-5", Replicas: 4}},
		},
	}}
	return a
}
