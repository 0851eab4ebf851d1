package elasticache

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// Quotas of a replication group. Source: ElastiCache user guide, "Quotas for
// ElastiCache".
const (
	mostReplicas = 5
	mostShards   = 90
)

// admitReplicationGroup asks everything that may refuse a replication group or
// a change of one.
func admitReplicationGroup(w kind.World, d kind.Draft) error {
	if id := d.In.Text("globalReplicationGroupId"); id != "" {
		return kind.Say("GlobalReplicationGroupNotFoundFault: Global replication group %s not found.", id)
	}
	s, err := shapeOf(w, d.In)
	if err != nil {
		return err
	}
	for _, admit := range []func(kind.World, kind.Draft, shape) error{
		admitEngine, admitNodes, admitLayout, admitPlace, admitEncryption, admitLogins, admitTimes, admitLogs, admitChange,
	} {
		if err := admit(w, d, s); err != nil {
			return err
		}
	}
	return nil
}

func admitEngine(_ kind.World, d kind.Draft, s shape) error {
	family := releases[s.at].family
	switch {
	case s.settings.family != family:
		return kind.Say(badCombination+"Expected a parameter group of family %s but found one of family %s", family, s.settings.family)
	case len(s.replicas) > 1 && !s.settings.clustered:
		return kind.Say(badCombination + "Use a parameter group with cluster-enabled parameter to create more than one node group.")
	case d.In.Text("clusterMode") == "enabled" && !s.settings.clustered:
		return kind.Say(badCombination + "Cluster mode enabled requires a parameter group with the cluster-enabled parameter set to yes.")
	case d.In.Text("clusterMode") == "disabled" && s.settings.clustered:
		return kind.Say(badCombination + "Cluster mode disabled requires a parameter group with the cluster-enabled parameter set to no.")
	}
	return nil
}

func admitNodes(_ kind.World, d kind.Draft, _ shape) error {
	nodeType := d.In.Text("nodeType")
	family := machine(nodeType)
	port := d.In.Number("port")
	switch {
	case nodeType == "":
		return kind.Say(`"node_type" is required unless "global_replication_group_id" is set.`)
	case family == "":
		return kind.Say(badValue+"Invalid cache node type: %s", nodeType)
	case d.In.Flag("dataTieringEnabled") && family != tiered:
		return kind.Say(badCombination+"Data tiering is not supported for the node type %s.", nodeType)
	case family == tiered && !d.In.Flag("dataTieringEnabled"):
		return kind.Say(badCombination+"Data tiering must be enabled for the node type %s.", nodeType)
	case d.In.Has("port") && (port < 1150 || port > 65535 || port == 8005):
		return kind.Say(badValue+"Invalid endpoint port: %d. Valid range is 1150-8004,8006-65535", port)
	}
	return nil
}

func admitLayout(_ kind.World, d kind.Draft, s shape) error {
	failover := d.In.Flag("automaticFailoverEnabled")
	switch {
	case slices.Max(s.replicas) > mostReplicas:
		return kind.Say(badValue + "The number of replicas per node group must be within 0 and 5.")
	case s.least() < 0:
		return kind.Say(badValue + "The parameter NumCacheClusters must be at least 1.")
	case len(s.replicas) > mostShards:
		return kind.Say("NodeGroupsPerReplicationGroupQuotaExceeded: The request cannot be processed because it would exceed the maximum allowed number of node groups (shards) in a single replication group. The default maximum is 90")
	case s.settings.clustered && !failover:
		return kind.Say(badCombination + "Redis with cluster mode enabled cannot be created with auto failover turned off.")
	case d.In.Flag("multiAzEnabled") && s.least() < 1:
		return kind.Say(badCombination + "Must have at least one replica for multi-AZ enabled Replication Group.")
	case failover && !s.settings.clustered && s.least() < 1:
		return kind.Say(badCombination + "When using automatic failover, there must be at least 2 cache clusters in the replication group.")
	}
	return nil
}

