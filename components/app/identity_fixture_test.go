package app

import (
	"net/netip"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/internal/mocktest"
)

// connected is a service that uses one of everything, and is called from everywhere.
// Of the rest of Args it has what names and labels come from.
func connected() *Args {
	where := identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account}
	return &Args{
		Names:       naming.Scope{Project: "covetpy", Environment: "prod"},
		Where:       where,
		Name:        "shop",
		Namespace:   "apps",
		Cluster:     "covetpy-prod",
		ClusterName: pulumi.String("covetpy-prod"),
		Port:        8000,
		Environment: map[string]string{"LOG_LEVEL": "INFO"},
		Service:     &Service{Edge: &Edge{Blue: pulumi.String("arn:blue"), Green: pulumi.String("arn:green")}},
		Uses: Uses{
			Database: &Database{
				Endpoint: pulumi.String("db.internal"), Reader: pulumi.String("ro.db.internal"), Port: 5432, Name: "shop", User: "shop_app",
				ConnectARN: pulumi.String("arn:aws:rds-db:eu-west-1:111122223333:dbuser:prx-0abc/shop_app"),
			},
			Caches: map[string]Cache{"sessions": {
				Endpoint: pulumi.String("sessions.internal"), Port: 6379, User: "sessions-user", ID: "covetpy-prod-sessions",
				Connect: identity.Statement{
					Sid: "ConnectToCacheSessions", Actions: identity.Actions("elasticache:Connect"),
					Resources: identity.Resources(where.ARN("elasticache", "replicationgroup:covetpy-prod-sessions"), where.ARN("elasticache", "user:sessions-user")),
				},
			}},
			Queues: map[string]Queue{
				"jobs": {
					URL: pulumi.String("https://sqs/jobs"), ARN: where.ARN("sqs", "covetpy-prod-jobs"),
					KeyAlias: "alias/covetpy-prod-messages", Access: Both,
				},
				"page-views": {
					URL: pulumi.String("https://sqs/views"), ARN: where.ARN("sqs", "covetpy-prod-views"),
					KeyAlias: "alias/covetpy-prod-messages", Access: Send,
				},
			},
			Buckets: map[string]Bucket{
				"catalogue": {
					Name: "covetpy-prod-catalogue", ARN: where.Bucket("covetpy-prod-catalogue"),
					KeyAlias: "alias/covetpy-prod-objects", Access: Read,
				},
				"uploads": {
					Name: "covetpy-prod-uploads", ARN: where.Bucket("covetpy-prod-uploads"),
					KeyAlias: "alias/covetpy-prod-objects", Access: ReadWrite,
				},
			},
			Apps: map[string]Peer{"stock": {Namespace: "warehouse", Port: 9000}},
		},
		Secrets: map[string]Secret{
			"payments-key": {
				ARN:  pulumi.String("arn:aws:secretsmanager:eu-west-1:111122223333:secret:covetpy/prod/payments-AbCdEf"),
				Name: "covetpy/prod/payments", KeyAlias: "alias/covetpy-prod-secrets", Field: "api-key",
			},
			"payments-id": {
				ARN:  pulumi.String("arn:aws:secretsmanager:eu-west-1:111122223333:secret:covetpy/prod/payments-AbCdEf"),
				Name: "covetpy/prod/payments", KeyAlias: "alias/covetpy-prod-secrets", Field: "id",
			},
			"signing": {
				ARN:  pulumi.String("arn:aws:secretsmanager:eu-west-1:111122223333:secret:covetpy/prod/signing-GhIjKl"),
				Name: "covetpy/prod/signing", KeyAlias: "alias/covetpy-prod-secrets",
			},
		},
		SecretStore: CSI,
		Reach: Reach{
			LoadBalancer:  prefixes("10.0.0.0/24", "10.0.1.0/24"),
			Data:          prefixes("10.0.21.0/24", "10.0.20.0/24"),
			Endpoints:     prefixes("10.0.30.0/24"),
			ObjectStorage: pulumi.ToStringArray([]string{"52.218.0.0/17", "3.5.64.0/21"}),
			Scraper:       &Workload{Namespace: "observability", Labels: map[string]string{"app.kubernetes.io/name": "collector"}},
			Callers:       map[string]Peer{"front": {Namespace: "apps"}},
		},
	}
}

// inMesh is connected in a mesh, with everyone around it.
func inMesh() *Args {
	a := connected()
	a.Mesh = &Mesh{Hosts: []ExternalHost{{Name: "api.payments.example", Ranges: prefixes("198.51.100.0/24")}}}
	a.Uses.Apps = map[string]Peer{"stock": {Namespace: "warehouse", Port: 9000, Mesh: true}}
	a.Reach.Callers = map[string]Peer{"front": {Namespace: "apps", Mesh: true}}
	return a
}

// alone is a worker that uses nothing and that nobody calls.
func alone() *Args {
	a := connected()
	a.Service, a.Uses, a.Secrets, a.SecretStore, a.Environment, a.Reach = nil, Uses{}, nil, "", nil, Reach{}
	return a
}

func prefixes(texts ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		out[i] = netip.MustParsePrefix(text)
	}
	return out
}
