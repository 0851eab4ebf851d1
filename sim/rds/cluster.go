package rds

import (
	"github.com/covetpy/platform/sim/kind"
)

const clusterType = "aws:rds/cluster:Cluster"

const (
	noSuchKey   = "KMSKeyNotAccessibleFault: The specified KMS key [%s] does not exist, is not enabled or you do not have permissions to access it."
	noSuchRole  = "InvalidParameterValue: IAM role ARN value is invalid or does not include the required permissions"
	noSuchGroup = "InvalidParameterValue: Invalid security group , groupId= %s, groupName=."
)

func cluster() kind.Kind {
	return kind.Kind{
		Type: clusterType,
		ID:   named("clusterIdentifier", "clusterIdentifierPrefix", "tf-"),
		Defaults: kind.Props{
			"backtrackWindow":                  kind.Number(0),
			"deletionProtection":               kind.Flag(false),
			"iamDatabaseAuthenticationEnabled": kind.Flag(false),
			"iops":                             kind.Number(0),
			"performanceInsightsEnabled":       kind.Flag(false),
			"copyTagsToSnapshot":               kind.Flag(false),
			"deleteAutomatedBackups":           kind.Flag(true),
			"enableGlobalWriteForwarding":      kind.Flag(false),
			"enableHttpEndpoint":               kind.Flag(false),
			"enableLocalWriteForwarding":       kind.Flag(false),
			"engineMode":                       kind.Text("provisioned"),
			"skipFinalSnapshot":                kind.Flag(false),
		},
		Checks: clusterChecks(),
		Rules:  clusterRules,
		Refs:   clusterRefs(),
		Unique: []kind.Unique{{
			On:    []string{"clusterIdentifier"},
			Taken: "DBClusterAlreadyExistsFault: DB Cluster already exists",
		}},
		Admit: inTurn(
			admitClusterName, admitEngine, admitShape, admitSource, admitMembership, admitCredentials, admitNetwork,
			admitEncryption, admitGroups, admitBackups, admitWindows, admitCapacity, admitMonitoring, admitInsights, admitLogs,
		),
		Outputs: clusterOutputs,
		Retire:  retireCluster,
		InUse:   "InvalidDBClusterStateFault: Cluster cannot be deleted, it still contains DB instances in non-deleting state.",
	}
}

func clusterRefs() []kind.Ref {
	subnets := kind.Ref{
		Path: "dbSubnetGroupName", To: []kind.Target{{Type: subnetGroupType, By: "id"}},
		Missing: "DBSubnetGroupNotFoundFault: DB subnet group '%s' does not exist.",
	}
	groups := kind.SecurityGroup("vpcSecurityGroupIds[*]")
	groups.Missing = noSuchGroup
	roles := kind.Role("iamRoles[*]")
	roles.Missing = noSuchRole
	source := loose(kind.Ref{
		Path: "restoreToPointInTime.sourceClusterIdentifier",
		To:   []kind.Target{{Type: clusterType, By: "id"}, {Type: clusterType, By: "arn"}},
	})
	source.Missing = noSuchCluster
	return []kind.Ref{
		subnets, groups, roles, source,
		monitoringRole(), keyRef("kmsKeyId"), keyRef("masterUserSecretKmsKeyId"), keyRef("performanceInsightsKmsKeyId"),
		parameterGroupRef("dbClusterParameterGroupName", clusterParameterGroupType, "DBClusterParameterGroup"),
		// It is named for the length of an upgrade only.
		loose(parameterGroupRef("dbInstanceParameterGroupName", parameterGroupType, "DBParameterGroup")),
		// What a global cluster's deletion waits for is its own affair.
		loose(kind.Ref{
			Path: "globalClusterIdentifier", To: []kind.Target{{Type: globalClusterType, By: "id"}},
			Missing: "GlobalClusterNotFoundFault: Global cluster %s not found",
		}),
	}
}

func keyRef(path string) kind.Ref {
	key := kind.Key(path)
	key.Missing = noSuchKey
	return key
}

const noSuchCluster = "DBClusterNotFoundFault: DBCluster %s not found."

func clusterChecks() map[string]kind.Check {
	return map[string]kind.Check{
		"enabledCloudwatchLogsExports[*]": kind.OneOf("audit", "error", "general", "iam-db-auth-error", "instance", "postgresql", "slowquery"),
		"engine":                          kind.OneOf("aurora-mysql", engine, "mysql", "postgres"),
		"kmsKeyId":                        kind.ARN(),
		"monitoringRoleArn":               kind.ARN(),
		"performanceInsightsKmsKeyId":     kind.ARN(),
		"preferredBackupWindow":           onceADay,
		"preferredMaintenanceWindow":      onceAWeek,
	}
}

// longestRetention of automated backups, in days.
const longestRetention = 35

func clusterRules(in kind.Values) []kind.Failure {
	failures := conflicts(in,
		[2]string{"clusterIdentifier", "clusterIdentifierPrefix"},
		[2]string{"manageMasterUserPassword", "masterPassword"},
		[2]string{"manageMasterUserPassword", "masterPasswordWo"},
		[2]string{"masterPassword", "masterPasswordWo"},
		[2]string{"snapshotIdentifier", "globalClusterIdentifier"},
		[2]string{"restoreToPointInTime", "s3Import"},
		[2]string{"restoreToPointInTime", "snapshotIdentifier"},
		[2]string{"s3Import", "snapshotIdentifier"},
	)
	if in.Has("masterPasswordWo") != in.Has("masterPasswordWoVersion") {
		failures = append(failures, kind.Failure{Path: "masterPasswordWo", Reason: "all of `masterPasswordWo,masterPasswordWoVersion` must be specified"})
	}
	if in.Has("restoreToPointInTime") {
		for _, pair := range [][2]string{{"restoreToTime", "useLatestRestorableTime"}, {"sourceClusterIdentifier", "sourceClusterResourceId"}} {
			if in.Has("restoreToPointInTime."+pair[0]) == in.Has("restoreToPointInTime."+pair[1]) {
				failures = append(failures, kind.Failure{
					Path:   "restoreToPointInTime." + pair[0],
					Reason: "exactly one of `" + pair[0] + "," + pair[1] + "` must be specified",
				})
			}
		}
	}
	return failures
}

// retireCluster asks in the order of upstream and RDS: the final snapshot is
// upstream's question, before anything is called.
func retireCluster(w kind.World, d kind.Draft) error {
	if err := retireMember(w, d); err != nil {
		return err
	}
	switch {
	case !d.In.Flag("skipFinalSnapshot") && d.In.Text("finalSnapshotIdentifier") == "":
		return kind.Say("RDS Cluster final_snapshot_identifier is required when skip_final_snapshot is false")
	case d.In.Flag("deletionProtection"):
		return kind.Say("InvalidParameterCombination: Cannot delete protected Cluster, please disable deletion protection and try again.")
	}
	return nil
}
