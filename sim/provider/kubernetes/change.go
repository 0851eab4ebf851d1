package kubernetes

import (
	"context"
	"errors"
	"maps"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/provider/wire"
)

func (s *server) Create(ctx context.Context, req *pulumirpc.CreateRequest) (*pulumirpc.CreateResponse, error) {
	inputs, err := wire.Unmarshal(req.GetProperties())
	if err != nil {
		return nil, err
	}
	made := s.thing(req.GetUrn(), inputs)
	if req.GetPreview() {
		props, err := wire.Marshal(withoutNotes(inputs))
		return &pulumirpc.CreateResponse{Properties: props}, errors.Join(err, made.valid(true))
	}
	o, err := s.change(ctx, s.call(sim.OpCreate, req.GetUrn(), ""), made, made.create)
	if err != nil {
		return nil, err
	}
	props, err := wire.Marshal(o.Outputs)
	return &pulumirpc.CreateResponse{Id: o.ID, Properties: props}, err
}

func (s *server) Update(ctx context.Context, req *pulumirpc.UpdateRequest) (*pulumirpc.UpdateResponse, error) {
	inputs, err := wire.Unmarshal(req.GetNews())
	if err != nil {
		return nil, err
	}
	made := s.thing(req.GetUrn(), inputs)
	if req.GetPreview() {
		props, err := wire.Marshal(withoutNotes(inputs))
		return &pulumirpc.UpdateResponse{Properties: props}, errors.Join(err, made.valid(false))
	}
	o, err := s.change(ctx, s.call(sim.OpUpdate, req.GetUrn(), req.GetId()), made, made.update)
	if err != nil {
		return nil, err
	}
	props, err := wire.Marshal(o.Outputs)
	return &pulumirpc.UpdateResponse{Properties: props}, err
}

// thing is an object or a release on its way into the cluster.
type thing interface {
	// draft is what is to be put, as far as it can be told from its inputs.
	draft() sim.Object
	// valid says what is wrong with its values, as far as they are known.
	valid(isNew bool) error
	// create and update complete the draft, or refuse it.
	create(tx *sim.Tx, o sim.Object) (sim.Object, error)
	update(tx *sim.Tx, o sim.Object) (sim.Object, error)
}

func (s *server) thing(urn string, inputs kind.Props) thing {
	if isRelease(urn) {
		return release{server: s, urn: urn, inputs: inputs}
	}
	return applied{server: s, urn: urn, inputs: inputs}
}

// change puts the thing that complete finishes, if its cluster can be reached.
func (s *server) change(ctx context.Context, call sim.Call, made thing, complete func(*sim.Tx, sim.Object) (sim.Object, error)) (sim.Object, error) {
	ctx, done := s.Context(ctx)
	defer done()
	o := made.draft()
	err := s.cloud.Do(ctx, call, func() (string, error) {
		return o.ID, s.cloud.Transact(func(tx *sim.Tx) error {
			if err := s.cluster.reach(tx); err != nil {
				return err
			}
			whole, err := complete(tx, o)
			if err != nil {
				return err
			}
			o = whole
			tx.Put(o)
			return nil
		})
	})
	if _, ok := errors.AsType[*sim.Interrupted](err); ok {
		return o, wire.InitFailed(err, o.ID, o.Outputs, o.Inputs)
	}
	return o, err
}

func (s *server) Read(ctx context.Context, req *pulumirpc.ReadRequest) (*pulumirpc.ReadResponse, error) {
	ctx, done := s.Context(ctx)
	defer done()
	call := s.call(sim.OpRead, req.GetUrn(), req.GetId())
	var found sim.Object
	var ok bool
	err := s.cloud.Do(ctx, call, func() (string, error) {
		return call.ID, s.cloud.Transact(func(tx *sim.Tx) error {
			found, ok = tx.Get(call.Type, s.cluster.where(), call.ID)
			return nil
		})
	})
	if err != nil || !ok {
		return &pulumirpc.ReadResponse{}, err
	}
	inputs, err := wire.Marshal(found.Inputs)
	if err != nil {
		return nil, err
	}
	props, err := wire.Marshal(found.Outputs)
	return &pulumirpc.ReadResponse{Id: call.ID, Inputs: inputs, Properties: props}, err
}

func (s *server) Delete(ctx context.Context, req *pulumirpc.DeleteRequest) (*emptypb.Empty, error) {
	ctx, done := s.Context(ctx)
	defer done()
	call := s.call(sim.OpDelete, req.GetUrn(), req.GetId())
	return &emptypb.Empty{}, s.cloud.Do(ctx, call, func() (string, error) {
		return call.ID, s.cloud.Transact(func(tx *sim.Tx) error {
			o, ok := tx.Get(call.Type, s.cluster.where(), call.ID)
			if !ok {
				return nil
			}
			if call.Type == releaseType {
				return s.cluster.uninstall(tx, o)
			}
			return s.cluster.remove(tx, o)
		})
	})
}

func (s *server) call(op sim.Op, urn, id string) sim.Call {
	u := resource.URN(urn)
	return sim.Call{Op: op, Type: string(u.Type()), URN: urn, Name: u.Name(), ID: id}
}

// withoutNotes are inputs without what the provider noted for itself.
func withoutNotes(inputs kind.Props) kind.Props {
	out := maps.Clone(inputs)
	for key := range out {
		if strings.HasPrefix(string(key), "__") {
			delete(out, key)
		}
	}
	return out
}

func uuid(tx *sim.Tx, urn string) string {
	h := tx.Hex(urn, 32)
	return strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:]}, "-")
}
