package tests

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/engine"
)

// exported is a state as `pulumi stack export` prints it.
type exported []apitype.ResourceV3

// export returns the state as it is exported, read and as text.
func (w *world) export() (exported, []byte) {
	w.t.Helper()
	raw, err := w.engine().Export(context.Background())
	require.NoError(w.t, err)
	var file struct{ Deployment apitype.DeploymentV3 }
	require.NoError(w.t, json.Unmarshal(raw, &file))
	require.NotEmpty(w.t, file.Deployment.Resources)
	return file.Deployment.Resources, raw
}

// ofType returns the outputs of the resources of a type whose names begin with the
// prefix.
func (e exported) ofType(token, prefix string) []resource.PropertyMap {
	var out []resource.PropertyMap
	for _, r := range e {
		if string(r.Type) == token && strings.HasPrefix(r.URN.Name(), prefix) {
			out = append(out, resource.NewPropertyMapFromMap(r.Outputs))
		}
	}
	return out
}

// one returns the outputs of the only one of them.
func (e exported) one(t *testing.T, token, prefix string) resource.PropertyMap {
	t.Helper()
	found := e.ofType(token, prefix)
	require.Len(t, found, 1, "%s %s", token, prefix)
	return found[0]
}

// paths are values by the paths at which they stand.
type paths map[string]any

// of is what stands at the same paths of properties.
func (p paths) of(props resource.PropertyMap) paths {
	got := paths{}
	for path := range p {
		got[path] = at(props, path).V
	}
	return got
}

// TestProdHoldsWhatItPromises reads the state that prod exports.
func TestProdHoldsWhatItPromises(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "prod")
	w.run(engine.OpUp)
	state, _ := w.export()
	key := func(name string) string { return text(state.one(t, keyType, name), "arn") }
	for name, c := range map[string]struct {
		token, prefix string
		count         int
		each          paths
	}{
		"a database that is encrypted, protected and kept for 35 days": {databaseType, "database", 1, paths{
			"engine": "aurora-postgresql", "storageEncrypted": true, "kmsKeyId": key("keys-database"),
			"backupRetentionPeriod": 35.0, "deletionProtection": true, "skipFinalSnapshot": false, "copyTagsToSnapshot": true,
			"iamDatabaseAuthenticationEnabled": true,
		}},
		"a master user whose password RDS keeps under our key": {databaseType, "database", 1, paths{
			"manageMasterUserPassword": true, "masterPassword": nil, "masterUserSecretKmsKeyId": key("keys-database"),
			"masterUserSecrets[0].kmsKeyId": key("keys-database"), "masterUserSecrets[0].secretStatus": "active",
		}},
		"instances that nobody reaches from outside": {instanceType, "database", 3, paths{
			"publiclyAccessible": false, "autoMinorVersionUpgrade": false, "monitoringInterval": 15.0,
		}},
		"a proxy that asks for TLS": {"aws:rds/proxy:Proxy", "database", 1, paths{
			"requireTls": true, "defaultAuthScheme": "IAM_AUTH",
		}},
		"caches that ask for TLS and fail over to another zone": {cacheType, "cache", 2, paths{
			"engine": "valkey", "transitEncryptionEnabled": true, "transitEncryptionMode": "required",
			"atRestEncryptionEnabled": true, "kmsKeyId": key("keys-cache"), "authToken": nil,
			"automaticFailoverEnabled": true, "multiAzEnabled": true,
		}},
		"users of caches who log in with IAM": {"aws:elasticache/user:User", "cache", 2, paths{
			"engine": "valkey", "authenticationMode.type": "iam", "authenticationMode.passwordCount": 0.0, "noPasswordRequired": false,
		}},
		"a load balancer that is protected and keeps a record": {loadBalancerType, "edge", 1, paths{
			"loadBalancerType": "application", "internal": false, "enableDeletionProtection": true, "enableZonalShift": true,
			"dropInvalidHeaderFields": true, "desyncMitigationMode": "strictest",
			"accessLogs.enabled": true, "connectionLogs.enabled": true,
		}},
		"a listener that speaks TLS 1.2 and 1.3": {listenerType, "edge-https", 1, paths{
			"port": 443.0, "protocol": "HTTPS", "sslPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
			"certificateArn": text(state.one(t, "aws:acm/certificate:Certificate", "edge"), "arn"),
		}},
		"a vault in each region that nothing deletes by force": {vaultType, "recovery", 2, paths{
			"forceDestroy": false,
		}},
		"a restore that is tested every week": {"aws:backup/restoreTestingPlan:RestoreTestingPlan", "recovery", 1, paths{
			"scheduleExpression": "cron(0 13 ? * MON *)", "recoveryPointSelection.algorithm": "RANDOM_WITHIN_WINDOW",
			"recoveryPointSelection.includeVaults[0]": text(state.one(t, vaultType, "recovery-vault"), "arn"),
		}},
	} {
		t.Run(name, func(t *testing.T) {
			found := state.ofType(c.token, c.prefix)
			require.Len(t, found, c.count)
			for _, props := range found {
				require.Equal(t, c.each, c.each.of(props))
			}
		})
	}
	for name, check := range map[string]func(*testing.T, exported){
		"the database's instances are in three zones, and one writes": instancesAreSpread,
		"each cache has a group of users without a default one":       cachesHaveUsers,
		"HTTP only leads to HTTPS, and a firewall stands before both": frontIsGuarded,
		"the database's backups are copied to the second region":      backupsAreCopied,
		"each class of data but the cluster is restored in tests":     restoresAreTested,
	} {
		t.Run(name, func(t *testing.T) { check(t, state) })
	}
}

