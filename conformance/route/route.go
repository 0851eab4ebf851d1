// Package route serves the AWS package to the engine from two sides: what an
// emulator has goes through upstream's own provider, the rest to the simulated
// cloud. It keeps the two together, and the tally of who did what.
//
// It knows neither which emulator has what nor how one is started: a Table says so.
package route

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/lifecycle"
	"github.com/covetpy/platform/sim/provider"
	"github.com/covetpy/platform/sim/provider/aws"
	"github.com/covetpy/platform/sim/provider/wire"
	"github.com/covetpy/platform/sim/registry"
)

// Place is where resources of a type live, or a function is answered.
type Place struct {
	// Emulator's name; empty for the simulated cloud.
	Emulator string
	// Why no emulator has it.
	Why string
}

// Asked is what a Place is asked for.
type Asked struct {
	// Token of a resource's type or of a function.
	Token string
	// Properties are the names of those that the resource sets.
	Properties []string
	// Abroad is true in another region than the environment's own.
	Abroad bool
}

// Table says where each type and function is served.
type Table interface {
	// Place of a resource or of a function.
	Place(asked Asked) Place
	// Endpoints are the addresses of the emulators by the services' names in the
	// provider's configuration.
	Endpoints() map[string]string
	// Adjustments are what emulators can't take.
	Adjustments() []Adjustment
}

// Router makes the servers of one environment's run.
type Router struct {
	table    Table
	cloud    *sim.Cloud
	life     *lifecycle.Lifecycle
	upstream *upstreams
	tally    *Tally
	adjust   map[string]adjustments
	homes    homes
}

// New joins upstream's plugin, the file at binary, with a simulated cloud. What the
// plugin logs is written to log. Close it.
func New(ctx context.Context, binary string, table Table, cloud *sim.Cloud, log io.Writer) (*Router, error) {
	kinds, err := registry.AWS()
	if err != nil {
		return nil, fmt.Errorf("list what the simulated cloud has: %w", err)
	}
	upstream, err := newUpstreams(ctx, binary, log)
	if err != nil {
		return nil, err
	}
	adjust := map[string]adjustments{}
	for _, a := range table.Adjustments() {
		adjust[a.Type] = append(adjust[a.Type], a)
	}
	return &Router{
		table: table, cloud: cloud, life: lifecycle.New(cloud, kinds),
		upstream: upstream, tally: newTally(), adjust: adjust,
	}, nil
}

// Emulated is true for an object that lives on an emulator.
func (r *Router) Emulated(urn, id string) bool { return r.homes.emulated(urn, id) }

// Tally is what was done so far.
func (r *Router) Tally() *Tally { return r.tally }

// Close ends every process of upstream's provider, and returns what was the
// matter with them.
func (r *Router) Close() error { return r.upstream.close() }

// Server returns a server for one configuration of the provider.
func (r *Router) Server() pulumirpc.ResourceProviderServer {
	return &server{Base: wire.NewBase(aws.Version), Router: r, simulated: provider.NewAWS(r.cloud)}
}

// server is one configuration of the provider.
type server struct {
	*wire.Base
	*Router

	simulated pulumirpc.ResourceProviderServer
	client    pulumirpc.ResourceProviderClient
	region    string
}

func (s *server) Configure(ctx context.Context, req *pulumirpc.ConfigureRequest) (*pulumirpc.ConfigureResponse, error) {
	if _, err := s.simulated.Configure(ctx, req); err != nil {
		return nil, err
	}
	args, err := wire.Unmarshal(req.GetArgs())
	if err != nil {
		return nil, err
	}
	s.region = s.cloud.Region()
	if v := args["region"]; v.IsString() {
		s.region = v.StringValue()
	}
	configured, err := s.upstream.configured(ctx, args, s.table.Endpoints(), s.cloud.Account())
	if err != nil {
		return nil, fmt.Errorf("configure upstream's provider for %s: %w", s.region, err)
	}
	s.client = configured.client
	return configured.answer, nil
}

// placed says where a resource is to be made, by what it sets.
func (s *server) placed(typ string, inputs *structpb.Struct) Place {
	return s.table.Place(Asked{Token: typ, Properties: slices.Collect(maps.Keys(inputs.GetFields())), Abroad: s.region != s.cloud.Region()})
}

// found says where an object is.
func (s *server) found(urn, id string) Place {
	if s.homes.emulated(urn, id) {
		return s.table.Place(Asked{Token: typeOf(urn)})
	}
	return Place{}
}

func typeOf(urn string) string { return string(resource.URN(urn).Type()) }

// Check has upstream's code validate every resource, and makes the inputs on the
// side where the resource lives: names that are made up, defaults, tags.
func (s *server) Check(ctx context.Context, req *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	typ := typeOf(req.GetUrn())
	at := s.placed(typ, req.GetNews())
	theirs, err := tallied(s.tally, typ, at, OpValidate, func() (*pulumirpc.CheckResponse, error) { return s.client.Check(ctx, req) },
		func(r *pulumirpc.CheckResponse) string { return said(r.GetFailures()) })
	if err != nil || at.Emulator != "" {
		return theirs, err
	}
	ours, err := s.simulated.Check(ctx, req)
	if err != nil {
		return nil, err
	}
	ours.Failures = append(ours.GetFailures(), theirs.GetFailures()...)
	return ours, nil
}

