package engine

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
)

// Store keeps the state of one environment: a checkpoint, which is the state as
// of the last finished run, and the journal of a run on top of it.
//
// A journal belongs to the checkpoint that was there when it began. Commit puts
// a new checkpoint in place first and drops the journal after, so a journal that
// belongs to an older checkpoint has been folded in already and counts as empty.
type Store interface {
	// Checkpoint returns the last committed state, nil before the first commit.
	Checkpoint() ([]byte, error)
	// Journal returns the entries of an unfinished run, none after a commit.
	Journal() ([]apitype.JournalEntry, error)
	// Append adds an entry to the journal; when it returns, the entry survives
	// the death of the process.
	Append(entry apitype.JournalEntry) error
	// Commit replaces the checkpoint and empties the journal.
	Commit(checkpoint []byte) error
	// Close releases what the store holds open.
	Close() error
}

const (
	checkpointFile = "checkpoint.json"
	journalFile    = "journal.jsonl"
	temporary      = ".tmp"
)

// journalHeader is the first line of a journal.
type journalHeader struct {
	// Base is the SHA-256 of the checkpoint that the journal belongs to.
	Base string `json:"base"`
}

// DirStore keeps the state as two files in a folder.
type DirStore struct {
	dir     string
	journal *os.File // open for appending once something was appended
}

var _ Store = (*DirStore)(nil)

// OpenDir opens the state in a folder, which it makes if need be. The caller
// holds a lock on the folder.
func OpenDir(dir string) (*DirStore, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make state folder: %w", err)
	}
	// A process that died before a rename left what it had written.
	torn, err := filepath.Glob(filepath.Join(dir, "*"+temporary))
	if err != nil {
		return nil, fmt.Errorf("list state folder: %w", err)
	}
	for _, path := range torn {
		if err := os.Remove(path); err != nil {
			return nil, fmt.Errorf("tidy state folder: %w", err)
		}
	}
	return &DirStore{dir: dir}, nil
}

// Checkpoint reads the last committed state.
func (s *DirStore) Checkpoint() ([]byte, error) {
	b, err := os.ReadFile(filepath.Join(s.dir, checkpointFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read checkpoint: %w", err)
	}
	return b, nil
}

// Journal reads the entries of an unfinished run. A last line without an end was
// being written when the process died: the call that it announces was never
// made, so it is left out, and cut off before the next append.
func (s *DirStore) Journal() ([]apitype.JournalEntry, error) {
	raw, err := os.ReadFile(s.journalPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read journal: %w", err)
	}
	raw = wholeLines(raw)
	header, rest, _ := bytes.Cut(raw, []byte("\n"))
	if len(header) == 0 {
		return nil, nil
	}
	var h journalHeader
	if err := json.Unmarshal(header, &h); err != nil {
		return nil, fmt.Errorf("read journal %s: first line: %w", s.journalPath(), err)
	}
	base, err := s.base()
	if err != nil {
		return nil, err
	}
	if h.Base != base {
		return nil, nil
	}
	return decodeEntries(s.journalPath(), rest)
}

// Append writes the entry, and the journal's header before the first one. The
// data is with the operating system when it returns, which outlives the process
// though not the machine.
func (s *DirStore) Append(entry apitype.JournalEntry) error {
	if s.journal == nil {
		if err := s.openJournal(); err != nil {
			return err
		}
	}
	line, err := json.Marshal(entry)
	if err != nil {
		return fmt.Errorf("encode journal entry: %w", err)
	}
	if _, err := s.journal.Write(append(line, '\n')); err != nil {
		// A part of the line may be there: the next append opens the journal
		// anew, which cuts it off.
		return errors.Join(fmt.Errorf("append to journal: %w", err), s.Close())
	}
	return nil
}

// Commit puts the checkpoint in place by a rename and then removes the journal.
func (s *DirStore) Commit(checkpoint []byte) error {
	if err := writeFileAtomic(filepath.Join(s.dir, checkpointFile), checkpoint); err != nil {
		return fmt.Errorf("write checkpoint: %w", err)
	}
	if err := s.Close(); err != nil {
		return err
	}
	if err := os.Remove(s.journalPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("drop journal: %w", err)
	}
	return nil
}

// Close closes the journal's file.
func (s *DirStore) Close() error {
	if s.journal == nil {
		return nil
	}
	err := s.journal.Close()
	s.journal = nil
	if err != nil {
		return fmt.Errorf("close journal: %w", err)
	}
	return nil
}

func (s *DirStore) journalPath() string { return filepath.Join(s.dir, journalFile) }

// base is the hash of the checkpoint in place.
func (s *DirStore) base() (string, error) {
	b, err := s.Checkpoint()
	if err != nil {
		return "", err
	}
	return hash(b), nil
}

// openJournal opens the journal of an unfinished run at its end, or begins a new
// one where there is none, or one that is folded in already.
func (s *DirStore) openJournal() error {
	raw, err := os.ReadFile(s.journalPath())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("open journal: %w", err)
	}
	raw = wholeLines(raw)
	base, err := s.base()
	if err != nil {
		return err
	}
	header, err := json.Marshal(journalHeader{Base: base})
	if err != nil {
		return fmt.Errorf("encode journal header: %w", err)
	}
	header = append(header, '\n')
	if !bytes.HasPrefix(raw, header) {
		raw = header
		if err := writeFileAtomic(s.journalPath(), header); err != nil {
			return fmt.Errorf("begin journal: %w", err)
		}
	}
	f, err := os.OpenFile(s.journalPath(), os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("open journal: %w", err)
	}
	if err := f.Truncate(int64(len(raw))); err != nil {
		return errors.Join(fmt.Errorf("cut torn line off journal: %w", err), f.Close())
	}
	s.journal = f
	return nil
}

// wholeLines returns the part of a file up to its last line end.
func wholeLines(raw []byte) []byte { return raw[:bytes.LastIndexByte(raw, '\n')+1] }

func decodeEntries(path string, raw []byte) ([]apitype.JournalEntry, error) {
	var entries []apitype.JournalEntry
	for line := range bytes.Lines(raw) {
		var e apitype.JournalEntry
		if err := json.Unmarshal(line, &e); err != nil {
			return nil, fmt.Errorf("read journal %s: entry %d: %w", path, len(entries)+1, err)
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// writeFileAtomic writes to a file beside the target, has it reach the disk, and
// renames it: at any moment the old or the new content is there, whole.
func writeFileAtomic(path string, content []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*"+temporary)
	if err != nil {
		return err
	}
	_, err = tmp.Write(content)
	if err == nil {
		err = tmp.Sync()
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return nil
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