// admitPlace asks for a subnet group. Without one ElastiCache takes the default
// VPC's, which this account does not have.
func admitPlace(w kind.World, d kind.Draft, s shape) error {
	zones, vpc, ok := zonesOf(w, d.In.Or("subnetGroupName", everyones))
	if !ok {
		return kind.Say("CacheSubnetGroupNotFoundFault: Cache Subnet Group default does not exist.")
	}
	if group, home := strangers(w, d.In.Texts("securityGroupIds[*]"), vpc); group != "" {
		return kind.Say(badCombination+"Subnet group [%s] belongs to a different VPC [%s] than [%s]", d.In.Text("subnetGroupName"), vpc, home)
	}
	preferred := d.In.Texts("preferredCacheClusterAzs[*]")
	if len(preferred) > 0 && len(preferred) != len(s.members("")) && d.Old == nil {
		return kind.Say(badCombination + "Must specify the same number of preferred availability zones as requested number of nodes")
	}
	for _, path := range []string{"nodeGroupConfigurations[*].primaryAvailabilityZone", "nodeGroupConfigurations[*].replicaAvailabilityZones[*]"} {
		preferred = append(preferred, d.In.Texts(path)...)
	}
	for _, zone := range preferred {
		if !slices.Contains(zones, zone) {
			return kind.Say("InvalidVPCNetworkStateFault: No subnet is present in the cache subnet group for availability zone %s", zone)
		}
	}
	return nil
}

// atRest is true when the data is encrypted: Valkey's default, not Redis OSS's.
func atRest(in kind.Values) bool {
	if in.Has("atRestEncryptionEnabled") {
		return in.Flag("atRestEncryptionEnabled")
	}
	return engine(in) == valkey
}

func admitEncryption(w kind.World, d kind.Draft, s shape) error {
	transit := d.In.Flag("transitEncryptionEnabled")
	switch {
	case d.In.Has("kmsKeyId") && !atRest(d.In):
		return kind.Say(badCombination + "Please enable encryption at rest to use Customer Managed CMK")
	case d.In.Has("transitEncryptionMode") && !transit:
		return kind.Say(badCombination + "TransitEncryptionMode can only be set when encryption-in-transit is enabled.")
	case d.In.Text("transitEncryptionMode") == "preferred" && !from(s.at, "7.0"):
		return kind.Say(badCombination + "TransitEncryptionMode preferred requires engine version 7.0 or higher.")
	}
	return admitKey(w, d.In)
}

// admitLogins looks at who may log in, and how.
func admitLogins(w kind.World, d kind.Draft, s shape) error {
	transit, groups := d.In.Flag("transitEncryptionEnabled"), d.In.Texts("userGroupIds[*]")
	switch {
	case d.In.Has("authToken") && !transit:
		return kind.Say(badCombination + "The AUTH token is only supported when encryption-in-transit is enabled")
	case len(groups) == 0:
		return nil
	case !transit:
		return kind.Say(badCombination + "User group based access control requires encryption-in-transit to be enabled on the replication group.")
	case len(groups) > 1:
		return kind.Say(badValue + "Only one user group can be associated with a replication group.")
	case !from(s.at, "6.0"):
		return kind.Say(badCombination + "User group based access control requires engine version 6.0 or higher.")
	}
	return admitGroup(w, groups[0], d.In, s.at)
}

func admitTimes(_ kind.World, d kind.Draft, _ shape) error {
	maintenance, maintained := weekly(d.In.Text("maintenanceWindow"))
	snapshots, saved := daily(d.In.Text("snapshotWindow"))
	switch {
	case maintained && maintenance.length < hour:
		return kind.Say(badValue + "Maintenance window must be at least 60 minutes.")
	case saved && snapshots.length < hour:
		return kind.Say(badValue + "Snapshot window must be at least 60 minutes.")
	case maintained && saved && maintenance.meets(snapshots):
		return kind.Say(badValue + "The snapshot window and maintenance window must not overlap.")
	case d.In.Number("snapshotRetentionLimit") < 0:
		return kind.Say(badValue+"Invalid snapshot retention limit: %d. Retention limit must be between 0 and 35.", d.In.Number("snapshotRetentionLimit"))
	}
	return nil
}

// admitLogs asks for log groups that are there, and for one destination of each
// type of log.
func admitLogs(w kind.World, d kind.Draft, s shape) error {
	var types []string
	for _, log := range d.In.Objects("logDeliveryConfigurations[*]") {
		typ, destination := log.Text("logType"), log.Text("destination")
		switch {
		case slices.Contains(types, typ):
			return kind.Say(badValue+"Log type %s is specified more than once.", typ)
		case typ == "engine-log" && !from(s.at, "6.2"), typ == "slow-log" && !from(s.at, "6.0"):
			return kind.Say(badCombination+"Log type %s is not supported for engine version %s.", typ, releases[s.at].version)
		}
		types = append(types, typ)
		if log.Text("destinationType") != "cloudwatch-logs" {
			continue
		}
		if _, there := w.Find("aws:cloudwatch/logGroup:LogGroup", "id", destination); !there {
			return kind.Say(badValue+"CloudWatch Logs log group %s does not exist.", strings.TrimSpace(destination))
		}
	}
	return nil
}
