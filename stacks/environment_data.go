package stacks

import (
	"maps"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/secretsmanager"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/components/cache"
	"github.com/covetpy/platform/components/database"
	"github.com/covetpy/platform/components/edge"
	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/components/recovery"
	"github.com/covetpy/platform/components/registry"
	"github.com/covetpy/platform/infra/encryption"
)

// inputs are subnets as a component takes them.
func inputs(subnets []network.Subnet) []pulumi.StringInput {
	out := make([]pulumi.StringInput, len(subnets))
	for i, s := range subnets {
		out[i] = s.Ready
	}
	return out
}

// deployData makes databases and caches, and then what backs them up.
func (e *environment) deployData() error {
	var err error
	if e.database, err = e.deployDatabase(); err != nil {
		return err
	}
	if err := e.deployCaches(); err != nil {
		return err
	}
	return e.deployRecovery(e.database)
}

func (e *environment) deployDatabase() (*database.AuroraDB, error) {
	if e.plan.database == nil {
		return nil, nil //nolint:nilnil // an environment may have no database
	}
	args := *e.plan.database
	args.VPCID, args.SubnetIDs, args.Topics = e.network.VPCID, inputs(e.network.Data), e.alerts.Topics
	args.Peers = slices.Clone(args.Peers)
	for i := range args.Peers {
		args.Peers[i].SecurityGroupID = e.cluster.NodeSecurityGroupID
	}
	if err := e.key(encryption.Database, &args.Keys.Database); err != nil {
		return nil, err
	}
	if err := e.key(encryption.Logs, &args.Keys.Logs); err != nil {
		return nil, err
	}
	if args.Global != nil {
		global, err := e.deployFarNetwork(*args.Global)
		if err != nil {
			return nil, err
		}
		args.Global = global
	}
	db, err := database.NewAuroraDB(e.ctx, nameDatabase, &args, e.here)
	if err != nil {
		return nil, err
	}
	e.export(pulumi.Map{
		"databaseEndpoint":       db.Endpoint,
		"databaseReaderEndpoint": db.ReaderEndpoint,
		"databaseProxyEndpoint":  db.ProxyEndpoint,
		"databaseName":           db.DatabaseName,
		"databaseResourceId":     db.ResourceID,
	})
	return db, nil
}

// deployFarNetwork makes a network for the database's copy in the second region,
// and the first password of its master user.
func (e *environment) deployFarNetwork(global database.Global) (*database.Global, error) {
	args := *e.plan.far
	if args.FlowLogs != nil {
		flow := *args.FlowLogs
		if err := e.farKey(encryption.Logs, &flow.KeyARN); err != nil {
			return nil, err
		}
		args.FlowLogs = &flow
	}
	net, err := network.NewNetwork(e.ctx, nameFar, &args, pulumi.Providers(e.far.Provider))
	if err != nil {
		return nil, err
	}
	global.Provider, global.VPCID, global.SubnetIDs = e.far.Provider, net.VPCID, inputs(net.Data)
	if err := e.farKey(encryption.Database, &global.KeyARN); err != nil {
		return nil, err
	}
	if err := e.farKey(encryption.Logs, &global.LogsKeyARN); err != nil {
		return nil, err
	}
	// Another one in every run; only the one at the creation counts, and nobody
	// has seen it.
	password, err := secretsmanager.GetRandomPassword(e.ctx, &secretsmanager.GetRandomPasswordArgs{
		PasswordLength: new(passwordLength), ExcludePunctuation: new(true),
	}, pulumi.Provider(e.far.Provider))
	if err != nil {
		return nil, err
	}
	global.BootstrapPassword = pulumi.String(password.RandomPassword)
	return &global, nil
}

// passwordLength is far beyond guessing, and within what PostgreSQL takes from RDS.
const passwordLength = 64

