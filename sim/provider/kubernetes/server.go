// Package kubernetes serves the simulated cloud's clusters as Pulumi's
// Kubernetes provider: objects are decoded strictly into their Go types and
// kept. No controller runs: nothing is rolled out. What EKS does not
// belong here.
package kubernetes

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/provider/wire"
)

// Version is that of the provider that is simulated, the Go SDK's own.
const Version = "4.33.0"

// autonamed marks names that the provider made up, as the real one does.
const autonamed = "pulumi.com/autonamed"

type server struct {
	*wire.Base

	cloud   *sim.Cloud
	decoder decoder
	cluster cluster
	// faulty is what is wrong with the API groups; nothing works then.
	faulty error
}

// New returns one provider on the cloud; its configuration says which cluster.
func New(cloud *sim.Cloud) pulumirpc.ResourceProviderServer {
	d, err := newDecoder()
	return &server{Base: wire.NewBase(Version), cloud: cloud, decoder: d, faulty: err}
}

func (s *server) Configure(ctx context.Context, req *pulumirpc.ConfigureRequest) (*pulumirpc.ConfigureResponse, error) {
	if s.faulty != nil {
		return nil, s.faulty
	}
	props, err := wire.Unmarshal(req.GetArgs())
	if err != nil {
		return nil, err
	}
	if s.cluster, err = clusterOf(kind.Values{Props: props}.Text("kubeconfig"), s.cloud.Region()); err != nil {
		return nil, err
	}
	return s.Base.Configure(ctx, req)
}

// DiffConfig replaces the provider when it would lead to another cluster. With
// a cluster identifier only that counts, not the kubeconfig's text.
func (s *server) DiffConfig(_ context.Context, req *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	olds, err := wire.Unmarshal(req.GetOldInputs())
	if err != nil {
		return nil, err
	}
	news, err := wire.Unmarshal(req.GetNews())
	if err != nil {
		return nil, err
	}
	detailed := plugin.NewDetailedDiffFromObjectDiff(olds.Diff(news), true)
	var replaces []string
	before, after := kind.Values{Props: olds}, kind.Values{Props: news}
	if before.Has("clusterIdentifier") && after.Has("clusterIdentifier") {
		if !olds["clusterIdentifier"].DeepEquals(news["clusterIdentifier"]) {
			replaces = []string{"clusterIdentifier"}
		}
	} else if old, err := clusterOf(before.Text("kubeconfig"), ""); err == nil {
		if next, err := clusterOf(after.Text("kubeconfig"), ""); err == nil && next != old {
			replaces = []string{"kubeconfig"}
		}
	}
	return wire.DiffResponse(detailed, replaces, false), nil
}

func (s *server) Check(_ context.Context, req *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	news, err := wire.Unmarshal(req.GetNews())
	if err != nil {
		return nil, err
	}
	olds, err := wire.Unmarshal(req.GetOlds())
	if err != nil {
		return nil, err
	}
	out := &pulumirpc.CheckResponse{}
	if err := name(req, olds, news); err != nil {
		return nil, err
	}
	for _, reason := range s.decoder.failures(news) {
		out.Failures = append(out.Failures, &pulumirpc.CheckFailure{Reason: reason})
	}
	out.Inputs, err = wire.Marshal(news)
	return out, err
}

// name completes the metadata: a name made up when there is none, and the
// default namespace.
func name(req *pulumirpc.CheckRequest, olds, news kind.Props) error {
	meta := kind.Props{}
	if given := news["metadata"]; given.IsObject() {
		meta = given.ObjectValue().Copy()
	}
	if _, named := meta["name"]; !named {
		made := object{kind.Values{Props: olds}}.name()
		if !hasMadeUpName(olds) {
			var err error
			urn := req.GetUrn()
			made, err = resource.NewUniqueName(req.GetRandomSeed(), urn[strings.LastIndex(urn, "::")+2:]+"-", 8, 253, nil)
			if err != nil {
				return fmt.Errorf("make up a name: %w", err)
			}
		}
		annotations := kind.Props{}
		if given := meta["annotations"]; given.IsObject() {
			annotations = given.ObjectValue().Copy()
		}
		annotations[autonamed] = kind.Text("true")
		meta["name"], meta["annotations"] = kind.Text(made), kind.Nested(annotations)
	}
	if _, placed := meta["namespace"]; !placed && !clusterScoped[(object{kind.Values{Props: news}}).kindName()] {
		meta["namespace"] = kind.Text("default")
	}
	news["metadata"] = kind.Nested(meta)
	return nil
}

// hasMadeUpName is not read by path: the annotation's name has dots.
func hasMadeUpName(inputs kind.Props) bool {
	for _, annotations := range (kind.Values{Props: inputs}).Objects("metadata.annotations") {
		_, ok := annotations.Props[autonamed]
		return ok
	}
	return false
}

func (s *server) Diff(_ context.Context, req *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	olds, err := wire.Unmarshal(req.GetOldInputs())
	if err != nil {
		return nil, err
	}
	news, err := wire.Unmarshal(req.GetNews())
	if err != nil {
		return nil, err
	}
	fixed := append([]string{"apiVersion", "kind", "metadata.name", "metadata.namespace"}, immutable[object{kind.Values{Props: news}}.kindName()]...)
	detailed := plugin.NewDetailedDiffFromObjectDiff(olds.Diff(news), true)
	var replaces []string
	for path, d := range detailed {
		if slices.ContainsFunc(fixed, func(f string) bool {
			return path == f || strings.HasPrefix(path, f+".") || strings.HasPrefix(path, f+"[")
		}) {
			detailed[path] = plugin.PropertyDiff{Kind: d.Kind.AsReplace(), InputDiff: d.InputDiff}
			replaces = append(replaces, path)
		}
	}
	slices.Sort(replaces)
	made := hasMadeUpName(news)
	same := object{kind.Values{Props: olds}}.id() == object{kind.Values{Props: news}}.id()
	return wire.DiffResponse(detailed, replaces, len(replaces) > 0 && !made && same), nil
}
