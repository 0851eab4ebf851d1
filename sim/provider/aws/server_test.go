package aws_test

import (
	"context"
	"maps"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/provider/aws"
	"github.com/covetpy/platform/sim/provider/wire"
)

const roleURN = "urn:pulumi:dev::covetpy::covetpy:x:Y$aws:iam/role:Role::nodes"

type m = map[string]any

func encoded(t *testing.T, props m) *structpb.Struct {
	t.Helper()
	s, err := wire.Marshal(resource.NewPropertyMapFromMap(props))
	require.NoError(t, err)
	return s
}

func plain(t *testing.T, s *structpb.Struct) m {
	t.Helper()
	props, err := wire.Unmarshal(s)
	require.NoError(t, err)
	return props.Mappable()
}

func server(t *testing.T, config m) pulumirpc.ResourceProviderServer {
	t.Helper()
	s := aws.New(sim.New())
	_, err := s.Configure(context.Background(), &pulumirpc.ConfigureRequest{Args: encoded(t, config)})
	require.NoError(t, err)
	return s
}

func check(t *testing.T, s pulumirpc.ResourceProviderServer, urn string, olds, news m) m {
	t.Helper()
	res, err := s.Check(context.Background(), &pulumirpc.CheckRequest{Urn: urn, Olds: encoded(t, olds), News: encoded(t, news), RandomSeed: []byte("seed")})
	require.NoError(t, err)
	require.Empty(t, res.GetFailures())
	return plain(t, res.GetInputs())
}

func TestAnotherAccountIsRefused(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]m{
		"as a list":      {"allowedAccountIds": []any{"999999999999"}},
		"as JSON text":   {"allowedAccountIds": `["999999999999"]`},
		"by being named": {"forbiddenAccountIds": []any{"111122223333"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := aws.New(sim.New())
			_, err := s.Configure(context.Background(), &pulumirpc.ConfigureRequest{Args: encoded(t, config)})
			require.ErrorContains(t, err, "AWS account ID not allowed: 111122223333")
		})
	}
}

func TestDefaultTagsAreUnderTheResourcesOwn(t *testing.T) {
	t.Parallel()
	s := server(t, m{"defaultTags": `{"tags":{"Owner":"platform","a.b/c":"dotted"}}`})
	got := check(t, s, roleURN, nil, m{"name": "n", "assumeRolePolicy": "{}", "tags": m{"Owner": "me"}})
	assert.Equal(t, m{"Owner": "me", "a.b/c": "dotted"}, got["tagsAll"])
	assert.Equal(t, m{"Owner": "me"}, got["tags"])
}

func TestANameThatIsMadeUpStays(t *testing.T) {
	t.Parallel()
	s := server(t, nil)
	first := check(t, s, roleURN, nil, m{"assumeRolePolicy": "{}"})
	assert.Regexp(t, `^nodes-[0-9a-f]{7}$`, first["name"])
	second := check(t, s, roleURN, first, m{"assumeRolePolicy": "{}"})
	assert.Equal(t, first, second)
	news, err := wire.Marshal(resource.NewPropertyMapFromMap(m{"assumeRolePolicy": "{}"}))
	require.NoError(t, err)
	_, err = s.Check(t.Context(), &pulumirpc.CheckRequest{Urn: roleURN + "-with-a-name-that-is-far-longer-than-what-iam-accepts-for-a-role", News: news})
	require.ErrorContains(t, err, "is longer than maximum length 64", "a name is not cut")
}

// TestADefaultThatSaysNothingIsNoInput: false and zero are upstream's to fill in, so
// that they are in the resource and not among its inputs.
func TestADefaultThatSaysNothingIsNoInput(t *testing.T) {
	t.Parallel()
	const queueURN = "urn:pulumi:s::p::aws:sqs/queue:Queue::q"
	s := server(t, nil)
	got := check(t, s, queueURN, nil, m{"name": "q"})
	assert.NotContains(t, got, "fifoQueue")
	assert.NotContains(t, got, "delaySeconds")
	assert.EqualValues(t, 30, got["visibilityTimeoutSeconds"])
	res, err := s.Create(context.Background(), &pulumirpc.CreateRequest{Urn: queueURN, Properties: encoded(t, got), Preview: true})
	require.NoError(t, err)
	assert.Equal(t, false, plain(t, res.GetProperties())["fifoQueue"])

	said := check(t, s, queueURN, got, m{"name": "q", "fifoQueue": false})
	diff, err := s.Diff(context.Background(), &pulumirpc.DiffRequest{Urn: queueURN, OldInputs: encoded(t, got), News: encoded(t, said)})
	require.NoError(t, err)
	assert.Equal(t, pulumirpc.DiffResponse_DIFF_NONE, diff.GetChanges(), "to say what is so changes nothing")

	older := m{"name": "q", "fifoQueue": false, "__defaults": []any{"fifoQueue"}}
	assert.Equal(t, false, check(t, s, queueURN, older, m{"name": "q"})["fifoQueue"], "what an older check filled in stays")
}

