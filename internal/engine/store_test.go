package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// entry is a journal entry that can be told from others.
func entry(n int64) apitype.JournalEntry {
	return apitype.JournalEntry{Version: 1, Kind: apitype.JournalEntryKindBegin, OperationID: n, SequenceID: n}
}

func entriesOf(numbers ...int64) []apitype.JournalEntry {
	var out []apitype.JournalEntry
	for _, n := range numbers {
		out = append(out, entry(n))
	}
	return out
}

func openDir(t *testing.T, dir string) *DirStore {
	t.Helper()
	s, err := OpenDir(dir)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

func appendAll(t *testing.T, s Store, numbers ...int64) {
	t.Helper()
	for _, n := range numbers {
		require.NoError(t, s.Append(entry(n)))
	}
}

// holds compares all that a store holds.
func holds(t *testing.T, s Store, checkpoint string, journal ...int64) {
	t.Helper()
	raw, err := s.Checkpoint()
	require.NoError(t, err)
	require.Equal(t, checkpoint, string(raw))
	entries, err := s.Journal()
	require.NoError(t, err)
	require.Equal(t, entriesOf(journal...), append(entriesOf(), entries...))
}

func fileNames(t *testing.T, dir string) []string {
	t.Helper()
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	var out []string
	for _, f := range files {
		out = append(out, f.Name())
	}
	return out
}

func TestAStoreKeepsWhatItIsGiven(t *testing.T) {
	t.Parallel()
	stores := map[string]func(*testing.T) Store{
		"in memory":   func(*testing.T) Store { return &MemoryStore{} },
		"in a folder": func(t *testing.T) Store { t.Helper(); return openDir(t, filepath.Join(t.TempDir(), "made", "here")) },
	}
	for name, open := range stores {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			raw, err := s.Checkpoint()
			require.NoError(t, err)
			require.Nil(t, raw, "never brought up")
			holds(t, s, "")
			appendAll(t, s, 1, 2)
			holds(t, s, "", 1, 2)
			require.NoError(t, s.Commit([]byte("one")))
			holds(t, s, "one")
			appendAll(t, s, 3)
			holds(t, s, "one", 3)
			require.NoError(t, s.Close())
			appendAll(t, s, 4)
			holds(t, s, "one", 3, 4)
			require.NoError(t, s.Commit([]byte("two")))
			holds(t, s, "two")
		})
	}
}

// TestACutJournalLosesOnlyItsTornLine cuts the journal at any byte, as a death
// in the middle of a write would, and goes on from there in a new process.
func TestACutJournalLosesOnlyItsTornLine(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := openDir(t, dir)
	require.NoError(t, s.Commit([]byte("base")))
	appendAll(t, s, 1, 2, 3)
	whole, err := os.ReadFile(s.journalPath())
	require.NoError(t, err)
	rapid.Check(t, func(r *rapid.T) {
		cut := rapid.IntRange(0, len(whole)).Draw(r, "cut")
		require.NoError(r, os.WriteFile(s.journalPath(), whole[:cut], 0o600))
		var kept []int64
		for n := range int64(max(0, strings.Count(string(whole[:cut]), "\n")-1)) {
			kept = append(kept, n+1)
		}
		again := &DirStore{dir: dir}
		read, err := again.Journal()
		require.NoError(r, err)
		require.Equal(r, entriesOf(kept...), read)
		require.NoError(r, again.Append(entry(9)))
		read, err = again.Journal()
		require.NoError(r, err)
		require.Equal(r, entriesOf(append(kept, 9)...), read)
		require.NoError(r, again.Close())
	})
}

// TestAJournalOfAnOlderCheckpointIsFoldedInAlready has the process die between
// the two halves of a commit.
func TestAJournalOfAnOlderCheckpointIsFoldedInAlready(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := openDir(t, dir)
	require.NoError(t, s.Commit([]byte("one")))
	appendAll(t, s, 1, 2)
	require.NoError(t, os.WriteFile(filepath.Join(dir, checkpointFile), []byte("two"), 0o600))

	again := openDir(t, dir)
	holds(t, again, "two")
	appendAll(t, again, 3)
	holds(t, again, "two", 3)
	require.NoError(t, again.Commit([]byte("three")))
	require.Equal(t, []string{checkpointFile}, fileNames(t, dir))
}