func (e *environment) deployCaches() error {
	endpoints := pulumi.StringMap{}
	e.caches = map[string]*cache.RedisCache{}
	for _, name := range slices.Sorted(maps.Keys(e.plan.caches)) {
		args := e.plan.caches[name]
		args.VPCID, args.SubnetIDs, args.Topics = e.network.VPCID, inputs(e.network.Data), e.alerts.Topics
		args.Peers = slices.Clone(args.Peers)
		for i := range args.Peers {
			args.Peers[i].SecurityGroupID = e.cluster.NodeSecurityGroupID
		}
		if err := e.key(encryption.Cache, &args.Keys.Cache); err != nil {
			return err
		}
		if err := e.key(encryption.Logs, &args.Keys.Logs); err != nil {
			return err
		}
		made, err := cache.NewRedisCache(e.ctx, nameCache+"-"+name, &args, e.here)
		if err != nil {
			return err
		}
		e.caches[name], endpoints[name] = made, made.Endpoint
	}
	if len(endpoints) > 0 {
		e.export(pulumi.Map{"cacheEndpoints": endpoints})
	}
	return nil
}

func (e *environment) deployRecovery(db *database.AuroraDB) error {
	if e.plan.recovery == nil {
		return nil
	}
	args := *e.plan.recovery
	args.Topics = e.alerts.Topics
	if err := e.key(encryption.Backups, &args.KeyARN); err != nil {
		return err
	}
	if args.Second != nil {
		second := *args.Second
		second.Provider = e.far.Provider
		if err := e.farKey(encryption.Backups, &second.KeyARN); err != nil {
			return err
		}
		args.Second = &second
	}
	if args.Reports != nil {
		reports := *args.Reports
		reports.AccessLogs = e.logs.Name
		if err := e.key(encryption.Objects, &reports.KeyARN); err != nil {
			return err
		}
		args.Reports = &reports
	}
	if args.RestoreTest != nil && db != nil {
		test := *args.RestoreTest
		test.SubnetGroupName, test.SecurityGroupID = db.SubnetGroupName, db.SecurityGroupID
		args.RestoreTest = &test
	}
	made, err := recovery.NewRecovery(e.ctx, nameRecovery, &args, e.here)
	if err != nil {
		return err
	}
	e.export(pulumi.Map{"backupVaultArn": made.VaultARN})
	if args.Second != nil {
		e.export(pulumi.Map{"secondBackupVaultArn": made.SecondVaultARN})
	}
	return nil
}

func (e *environment) deployEdge() error {
	if e.plan.edge == nil {
		return nil
	}
	args := *e.plan.edge
	args.VPCID, args.SubnetIDs, args.Topics = e.network.VPCID, inputs(e.network.Public), e.alerts.Topics
	args.NodeSecurityGroupID, args.LogBucket = e.cluster.NodeSecurityGroupID, e.logs.Name
	if args.WAF != nil {
		if err := e.key(encryption.Logs, &args.LogsKeyARN); err != nil {
			return err
		}
	}
	made, err := edge.NewEdge(e.ctx, nameEdge, &args, e.here)
	if err != nil {
		return err
	}
	e.edge = made
	groups := pulumi.Map{}
	for name, g := range made.TargetGroups {
		groups[name] = pulumi.StringMap{string(edge.Blue): g.Blue, string(edge.Green): g.Green}
	}
	e.export(pulumi.Map{
		"loadBalancerDnsName": made.DNSName,
		"targetGroupArns":     groups,
		"urls":                pulumi.ToStringMap(made.URLs),
	})
	return nil
}

func (e *environment) deployRegistry() error {
	if e.plan.registry == nil {
		return nil
	}
	args := *e.plan.registry
	if err := e.key(encryption.Images, &args.KeyARN); err != nil {
		return err
	}
	if args.Replicate != nil {
		second := *args.Replicate
		second.Provider = e.far.Provider
		if err := e.farKey(encryption.Images, &second.KeyARN); err != nil {
			return err
		}
		args.Replicate = &second
	}
	made, err := registry.NewRegistry(e.ctx, nameRegistry, &args, e.here)
	if err != nil {
		return err
	}
	urls := pulumi.StringMap{}
	for name, url := range made.URLs {
		urls[name] = url
	}
	e.export(pulumi.Map{"repositoryUrls": urls})
	return nil
}
