package sim_test

import (
	"regexp"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim/examples"
	"github.com/covetpy/platform/sim/kind"
)

type m = map[string]any

const userType = "aws:elasticache/user:User"

func TestEndpointsOfACache(t *testing.T) {
	t.Parallel()
	const mode, noTLS = "elasticache/replication-group", "elasticache/replication-group-plain"
	for title, tt := range map[string]struct {
		example string
		changes m
		want    map[string]string
	}{
		"one shard with TLS": {mode, nil, map[string]string{
			"primaryEndpointAddress": "master.covetpy-dev.{label}.euw1.cache.amazonaws.com",
			"readerEndpointAddress":  "replica.covetpy-dev.{label}.euw1.cache.amazonaws.com",
		}},
		"one shard without TLS": {noTLS, nil, map[string]string{
			"primaryEndpointAddress": "plain.{label}.ng.0001.euw1.cache.amazonaws.com",
			"readerEndpointAddress":  "plain-ro.{label}.ng.0001.euw1.cache.amazonaws.com",
		}},
		"shards with TLS": {"elasticache/replication-cluster", m{"replicationGroupId": "many"}, map[string]string{
			"configurationEndpointAddress": "clustercfg.many.{label}.euw1.cache.amazonaws.com",
		}},
		"shards without TLS": {"elasticache/replication-cluster", m{"replicationGroupId": "many", "transitEncryptionEnabled": false}, map[string]string{
			"configurationEndpointAddress": "many.{label}.clustercfg.euw1.cache.amazonaws.com",
		}},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			made, err := newStage(t).another(tt.example, "", tt.changes)
			require.NoError(t, err)
			for _, key := range []resource.PropertyKey{"configurationEndpointAddress", "primaryEndpointAddress", "readerEndpointAddress"} {
				assert.Equal(t, tt.want[string(key)], masked(made.Outputs[key].StringValue()), key)
			}
		})
	}
}

var labelled = regexp.MustCompile(`\.[0-9a-f]{6}\.`)

// masked hides the label that ElastiCache gives an account in a region.
func masked(address string) string {
	return labelled.ReplaceAllString(address, ".{label}.")
}

func TestWhatElastiCacheMakesOfLittle(t *testing.T) {
	t.Parallel()
	made := newStage(t).need("elasticache/replication-group-plain")
	want := kind.Props{
		"arn":                      kind.Text("arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:plain"),
		"atRestEncryptionEnabled":  kind.Flag(false),
		"clusterEnabled":           kind.Flag(false),
		"clusterMode":              kind.Text("disabled"),
		"engine":                   kind.Text("redis"),
		"engineVersion":            kind.Text("7.1"),
		"engineVersionActual":      kind.Text("7.1.0"),
		"maintenanceWindow":        kind.Text("sun:03:00-sun:04:00"),
		"memberClusters":           kind.Texts("plain-001"),
		"numCacheClusters":         kind.Number(1),
		"numNodeGroups":            kind.Number(1),
		"parameterGroupName":       kind.Text("default.redis7"),
		"port":                     kind.Number(6379),
		"replicasPerNodeGroup":     kind.Number(0),
		"snapshotWindow":           kind.Text("00:00-01:00"),
		"transitEncryptionEnabled": kind.Flag(false),
		"transitEncryptionMode":    kind.Text(""),
	}
	for key, value := range want {
		assert.Equal(t, value, made.Outputs[key], key)
	}
}

func TestShardsAreNumbered(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	made, err := s.another("elasticache/replication-cluster", "", m{"replicationGroupId": "Many"})
	require.NoError(t, err)
	assert.Equal(t, "many", made.ID, "ElastiCache knows lower case only")
	assert.Equal(t, kind.Texts("many-0001-001", "many-0001-002", "many-0002-001", "many-0002-002"), made.Outputs["memberClusters"])
	named := s.need("elasticache/replication-cluster")
	assert.Regexp(t, `^elasticache-replication-cluster-[0-9a-f]{7}$`, named.ID)
	assert.LessOrEqual(t, len(named.ID), 40)
}

