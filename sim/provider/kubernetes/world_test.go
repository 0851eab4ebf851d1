package kubernetes_test

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/provider/wire"
)

// world is a cluster and its provider.
type world struct {
	t      *testing.T
	cloud  *sim.Cloud
	server pulumirpc.ResourceProviderServer
}

func newWorld(t *testing.T) world {
	t.Helper()
	cloud := withCluster(t)
	return world{t, cloud, server(t, cloud)}
}

// typeOf is the type of a manifest in Pulumi.
func typeOf(inputs m) string {
	if _, isRelease := inputs["chart"]; isRelease {
		return releaseType
	}
	group := inputs["apiVersion"].(string)
	if !strings.Contains(group, "/") {
		group = "core/" + group
	}
	return fmt.Sprintf("kubernetes:%s:%s", group, inputs["kind"])
}

func urnOf(inputs m, name string) string { return "urn:pulumi:dev::p::" + typeOf(inputs) + "::" + name }

// create checks and creates under a logical name.
func (w world) create(name string, inputs m) (string, error) {
	w.t.Helper()
	urn := urnOf(inputs, name)
	checked, err := w.server.Check(context.Background(), &pulumirpc.CheckRequest{Urn: urn, News: encoded(w.t, inputs), RandomSeed: []byte("seed")})
	require.NoError(w.t, err)
	require.Empty(w.t, checked.GetFailures())
	made, err := w.server.Create(context.Background(), &pulumirpc.CreateRequest{Urn: urn, Properties: checked.GetInputs()})
	return made.GetId(), err
}

// must creates what can be created.
func (w world) must(name string, inputs m) string {
	w.t.Helper()
	id, err := w.create(name, inputs)
	require.NoError(w.t, err)
	return id
}

func (w world) update(name, id string, inputs m) error {
	w.t.Helper()
	_, err := w.server.Update(context.Background(), &pulumirpc.UpdateRequest{Urn: urnOf(inputs, name), Id: id, News: encoded(w.t, inputs)})
	return err
}

func (w world) remove(typ, id string) error {
	w.t.Helper()
	_, err := w.server.Delete(context.Background(), &pulumirpc.DeleteRequest{Urn: "urn:pulumi:dev::p::" + typ + "::x", Id: id})
	return err
}

// alive are the ids of all objects and releases.
func (w world) alive() []string {
	w.t.Helper()
	var out []string
	for _, o := range w.cloud.Everything() {
		if strings.HasPrefix(o.Type, "kubernetes:") {
			out = append(out, o.Type[strings.LastIndex(o.Type, ":")+1:]+" "+o.ID)
		}
	}
	return out
}

// replaces are the fields for which an object is made anew.
func (w world) replaces(before, after m) (fields []string, deletedFirst bool) {
	w.t.Helper()
	diff, err := w.server.Diff(context.Background(), &pulumirpc.DiffRequest{
		Urn: urnOf(before, "x"), OldInputs: encoded(w.t, before), News: encoded(w.t, after),
	})
	require.NoError(w.t, err)
	return diff.GetReplaces(), diff.GetDeleteBeforeReplace()
}

const releaseType = "kubernetes:helm.sh/v3:Release"

func namespace(name string) m {
	return m{"apiVersion": "v1", "kind": "Namespace", "metadata": m{"name": name}}
}

func configMap(space, name string, data m) m {
	return m{"apiVersion": "v1", "kind": "ConfigMap", "metadata": m{"name": name, "namespace": space}, "data": data}
}

func peerAuthentication(space, name string) m {
	return m{
		"apiVersion": "security.istio.io/v1", "kind": "PeerAuthentication", "metadata": m{"name": name, "namespace": space},
		"spec": m{"mtls": m{"mode": "STRICT"}},
	}
}

func chart(name, space string, changes m) m {
	out := m{"chart": name, "version": "1.2.3", "name": "r-" + name[strings.LastIndex(name, "/")+1:], "namespace": space, "values": m{}}
	maps.Copy(out, changes)
	return out
}

func inputsOf(t *testing.T, w world, typ, id string) m {
	t.Helper()
	read, err := w.server.Read(context.Background(), &pulumirpc.ReadRequest{Urn: "urn:pulumi:dev::p::" + typ + "::x", Id: id})
	require.NoError(t, err)
	props, err := wire.Unmarshal(read.GetInputs())
	require.NoError(t, err)
	return props.Mappable()
}