// Diff compares where the object is.
func (s *server) Diff(ctx context.Context, req *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	typ := typeOf(req.GetUrn())
	at := s.found(req.GetUrn(), req.GetId())
	return tallied(s.tally, typ, at, OpDiff, func() (*pulumirpc.DiffResponse, error) {
		if at.Emulator != "" {
			return s.upstreamDiff(ctx, typ, req)
		}
		return s.simulated.Diff(ctx, req)
	}, nil)
}

// Create makes an object where its type lives, and its stand-in if that is on an
// emulator.
func (s *server) Create(ctx context.Context, req *pulumirpc.CreateRequest) (*pulumirpc.CreateResponse, error) {
	typ := typeOf(req.GetUrn())
	at := s.placed(typ, req.GetProperties())
	answer, err := tallied(s.tally, typ, at, planned(OpCreate, req.GetPreview()), func() (*pulumirpc.CreateResponse, error) {
		if at.Emulator != "" {
			return s.upstreamCreate(ctx, typ, req)
		}
		return s.simulated.Create(ctx, req)
	}, nil)
	if req.GetPreview() || at.Emulator == "" {
		return answer, err
	}
	return answer, s.adopted(object{req.GetUrn(), answer.GetId(), req.GetProperties(), answer.GetProperties()}, err)
}

// Update changes an object, and its stand-in.
func (s *server) Update(ctx context.Context, req *pulumirpc.UpdateRequest) (*pulumirpc.UpdateResponse, error) {
	typ := typeOf(req.GetUrn())
	at := s.found(req.GetUrn(), req.GetId())
	answer, err := tallied(s.tally, typ, at, planned(OpUpdate, req.GetPreview()), func() (*pulumirpc.UpdateResponse, error) {
		if at.Emulator != "" {
			return s.upstreamUpdate(ctx, typ, req)
		}
		return s.simulated.Update(ctx, req)
	}, nil)
	if req.GetPreview() || at.Emulator == "" {
		return answer, err
	}
	return answer, s.adopted(object{req.GetUrn(), req.GetId(), req.GetNews(), answer.GetProperties()}, err)
}

// Read reads an object back, and brings its stand-in up to date.
func (s *server) Read(ctx context.Context, req *pulumirpc.ReadRequest) (*pulumirpc.ReadResponse, error) {
	typ := typeOf(req.GetUrn())
	at := s.found(req.GetUrn(), req.GetId())
	answer, err := tallied(s.tally, typ, at, OpRead, func() (*pulumirpc.ReadResponse, error) {
		if at.Emulator != "" {
			return s.upstreamRead(ctx, typ, req)
		}
		return s.simulated.Read(ctx, req)
	}, nil)
	if err != nil || at.Emulator == "" {
		return answer, err
	}
	if answer.GetId() == "" {
		return answer, s.forget(object{urn: req.GetUrn(), id: req.GetId(), outputs: req.GetProperties()})
	}
	return answer, s.adopted(object{req.GetUrn(), answer.GetId(), answer.GetInputs(), answer.GetProperties()}, nil)
}

// Delete deletes an object, and then its stand-in.
func (s *server) Delete(ctx context.Context, req *pulumirpc.DeleteRequest) (*emptypb.Empty, error) {
	typ := typeOf(req.GetUrn())
	at := s.found(req.GetUrn(), req.GetId())
	answer, err := tallied(s.tally, typ, at, OpDelete, func() (*emptypb.Empty, error) {
		if at.Emulator != "" {
			return s.upstreamDelete(ctx, typ, req)
		}
		return s.simulated.Delete(ctx, req)
	}, nil)
	if err != nil || at.Emulator == "" {
		return answer, err
	}
	return answer, s.forget(object{urn: req.GetUrn(), id: req.GetId(), outputs: req.GetProperties()})
}

// Invoke answers a function where it has its service.
func (s *server) Invoke(ctx context.Context, req *pulumirpc.InvokeRequest) (*pulumirpc.InvokeResponse, error) {
	at := s.table.Place(Asked{Token: req.GetTok()})
	return tallied(s.tally, req.GetTok(), at, OpInvoke, func() (*pulumirpc.InvokeResponse, error) {
		if at.Emulator != "" {
			return s.client.Invoke(ctx, req)
		}
		return s.simulated.Invoke(ctx, req)
	}, func(r *pulumirpc.InvokeResponse) string { return said(r.GetFailures()) })
}

// planned is the operation of a call that may be a preview.
func planned(op Operation, preview bool) Operation {
	if preview {
		return OpPlan
	}
	return op
}

// Cancel ends what waits on either side.
func (s *server) Cancel(ctx context.Context, req *emptypb.Empty) (*emptypb.Empty, error) {
	if s.client != nil {
		if _, err := s.client.Cancel(ctx, req); err != nil {
			return nil, fmt.Errorf("cancel upstream's calls: %w", err)
		}
	}
	return s.simulated.Cancel(ctx, req)
}
