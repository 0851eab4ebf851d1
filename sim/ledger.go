package sim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// The ledger is a file of JSON lines, only ever appended to while a cloud is
// open: one line for each object put or removed. A change is written by one
// call before the cloud answers, so that a process killed at any moment leaves
// at most a torn last line, whose change nobody was told of.

const (
	opPut    = "put"
	opRemove = "remove"
	opDrawn  = "drawn"
)

// entry is one line.
type entry struct {
	Op      string         `json:"op"`
	Type    string         `json:"type,omitempty"`
	ID      string         `json:"id,omitempty"`
	URN     string         `json:"urn,omitempty"`
	Where   string         `json:"where,omitempty"`
	State   string         `json:"state,omitempty"`
	Inputs  map[string]any `json:"inputs,omitempty"`
	Outputs map[string]any `json:"outputs,omitempty"`
	Names   []string       `json:"names,omitempty"`
	Uses    []Use          `json:"uses,omitempty"`
	// Drawn is the URN's count of ids: an id is never given out twice.
	Drawn int `json:"drawn,omitempty"`
}

func putEntry(o Object, drawn int) entry {
	return entry{
		Op: opPut, Type: o.Type, ID: o.ID, URN: o.URN, Where: o.Where, State: o.State,
		Inputs: o.Inputs.Mappable(), Outputs: o.Outputs.Mappable(),
		Names: o.Names, Uses: o.Uses, Drawn: drawn,
	}
}

func (e entry) object() Object {
	return Object{
		Type: e.Type, ID: e.ID, URN: e.URN, Where: e.Where, State: e.State,
		Inputs: resource.NewPropertyMapFromMap(e.Inputs), Outputs: resource.NewPropertyMapFromMap(e.Outputs),
		Names: e.Names, Uses: e.Uses,
	}
}

func (c *Cloud) replay(e entry) error {
	switch e.Op {
	case opPut:
		c.insert(e.object())
	case opRemove:
		c.erase(e.object().key())
	case opDrawn:
	default:
		return fmt.Errorf("unknown operation %q; was it written by a newer version?", e.Op)
	}
	if e.URN != "" {
		c.drawn[e.URN] = max(c.drawn[e.URN], e.Drawn)
	}
	return nil
}

// snapshot is the shortest ledger that replays to this cloud.
func (c *Cloud) snapshot() []entry {
	var out []entry
	for _, urn := range slices.Sorted(maps.Keys(c.drawn)) {
		out = append(out, entry{Op: opDrawn, URN: urn, Drawn: c.drawn[urn]})
	}
	objects := slices.SortedFunc(maps.Values(c.objects), inOrder)
	for _, o := range objects {
		out = append(out, putEntry(o, c.drawn[o.URN]))
	}
	return out
}

// readLedger returns the entries of the file at path, none when it is not there.
func readLedger(path string) ([]entry, error) {
	raw, err := os.ReadFile(filepath.Clean(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read ledger: %w", err)
	}
	var out []entry
	for n := 1; len(raw) > 0; n++ {
		line, rest, whole := bytes.Cut(raw, []byte("\n"))
		if !whole {
			break // torn: the write was cut, so its call was never answered
		}
		var e entry
		if err := json.Unmarshal(line, &e); err != nil {
			return nil, fmt.Errorf("read ledger %q, line %d: %w; restore the file or remove it with the state that belongs to it", path, n, err)
		}
		out, raw = append(out, e), rest
	}
	return out, nil
}

// compactLedger writes entries in place of the file at path, atomically, and
// opens it for appending.
func compactLedger(path string, entries []entry) (*ledger, error) {
	raw, err := encode(entries)
	if err != nil {
		return nil, err
	}
	path = filepath.Clean(path)
	tmp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp") // whoever opens the folder next sweeps it
	if err != nil {
		return nil, fmt.Errorf("compact ledger: %w", err)
	}
	defer func() { _ = os.Remove(tmp.Name()) }() // gone already after the rename
	_, err = tmp.Write(raw)
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return nil, fmt.Errorf("compact ledger: %w", err)
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open ledger: %w", err)
	}
	return &ledger{f}, nil
}

// ledger is the open file.
type ledger struct{ file *os.File }

func (l *ledger) append(entries []entry) error {
	raw, err := encode(entries)
	if err != nil {
		return err
	}
	if _, err := l.file.Write(raw); err != nil {
		return fmt.Errorf("append to ledger: %w", err)
	}
	return nil
}

func (l *ledger) close() error { return l.file.Close() }

func encode(entries []entry) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, e := range entries {
		if err := enc.Encode(e); err != nil {
			return nil, fmt.Errorf("encode %s of %s %q: %w", e.Op, e.Type, e.ID, err)
		}
	}
	return b.Bytes(), nil
}
