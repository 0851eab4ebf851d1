package sim

import (
	"fmt"
	"slices"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// Cloud is everything that lives in one simulated account: a store with
// references. It knows no resource types; those are in kind and its users.
// All methods may be called at once from many goroutines.
type Cloud struct {
	settings settings
	faults   *faultBook

	mu      sync.Mutex
	objects map[objectKey]Object
	names   map[string]map[objectKey]bool // index key -> who answers to it
	users   map[string]map[objectKey]bool // index key -> who refers to it
	types   map[string]map[objectKey]bool
	drawn   map[string]int // URN -> how many ids were drawn for it, ever
	ledger  *ledger        // nil in memory
	closed  bool
}

// New returns an empty cloud that lives in memory.
func New(opts ...Option) *Cloud {
	c := &Cloud{
		settings: defaults(),
		objects:  map[objectKey]Object{},
		names:    map[string]map[objectKey]bool{},
		users:    map[string]map[objectKey]bool{},
		types:    map[string]map[objectKey]bool{},
		drawn:    map[string]int{},
	}
	for _, opt := range opts {
		opt(&c.settings)
	}
	c.faults = newFaultBook(c.settings.faults)
	return c
}

// Open returns the cloud whose ledger is the file at path, which it creates
// when there is none. A line that a crash cut short at the ledger's end is
// dropped; anything else that does not parse is an error. One process at a
// time: the caller holds the lock.
func Open(path string, opts ...Option) (*Cloud, error) {
	c := New(opts...)
	entries, err := readLedger(path)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if err := c.replay(e); err != nil {
			return nil, fmt.Errorf("replay ledger %q: %w", path, err)
		}
	}
	if c.ledger, err = compactLedger(path, c.snapshot()); err != nil {
		return nil, err
	}
	return c, nil
}

// Close closes the ledger. Calls after it fail.
func (c *Cloud) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil
	}
	c.closed = true
	if c.ledger == nil {
		return nil
	}
	return c.ledger.close()
}

// Account is the twelve digits of the account that this cloud is.
func (c *Cloud) Account() string { return c.settings.account }

// Partition is "aws", "aws-cn", ...
func (c *Cloud) Partition() string { return c.settings.partition }

// Region is where a provider without a region of its own works.
func (c *Cloud) Region() string { return c.settings.region }

// Everything returns all that is alive, sorted by type and id. Tombstones are
// not alive.
func (c *Cloud) Everything() []Object {
	return c.collect(Object.Alive)
}

// Tombstones returns what was deleted but is still known to its service.
func (c *Cloud) Tombstones() []Object {
	return c.collect(func(o Object) bool { return !o.Alive() })
}

// Orphans returns what is alive, was created under the URN and whose id is not
// known: what a call made whose answer never reached the state.
func (c *Cloud) Orphans(urn string, known map[string]bool) []Object {
	return c.collect(func(o Object) bool { return o.Alive() && o.URN == urn && !known[o.ID] })
}

// Get returns the living object of a type and id, in whatever region it is.
func (c *Cloud) Get(typ, id string) (Object, bool) {
	found := c.collect(func(o Object) bool { return o.Alive() && o.Type == typ && o.ID == id })
	if len(found) == 0 {
		return Object{}, false
	}
	return found[0], true
}

// Vanish removes an object behind everyone's back, references to it or not:
// what a person does in the console.
func (c *Cloud) Vanish(typ, id string) error {
	return c.behindTheBack("vanish", typ, id, func(tx *Tx, o Object) { tx.Remove(o) })
}

// Tamper changes properties of an object behind everyone's back: drift. A null
// removes the property.
func (c *Cloud) Tamper(typ, id string, change resource.PropertyMap) error {
	return c.behindTheBack("tamper with", typ, id, func(tx *Tx, o Object) {
		for k, v := range change {
			if v.IsNull() {
				delete(o.Inputs, k)
				delete(o.Outputs, k)
				continue
			}
			o.Inputs[k], o.Outputs[k] = v, v
		}
		tx.Put(o)
	})
}

func (c *Cloud) behindTheBack(verb, typ, id string, f func(*Tx, Object)) error {
	return c.Transact(func(tx *Tx) error {
		for _, o := range tx.OfType(typ) {
			if o.ID == id {
				f(tx, o)
				return nil
			}
		}
		return fmt.Errorf("%s %s %q: no such object", verb, typ, id)
	})
}

func (c *Cloud) collect(keep func(Object) bool) []Object {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []Object
	for _, o := range c.objects {
		if keep(o) {
			out = append(out, o.clone())
		}
	}
	slices.SortFunc(out, inOrder)
	return out
}

// insert and erase keep the indices in step with the objects; the lock is held.
func (c *Cloud) insert(o Object) {
	k := o.key()
	c.erase(k)
	c.objects[k] = o
	mark(c.types, o.Type, k)
	for _, name := range o.Names {
		mark(c.names, name, k)
	}
	for _, use := range o.Uses {
		mark(c.users, use.Key, k)
	}
}

func (c *Cloud) erase(k objectKey) {
	o, ok := c.objects[k]
	if !ok {
		return
	}
	delete(c.objects, k)
	unmark(c.types, o.Type, k)
	for _, name := range o.Names {
		unmark(c.names, name, k)
	}
	for _, use := range o.Uses {
		unmark(c.users, use.Key, k)
	}
}

func mark(index map[string]map[objectKey]bool, key string, k objectKey) {
	if index[key] == nil {
		index[key] = map[objectKey]bool{}
	}
	index[key][k] = true
}

func unmark(index map[string]map[objectKey]bool, key string, k objectKey) {
	delete(index[key], k)
	if len(index[key]) == 0 {
		delete(index, key)
	}
}
