// Package build makes the servers of a Kubernetes control plane from their projects'
// sources, once for all that they are made of, and keeps them in the user's cache.
package build

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

// HomeVariable names the environment variable that moves what is built out of the
// user's cache folder.
const HomeVariable = "KUBE_HOME"

// ErrNotBuilt says that the servers for the present sources are not in the cache.
var ErrNotBuilt = errors.New("the servers are not built: run `go run -C tests/kube . build`")

const (
	binaryName = "servers"
	doneFile   = "built.json"
)

// Built is a finished build, as it is kept beside the binary.
type Built struct {
	Dir string `json:"-"`
	// Fresh is false for one that was found in the cache.
	Fresh bool `json:"-"`

	Kubernetes string        `json:"kubernetes"` // versions of the modules
	Etcd       string        `json:"etcd"`
	Kwok       string        `json:"kwok"`
	Compiled   time.Duration `json:"compiled"` // as it took on the machine that did
	SizeMB     int64         `json:"sizeMB"`
}

// Binary is all servers in one.
func (b Built) Binary() string { return filepath.Join(b.Dir, binaryName) }

// Find returns the build for the present sources, or ErrNotBuilt. root is the folder
// of the module tests/kube.
func Find(root string) (Built, error) {
	dir, err := place(root)
	if err != nil {
		return Built{}, err
	}
	return find(dir)
}

// Make returns the build for the present sources, and makes it when it is not in the
// cache. Progress is written to w.
func Make(ctx context.Context, root string, w io.Writer) (Built, error) {
	dir, err := place(root)
	if err != nil {
		return Built{}, err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return Built{}, fmt.Errorf("make the cache: %w", err)
	}
	lock := flock.New(filepath.Join(filepath.Dir(dir), "lock"))
	if locked, err := lock.TryLock(); err != nil {
		return Built{}, fmt.Errorf("lock the cache: %w", err)
	} else if !locked {
		fmt.Fprintln(w, "waiting for another build to end")
		if _, err := lock.TryLockContext(ctx, time.Second); err != nil {
			return Built{}, fmt.Errorf("wait for another build: %w", err)
		}
	}
	defer lock.Unlock() //nolint:errcheck // the process's end unlocks too
	if b, err := find(dir); !errors.Is(err, ErrNotBuilt) {
		return b, err
	}
	b, err := compile(ctx, filepath.Join(root, "servers"), dir, w)
	if err != nil {
		return b, fmt.Errorf("build the servers: %w", err)
	}
	return b, prune(filepath.Dir(dir), time.Now())
}

// place is where the build for the present sources is, or will be.
func place(root string) (string, error) {
	home, err := home()
	if err != nil {
		return "", err
	}
	key, err := key(filepath.Join(root, "servers"))
	return filepath.Join(home, key), err
}

// home is where builds are kept.
func home() (string, error) {
	if dir := os.Getenv(HomeVariable); dir != "" {
		return filepath.Abs(dir)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find a cache folder; set %s to one: %w", HomeVariable, err)
	}
	return filepath.Join(cache, "covetpy-kube"), nil
}

// key is short for all that goes into a build.
func key(sources string) (string, error) {
	files, err := filepath.Glob(filepath.Join(sources, "*.go"))
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintln(h, runtime.Version(), runtime.GOOS, runtime.GOARCH, linked("v1.0.0"))
	for _, file := range append(files, filepath.Join(sources, "go.mod"), filepath.Join(sources, "go.sum")) {
		raw, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("read what a build is made of: %w", err)
		}
		fmt.Fprintln(h, filepath.Base(file), len(raw))
		h.Write(raw)
	}
	const short = 12
	return hex.EncodeToString(h.Sum(nil))[:short], nil
}

func find(dir string) (Built, error) {
	done := filepath.Join(dir, doneFile)
	raw, err := os.ReadFile(done)
	if errors.Is(err, os.ErrNotExist) {
		return Built{}, ErrNotBuilt
	}
	if err != nil {
		return Built{}, fmt.Errorf("read a build: %w", err)
	}
	now := time.Now()
	if err := os.Chtimes(done, now, now); err != nil {
		return Built{}, fmt.Errorf("mark a build as used: %w", err)
	}
	b := Built{Dir: dir}
	if err := json.Unmarshal(raw, &b); err != nil {
		return b, fmt.Errorf("parse %s: %w; remove that folder", done, err)
	}
	return b, nil
}

// unused is how long a build is kept that nothing asks for: other checkouts have
// builds of their own here.
const unused = 7 * 24 * time.Hour

// prune removes builds that were not asked for in a while.
func prune(home string, now time.Time) error {
	done, err := filepath.Glob(filepath.Join(home, "*", doneFile))
	if err != nil {
		return err
	}
	var errs []error
	for _, file := range done {
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		if now.Sub(info.ModTime()) > unused {
			errs = append(errs, os.RemoveAll(filepath.Dir(file)))
		}
	}
	return errors.Join(errs...)
}
