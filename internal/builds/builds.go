// Package builds keeps what takes minutes to compile in the user's cache, once for
// all that it is made of: the conformance module's provider, and the servers of
// tests/kube. What is built, and how, is those modules' own.
package builds

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	// flock's locks go with the process that holds them, however it ends.
	"github.com/gofrs/flock"
)

// doneFile is the last that a build writes: it says that the build is complete, and
// by its time when somebody last asked for it.
const doneFile = "built.json"

// Home is where builds are kept: the folder that an environment variable names, or
// else one of the user's cache.
func Home(variable, folder string) (string, error) {
	if dir := os.Getenv(variable); dir != "" {
		return filepath.Abs(dir)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find a cache folder; set %s to one: %w", variable, err)
	}
	return filepath.Join(cache, folder), nil
}

// Key is short for all that goes into a build: the compiler, what about says, and
// the files by their names and contents. Where they lie is no part of it.
func Key(about string, files ...string) (string, error) {
	return digest(fmt.Sprintf("%s %s %s %s", runtime.Version(), runtime.GOOS, runtime.GOARCH, about), files)
}

// Digest is short for files by their names and contents.
func Digest(files ...string) (string, error) { return digest("", files) }

func digest(about string, files []string) (string, error) {
	h := sha256.New()
	fmt.Fprint(h, about)
	for _, file := range files {
		raw, err := os.ReadFile(file) // #nosec G304 -- the caller's own sources
		if err != nil {
			return "", fmt.Errorf("read what a build is made of: %w", err)
		}
		fmt.Fprintln(h, filepath.Base(file), len(raw))
		h.Write(raw)
	}
	const short = 12
	return hex.EncodeToString(h.Sum(nil))[:short], nil
}

// Find reads what the build in a folder says of itself, and marks it as used. Without
// a complete one there it returns missing.
func Find[T any](dir string, missing error) (T, error) {
	var b T
	done := filepath.Join(dir, doneFile)
	raw, err := os.ReadFile(done) // #nosec G304 -- in the cache
	if errors.Is(err, os.ErrNotExist) {
		return b, missing
	}
	if err != nil {
		return b, fmt.Errorf("read a build: %w", err)
	}
	now := time.Now()
	if err := os.Chtimes(done, now, now); err != nil {
		return b, fmt.Errorf("mark a build as used: %w", err)
	}
	if err := json.Unmarshal(raw, &b); err != nil {
		return b, fmt.Errorf("parse %s: %w; remove that folder", done, err)
	}
	return b, nil
}

// Finish writes what a build says of itself, and with it that it is complete.
func Finish(dir string, b any) error {
	raw, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return fmt.Errorf("write what was built: %w", err)
	}
	return os.WriteFile(filepath.Join(dir, doneFile), raw, 0o600)
}

// Once finds the build that belongs into a folder, or makes it, one process at a
// time, and then removes those that nobody has asked for in a while. find returns
// missing where there is none. Progress is written to w.
func Once[T any](ctx context.Context, dir string, missing error, find, build func() (T, error), w io.Writer) (T, error) {
	var none T
	home := filepath.Dir(dir)
	if err := os.MkdirAll(home, 0o750); err != nil {
		return none, fmt.Errorf("make the cache: %w", err)
	}
	lock := flock.New(filepath.Join(home, "lock"))
	if locked, err := lock.TryLock(); err != nil {
		return none, fmt.Errorf("lock the cache: %w", err)
	} else if !locked {
		fmt.Fprintln(w, "waiting for another build to end")
		if _, err := lock.TryLockContext(ctx, time.Second); err != nil {
			return none, fmt.Errorf("wait for another build: %w", err)
		}
	}
	defer lock.Unlock() //nolint:errcheck // the process's end unlocks too
	if b, err := find(); !errors.Is(err, missing) {
		return b, err
	}
	b, err := build()
	if err != nil {
		return b, err
	}
	return b, prune(home, time.Now())
}

// unused is how long a build is kept that nothing asks for: other checkouts have
// builds of their own here.
const unused = 7 * 24 * time.Hour

// prune removes builds that were not asked for in a while.
func prune(home string, now time.Time) error {
	done, err := filepath.Glob(filepath.Join(home, "*", doneFile))
	if err != nil {
		return fmt.Errorf("look for unused builds: %w", err)
	}
	var errs []error
	for _, file := range done {
		info, err := os.Stat(file)
		if err != nil {
			errs = append(errs, fmt.Errorf("look at an unused build: %w", err))
			continue
		}
		if now.Sub(info.ModTime()) < unused {
			continue
		}
		if err := os.RemoveAll(filepath.Dir(file)); err != nil {
			errs = append(errs, fmt.Errorf("remove an unused build: %w", err))
		}
	}
	return errors.Join(errs...)
}
