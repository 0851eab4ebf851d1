package engine

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
)

// MemoryStore keeps the state in memory, for tests and benchmarks. The zero
// value is an environment that was never brought up.
type MemoryStore struct {
	mu         sync.Mutex
	checkpoint []byte
	journal    [][]byte // encoded, as replaying changes what it is given
}

var _ Store = (*MemoryStore)(nil)

// Checkpoint returns the last committed state.
func (s *MemoryStore) Checkpoint() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.checkpoint, nil
}

// Journal returns the entries since.
func (s *MemoryStore) Journal() ([]apitype.JournalEntry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	entries := make([]apitype.JournalEntry, len(s.journal))
	for i, line := range s.journal {
		if err := json.Unmarshal(line, &entries[i]); err != nil {
			return nil, fmt.Errorf("decode journal entry %d: %w", i+1, err)
		}
	}
	return entries, nil
}

// Append adds an entry.
func (s *MemoryStore) Append(entry apitype.JournalEntry) error {
	line, err := json.Marshal(entry)
	if err != nil {
		return fmt.Errorf("encode journal entry: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.journal = append(s.journal, line)
	return nil
}

// Commit replaces the checkpoint.
func (s *MemoryStore) Commit(checkpoint []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.checkpoint, s.journal = checkpoint, nil
	return nil
}

// Close does nothing.
func (s *MemoryStore) Close() error { return nil }

// Clone returns the store as it is at this moment: what a crash would leave.
func (s *MemoryStore) Clone() *MemoryStore {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &MemoryStore{checkpoint: s.checkpoint, journal: slices.Clone(s.journal)}
}

// Equal says whether two stores hold the same.
func (s *MemoryStore) Equal(other *MemoryStore) bool {
	return bytes.Equal(s.checkpoint, other.checkpoint) && slices.EqualFunc(s.journal, other.journal, bytes.Equal)
}
