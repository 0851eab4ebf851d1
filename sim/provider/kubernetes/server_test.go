package kubernetes_test

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
	"github.com/covetpy/platform/sim/provider/kubernetes"
	"github.com/covetpy/platform/sim/provider/wire"
)

const (
	urn        = "urn:pulumi:dev::p::kubernetes:storage.k8s.io/v1:StorageClass::gp3"
	kubeconfig = `{"users":[{"user":{"exec":{"args":["eks","get-token","--cluster-name","main"]}}}]}`
)

type m = map[string]any

func encoded(t *testing.T, props m) *structpb.Struct {
	t.Helper()
	s, err := wire.Marshal(resource.NewPropertyMapFromMap(props))
	require.NoError(t, err)
	return s
}

func storageClass(changes m) m {
	out := m{"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass", "provisioner": "ebs.csi.aws.com", "metadata": m{"name": "gp3"}}
	maps.Copy(out, changes)
	return out
}

func server(t *testing.T, cloud *sim.Cloud) pulumirpc.ResourceProviderServer {
	t.Helper()
	s := kubernetes.New(cloud)
	_, err := s.Configure(context.Background(), &pulumirpc.ConfigureRequest{Args: encoded(t, m{"kubeconfig": kubeconfig})})
	require.NoError(t, err)
	return s
}

func withCluster(t *testing.T) *sim.Cloud {
	t.Helper()
	cloud := sim.New()
	require.NoError(t, cloud.Transact(func(tx *sim.Tx) error {
		tx.Put(sim.Object{Type: "aws:eks/cluster:Cluster", ID: "main", Where: cloud.Region()})
		return nil
	}))
	return cloud
}

func check(t *testing.T, s pulumirpc.ResourceProviderServer, inputs m) (m, []*pulumirpc.CheckFailure) {
	t.Helper()
	res, err := s.Check(context.Background(), &pulumirpc.CheckRequest{Urn: urn, News: encoded(t, inputs), RandomSeed: []byte("seed")})
	require.NoError(t, err)
	props, err := wire.Unmarshal(res.GetInputs())
	require.NoError(t, err)
	return props.Mappable(), res.GetFailures()
}

func TestAnObjectLivesInItsCluster(t *testing.T) {
	t.Parallel()
	ctx, cloud := context.Background(), withCluster(t)
	s := server(t, cloud)
	inputs, failures := check(t, s, storageClass(nil))
	require.Empty(t, failures)
	made, err := s.Create(ctx, &pulumirpc.CreateRequest{Urn: urn, Properties: encoded(t, inputs)})
	require.NoError(t, err)
	assert.Equal(t, "gp3", made.GetId())

	updated, err := s.Update(ctx, &pulumirpc.UpdateRequest{Urn: urn, Id: "gp3", News: encoded(t, storageClass(m{"allowVolumeExpansion": true}))})
	require.NoError(t, err)
	read, err := s.Read(ctx, &pulumirpc.ReadRequest{Urn: urn, Id: "gp3"})
	require.NoError(t, err)
	assert.Equal(t, updated.GetProperties().AsMap(), read.GetProperties().AsMap())
	uid := func(s *structpb.Struct) any { return s.AsMap()["metadata"].(m)["uid"] }
	assert.Equal(t, uid(made.GetProperties()), uid(read.GetProperties()))

	_, err = s.Delete(ctx, &pulumirpc.DeleteRequest{Urn: urn, Id: "gp3"})
	require.NoError(t, err)
	gone, err := s.Read(ctx, &pulumirpc.ReadRequest{Urn: urn, Id: "gp3"})
	require.NoError(t, err)
	assert.Empty(t, gone.GetId())
}

func TestWithoutItsClusterNothingIsMade(t *testing.T) {
	t.Parallel()
	cloud := sim.New()
	_, err := server(t, cloud).Create(context.Background(), &pulumirpc.CreateRequest{Urn: urn, Properties: encoded(t, storageClass(nil))})
	require.ErrorContains(t, err, `no EKS cluster "main" lives in eu-west-1`)
	assert.Empty(t, cloud.Everything())
}

