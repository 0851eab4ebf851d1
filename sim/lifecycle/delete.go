package lifecycle

import (
	"context"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// Delete removes an object, with its parts, unless something else refers to it.
// Deleting what is gone already succeeds.
func (l *Lifecycle) Delete(ctx context.Context, req Request) error {
	k, _, err := l.lookup(req.Type)
	if err != nil {
		return err
	}
	err = l.cloud.Do(ctx, req.call(sim.OpDelete), func() (string, error) {
		return req.ID, l.cloud.Transact(func(tx *sim.Tx) error {
			old, ok := tx.Get(req.Type, region(k, req.Olds, req.Region), req.ID)
			if !ok {
				return nil
			}
			if k.Retire != nil {
				w := l.world(tx, old.Outputs, req.Region, old.URN)
				if err := k.Retire(w, kind.Draft{ID: old.ID, In: kind.Values{Props: old.Inputs}, Old: &old}); err != nil {
					return err
				}
			}
			return l.remove(tx, old)
		})
	})
	return wrap("deleting", req, err)
}

// remove takes out an object and its parts, or leaves all as it was: the
// transaction undoes what an error cuts short.
func (l *Lifecycle) remove(tx *sim.Tx, o sim.Object) error {
	k, _ := l.registry.Kind(o.Type)
	if t := k.Tombstone; t != nil && (t.Unless == nil || !t.Unless(kind.Values{Props: o.Inputs})) {
		o.State, o.Uses = k.Tombstone.State, nil
		tx.Put(o)
	} else {
		tx.Remove(o)
	}
	for _, name := range o.Names {
		for _, user := range tx.Users(name) {
			if err := l.release(tx, k, o, user, name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *Lifecycle) release(tx *sim.Tx, k kind.Kind, o, user sim.Object, name string) error {
	if !user.Alive() || user.Type == o.Type && user.ID == o.ID {
		return nil
	}
	for _, use := range user.Uses {
		if use.Key != name {
			continue
		}
		switch use.Then {
		case sim.Refuse:
			words := k.InUse
			if words == "" {
				words = "DependencyViolation: %[1]s has a dependent object, %[2]s (%[3]s)"
			}
			return kind.Say(words, o.ID, user.ID, user.Type)
		case sim.Cascade:
			return l.remove(tx, user)
		case sim.Ignore:
		}
	}
	return nil
}
