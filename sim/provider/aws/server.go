// Package aws serves the simulated cloud as Pulumi's AWS provider.
//
// It turns the wire protocol into calls of lifecycle and back, and answers data
// sources; what resource types do does not belong here.
package aws

import (
	"context"
	"fmt"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/lifecycle"
	"github.com/covetpy/platform/sim/provider/wire"
	"github.com/covetpy/platform/sim/registry"
)

// Version is that of the provider that is simulated, the Go SDK's own.
const Version = "7.41.0"

type server struct {
	*wire.Base

	cloud  *sim.Cloud
	life   *lifecycle.Lifecycle
	config config
	// faulty is what is wrong with the kinds themselves; nothing works then.
	faulty error
}

// New returns one provider on the cloud. As real plugins, each has one
// configuration: make one for every provider resource.
func New(cloud *sim.Cloud) pulumirpc.ResourceProviderServer {
	kinds, err := registry.AWS()
	return &server{
		Base:   wire.NewBase(Version),
		cloud:  cloud,
		life:   lifecycle.New(cloud, kinds),
		config: config{region: cloud.Region()},
		faulty: err,
	}
}

func (s *server) Configure(ctx context.Context, req *pulumirpc.ConfigureRequest) (*pulumirpc.ConfigureResponse, error) {
	if s.faulty != nil {
		return nil, s.faulty
	}
	config, err := configFrom(req.GetArgs(), s.cloud)
	if err != nil {
		return nil, err
	}
	s.config = config
	return s.Base.Configure(ctx, req)
}

func (s *server) Check(_ context.Context, req *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	olds, err := wire.Unmarshal(req.GetOlds())
	if err != nil {
		return nil, err
	}
	news, err := wire.Unmarshal(req.GetNews())
	if err != nil {
		return nil, err
	}
	inputs, failures, err := s.life.Check(typeOf(req.GetUrn()), lifecycle.CheckRequest{
		URN: req.GetUrn(), Olds: olds, News: news, Seed: req.GetRandomSeed(), DefaultTags: s.config.defaultTags,
	})
	if err != nil {
		return nil, err
	}
	props, err := wire.Marshal(inputs)
	if err != nil {
		return nil, err
	}
	out := &pulumirpc.CheckResponse{Inputs: props}
	for _, f := range failures {
		out.Failures = append(out.Failures, &pulumirpc.CheckFailure{Property: f.Path, Reason: f.Reason})
	}
	return out, nil
}

func (s *server) Diff(_ context.Context, req *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	state, err := wire.Unmarshal(req.GetOlds())
	if err != nil {
		return nil, err
	}
	olds, err := wire.Unmarshal(req.GetOldInputs())
	if err != nil {
		return nil, err
	}
	news, err := wire.Unmarshal(req.GetNews())
	if err != nil {
		return nil, err
	}
	c, err := s.life.Diff(typeOf(req.GetUrn()), state, olds, news)
	if err != nil {
		return nil, err
	}
	return wire.DiffResponse(c.Detailed, c.Replaces, c.DeleteBeforeReplace), nil
}

func (s *server) Create(ctx context.Context, req *pulumirpc.CreateRequest) (*pulumirpc.CreateResponse, error) {
	inputs, err := wire.Unmarshal(req.GetProperties())
	if err != nil {
		return nil, err
	}
	r := s.request(req.GetUrn(), "")
	r.Inputs = inputs
	if req.GetPreview() {
		outputs, err := s.life.PreviewCreate(r)
		if err != nil {
			return nil, err
		}
		props, err := wire.Marshal(outputs)
		return &pulumirpc.CreateResponse{Properties: props}, err
	}
	ctx, done := s.Context(ctx)
	defer done()
	id, outputs, err := s.life.Create(ctx, r)
	if lifecycle.Interrupted(err) {
		return nil, wire.InitFailed(err, id, outputs, inputs)
	}
	if err != nil {
		return nil, err
	}
	props, err := wire.Marshal(outputs)
	return &pulumirpc.CreateResponse{Id: id, Properties: props}, err
}

func (s *server) Read(ctx context.Context, req *pulumirpc.ReadRequest) (*pulumirpc.ReadResponse, error) {
	olds, err := wire.Unmarshal(req.GetProperties())
	if err != nil {
		return nil, err
	}
	r := s.request(req.GetUrn(), req.GetId())
	r.Olds = olds
	ctx, done := s.Context(ctx)
	defer done()
	inputs, outputs, found, err := s.life.Read(ctx, r)
	if err != nil || !found {
		return &pulumirpc.ReadResponse{}, err
	}
	wireInputs, err := wire.Marshal(inputs)
	if err != nil {
		return nil, err
	}
	props, err := wire.Marshal(outputs)
	return &pulumirpc.ReadResponse{Id: req.GetId(), Properties: props, Inputs: wireInputs}, err
}

func (s *server) Update(ctx context.Context, req *pulumirpc.UpdateRequest) (*pulumirpc.UpdateResponse, error) {
	r := s.request(req.GetUrn(), req.GetId())
	var err error
	if r.Inputs, err = wire.Unmarshal(req.GetNews()); err != nil {
		return nil, err
	}
	if r.Olds, err = wire.Unmarshal(req.GetOlds()); err != nil {
		return nil, err
	}
	if r.OldInputs, err = wire.Unmarshal(req.GetOldInputs()); err != nil {
		return nil, err
	}
	if req.GetPreview() {
		outputs, err := s.life.PreviewUpdate(r)
		if err != nil {
			return nil, err
		}
		props, err := wire.Marshal(outputs)
		return &pulumirpc.UpdateResponse{Properties: props}, err
	}
	ctx, done := s.Context(ctx)
	defer done()
	outputs, err := s.life.Update(ctx, r)
	if lifecycle.Interrupted(err) {
		return nil, wire.InitFailed(err, r.ID, outputs, r.Inputs)
	}
	if err != nil {
		return nil, err
	}
	props, err := wire.Marshal(outputs)
	return &pulumirpc.UpdateResponse{Properties: props}, err
}

func (s *server) Delete(ctx context.Context, req *pulumirpc.DeleteRequest) (*emptypb.Empty, error) {
	olds, err := wire.Unmarshal(req.GetProperties())
	if err != nil {
		return nil, err
	}
	r := s.request(req.GetUrn(), req.GetId())
	r.Olds = olds
	ctx, done := s.Context(ctx)
	defer done()
	return &emptypb.Empty{}, s.life.Delete(ctx, r)
}

func (s *server) request(urn, id string) lifecycle.Request {
	return lifecycle.Request{Type: typeOf(urn), URN: urn, ID: id, Region: s.config.region}
}

func (s *server) Invoke(_ context.Context, req *pulumirpc.InvokeRequest) (*pulumirpc.InvokeResponse, error) {
	source, ok := dataSources[req.GetTok()]
	if !ok {
		return nil, fmt.Errorf("invoke %s: the simulated cloud has no such data source", req.GetTok())
	}
	args, err := wire.Unmarshal(req.GetArgs())
	if err != nil {
		return nil, err
	}
	result, err := source(place{s.cloud, s.config.region}, args)
	if err != nil {
		return nil, fmt.Errorf("invoke %s: %w", req.GetTok(), err)
	}
	props, err := wire.Marshal(result)
	return &pulumirpc.InvokeResponse{Return: props}, err
}
