package database

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/internal/mocktest"
)

const (
	anyVersion = "14.6, 14.13, 14.15, 14.17, 14.18, 14.19, 14.20, 14.22, 15.8, 15.10, 15.12, 15.13, 15.14, 15.15, 15.17, " +
		"16.4, 16.6, 16.8, 16.9, 16.10, 16.11, 16.13, 17.4, 17.5, 17.6, 17.7 or 17.9"
	anyClass     = "a class of the families t3, t4g, r6g, r6i, r7g, r7i, r8g or x2g, db.r7g.large"
	anyRetention = "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653"
)

func TestAFaultSaysWhatToDo(t *testing.T) {
	for name, test := range map[string]struct {
		from   func() *Args
		change func(*Args)
		faults []string
	}{
		"a small database":                       {small, func(*Args) {}, nil},
		"a large database":                       {large, func(*Args) {}, nil},
		"a database in two regions":              {global, func(*Args) {}, nil},
		"a second region without instances":      {global, func(a *Args) { a.Global.Readers, a.Global.InstanceClass = 0, "" }, nil},
		"the long-term version, for its classes": {large, func(a *Args) { a.Version, a.Provisioned.InstanceClass = "14.6", "db.r6g.large" }, nil},
		"a version that is not on offer": {small, func(a *Args) { a.Version = "12.9" }, []string{
			"version: found 12.9, accepted: " + anyVersion,
		}},
		"a version that is not exact": {small, func(a *Args) { a.Version = "17" }, []string{
			"version: found 17, accepted: " + anyVersion,
		}},
		"no size": {small, func(a *Args) { a.Serverless = nil }, []string{
			"serverless: missing, accepted: serverless or provisioned, one of the two",
		}},
		"two ways to size": {small, func(a *Args) { a.Provisioned = large().Provisioned }, []string{
			"serverless: found serverless and provisioned, accepted: one of the two, and null for the other",
		}},
		"a version that can't pause": {small, func(a *Args) { a.Version, a.Serverless.MaxACU = "14.6", 200 }, []string{
			"serverless.maxACU: found 200, accepted: 1 to 128",
			"serverless.minACU: found 0, accepted: at least 1 on version 14.6, which can't pause",
		}},
		"a pause without a minimum of zero": {small, func(a *Args) { a.Serverless.MinACU = 1 }, []string{
			"serverless.pauseAfterSeconds: found 600, accepted: 0, as nothing pauses with serverless.minACU 1 (only 0 does)",
		}},
		"a pause that is too short": {small, func(a *Args) { a.Serverless.PauseAfterSeconds = 60 }, []string{
			"serverless.pauseAfterSeconds: found 60, accepted: 300 to 86400",
		}},
		"a range of capacity the wrong way round": {small, func(a *Args) {
			*a.Serverless = Serverless{MinACU: 8, MaxACU: 4}
		}, []string{"serverless.minACU: found 8, accepted: 0 to serverless.maxACU (4)"}},
		"what keeps a database awake": {small, func(a *Args) {
			a.Proxy, a.Parameters.LogicalReplication = large().Proxy, true
		}, []string{
			"serverless.minACU: found 0, accepted: at least 1 with a proxy, whose open connections never let an instance pause",
			"serverless.minACU: found 0, accepted: at least 1 with parameters.logicalReplication, which never lets the writer pause",
		}},
		"a class that is none": {large, func(a *Args) { a.Provisioned.InstanceClass = "r7g.large" }, []string{
			"provisioned.instanceClass: found r7g.large, accepted: " + anyClass,
		}},
		"a size that a family lacks": {large, func(a *Args) { a.Provisioned.InstanceClass = "db.r7g.48xlarge" }, []string{
			"provisioned.instanceClass: found db.r7g.48xlarge, accepted: " + anyClass,
		}},
		"a class that the version does not run on": {large, func(a *Args) { a.Version = "14.6" }, []string{
			"provisioned.instanceClass: found db.r7g.large, accepted: a class that runs version 14.6, db.r6g.large",
		}},
		"too many readers": {large, func(a *Args) { a.Readers, a.Provisioned.Autoscaling = 16, nil }, []string{
			"readers: found 16, accepted: 0 to 15",
		}},
		"scaling without a reader to follow": {large, func(a *Args) { a.Readers = 0 }, []string{
			"readers: found 0, accepted: at least 1 with provisioned.autoscaling, which follows the load of readers",
		}},
		"scaling that makes no sense": {large, func(a *Args) { *a.Provisioned.Autoscaling = ReaderScaling{MaxReaders: 1, CPUPercent: 99} }, []string{
			"provisioned.autoscaling.cpuPercent: found 99, accepted: 10 to 90",
			"provisioned.autoscaling.maxReaders: found 1, accepted: 2, as many as readers, to 15",
		}},
		"windows that overlap": {small, func(a *Args) { a.MaintenanceWindow = "sun:02:30-sun:03:30" }, []string{
			"backups.window: found 02:00-03:00, accepted: a window apart from maintenanceWindow (sun:02:30-sun:03:30), which RDS demands",
		}},
		"windows that are too short": {small, func(a *Args) { a.Backups.Window, a.MaintenanceWindow = "02:00-02:20", "sun:04:00-sun:04:29" }, []string{
			"backups.window: found 02:00-02:20, accepted: a window of at least 30 minutes",
			"maintenanceWindow: found sun:04:00-sun:04:29, accepted: a window of at least 30 minutes",
		}},
		"windows that are none": {small, func(a *Args) { a.Backups.Window, a.MaintenanceWindow = "2am", "" }, []string{
			"backups.window: found 2am, accepted: a window in UTC, 02:00-03:00",
			"maintenanceWindow: missing, accepted: a window in UTC, sun:04:00-sun:05:00",
		}},
		"backups for longer than RDS keeps them": {small, func(a *Args) { a.Backups.RetentionDays = 36 }, []string{
			"backups.retentionDays: found 36, accepted: 1 to 35",
		}},
		"no backups": {small, func(a *Args) { a.Backups.RetentionDays = 0 }, []string{
			"backups.retentionDays: found 0, accepted: 1 to 35",
		}},
		"advanced insights that are not kept": {large, func(a *Args) { a.Insights.RetentionDays = 31 }, []string{
			"insights.retentionDays: found 31, accepted: at least 465 in the advanced mode (insights.mode), or the standard mode",
		}},
		"a number of days that insights do not know": {small, func(a *Args) { a.Insights.RetentionDays = 94 }, []string{
			"insights.retentionDays: found 94, accepted: 7, a multiple of 31 up to 713, or 731",
		}},
		"numbers that AWS does not know": {small, func(a *Args) { a.LogRetentionDays, a.MonitoringSeconds = 8, 20 }, []string{
			"logs.retentionDays: found 8, accepted: " + anyRetention,
			"monitoringSeconds: found 20, accepted: 0, 1, 5, 10, 15, 30 or 60",
		}},
		"parameters below nothing": {small, func(a *Args) { a.Parameters = Parameters{-1, -1, -1, false, false} }, []string{
			"parameters.idleTransactionTimeoutSeconds: found -1, accepted: 0 to 2147483",
			"parameters.slowQueryMilliseconds: found -1, accepted: 0 to 2147483647",
			"parameters.statementTimeoutSeconds: found -1, accepted: 0 to 2147483",
		}},
		"a database that is there already": {small, func(a *Args) { a.DatabaseName = "postgres" }, []string{
			"databaseName: found postgres, accepted: a name of small letters, digits and underscores, none that PostgreSQL reserves",
		}},
		"peers that can't be told apart": {small, func(a *Args) {
			a.Peers = []Peer{{Name: "nodes"}, {Name: "nodes"}, {Name: "The Nodes"}, {Name: "from-proxy"}}
		}, []string{
			"peers[1].name: found nodes, accepted: each name once",
			"peers[2].name: found The Nodes, accepted: small letters, digits and single dashes",
			"peers[3].name: found from-proxy, accepted: another name: the proxy's own rule has it",
		}},
		"a proxy for nobody": {large, func(a *Args) { *a.Proxy = Proxy{} }, []string{
			"proxy.idleClientTimeoutSeconds: found 0, accepted: 1 to 28800",
			"proxy.maxConnectionsPercent: found 0, accepted: 1 to 100",
			"proxy.users: missing, accepted: the database users that come through the proxy, at least one",
		}},
		"a proxy for the master user": {large, func(a *Args) { a.Proxy.Users = []string{masterUser, "shop", "shop", "Shop"} }, []string{
			"proxy.users[0]: found clusteradmin, accepted: an application's user: nobody works as the master user",
			"proxy.users[2]: found shop, accepted: each user once",
			"proxy.users[3]: found Shop, accepted: a database user of small letters, digits and underscores",
		}},
		"a second region that is the first": {global, func(a *Args) { a.Global.Where = where() }, []string{
			"global.where.region: found eu-west-1, accepted: another region than where.region",
		}},
		"a second region in another account": {global, func(a *Args) { a.Global.Where.Account = "444455556666" }, []string{
			"global.where.account: found 444455556666, accepted: the account of where",
		}},
		"classes that a global database can't have": {global, func(a *Args) {
			a.Provisioned.InstanceClass, a.Global.InstanceClass = "db.t4g.large", "db.t4g.medium"
		}, []string{
			"global.instanceClass: found db.t4g.medium, accepted: a class of the r or x families",
			"provisioned.instanceClass: found db.t4g.large, accepted: a class of the r or x families with global",
		}},
		"serverless readers of a provisioned cluster": {global, func(a *Args) { a.Global.InstanceClass = serverlessClass }, []string{
			"global.instanceClass: found db.serverless, accepted: a class, as the cluster is provisioned",
		}},
		"a class for no readers": {global, func(a *Args) { a.Global.Readers = 0 }, []string{
			"global.instanceClass: found db.r7g.large, accepted: none, as there are no readers",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			a := test.from()
			test.change(a)
			assert.Equal(t, test.faults, lines(a.Validate()))
		})
	}
}

