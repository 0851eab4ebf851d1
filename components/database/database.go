package database

import (
	"errors"
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/rds"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Type is the component's token.
const Type = "covetpy:database:AuroraDB"

// AuroraDB is an Aurora PostgreSQL cluster with its instances.
type AuroraDB struct {
	pulumi.ResourceState

	// ClusterID is the physical name.
	ClusterID pulumi.StringOutput
	// ARN of the cluster.
	ARN pulumi.StringOutput
	// ResourceID is for ConnectARN, "cluster-ABC": RDS makes it, and a restored
	// cluster has another one.
	ResourceID pulumi.StringOutput
	// Endpoint is the writer's, ReaderEndpoint that of all readers (of the writer
	// where there are none). They are host names.
	Endpoint, ReaderEndpoint pulumi.StringOutput
	// Port of all endpoints.
	Port pulumi.IntOutput
	// ProxyEndpoint is the proxy's, and ProxyResourceID is for ConnectARN,
	// "prx-0abc". Both are empty without a proxy.
	ProxyEndpoint, ProxyResourceID pulumi.StringOutput
	// SecurityGroupID is the cluster's group.
	SecurityGroupID pulumi.StringOutput
	// SubnetGroupName is where a restored cluster belongs as well.
	SubnetGroupName pulumi.StringOutput
	// MasterSecretARN is where RDS keeps the master user's name and password. It is
	// empty with a global database.
	MasterSecretARN pulumi.StringOutput
	// DatabaseName is the database made with the cluster.
	DatabaseName pulumi.StringOutput
}

// NewAuroraDB makes a database. Faults of args come back all at once (fault.Of),
// before anything is registered.
func NewAuroraDB(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*AuroraDB, error) {
	if args == nil {
		return nil, fmt.Errorf("make database %q: args are nil", name)
	}
	if err := errors.Join(args.Validate().Err(), args.inputs()); err != nil {
		return nil, fmt.Errorf("make database %q: %w", name, err)
	}
	db := &AuroraDB{}
	if err := ctx.RegisterComponentResource(Type, name, db, opts...); err != nil {
		return nil, fmt.Errorf("register database %q: %w", name, err)
	}
	m := &maker{ctx: ctx, name: name, args: args, db: db}
	if err := m.provision(); err != nil {
		return nil, fmt.Errorf("provision database %q: %w", name, err)
	}
	if err := ctx.RegisterResourceOutputs(db, db.outputs()); err != nil {
		return nil, fmt.Errorf("register outputs of database %q: %w", name, err)
	}
	return db, nil
}

func (d *AuroraDB) outputs() pulumi.Map {
	return pulumi.Map{
		"clusterId":       d.ClusterID,
		"arn":             d.ARN,
		"resourceId":      d.ResourceID,
		"endpoint":        d.Endpoint,
		"readerEndpoint":  d.ReaderEndpoint,
		"port":            d.Port,
		"proxyEndpoint":   d.ProxyEndpoint,
		"proxyResourceId": d.ProxyResourceID,
		"securityGroupId": d.SecurityGroupID,
		"subnetGroupName": d.SubnetGroupName,
		"masterSecretArn": d.MasterSecretARN,
		"databaseName":    d.DatabaseName,
	}
}

// maker registers the parts of one database.
type maker struct {
	ctx  *pulumi.Context
	name string
	args *Args
	db   *AuroraDB

	monitoring *monitoring        // nil when it is off
	global     *rds.GlobalCluster // nil when it is off
}

// child is the options of every resource of the component.
func (m *maker) child(more ...pulumi.ResourceOption) []pulumi.ResourceOption {
	return append([]pulumi.ResourceOption{pulumi.Parent(m.db)}, more...)
}

// provision makes the parts in the order in which one needs the other.
func (m *maker) provision() error {
	var err error
	if m.monitoring, err = m.newMonitoring(); err != nil {
		return err
	}
	if m.global, err = m.newGlobalCluster(); err != nil {
		return err
	}
	ground, err := m.newGround(m.home())
	if err != nil {
		return err
	}
	proxyGroupID, err := m.newRules(ground)
	if err != nil {
		return err
	}
	cluster, err := m.newCluster(ground)
	if err != nil {
		return err
	}
	members, err := m.newMembers(m.home(), cluster, ground, slots(m.args.Readers), m.instanceClass())
	if err != nil {
		return err
	}
	if err := m.newReaderScaling(cluster, members); err != nil {
		return err
	}
	proxy, err := m.newProxy(cluster, members, proxyGroupID)
	if err != nil {
		return err
	}
	if err := errors.Join(m.newAlarms(), m.newSubscriptions(cluster, members, proxy)); err != nil {
		return err
	}
	m.fill(ground, cluster)
	return m.newSecondary(members)
}

// fill sets what the database tells others, but for the proxy.
func (m *maker) fill(g *ground, cluster *rds.Cluster) {
	m.db.ClusterID = cluster.ClusterIdentifier
	m.db.ARN = cluster.Arn
	m.db.ResourceID = cluster.ClusterResourceId
	m.db.Endpoint = cluster.Endpoint
	m.db.ReaderEndpoint = cluster.ReaderEndpoint
	m.db.Port = cluster.Port
	m.db.SecurityGroupID = g.securityGroup.ID().ToStringOutput()
	m.db.SubnetGroupName = g.subnets.Name
	m.db.DatabaseName = cluster.DatabaseName
	m.db.MasterSecretARN = cluster.MasterUserSecrets.ApplyT(masterSecret).(pulumi.StringOutput)
}

// masterSecret is the ARN of the one secret that RDS keeps, if it keeps one.
func masterSecret(secrets []rds.ClusterMasterUserSecret) string {
	if len(secrets) == 0 || secrets[0].SecretArn == nil {
		return ""
	}
	return *secrets[0].SecretArn
}

// site is one region of the database.
type site struct {
	parts          []string // begin the logical names of what is made there
	clusterID      string
	vpcID          pulumi.StringInput
	subnetIDs      []pulumi.StringInput
	key, logsKey   pulumi.StringInput
	opts           []pulumi.ResourceOption // besides the parent
	logicalCluster string
}

// home is the first region.
func (m *maker) home() site {
	a := m.args
	return site{
		clusterID: a.ClusterID(m.name), vpcID: a.VPCID, subnetIDs: a.SubnetIDs,
		key: a.Keys.Database, logsKey: a.Keys.Logs, logicalCluster: m.name,
	}
}

// logical is a logical name in a region.
func (m *maker) logicalAt(s site, parts ...string) string {
	return m.logical(append(append([]string{}, s.parts...), parts...)...)
}

// childAt is the options of every resource of a region.
func (m *maker) childAt(s site, more ...pulumi.ResourceOption) []pulumi.ResourceOption {
	return m.child(append(append([]pulumi.ResourceOption{}, s.opts...), more...)...)
}