// TestACacheChangesInSteps takes updates in turn; all but the last are accepted.
func TestACacheChangesInSteps(t *testing.T) {
	t.Parallel()
	const cache, cluster, plain = "elasticache/replication-group", "elasticache/replication-cluster", "elasticache/replication-group-plain"
	off := m{"transitEncryptionEnabled": false, "userGroupIds": nil}
	preferred := m{"transitEncryptionMode": "preferred", "userGroupIds": nil}
	on := m{"transitEncryptionEnabled": true, "transitEncryptionMode": "preferred"}
	for title, tt := range map[string]struct {
		example string
		steps   []m
		says    string // empty when the last step is accepted too
	}{
		"TLS is not dropped at once":                   {cache, []m{off}, "TransitEncryptionMode must first be set to preferred"},
		"TLS is dropped after it was preferred":        {cache, []m{preferred, off}, ""},
		"TLS is not required at once":                  {plain, []m{{"transitEncryptionEnabled": true}}, "TransitEncryptionMode must first be set to preferred"},
		"TLS is required after it was preferred":       {plain, []m{on, {"transitEncryptionEnabled": true}}, ""},
		"another engine needs a version":               {plain, []m{{"engine": "valkey"}}, "must explicitly set 'engine_version' attribute for Replication Group (plain)"},
		"another engine needs other parameters":        {plain, []m{{"parameterGroupName": "default.redis7"}, {"engine": "valkey", "engineVersion": "8.1", "parameterGroupName": "default.redis7"}}, "Expected a parameter group of family valkey8 but found one of family redis7"},
		"a newer version":                              {cache, []m{{"engineVersion": "8.2"}}, ""},
		"a newer major version needs other parameters": {cache, []m{{"engineVersion": "9.0"}}, "Expected a parameter group of family valkey9"},
		"cluster mode is not turned on at once":        {plain, []m{{"clusterMode": "enabled", "automaticFailoverEnabled": true, "numCacheClusters": 2}}, "you must first set the cluster mode to Compatible"},
		"cluster mode is turned on after compatible": {plain, []m{
			{"clusterMode": "compatible", "automaticFailoverEnabled": true, "numCacheClusters": 2},
			{"clusterMode": "enabled", "automaticFailoverEnabled": true, "numCacheClusters": 2},
		}, ""},
		"cluster mode stays on": {cluster, []m{{"numNodeGroups": 1, "parameterGroupName": nil}}, "Cluster mode can't be changed once it is enabled"},
		"more shards":           {cluster, []m{{"numNodeGroups": 5}}, ""},
		"fewer replicas":        {cluster, []m{{"replicasPerNodeGroup": 0}}, ""},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.need(tt.example)
			for i, step := range tt.steps {
				err := s.change(tt.example, step)
				if i == len(tt.steps)-1 && tt.says != "" {
					require.ErrorContains(t, err, tt.says)
				} else {
					require.NoError(t, err)
				}
			}
		})
	}
}

func TestWhatMakesAnotherCache(t *testing.T) {
	t.Parallel()
	const cache, plain, serverless = "elasticache/replication-group", "elasticache/replication-group-plain", "elasticache/serverless-cache"
	for title, tt := range map[string]struct {
		example string
		changes m
		want    []string
	}{
		"an older version":          {cache, m{"engineVersion": "8.0"}, []string{"engineVersion"}},
		"a newer version":           {cache, m{"engineVersion": "8.2"}, nil},
		"the engine that was":       {cache, m{"engine": "redis", "engineVersion": "7.1"}, []string{"engine", "engineVersion"}},
		"Valkey after Redis OSS":    {plain, m{"engine": "valkey", "engineVersion": "8.1"}, nil},
		"TLS of a new version":      {plain, m{"transitEncryptionEnabled": true}, nil},
		"shards laid out":           {cache, m{"nodeGroupConfigurations": []any{m{"replicaCount": 1}}}, []string{"nodeGroupConfigurations"}},
		"a major version more":      {serverless, m{"majorEngineVersion": "9"}, nil},
		"a major version less":      {serverless, m{"majorEngineVersion": "7"}, []string{"majorEngineVersion"}},
		"another engine altogether": {serverless, m{"engine": "memcached"}, []string{"engine"}},
		"other subnets":             {serverless, m{"subnetIds": []any{"subnet-1"}}, []string{"subnetIds"}},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			_, diff := s.diff(s.need(tt.example), s.inputs(tt.example, tt.changes))
			assert.Equal(t, tt.want, diff.GetReplaces())
		})
	}
}

func TestUsersLeaveTheirGroups(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.need("elasticache/user-group")
	require.NoError(t, s.delete(s.Made["elasticache/user"]), "ElastiCache takes a user out of its groups")
	err := s.delete(s.Made["elasticache/user-default"])
	require.ErrorContains(t, err, "DefaultUserAssociatedToUserGroup")
	require.NoError(t, s.delete(s.Made["elasticache/user-group"]))
	require.NoError(t, s.delete(s.Made["elasticache/user-default"]))
}