func instancesAreSpread(t *testing.T, state exported) {
	zones, writers := map[string]bool{}, 0
	for _, i := range state.ofType(instanceType, "database") {
		zones[text(i, "availabilityZone")] = true
		if at(i, "writer").BoolValue() {
			writers++
		}
	}
	require.Len(t, zones, 3)
	require.Equal(t, 1, writers)
}

// cachesHaveUsers: a user group on Valkey needs no user "default", and without it
// nobody can log in who has no name.
func cachesHaveUsers(t *testing.T, state exported) {
	users := map[string][]string{}
	for _, g := range state.ofType("aws:elasticache/userGroup:UserGroup", "cache") {
		users[text(g, "userGroupId")] = texts(g, "userIds")
	}
	want := map[string][]string{}
	for _, u := range state.ofType("aws:elasticache/user:User", "cache") {
		want[strings.TrimSuffix(text(u, "userId"), "-app")] = []string{text(u, "userId")}
		require.NotEqual(t, "default", text(u, "userName"))
	}
	require.Equal(t, want, users)
	for _, c := range state.ofType(cacheType, "cache") {
		require.Len(t, texts(c, "userGroupIds"), 1)
		require.Contains(t, users, texts(c, "userGroupIds")[0])
	}
}

func frontIsGuarded(t *testing.T, state exported) {
	balancer := text(state.one(t, loadBalancerType, "edge"), "arn")
	guard := paths{"resourceArn": balancer, "webAclArn": text(state.one(t, "aws:wafv2/webAcl:WebAcl", "edge"), "arn")}
	require.Equal(t, guard, guard.of(state.one(t, firewallType, "edge")))
	var ports []float64
	for _, l := range state.ofType(listenerType, "edge") {
		require.Equal(t, balancer, text(l, "loadBalancerArn"))
		ports = append(ports, at(l, "port").NumberValue())
		if text(l, "protocol") == "HTTPS" {
			continue
		}
		redirect := paths{
			"defaultActions[0].type": "redirect", "defaultActions[0].redirect.protocol": "HTTPS",
			"defaultActions[0].redirect.port": "443", "defaultActions[0].redirect.statusCode": "HTTP_301", "defaultActions[1]": nil,
		}
		require.Equal(t, redirect, redirect.of(l))
	}
	require.ElementsMatch(t, []float64{80, 443}, ports)
}

func backupsAreCopied(t *testing.T, state exported) {
	here, there := state.one(t, vaultType, "recovery-vault"), state.one(t, vaultType, "recovery-second-vault")
	require.Contains(t, text(there, "arn"), ":eu-central-1:")
	require.Contains(t, text(there, "kmsKeyArn"), ":eu-central-1:", "its key is where it is")
	kept := map[string]paths{}
	for _, rule := range at(state.one(t, "aws:backup/plan:Plan", "recovery-database"), "rules").ArrayValue() {
		r := rule.ObjectValue()
		require.Equal(t, text(here, "name"), text(r, "targetVaultName"))
		kept[text(r, "ruleName")] = paths{"lifecycle.deleteAfter": nil, "copyActions[0].lifecycle.deleteAfter": nil, "copyActions[0].destinationVaultArn": nil}.of(r)
	}
	both := func(days float64) paths {
		return paths{"lifecycle.deleteAfter": days, "copyActions[0].lifecycle.deleteAfter": days, "copyActions[0].destinationVaultArn": text(there, "arn")}
	}
	require.Equal(t, map[string]paths{"hourly": both(2), "daily": both(35), "weekly": both(90), "monthly": both(366)}, kept)
}

func restoresAreTested(t *testing.T, state exported) {
	var tested []string
	for _, s := range state.ofType("aws:backup/restoreTestingSelection:RestoreTestingSelection", "recovery") {
		require.Equal(t, text(state.one(t, "aws:backup/restoreTestingPlan:RestoreTestingPlan", "recovery"), "name"), text(s, "restoreTestingPlanName"))
		tested = append(tested, text(s, "protectedResourceType"))
	}
	require.ElementsMatch(t, []string{"Aurora", "EBS", "S3"}, tested)
}
