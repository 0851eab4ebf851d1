package lifecycle

import (
	"errors"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// Adopt puts an object that another cloud made, or has changed, into this one as
// its stand-in: others may refer to it, and it holds its names, as if it had been
// made here. The properties of the request are taken as they are, its id and
// outputs (Olds) too, and nobody is asked who could refuse: the other cloud has
// accepted them. What it refers to and is not here is no reference.
//
// A cloud that stands beside another one, each with some of the types, needs this
// for references from one into the other. Forget is its opposite.
func (l *Lifecycle) Adopt(req Request) error {
	k, _, err := l.lookup(req.Type)
	if err != nil {
		return err
	}
	if req.ID == "" {
		return wrap("adopting", req, errors.New("the object has no id"))
	}
	return wrap("adopting", req, l.cloud.Transact(func(tx *sim.Tx) error {
		w := l.world(tx, req.Inputs, req.Region, req.URN)
		o := sim.Object{
			Type: k.Type, ID: req.ID, URN: req.URN, Where: region(k, req.Inputs, req.Region),
			Inputs: req.Inputs, Outputs: visible(req.Olds),
			Uses: w.Known(k, kind.Values{Props: req.Inputs}),
		}
		o.Names = w.Names(k, o)
		tx.Put(o)
		return nil
	}))
}

// Forget takes a stand-in out again, with its parts, once the other cloud has
// deleted it. Its error says what still refers to it here, which this cloud would
// have refused; forgetting what is not there succeeds.
func (l *Lifecycle) Forget(req Request) error {
	k, _, err := l.lookup(req.Type)
	if err != nil {
		return err
	}
	return wrap("forgetting", req, l.cloud.Transact(func(tx *sim.Tx) error {
		o, ok := tx.Get(req.Type, region(k, req.Olds, req.Region), req.ID)
		if !ok {
			return nil
		}
		return l.remove(tx, o)
	}))
}