func TestAGroupInUseKeepsWhoMayLogIn(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	group := s.need("elasticache/user-group-redis")
	_, err := s.another("elasticache/replication-group", "", m{
		"engine": "redis", "engineVersion": "7.1", "parameterGroupName": nil, "userGroupIds": []any{group.ID},
	})
	require.NoError(t, err)
	user := s.need("elasticache/user").ID
	err = s.change("elasticache/user-group-redis", m{"engine": "valkey", "userIds": []any{user}})
	require.ErrorContains(t, err, "cannot be used with engine redis")
	err = s.change("elasticache/user-group-redis", m{"userIds": []any{user}})
	require.ErrorContains(t, err, "needs to contain a user with the user name default")
}

func TestPasswordsAreSecretAtAnyDepth(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		changes m
		path    string
	}{
		"among the inputs": {m{"authenticationMode": nil, "passwords": []any{"sixteen-letters-!"}}, "passwords"},
		"nested":           {m{"authenticationMode": m{"type": "password", "passwords": []any{"sixteen-letters-!"}}}, "authenticationMode.passwords"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			_, err := s.another("elasticache/user", "", tt.changes)
			require.NoError(t, err)
			res, err := s.server.Read(t.Context(), &pulumirpc.ReadRequest{Urn: examples.URN(userType, "elasticache/user"), Id: "covetpy-dev-app"})
			require.NoError(t, err)
			props, err := plugin.UnmarshalProperties(res.GetProperties(), plugin.MarshalOptions{KeepSecrets: true})
			require.NoError(t, err)
			found := kind.Values{Props: props}.All(tt.path)
			require.Len(t, found, 1)
			assert.True(t, found[0].IsSecret())
			assert.Equal(t, kind.Number(1), props["authenticationMode"].ObjectValue()["passwordCount"])
		})
	}
}

func TestAReplicaOutlivesItsPrimary(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	replica := s.need("kms/replica-key")
	primary := s.Made["kms/key-multi-region"]
	assert.Equal(t, primary.ID, replica.ID)
	assert.Equal(t, kind.Text("arn:aws:kms:eu-central-1:111122223333:key/"+primary.ID), replica.Outputs["arn"])
	assert.Equal(t, kind.Flag(true), replica.Outputs["keyRotationEnabled"])
	require.NoError(t, s.delete(primary), "the primary waits for its replicas")
	_, found := s.read(replica)
	assert.True(t, found)
	_, err := s.another("kms/replica-key", "-other", m{"region": "us-east-1"})
	require.ErrorContains(t, err, "is pending deletion")
	_, err = s.another("sns/topic", "", m{"region": "eu-central-1", "kmsMasterKeyId": replica.Outputs["arn"].StringValue()})
	require.NoError(t, err, "a replica can be used by ARN")
}

func TestAnAlarmCallsTopicsOfItsRegionOnly(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	topic, err := s.another("sns/topic", "", m{"region": "us-east-1", "kmsMasterKeyId": nil})
	require.NoError(t, err)
	_, err = s.another("cloudwatch/metric-alarm", "", m{"alarmActions": []any{topic.ID}})
	require.ErrorContains(t, err, "Invalid region us-east-1 specified. Only eu-west-1 is supported.")
}

func TestWhoHasToConfirmASubscription(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for name, pending := range map[string]bool{"sns/topic-subscription": true, "sns/topic-subscription-queue": false} {
		made := s.need(name)
		assert.Equal(t, kind.Flag(pending), made.Outputs["pendingConfirmation"], name)
		assert.Regexp(t, `^arn:aws:sns:eu-west-1:111122223333:covetpy-dev-alarms:[0-9a-f-]{36}$`, made.ID)
	}
}

func TestASecretStaysForAWhile(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		days int
		says string // empty when the name is free at once
	}{
		"within its window": {7, "a secret with this name is already scheduled for deletion"},
		"without a window":  {0, ""},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			first, err := s.another("secretsmanager/secret", "", m{"recoveryWindowInDays": tt.days})
			require.NoError(t, err)
			require.NoError(t, s.delete(first))
			second, err := s.another("secretsmanager/secret", "-again", nil)
			if tt.says != "" {
				require.ErrorContains(t, err, tt.says)
				return
			}
			require.NoError(t, err)
			assert.NotEqual(t, first.ID, second.ID)
		})
	}
}