func TestManifestsAreDecodedStrictly(t *testing.T) {
	t.Parallel()
	s := server(t, withCluster(t))
	for name, c := range map[string]struct {
		inputs m
		says   string
	}{
		"an unknown field":        {storageClass(m{"provisoner": "x"}), `unknown field "provisoner"`},
		"an unknown nested field": {storageClass(m{"metadata": m{"name": "n", "lables": m{}}}), `unknown field "metadata.lables"`},
		"a wrong type":            {storageClass(m{"allowVolumeExpansion": "yes"}), "cannot unmarshal"},
		"an unknown kind":         {storageClass(m{"kind": "StorageClas"}), `no kind "StorageClas" is registered`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, failures := check(t, s, c.inputs)
			require.NotEmpty(t, failures)
			assert.Contains(t, failures[0].GetReason(), c.says)
		})
	}
}

func TestWhatIsNotKnownYetIsNotJudged(t *testing.T) {
	t.Parallel()
	inputs := resource.NewPropertyMapFromMap(storageClass(nil))
	inputs["parameters"] = resource.NewProperty(resource.PropertyMap{"kmsKeyId": resource.MakeComputed(resource.NewProperty(""))})
	news, err := wire.Marshal(inputs)
	require.NoError(t, err)
	res, err := server(t, withCluster(t)).Check(context.Background(), &pulumirpc.CheckRequest{Urn: urn, News: news})
	require.NoError(t, err)
	assert.Empty(t, res.GetFailures())
}

func TestANameIsMadeUpAndMarked(t *testing.T) {
	t.Parallel()
	inputs, failures := check(t, server(t, withCluster(t)), storageClass(m{"metadata": m{}}))
	require.Empty(t, failures)
	meta := inputs["metadata"].(m)
	assert.Regexp(t, `^gp3-[0-9a-f]{8}$`, meta["name"])
	assert.Equal(t, m{"pulumi.com/autonamed": "true"}, meta["annotations"])
}

func TestFixedFieldsReplaceAClass(t *testing.T) {
	t.Parallel()
	s := server(t, withCluster(t))
	for name, c := range map[string]struct {
		change   m
		replaces []string
	}{
		"a field that may change":  {m{"allowVolumeExpansion": true}, nil},
		"parameters of a class":    {m{"parameters": m{"type": "io2"}}, []string{"parameters"}},
		"another name of a object": {m{"metadata": m{"name": "other"}}, []string{"metadata.name"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diff, err := s.Diff(context.Background(), &pulumirpc.DiffRequest{Urn: urn, OldInputs: encoded(t, storageClass(nil)), News: encoded(t, storageClass(c.change))})
			require.NoError(t, err)
			assert.Equal(t, pulumirpc.DiffResponse_DIFF_SOME, diff.GetChanges())
			assert.Equal(t, c.replaces, diff.GetReplaces())
		})
	}
}

func TestTheProviderIsReplacedOnlyForAnotherCluster(t *testing.T) {
	t.Parallel()
	const other = `{"users":[{"user":{"exec":{"args":["eks","get-token","--cluster-name","other"]}}}]}`
	const reworded = `{"apiVersion":"v1","users":[{"user":{"exec":{"args":["eks","get-token","--cluster-name","main"]}}}]}`
	for name, c := range map[string]struct {
		olds, news m
		replaces   []string
	}{
		"the text of the kubeconfig":      {m{"kubeconfig": kubeconfig}, m{"kubeconfig": reworded}, nil},
		"another cluster":                 {m{"kubeconfig": kubeconfig}, m{"kubeconfig": other}, []string{"kubeconfig"}},
		"another, by the same identifier": {m{"kubeconfig": kubeconfig, "clusterIdentifier": "a"}, m{"kubeconfig": other, "clusterIdentifier": "a"}, nil},
		"another identifier":              {m{"kubeconfig": kubeconfig, "clusterIdentifier": "a"}, m{"kubeconfig": kubeconfig, "clusterIdentifier": "b"}, []string{"clusterIdentifier"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := kubernetes.New(sim.New())
			diff, err := s.DiffConfig(context.Background(), &pulumirpc.DiffRequest{OldInputs: encoded(t, c.olds), News: encoded(t, c.news)})
			require.NoError(t, err)
			assert.Equal(t, c.replaces, diff.GetReplaces())
		})
	}
}