func TestEmptyArgsSayAllThatIsMissing(t *testing.T) {
	var paths []string
	for _, f := range (&Args{}).Validate() {
		paths = append(paths, f.Path)
	}
	assert.Equal(t, []string{
		"backups.retentionDays", "backups.window", "databaseName", "insights.retentionDays", "logs.retentionDays", "maintenanceWindow",
		"names.environment", "names.project", "serverless", "version", "where.account", "where.partition", "where.region",
	}, paths)
}

func TestNothingIsRegisteredWithAFault(t *testing.T) {
	a := global()
	a.Version, a.Backups.RetentionDays = "9.6", 0
	a.Keys, a.Global.BootstrapPassword, a.SubnetIDs = Keys{}, nil, a.SubnetIDs[:1]
	a.Peers[0].SecurityGroupID = nil
	rec := mocktest.New()
	err := rec.Run(program(a))
	require.Error(t, err)
	assert.Empty(t, rec.Of(Type))

	_, err = NewAuroraDB(nil, "database", a)
	assert.Equal(t, []string{"backups.retentionDays: found 0, accepted: 1 to 35", "version: found 9.6, accepted: " + anyVersion}, lines(fault.Of(err)))
	for _, says := range []string{
		"Keys.Database is nil", "Keys.Logs is nil", "SubnetIDs needs subnets in at least two zones", `admit peer "nodes"`,
		"Global.BootstrapPassword is nil, and RDS can't keep the master password of such a cluster by itself",
	} {
		assert.ErrorContains(t, err, says)
	}
	_, err = NewAuroraDB(nil, "database", nil)
	assert.EqualError(t, err, `make database "database": args are nil`)
}

func TestWhatIsMissingOfTheSecondRegion(t *testing.T) {
	a := small()
	a.VPCID, a.Topics.Page = nil, nil
	a.Global = &Global{}
	err := a.inputs()
	for _, says := range []string{
		"VPCID is nil", "a topic is nil", "Global.Provider is nil", "Global needs a VPCID and SubnetIDs", "Global needs KeyARN and LogsKeyARN",
	} {
		assert.ErrorContains(t, err, says)
	}
	assert.NoError(t, small().inputs())
	full := global()
	full.Global.Provider = &pulumi.ProviderResourceState{}
	assert.NoError(t, full.inputs())
}
