package database

import (
	"slices"
	"testing"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/internal/mocktest"
)

func where() identity.Scope {
	return identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account}
}

func second() identity.Scope {
	w := where()
	w.Region = "eu-central-1"
	return w
}

// small is a database for development: one serverless instance that pauses.
func small() *Args {
	return &Args{
		Names:             naming.Scope{Project: "covetpy", Environment: "dev"},
		Where:             where(),
		VPCID:             pulumi.String("vpc-1"),
		SubnetIDs:         []pulumi.StringInput{pulumi.String("subnet-a"), pulumi.String("subnet-b")},
		Peers:             []Peer{{Name: "nodes", SecurityGroupID: pulumi.String("sg-nodes")}},
		Keys:              Keys{Database: pulumi.String("arn:key/database"), Logs: pulumi.String("arn:key/logs")},
		Topics:            alarm.Topics{Page: pulumi.String("arn:page"), Ticket: pulumi.String("arn:ticket")},
		Version:           "17.5",
		DatabaseName:      "covetpy",
		Serverless:        &Serverless{MinACU: 0, MaxACU: 4, PauseAfterSeconds: 600},
		Backups:           Backups{RetentionDays: 1, Window: "02:00-03:00"},
		MaintenanceWindow: "sun:04:00-sun:05:00",
		MinorUpgrades:     true,
		LogRetentionDays:  7,
		Insights:          Insights{RetentionDays: 7},
		Parameters:        Parameters{SlowQueryMilliseconds: 500},
	}
}

// large is a database for production, with everything on but a second region.
func large() *Args {
	a := small()
	a.Names.Environment = "prod"
	a.Protect, a.DeletionProtection, a.MinorUpgrades = true, true, false
	a.Peers = append(a.Peers, Peer{Name: "migrations", SecurityGroupID: pulumi.String("sg-migrations"), Direct: true})
	a.Readers = 2
	a.Serverless = nil
	a.Provisioned = &Provisioned{InstanceClass: "db.r7g.large", Autoscaling: &ReaderScaling{MaxReaders: 5, CPUPercent: 60}}
	a.Backups.RetentionDays = 35
	a.LogRetentionDays = 365
	a.Insights = Insights{Advanced: true, RetentionDays: 465}
	a.MonitoringSeconds = 60
	a.Parameters = Parameters{
		SlowQueryMilliseconds: 500, StatementTimeoutSeconds: 60, IdleTransactionTimeoutSeconds: 300, LogicalReplication: true, Audit: true,
	}
	a.Proxy = &Proxy{Users: []string{"shop", "shop_reports"}, MaxConnectionsPercent: 80, IdleClientTimeoutSeconds: 1800}
	return a
}

// global is large with a second region.
func global() *Args {
	a := large()
	a.Global = &Global{
		Where: second(), VPCID: pulumi.String("vpc-2"),
		SubnetIDs: []pulumi.StringInput{pulumi.String("subnet-2a"), pulumi.String("subnet-2b")},
		KeyARN:    pulumi.String("arn:key/replica"), LogsKeyARN: pulumi.String("arn:key/logs-replica"),
		Readers: 1, InstanceClass: "db.r7g.large", BootstrapPassword: pulumi.String("first-hour-only"),
	}
	return a
}

// recorder answers what only RDS knows.
func recorder() *mocktest.Recorder {
	return mocktest.New().
		Outputs("aws:rds/cluster:Cluster", func(r mocktest.Resource) resource.PropertyMap {
			return resource.NewPropertyMapFromMap(map[string]any{
				"clusterResourceId": "cluster-ABC", "endpoint": r.Name + ".cluster.example", "readerEndpoint": r.Name + ".cluster-ro.example",
				"masterUserSecrets": []any{map[string]any{"secretArn": "arn:secret"}},
			})
		}).
		Outputs("aws:rds/clusterInstance:ClusterInstance", func(r mocktest.Resource) resource.PropertyMap {
			return resource.NewPropertyMapFromMap(map[string]any{"identifier": r.Name + "-20261123"})
		}).
		Outputs("aws:rds/proxy:Proxy", func(mocktest.Resource) resource.PropertyMap {
			return resource.NewPropertyMapFromMap(map[string]any{
				"endpoint": "proxy.example", "arn": "arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-0abc",
			})
		})
}

// program makes the database that args ask for, and with a second region the
// provider of it.
func program(args *Args, use ...func(*pulumi.Context, *AuroraDB) error) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		if args.Global != nil {
			provider, err := aws.NewProvider(ctx, "second", &aws.ProviderArgs{Region: pulumi.String(second().Region)})
			if err != nil {
				return err
			}
			args.Global.Provider = provider
		}
		db, err := NewAuroraDB(ctx, "database", args)
		if err != nil {
			return err
		}
		for _, u := range use {
			if err := u(ctx, db); err != nil {
				return err
			}
		}
		return nil
	}
}

// made runs the component and returns what it registered.
func made(t testing.TB, args *Args, use ...func(*pulumi.Context, *AuroraDB) error) *mocktest.Recorder {
	t.Helper()
	rec := recorder()
	require.NoError(t, rec.Run(program(args, use...)))
	return rec
}

// without returns the lines of a that are not in b.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(line string) bool { return slices.Contains(b, line) })
}

// lines are faults as they are printed, in their order.
func lines(fs fault.Faults) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Error())
	}
	return out
}

// inputsOf a resource as Go values, secrets opened.
func inputsOf(t testing.TB, rec *mocktest.Recorder, kind, name string) map[string]any {
	t.Helper()
	return rec.One(t, "aws:"+kind, name).Inputs.Mappable()
}
