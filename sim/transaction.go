package sim

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
)

// errClosed is what a call on a closed cloud gets.
var errClosed = errors.New("use the simulated cloud: it is closed")

// Tx is one atomic change of the cloud, seen while it happens. It is valid
// only inside the function given to Transact.
type Tx struct {
	cloud *Cloud
	log   []entry
	// undo restores the objects touched, for a change that is refused half way.
	undo []func()
}

// Transact runs f alone on the cloud. What f did is in the ledger when Transact
// returns nil, and undone when f returns an error.
func (c *Cloud) Transact(f func(tx *Tx) error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return errClosed
	}
	tx := &Tx{cloud: c}
	err := f(tx)
	if err == nil && c.ledger != nil && len(tx.log) > 0 {
		err = c.ledger.append(tx.log)
	}
	if err != nil {
		for _, undo := range slices.Backward(tx.undo) {
			undo()
		}
	}
	return err
}

// Get returns the living object of a type, place and id.
func (tx *Tx) Get(typ, where, id string) (Object, bool) {
	o, ok := tx.cloud.objects[objectKey{typ, where, id}]
	if !ok || !o.Alive() {
		return Object{}, false
	}
	return o.clone(), true
}

// Named returns what answers to an index key, tombstones too, sorted.
func (tx *Tx) Named(key string) []Object { return tx.resolve(tx.cloud.names[key]) }

// Users returns what is alive and refers to an index key, sorted.
func (tx *Tx) Users(key string) []Object { return tx.resolve(tx.cloud.users[key]) }

// OfType returns every living object of a type, sorted by id.
func (tx *Tx) OfType(typ string) []Object {
	all := tx.resolve(tx.cloud.types[typ])
	return slices.DeleteFunc(all, func(o Object) bool { return !o.Alive() })
}

func (tx *Tx) resolve(keys map[objectKey]bool) []Object {
	out := make([]Object, 0, len(keys))
	for k := range keys {
		out = append(out, tx.cloud.objects[k].clone())
	}
	slices.SortFunc(out, inOrder)
	return out
}

// Put creates or replaces an object.
func (tx *Tx) Put(o Object) {
	o = o.clone()
	tx.remember(o.key())
	tx.cloud.insert(o)
	tx.log = append(tx.log, putEntry(o, tx.cloud.drawn[o.URN]))
}

// Remove takes an object out of the cloud.
func (tx *Tx) Remove(o Object) {
	k := o.key()
	tx.remember(k)
	tx.cloud.erase(k)
	tx.log = append(tx.log, entry{Op: opRemove, Type: o.Type, Where: o.Where, ID: o.ID})
}

func (tx *Tx) remember(k objectKey) {
	c := tx.cloud
	before, existed := c.objects[k]
	tx.undo = append(tx.undo, func() {
		c.erase(k)
		if existed {
			c.insert(before)
		}
	})
}

// Hex draws n hexadecimal digits for an object of the URN: the same sequence in
// every run, and never the same digits twice in the life of a ledger.
func (tx *Tx) Hex(urn string, n int) string {
	c := tx.cloud
	c.drawn[urn]++
	tx.undo = append(tx.undo, func() { c.drawn[urn]-- })
	sum := sha256.Sum256(fmt.Appendf(nil, "%s|%s|%d", c.settings.account, urn, c.drawn[urn]))
	return hex.EncodeToString(sum[:])[:n]
}
