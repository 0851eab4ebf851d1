package rds

import (
	"fmt"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const (
	clusterParameterGroupType = "aws:rds/clusterParameterGroup:ClusterParameterGroup"
	parameterGroupType        = "aws:rds/parameterGroup:ParameterGroup"
)

// families are those of the engines that RDS has clusters of.
var families = []string{
	"aurora-postgresql13", "aurora-postgresql14", "aurora-postgresql15", "aurora-postgresql16", "aurora-postgresql17", "aurora-postgresql18",
	"aurora-mysql5.7", "aurora-mysql8.0", "mysql8.0", "mysql8.4",
	"postgres13", "postgres14", "postgres15", "postgres16", "postgres17", "postgres18",
}

// static are parameters that take effect only at a restart. Not all are listed:
// those that programs set. Source: Aurora user guide, "Amazon Aurora PostgreSQL
// parameters".
var static = []string{
	"autovacuum_freeze_max_age", "autovacuum_max_workers", "huge_pages", "max_connections", "max_locks_per_transaction",
	"max_logical_replication_workers", "max_prepared_transactions", "max_replication_slots", "max_wal_senders", "max_worker_processes",
	"pg_stat_statements.max", "rds.logical_replication", "shared_buffers", "shared_preload_libraries", "superuser_reserved_connections",
	"track_activity_query_size", "wal_buffers",
}

// wholeCluster are parameters that only a cluster's group has.
var wholeCluster = []string{
	"rds.accepted_password_auth_method", "rds.force_ssl", "rds.logical_replication", "ssl_max_protocol_version", "ssl_min_protocol_version",
}

func clusterParameterGroup() kind.Kind {
	k := anyParameterGroup(clusterParameterGroupType, "cluster-pg:")
	k.Admit = admitParameters
	return k
}

func parameterGroup() kind.Kind {
	k := anyParameterGroup(parameterGroupType, "pg:")
	k.Defaults["skipDestroy"] = kind.Flag(false)
	k.Checks["parameters[*].applyMethod"] = kind.Pattern("(?i:immediate|pending-reboot)", "expected immediate or pending-reboot")
	k.Admit = inTurn(admitInstanceParameters, admitParameters)
	return k
}

// anyParameterGroup is what the groups of clusters and of instances share.
func anyParameterGroup(typ, resourceType string) kind.Kind {
	return kind.Kind{
		Type:     typ,
		ID:       named("name", "namePrefix", ""),
		Defaults: kind.Props{"description": kind.Text("Managed by Pulumi")},
		Checks:   map[string]kind.Check{"namePrefix": kind.Length(0, 255)},
		Rules:    func(in kind.Values) []kind.Failure { return conflicts(in, [2]string{"name", "namePrefix"}) },
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "DBParameterGroupAlreadyExists: Parameter group %[1]s already exists",
		}},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{"arn": kind.Text(w.ARN("rds", resourceType+d.ID)), "name": kind.Text(d.ID)}
		},
		InUse: "InvalidDBParameterGroupState: One or more database instances are still members of this parameter group %[1]s, so the group cannot be deleted",
	}
}

// usual are values that a parameter has in a family's default group. Not all are
// listed: those that programs set. Sources: Aurora user guide, "Securing Aurora
// PostgreSQL data with SSL/TLS" (rds.force_ssl is on from version 17), "Amazon Aurora
// PostgreSQL parameters".
func usual(family, name string) string {
	switch {
	case name == "rds.force_ssl" && slices.Contains([]string{"aurora-postgresql17", "aurora-postgresql18"}, family):
		return "1"
	case name == "idle_in_transaction_session_timeout":
		return "86400000"
	default:
		return ""
	}
}

func admitParameters(_ kind.World, d kind.Draft) error {
	family := d.In.Text("family")
	if !slices.Contains(families, family) {
		return kind.Say("InvalidParameterValue: ParameterGroupFamily %s is not a valid parameter group family", family)
	}
	for _, parameter := range d.In.Objects("parameters[*]") {
		immediate := strings.EqualFold(parameter.Or("applyMethod", "immediate"), "immediate")
		if strings.HasPrefix(family, engine) && immediate && slices.Contains(static, parameter.Text("name")) {
			return kind.Say("InvalidParameterCombination: cannot use immediate apply method for static parameter")
		}
		// RDS accepts it, but takes no notice of the method where the value stays what it
		// is: upstream then finds another method than the one that was asked for, in every
		// update.
		if value := parameter.Text("value"); strings.HasPrefix(family, engine) && immediate && value != "" && value == usual(family, parameter.Text("name")) {
			return kind.Say("the simulated cloud refuses %[1]s = %[2]s with applyMethod immediate: it is the family's own value, so RDS keeps pending-reboot, and each update would find a difference; ask for pending-reboot",
				parameter.Text("name"), value)
		}
	}
	return nil
}

func admitInstanceParameters(_ kind.World, d kind.Draft) error {
	// Upstream forgets such a group and RDS keeps it; nothing here outlives its
	// resource.
	if d.In.Flag("skipDestroy") {
		return kind.Say("the simulated cloud cannot keep a parameter group whose resource is gone: leave skipDestroy out")
	}
	for _, name := range d.In.Texts("parameters[*].name") {
		if strings.HasPrefix(d.In.Text("family"), engine) && slices.Contains(wholeCluster, name) {
			return kind.Say("InvalidParameterValue: Could not find parameter with name: %s", name)
		}
	}
	return nil
}

// defaultGroup is the group that RDS has for each family.
const defaultGroup = "default."

func isDefaultGroup(name string) bool { return strings.HasPrefix(name, defaultGroup) }

func parameterGroupRef(path, typ, missing string) kind.Ref {
	return kind.Ref{
		Path: path, To: []kind.Target{{Type: typ, By: "id"}}, External: isDefaultGroup,
		Missing: fmt.Sprintf("%[1]sNotFound: %[1]s not found: %%s", missing),
	}
}

// admitFamily asks for a group of the family of a version.
func admitFamily(w kind.World, typ, name string, v version) error {
	family, builtIn := strings.CutPrefix(name, defaultGroup)
	if !builtIn {
		family = outputsOf(w, typ, name).Text("family")
	}
	if name == "" || family == v.family() {
		return nil
	}
	return kind.Say("InvalidParameterCombination: The parameter group %s with DBParameterGroupFamily %s can't be used for this instance. Use a parameter group with DBParameterGroupFamily %s.",
		name, family, v.family())
}
