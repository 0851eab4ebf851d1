package kubernetes

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

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
	if req.GetPreview() {
		props, err := wire.Marshal(withoutNotes(inputs))
		return &pulumirpc.CreateResponse{Properties: props}, err
	}
	call := s.call(sim.OpCreate, req.GetUrn(), "")
	id, outputs, err := s.apply(ctx, call, inputs, func(tx *sim.Tx, o sim.Object) (sim.Object, error) {
		if _, exists := tx.Get(o.Type, o.Where, o.ID); exists {
			return o, fmt.Errorf("resource %q was not successfully created by the Kubernetes API server: %s %q already exists", o.ID, kind.Values{Props: o.Inputs}.Text("kind"), o.ID)
		}
		meta := o.Outputs["metadata"].ObjectValue().Copy()
		meta["uid"] = kind.Text(uuid(tx, o.URN))
		meta["creationTimestamp"] = kind.Text(s.cloud.Now().Format(time.RFC3339))
		o.Outputs["metadata"] = kind.Nested(meta)
		return o, nil
	})
	if err != nil {
		return nil, err
	}
	props, err := wire.Marshal(outputs)
	return &pulumirpc.CreateResponse{Id: id, Properties: props}, err
}

func (s *server) Update(ctx context.Context, req *pulumirpc.UpdateRequest) (*pulumirpc.UpdateResponse, error) {
	inputs, err := wire.Unmarshal(req.GetNews())
	if err != nil {
		return nil, err
	}
	if req.GetPreview() {
		props, err := wire.Marshal(withoutNotes(inputs))
		return &pulumirpc.UpdateResponse{Properties: props}, err
	}
	call := s.call(sim.OpUpdate, req.GetUrn(), req.GetId())
	_, outputs, err := s.apply(ctx, call, inputs, func(tx *sim.Tx, o sim.Object) (sim.Object, error) {
		old, ok := tx.Get(o.Type, o.Where, o.ID)
		if !ok {
			return o, fmt.Errorf("%q not found", o.ID)
		}
		o.URN = old.URN
		meta := o.Outputs["metadata"].ObjectValue().Copy()
		before := kind.Values{Props: old.Outputs}
		meta["uid"] = kind.Text(before.Text("metadata.uid"))
		meta["creationTimestamp"] = kind.Text(before.Text("metadata.creationTimestamp"))
		o.Outputs["metadata"] = kind.Nested(meta)
		return o, nil
	})
	if err != nil {
		return nil, err
	}
	props, err := wire.Marshal(outputs)
	return &pulumirpc.UpdateResponse{Properties: props}, err
}

// apply puts the object that complete finishes, if its cluster can be reached.
func (s *server) apply(ctx context.Context, call sim.Call, inputs kind.Props, complete func(*sim.Tx, sim.Object) (sim.Object, error)) (string, kind.Props, error) {
	ctx, done := s.Context(ctx)
	defer done()
	o := sim.Object{
		Type: call.Type, URN: call.URN, Where: s.cluster.where(), ID: object{kind.Values{Props: inputs}}.id(),
		Inputs: inputs, Outputs: withoutNotes(inputs), Uses: []sim.Use{s.cluster.use()},
	}
	err := s.cloud.Do(ctx, call, func() (string, error) {
		return o.ID, s.cloud.Transact(func(tx *sim.Tx) error {
			if err := s.cluster.reach(tx); err != nil {
				return err
			}
			complete, err := complete(tx, o)
			if err != nil {
				return err
			}
			o = complete
			tx.Put(o)
			return nil
		})
	})
	if _, ok := errors.AsType[*sim.Interrupted](err); ok {
		return "", nil, wire.InitFailed(err, o.ID, o.Outputs, inputs)
	}
	return o.ID, o.Outputs, err
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
			if o, ok := tx.Get(call.Type, s.cluster.where(), call.ID); ok {
				tx.Remove(o)
			}
			return nil
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
