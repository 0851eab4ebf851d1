package engine

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// book is what a journal says so far: which resources live, under which index
// or operation the engine's entries know them, and which operations are open.
// It keeps the same account as the engine's replayer, which does not show it.
type book struct {
	base     []apitype.ResourceV3
	fresh    map[int64]*apitype.ResourceV3 // by the operation that wrote them
	removed  map[entryKey]bool
	doomed   map[entryKey]bool // replaced: to be deleted at the end
	pending  map[entryKey]bool // deleted, the replacement is still to come
	begun    map[int64]apitype.JournalEntry
	sequence int64

	// What of the journal's beginning a refresh has closed.
	root    *apitype.DeploymentV3
	entries []apitype.JournalEntry
}

// entryKey names a resource as journal entries do: by its index in the base, or
// by the operation that wrote it.
type entryKey struct {
	index     int64
	operation int64
}

// record is one resource of the book.
type record struct {
	at    entryKey
	state *apitype.ResourceV3
}

func (r record) key() entryKey { return r.at }

// refs renders the key as the two fields of an entry, one of them nil.
func (r record) refs() (old, fresh *int64) {
	if r.at.operation == 0 {
		return &r.at.index, nil
	}
	return nil, &r.at.operation
}

func readBook(root *apitype.DeploymentV3, entries []apitype.JournalEntry) (*book, error) {
	b := &book{root: root}
	b.reset(root)
	for _, e := range entries {
		if err := b.add(e); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func (b *book) reset(base *apitype.DeploymentV3) {
	b.base = nil
	if base != nil {
		b.base = base.Resources
	}
	b.fresh = map[int64]*apitype.ResourceV3{}
	b.removed = map[entryKey]bool{}
	b.doomed = map[entryKey]bool{}
	b.pending = map[entryKey]bool{}
	b.begun = map[int64]apitype.JournalEntry{}
}

func (b *book) add(e apitype.JournalEntry) error {
	b.entries = append(b.entries, e)
	b.sequence = max(b.sequence, e.SequenceID)
	switch e.Kind {
	case apitype.JournalEntryKindBegin:
		if e.Operation != nil {
			b.begun[e.OperationID] = e
		}
	case apitype.JournalEntryKindSuccess, apitype.JournalEntryKindRefreshSuccess:
		b.success(e)
	case apitype.JournalEntryKindOutputs:
		b.outputs(e)
	case apitype.JournalEntryKindRebuiltBaseState:
		base, err := replay(b.root, b.entries)
		if err != nil {
			return fmt.Errorf("rebuild the base after a refresh: %w", err)
		}
		b.reset(base)
	case apitype.JournalEntryKindWrite:
		b.reset(e.NewSnapshot)
	}
	return nil
}

func (b *book) success(e apitype.JournalEntry) {
	delete(b.begun, e.OperationID)
	if e.Kind == apitype.JournalEntryKindRefreshSuccess && e.State != nil {
		b.outputs(e)
		return
	}
	if e.State != nil {
		b.fresh[e.OperationID] = e.State
	}
	mark(b.removed, e.RemoveOld, e.RemoveNew)
	mark(b.doomed, e.DeleteOld, e.DeleteNew)
	mark(b.pending, e.PendingReplacementOld, e.PendingReplacementNew)
}

// outputs replaces a state in its place.
func (b *book) outputs(e apitype.JournalEntry) {
	switch {
	case e.State == nil:
	case e.RemoveNew != nil:
		b.fresh[*e.RemoveNew] = e.State
	case e.RemoveOld != nil:
		b.base = slices.Clone(b.base)
		b.base[*e.RemoveOld] = *e.State
	}
}

func mark(set map[entryKey]bool, old, fresh *int64) {
	if old != nil {
		set[entryKey{index: *old}] = true
	}
	if fresh != nil {
		set[entryKey{operation: *fresh}] = true
	}
}

// records lists what lives, and what is doomed but not yet deleted.
func (b *book) records() []record {
	var out []record
	for op, state := range b.fresh {
		if k := (entryKey{operation: op}); !b.removed[k] {
			out = append(out, record{k, state})
		}
	}
	for i := range b.base {
		if k := (entryKey{index: int64(i)}); !b.removed[k] {
			out = append(out, record{k, &b.base[i]})
		}
	}
	return out
}

// find returns the resource of a URN: the one with the id, or, without an id,
// the one that is not to be deleted.
func (b *book) find(urn resource.URN, id resource.ID) (record, bool) {
	for _, r := range b.records() {
		if r.state.URN != urn {
			continue
		}
		if id != "" && r.state.ID == id || id == "" && !r.state.Delete && !b.doomed[r.at] {
			return r, true
		}
	}
	return record{}, false
}

// ids are the ids that the state has under a URN.
func (b *book) ids(urn resource.URN) map[string]bool {
	out := map[string]bool{}
	for _, r := range b.records() {
		if r.state.URN == urn && !b.pending[r.at] {
			out[string(r.state.ID)] = true
		}
	}
	return out
}

// open lists the operations that did not end well, in the order they began.
func (b *book) open() []apitype.JournalEntry {
	out := make([]apitype.JournalEntry, 0, len(b.begun))
	for _, e := range b.begun {
		out = append(out, e)
	}
	slices.SortFunc(out, func(x, y apitype.JournalEntry) int { return cmp.Compare(x.SequenceID, y.SequenceID) })
	return out
}

func (b *book) nextSequence() int64 { return b.sequence + 1 }
