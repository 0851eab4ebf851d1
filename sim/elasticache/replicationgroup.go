package elasticache

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

func replicationGroup() kind.Kind {
	return kind.Kind{
		Type:     replicationGroupType,
		ID:       lowered("replicationGroupId"),
		Autoname: kind.Autoname{Property: "replicationGroupId", Max: 40, Lower: true},
		Defaults: kind.Props{"automaticFailoverEnabled": kind.Flag(false), "multiAzEnabled": kind.Flag(false)},
		Noted:    map[resource.PropertyKey]func(string) string{"maintenanceWindow": strings.ToLower, "replicationGroupId": strings.ToLower},
		Checks:   replicationGroupChecks(),
		Rules:    replicationGroupRules,
		Refs: []kind.Ref{
			{
				Path: "parameterGroupName", To: []kind.Target{{Type: parameterGroupType, By: "id"}},
				Missing:  "CacheParameterGroupNotFound: CacheParameterGroup %s not found.",
				External: func(name string) bool { return strings.HasPrefix(name, defaultGroup) },
			},
			{
				Path: "subnetGroupName", To: []kind.Target{{Type: subnetGroupType, By: "id"}},
				Missing: "CacheSubnetGroupNotFoundFault: Cache Subnet Group %s does not exist.",
			},
			kind.SecurityGroup("securityGroupIds[*]"),
			kind.Topic("notificationTopicArn"),
			key("kmsKeyId"),
			userGroupOf("userGroupIds[*]"),
		},
		Unique: []kind.Unique{{
			On: []string{"replicationGroupId"}, Taken: "ReplicationGroupAlreadyExists: Replication group %[1]s already exists.",
		}},
		Admit:    admitReplicationGroup,
		Outputs:  replicationGroupOutputs,
		Replaces: []string{"nodeGroupConfigurations"},
		ReplacesIf: map[string]func(olds, news kind.Values) bool{
			"engine":        func(olds, news kind.Values) bool { return engine(olds) == valkey && engine(news) == redis },
			"engineVersion": downgraded,
			"transitEncryptionEnabled": func(olds, _ kind.Values) bool {
				return !from(position(engine(olds), olds.Text("engineVersion")), "7.0")
			},
		},
		Volatile: []string{
			"clusterEnabled", "clusterMode", "engineVersion", "engineVersionActual", "memberClusters", "numCacheClusters", "numNodeGroups",
			"parameterGroupName", "replicasPerNodeGroup",
		},
	}
}

// downgraded is true when a version is older than it was. Upstream then makes
// another cache.
func downgraded(olds, news kind.Values) bool {
	was, is := position(engine(olds), olds.Text("engineVersion")), position(engine(news), news.Text("engineVersion"))
	return news.Text("engineVersion") != "" && olds.Has("engineVersion") && is >= 0 && is < was
}

func replicationGroupChecks() map[string]kind.Check {
	return map[string]kind.Check{
		"authToken":   authToken,
		"description": kind.Not(``, `expected "description" to not be an empty string, got `),
		"engine":      engineCheck(redis, valkey),
		"engineVersion": kind.Pattern(`[1-5](\.[0-9]+){2}|6\.x|[6-9]\.[0-9]+`,
			"For Redis v6 or higher, use <major>.<minor>. For Redis v5 or lower, use <major>.<minor>.<patch>. For Valkey use <major>.<minor>."),
		"maintenanceWindow":    onText(func(s string) bool { _, ok := weekly(s); return ok }, `must satisfy the format of "ddd:hh24:mi-ddd:hh24:mi".`),
		"notificationTopicArn": kind.ARN(),
		"replicationGroupId": kind.All(
			kind.Length(1, 40),
			kind.Pattern(`[0-9A-Za-z-]+`, "must contain only alphanumeric characters and hyphens"),
			kind.Pattern(`[A-Za-z].*`, "must begin with a letter"),
			kind.Not(`.*--.*`, "cannot contain two consecutive hyphens"),
			kind.Not(`.*-`, "cannot end with a hyphen"),
		),
		"snapshotArns[*]": kind.ARN(),
		"snapshotWindow":  onText(func(s string) bool { _, ok := daily(s); return ok }, `must satisfy the format of "hh24:mi-hh24:mi".`),
	}
}

func onText(accepts func(s string) bool, words string) kind.Check {
	return func(v resource.PropertyValue) string {
		if !v.IsString() || accepts(v.StringValue()) {
			return ""
		}
		return fmt.Sprintf("%q %s", v.StringValue(), words)
	}
}

// authToken looks at the form only, and never repeats what it looked at.
func authToken(v resource.PropertyValue) string {
	if !v.IsString() {
		return ""
	}
	token := v.StringValue()
	if len(token) < 16 || len(token) > 128 {
		return "must contain from 16 to 128 alphanumeric characters or symbols (excluding @, \", and /)"
	}
	if slices.ContainsFunc([]rune(token), func(r rune) bool { return r < '!' || r > '~' || r == '@' || r == '"' || r == '/' }) {
		return "only alphanumeric characters or symbols (excluding @, \", and /) allowed"
	}
	return ""
}

// secondary are the inputs that a member of a global datastore takes from the
// primary.
var secondary = []string{
	"atRestEncryptionEnabled", "engine", "engineVersion", "nodeType", "numNodeGroups", "parameterGroupName", "securityGroupNames", "snapshotArns",
	"snapshotName", "transitEncryptionEnabled", "transitEncryptionMode",
}

func replicationGroupRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	fail := func(path, reason string) { failures = append(failures, kind.Failure{Path: path, Reason: reason}) }
	conflict := func(path, with string) {
		if in.Has(path) && in.Has(with) {
			fail(path, `"`+path+`": conflicts with `+with)
		}
	}
	conflict("authToken", "userGroupIds")
	conflict("numCacheClusters", "numNodeGroups")
	conflict("numCacheClusters", "replicasPerNodeGroup")
	conflict("nodeGroupConfigurations", "preferredCacheClusterAzs")
	for _, path := range secondary {
		conflict("globalReplicationGroupId", path)
	}
	if isOn(in, "multiAzEnabled") && isOff(in, "automaticFailoverEnabled") {
		fail("multiAzEnabled", "automatic_failover_enabled must be true if multi_az_enabled is true")
	}
	for _, n := range in.All("numCacheClusters") {
		if n.IsNumber() && n.NumberValue() < 2 && isOn(in, "automaticFailoverEnabled") {
			fail("numCacheClusters", `"num_cache_clusters": must be at least 2 if automatic_failover_enabled is true`)
		}
	}
	switch strategy := in.Text("authTokenUpdateStrategy"); {
	case strategy == "DELETE" && in.Has("authToken"):
		fail("authToken", `"auth_token" must not be specified when "auth_token_update_strategy" is "DELETE"`)
	case strategy != "" && strategy != "DELETE" && !in.Has("authToken"):
		fail("authTokenUpdateStrategy", `"auth_token_update_strategy": "auth_token" must be specified`)
	}
	if n := len(in.All("logDeliveryConfigurations[*]")); n > 2 {
		fail("logDeliveryConfigurations", fmt.Sprintf("Too many log_delivery_configuration blocks: No more than 2 are allowed, got %d", n))
	}
	return failures
}

// isOn and isOff are both false of a flag that only the update will know.
func isOn(in kind.Values, path string) bool { return in.Flag(path) }

func isOff(in kind.Values, path string) bool {
	for _, v := range in.All(path) {
		return v.IsBool() && !v.BoolValue()
	}
	return true
}
