package route

import (
	"errors"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil/rpcerror"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/sim/lifecycle"
	"github.com/covetpy/platform/sim/provider/wire"
)

// object is what upstream made, as it is on the wire.
type object struct {
	urn, id         string
	inputs, outputs *structpb.Struct
}

// adopted puts a stand-in for what upstream made into the simulated cloud, so that
// what lives there may refer to it. It keeps the call's own error: one that says
// that the object is there, but not ready, has the object's properties with it.
func (s *server) adopted(o object, failed error) error {
	if failed != nil {
		unready := initFailure(failed)
		if unready == nil {
			return failed
		}
		o.id, o.outputs = unready.GetId(), unready.GetProperties()
	}
	s.homes.add(o.urn, o.id)
	r, err := s.request(o)
	if err == nil {
		err = s.life.Adopt(r)
	}
	if failed == nil {
		return err
	}
	if err != nil {
		return errors.Join(failed, err)
	}
	return failed
}

// forget takes the stand-in of what upstream deleted out again. That something in
// the simulated cloud still refers to it is an error: AWS would have refused.
func (s *server) forget(o object) error {
	r, err := s.request(o)
	if err != nil {
		return err
	}
	return s.life.Forget(r)
}

// homes are the objects that live on emulators. What a resource sets may decide
// where it is made; where it was made, it stays. An id alone is no name: an alias has
// the same in every region.
type homes struct {
	mu  sync.Mutex
	all map[home]bool
}

type home struct{ urn, id string }

func (h *homes) add(urn, id string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.all == nil {
		h.all = map[home]bool{}
	}
	h.all[home{urn, id}] = true
}

// emulated is true for an object that was made through upstream's code.
func (h *homes) emulated(urn, id string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.all[home{urn, id}]
}

func (s *server) request(o object) (lifecycle.Request, error) {
	r := lifecycle.Request{Type: typeOf(o.urn), URN: o.urn, ID: o.id, Region: s.region}
	var err error
	if r.Inputs, err = wire.Unmarshal(o.inputs); err != nil {
		return r, err
	}
	r.Olds, err = wire.Unmarshal(o.outputs)
	return r, err
}

// initFailure is what comes with the error of an object that is there but not
// ready; nil for any other.
func initFailure(err error) *pulumirpc.ErrorResourceInitFailed {
	status, ok := rpcerror.FromError(err)
	if !ok {
		return nil
	}
	for _, detail := range status.Details() {
		if unready, ok := detail.(*pulumirpc.ErrorResourceInitFailed); ok {
			return unready
		}
	}
	return nil
}