func TestAResourceSaysWhereItIs(t *testing.T) {
	t.Parallel()
	const topicURN = "urn:pulumi:s::p::aws:sns/topic:Topic::t"
	s := server(t, m{"region": "eu-central-1"})
	for want, given := range map[string]m{"eu-central-1": {"name": "t"}, "eu-west-1": {"name": "t", "region": "eu-west-1"}} {
		inputs := check(t, s, topicURN, nil, given)
		for _, preview := range []bool{true, false} {
			res, err := s.Create(context.Background(), &pulumirpc.CreateRequest{Urn: topicURN, Properties: encoded(t, inputs), Preview: preview})
			require.NoError(t, err)
			assert.Equal(t, want, plain(t, res.GetProperties())["region"])
		}
	}
	role := check(t, s, roleURN, nil, m{"assumeRolePolicy": "{}"})
	res, err := s.Create(context.Background(), &pulumirpc.CreateRequest{Urn: roleURN, Properties: encoded(t, role)})
	require.NoError(t, err)
	assert.NotContains(t, plain(t, res.GetProperties()), "region", "IAM has no regions")
}

func TestDefaultsWithinObjectsAreFilledIn(t *testing.T) {
	t.Parallel()
	given := m{"name": "p", "rules": []any{
		m{"ruleName": "a", "targetVaultName": "vault", "schedule": "cron(0 5 ? * * *)"},
		m{"ruleName": "b", "targetVaultName": "vault", "schedule": "cron(0 5 ? * * *)", "startWindow": 90},
	}}
	got := check(t, server(t, nil), "urn:pulumi:s::p::aws:backup/plan:Plan::p", nil, given)
	rules, ok := got["rules"].([]any)
	require.True(t, ok)
	for i, start := range []int{60, 90} {
		rule, ok := rules[i].(m)
		require.True(t, ok)
		assert.EqualValues(t, start, rule["startWindow"])
		assert.EqualValues(t, 180, rule["completionWindow"])
	}
}

func TestAFixedNameIsDeletedBeforeItIsReplaced(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		given, other m
		first        bool
	}{
		"the program's name":       {m{"name": "fixed"}, m{"path": "/other/"}, true},
		"another of the program's": {m{"name": "fixed"}, m{"path": "/other/", "name": "other"}, true},
		"a made up name":           {m{}, m{"path": "/other/"}, false},
		"a prefix":                 {m{"namePrefix": "n-"}, m{"path": "/other/"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := server(t, nil)
			given := m{"assumeRolePolicy": "{}"}
			maps.Copy(given, c.given)
			olds := check(t, s, roleURN, nil, given)
			maps.Copy(given, c.other)
			news := check(t, s, roleURN, olds, given)
			diff, err := s.Diff(context.Background(), &pulumirpc.DiffRequest{Urn: roleURN, OldInputs: encoded(t, olds), News: encoded(t, news)})
			require.NoError(t, err)
			assert.Contains(t, diff.GetReplaces(), "path")
			assert.Equal(t, c.first, diff.GetDeleteBeforeReplace())
		})
	}
}

func TestAKeyPendingDeletionIsOfNoUse(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud := sim.New()
	s := aws.New(cloud)
	const keyURN, aliasURN = "urn:pulumi:dev::p::aws:kms/key:Key::k", "urn:pulumi:dev::p::aws:kms/alias:Alias::a"
	key, err := s.Create(ctx, &pulumirpc.CreateRequest{Urn: keyURN, Properties: encoded(t, check(t, s, keyURN, nil, nil))})
	require.NoError(t, err)
	_, err = s.Delete(ctx, &pulumirpc.DeleteRequest{Urn: keyURN, Id: key.GetId()})
	require.NoError(t, err)
	assert.Empty(t, cloud.Everything())
	assert.Len(t, cloud.Tombstones(), 1)
	_, err = s.Create(ctx, &pulumirpc.CreateRequest{Urn: aliasURN, Properties: encoded(t, m{"name": "alias/a", "targetKeyId": key.GetId()})})
	require.ErrorContains(t, err, "KMSInvalidStateException: "+key.GetId()+" is pending deletion.")
}