func TestADamagedJournalIsRefused(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		damage func(lines []string)
		says   string
	}{
		"its first line":             {func(l []string) { l[0] = "base" }, "first line: invalid character"},
		"a line in the middle":       {func(l []string) { l[2] = l[2][:12] }, "entry 2: unexpected end of JSON input"},
		"a bracket, which ends JSON": {func(l []string) { l[2] = "}" }, "entry 2: invalid character"},
		"a line without an end":      {func(l []string) { l[1] += l[2] }, "entry 1: invalid character"},
		"an empty line":              {func(l []string) { l[3] = "" }, "entry 3: unexpected end of JSON input"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := openDir(t, t.TempDir())
			appendAll(t, s, 1, 2, 3)
			raw, err := os.ReadFile(s.journalPath())
			require.NoError(t, err)
			lines := strings.Split(string(raw), "\n")
			c.damage(lines)
			require.NoError(t, os.WriteFile(s.journalPath(), []byte(strings.Join(lines, "\n")), 0o600))
			_, err = s.Journal()
			require.ErrorContains(t, err, fmt.Sprintf("read journal %s: %s", s.journalPath(), c.says))
		})
	}
}

// TestAFailedAppendLeavesNoTornLine has a write fail after its first half.
func TestAFailedAppendLeavesNoTornLine(t *testing.T) {
	t.Parallel()
	s := openDir(t, t.TempDir())
	appendAll(t, s, 1)
	raw, err := os.ReadFile(s.journalPath())
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(s.journalPath(), append(raw, `{"version":`...), 0o600))
	require.NoError(t, s.journal.Close())
	require.ErrorContains(t, s.Append(entry(2)), "append to journal")
	appendAll(t, s, 3)
	holds(t, s, "", 1, 3)
}

func TestAFileIsReplacedWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	require.NoError(t, writeFileAtomic(path, []byte("old")))
	require.NoError(t, writeFileAtomic(path, []byte("new")))
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "new", string(raw))
	require.Equal(t, []string{"file"}, fileNames(t, dir))

	taken := filepath.Join(dir, "taken")
	require.NoError(t, os.MkdirAll(filepath.Join(taken, "by a folder"), 0o700))
	require.Error(t, writeFileAtomic(taken, []byte("new")))
	require.Equal(t, []string{"file", "taken"}, fileNames(t, dir), "nothing is left beside it")
}

func TestWhatADeathBeforeARenameLeftIsRemoved(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := openDir(t, dir)
	require.NoError(t, s.Commit([]byte("one")))
	for _, file := range []string{checkpointFile, journalFile} {
		f, err := os.CreateTemp(dir, file+".*"+temporary)
		require.NoError(t, err)
		require.NoError(t, f.Close())
	}
	holds(t, openDir(t, dir), "one")
	require.Equal(t, []string{checkpointFile}, fileNames(t, dir))
}

func TestTheStateIsItsOwnersAlone(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "state")
	s := openDir(t, dir)
	require.NoError(t, s.Commit([]byte("one")))
	appendAll(t, s, 1)
	modes := map[string]os.FileMode{}
	for _, path := range []string{dir, filepath.Join(dir, checkpointFile), s.journalPath()} {
		info, err := os.Stat(path)
		require.NoError(t, err)
		modes[filepath.Base(path)] = info.Mode().Perm()
	}
	require.Equal(t, map[string]os.FileMode{"state": 0o700, checkpointFile: 0o600, journalFile: 0o600}, modes)
}

func TestACloneIsTheStoreOfThatMoment(t *testing.T) {
	t.Parallel()
	s := &MemoryStore{}
	require.NoError(t, s.Commit([]byte("one")))
	appendAll(t, s, 1)
	clone := s.Clone()
	require.True(t, clone.Equal(s))

	appendAll(t, s, 2)
	require.False(t, clone.Equal(s), "another journal")
	holds(t, clone, "one", 1)
	appendAll(t, clone, 3)
	holds(t, s, "one", 1, 2)
	holds(t, clone, "one", 1, 3)
	require.False(t, clone.Equal(s), "a journal of the same length")

	require.NoError(t, s.Commit([]byte("two")))
	require.NoError(t, clone.Commit([]byte("three")))
	require.False(t, clone.Equal(s), "another checkpoint")
	require.NoError(t, clone.Commit([]byte("two")))
	require.True(t, clone.Equal(s))
}
