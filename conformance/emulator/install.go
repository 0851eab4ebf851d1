package emulator

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"github.com/covetpy/platform/conformance/build"
)

//go:embed requirements.txt
var requirements []byte

//go:embed serve.py
var serve []byte

// doneFile is written last: an environment without it is not whole.
const doneFile = "installed"

// ErrNotInstalled says that the emulators are not in the cache.
var ErrNotInstalled = errors.New("the emulators are not installed: run `go run -C conformance ./cmd/conform emulators`")

// Installed is a virtual environment that has both emulators.
type Installed struct{ dir string }

// Python is its interpreter.
func (i Installed) Python() string { return filepath.Join(i.dir, "bin", "python") }

// Find returns the environment of the present requirements, or ErrNotInstalled: where
// there is no Python either, with what that lacks.
func Find(ctx context.Context) (Installed, error) {
	i, err := locate(ctx)
	if err != nil {
		return Installed{}, errors.Join(ErrNotInstalled, err)
	}
	return i, i.whole()
}

// Install returns the environment of the present requirements, and makes it when it
// is not in the cache. What it does is written to w.
func Install(ctx context.Context, w io.Writer) (Installed, error) {
	i, err := locate(ctx)
	if err != nil {
		return Installed{}, err
	}
	if err := os.MkdirAll(filepath.Dir(i.dir), 0o755); err != nil {
		return Installed{}, fmt.Errorf("make the cache: %w", err)
	}
	lock := flock.New(i.dir + ".lock")
	if _, err := lock.TryLockContext(ctx, time.Second); err != nil {
		return Installed{}, fmt.Errorf("wait for another installation of the emulators: %w", err)
	}
	defer lock.Unlock() //nolint:errcheck // the process's end unlocks too
	if err := i.whole(); !errors.Is(err, ErrNotInstalled) {
		return i, err
	}
	return i, i.make(ctx, w)
}

func (i Installed) whole() error {
	_, err := os.Stat(filepath.Join(i.dir, doneFile))
	if errors.Is(err, os.ErrNotExist) {
		return ErrNotInstalled
	}
	return err
}

// locate says where the environment is, or will be: by what is installed, and by
// the interpreter that it is made for.
func locate(ctx context.Context) (Installed, error) {
	home, err := build.Home()
	if err != nil {
		return Installed{}, err
	}
	version, err := pythonVersion(ctx)
	if err != nil {
		return Installed{}, err
	}
	const short = 12
	sum := sha256.Sum256(append([]byte(version), requirements...))
	return Installed{filepath.Join(home, "emulators", hex.EncodeToString(sum[:])[:short])}, nil
}

// oldest is the first version of Python for which requirements.txt is whole: earlier
// ones need packages that later ones brought into the standard library.
const oldest = "3.11"

// probe prints where the interpreter is and what it is, or what it lacks.
const probe = `
import sys
if sys.version_info < (3, 11):
    sys.exit("it is Python %d.%d" % sys.version_info[:2])
import ensurepip, venv
print(sys.executable, sys.version)`

func pythonVersion(ctx context.Context) (string, error) {
	var stderr bytes.Buffer
	ask := exec.CommandContext(ctx, "python3", "-c", probe)
	ask.Stderr = &stderr
	out, err := ask.Output()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "", fmt.Errorf("the emulators are Python programs, and there is no python3 on the PATH: install Python %s or later, with venv", oldest)
	case err != nil:
		return "", fmt.Errorf("the emulators need a python3 of %s or later that has venv and ensurepip (Debian's python3-venv): %w: %s",
			oldest, err, strings.TrimSpace(stderr.String()))
	}
	return string(out), nil
}

// make installs into the folder. Only what is pinned is installed, from ready-made
// packages: no setup script of a package runs.
func (i Installed) make(ctx context.Context, w io.Writer) error {
	if err := os.RemoveAll(i.dir); err != nil {
		return fmt.Errorf("remove what is left of an installation: %w", err)
	}
	fmt.Fprintln(w, "installing the emulators, once; this downloads some 60 packages")
	start := time.Now()
	list := filepath.Join(i.dir, "requirements.txt")
	for _, command := range [][]string{
		{"python3", "-m", "venv", i.dir},
		{i.Python(), "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary=:all:", "--no-input", "-r", list},
	} {
		if command[0] == i.Python() {
			if err := os.WriteFile(list, requirements, 0o644); err != nil {
				return fmt.Errorf("install the emulators: %w", err)
			}
		}
		run := exec.CommandContext(ctx, command[0], command[1:]...)
		if out, err := run.CombinedOutput(); err != nil {
			return fmt.Errorf("install the emulators: %s: %w\n%s", strings.Join(command, " "), errors.Join(err, context.Cause(ctx)), out)
		}
	}
	fmt.Fprintf(w, "installed in %s, in %s\n", i.dir, time.Since(start).Round(time.Second))
	return os.WriteFile(filepath.Join(i.dir, doneFile), nil, 0o644)
}