func TestWhatIsNotKnownIsAnError(t *testing.T) {
	t.Parallel()
	s := server(t, nil)
	_, err := s.Check(context.Background(), &pulumirpc.CheckRequest{Urn: "urn:pulumi:d::p::aws:braket/job:Job::j"})
	require.ErrorContains(t, err, "aws:braket/job:Job")
	_, err = s.Invoke(context.Background(), &pulumirpc.InvokeRequest{Tok: "aws:index/getIpRanges:getIpRanges"})
	require.ErrorContains(t, err, "aws:index/getIpRanges:getIpRanges")
	_, err = s.Invoke(context.Background(), &pulumirpc.InvokeRequest{Tok: "aws:index/getAvailabilityZones:getAvailabilityZones", Args: encoded(t, m{"filters": []any{}})})
	require.ErrorContains(t, err, `"filters"`)
}

func TestDataSourcesSpeakOfThisCloud(t *testing.T) {
	t.Parallel()
	s := server(t, m{"region": "us-east-2"})
	for token, want := range map[string]m{
		"aws:index/getAvailabilityZones:getAvailabilityZones": {"zoneIds": []any{"use2-az1", "use2-az2", "use2-az3"}},
		"aws:index/getCallerIdentity:getCallerIdentity":       {"accountId": "111122223333"},
		"aws:index/getPartition:getPartition":                 {"dnsSuffix": "amazonaws.com"},
		"aws:index/getRegion:getRegion":                       {"region": "us-east-2"},
	} {
		res, err := s.Invoke(context.Background(), &pulumirpc.InvokeRequest{Tok: token})
		require.NoError(t, err, token)
		assert.Subset(t, plain(t, res.GetReturn()), want, token)
	}
}

func TestRandomPasswords(t *testing.T) {
	t.Parallel()
	const token = "aws:secretsmanager/getRandomPassword:getRandomPassword"
	ask := func(s pulumirpc.ResourceProviderServer, args m) string {
		res, err := s.Invoke(context.Background(), &pulumirpc.InvokeRequest{Tok: token, Args: encoded(t, args)})
		require.NoError(t, err)
		password, _ := plain(t, res.GetReturn())["randomPassword"].(string)
		return password
	}
	args := m{"passwordLength": 64.0, "excludePunctuation": true}
	s := server(t, nil)
	first, second := ask(s, args), ask(s, args)
	assert.Regexp(t, `^[0-9A-Za-z]{64}$`, first)
	assert.NotEqual(t, first, second, "another one at each call")
	assert.Equal(t, first, ask(server(t, nil), args), "the same from every new cloud")
	assert.Regexp(t, `^[a-y]{32}$`, ask(s, m{"excludePunctuation": true, "excludeNumbers": true, "excludeUppercase": true, "excludeCharacters": "z"}))

	_, err := s.Invoke(context.Background(), &pulumirpc.InvokeRequest{Tok: token, Args: encoded(t, m{"passwordLength": 2.0})})
	require.ErrorContains(t, err, "can't hold one of each of 4 types of characters")
	_, err = s.Invoke(context.Background(), &pulumirpc.InvokeRequest{Tok: token, Args: encoded(t, m{"passwordLength": 5000.0})})
	require.ErrorContains(t, err, "is not between 1 and 4096")
}

func TestCancellingKeepsWhatWasMade(t *testing.T) {
	t.Parallel()
	cloud := sim.New(sim.WithRealtime(1000))
	s := aws.New(cloud)
	const urn = "urn:pulumi:dev::p::aws:ec2/vpc:Vpc::v"
	_, err := s.Cancel(context.Background(), nil)
	require.NoError(t, err)
	_, err = s.Create(context.Background(), &pulumirpc.CreateRequest{Urn: urn, Properties: encoded(t, m{"cidrBlock": "10.0.0.0/16"})})
	require.ErrorContains(t, err, "it exists, run the update again")
	assert.Len(t, cloud.Orphans(urn, nil), 1)
}
