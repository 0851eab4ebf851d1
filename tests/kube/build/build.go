// Package build makes the servers of a Kubernetes control plane from their projects'
// sources, once for all that they are made of, and keeps them in the user's cache.
package build

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/covetpy/platform/internal/builds"
)

// HomeVariable names the environment variable that moves what is built out of the
// user's cache folder.
const HomeVariable = "KUBE_HOME"

// ErrNotBuilt says that the servers for the present sources are not in the cache.
var ErrNotBuilt = errors.New("the servers are not built: run `go run -C tests/kube . build`")

const binaryName = "servers"

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
	b, err := builds.Once(ctx, dir, ErrNotBuilt,
		func() (Built, error) { return find(dir) },
		func() (Built, error) { return compile(ctx, filepath.Join(root, "servers"), dir, w) }, w)
	if err != nil {
		return b, fmt.Errorf("build the servers: %w", err)
	}
	return b, nil
}

// place is where the build for the present sources is, or will be.
func place(root string) (string, error) {
	home, err := builds.Home(HomeVariable, "covetpy-kube")
	if err != nil {
		return "", err
	}
	key, err := key(filepath.Join(root, "servers"))
	return filepath.Join(home, key), err
}

// key is short for all that goes into a build. How the version is linked in is part
// of it.
func key(sources string) (string, error) {
	files, err := filepath.Glob(filepath.Join(sources, "*.go"))
	if err != nil {
		return "", err
	}
	return builds.Key(linked("v1.0.0")+"\n", append(files, filepath.Join(sources, "go.mod"), filepath.Join(sources, "go.sum"))...)
}

func find(dir string) (Built, error) {
	b, err := builds.Find[Built](dir, ErrNotBuilt)
	b.Dir = dir
	return b, err
}
