// Package workspace finds the repository that a command works on, and the
// folder that the state of its offline environments lives in, one environment a
// folder, which one process at a time may hold.
package workspace

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	// flock's locks go with the process that holds them, however it ends, so a
	// lock whose owner is dead needs no detecting.
	"github.com/gofrs/flock"
)

// HomeVariable names the environment variable that moves the state out of the
// repository.
const HomeVariable = "PLATFORM_HOME"

const (
	projectFile = "Pulumi.yaml"
	stateFolder = ".platform"
	lockFile    = "lock"
	ledgerFile  = "ledger.jsonl"
)

// Workspace is a repository and the home of its state.
type Workspace struct {
	Root string // where Pulumi.yaml is
	Home string // where state is kept
}

// Find looks for the project from a folder upwards.
func Find(from string) (*Workspace, error) {
	dir, err := filepath.Abs(from)
	if err != nil {
		return nil, fmt.Errorf("find the repository: %w", err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, projectFile)); err == nil {
			return at(dir)
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return nil, fmt.Errorf("find the repository: no %s in %s or above it; run this inside the repository", projectFile, from)
		}
		dir = parent
	}
}

func at(root string) (*Workspace, error) {
	home := os.Getenv(HomeVariable)
	if home == "" {
		home = filepath.Join(root, stateFolder)
	}
	home, err := filepath.Abs(home)
	if err != nil {
		return nil, fmt.Errorf("resolve %s: %w", HomeVariable, err)
	}
	return &Workspace{Root: root, Home: home}, nil
}

// Environment is the held state folder of one environment.
type Environment struct {
	Dir  string
	lock *flock.Flock
}

// Ledger is the file of the simulated cloud.
func (e *Environment) Ledger() string { return filepath.Join(e.Dir, ledgerFile) }

// Owner is who holds an environment.
type Owner struct {
	PID     int       `json:"pid"`
	Command string    `json:"command"`
	Since   time.Time `json:"since"`
}

// BusyError says that another process holds the environment.
type BusyError struct {
	Environment string
	Owner       Owner // zero where it could not be read
}

// Error names the owner and says what to do.
func (e *BusyError) Error() string {
	if e.Owner.PID == 0 {
		return fmt.Sprintf("environment %s is in use by another process: wait for it to end", e.Environment)
	}
	return fmt.Sprintf("environment %s is in use by process %d (platform %s, since %s): wait for it to end, or stop it",
		e.Environment, e.Owner.PID, e.Owner.Command, e.Owner.Since.Format(time.TimeOnly))
}

// Hold takes the environment's folder, making it if need be, for a command.
// It fails with a BusyError while another process holds it.
func (w *Workspace) Hold(environment string, args []string) (*Environment, error) {
	dir := filepath.Join(w.Home, environment)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make state folder: %w", err)
	}
	path := filepath.Join(dir, lockFile)
	lock := flock.New(path, flock.SetPermissions(0o600))
	held, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock environment %s: %w", environment, err)
	}
	if !held {
		return nil, &BusyError{Environment: environment, Owner: readOwner(path)}
	}
	owner, err := json.Marshal(Owner{PID: os.Getpid(), Command: strings.Join(args, " "), Since: time.Now()})
	if err == nil {
		err = os.WriteFile(path, owner, 0o600)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("note the owner of environment %s: %w", environment, err), lock.Unlock())
	}
	return &Environment{Dir: dir, lock: lock}, nil
}

// Release lets go of the folder.
func (e *Environment) Release() error {
	if err := e.lock.Unlock(); err != nil {
		return fmt.Errorf("unlock %s: %w", e.Dir, err)
	}
	return nil
}

// readOwner reads who holds a lock. The owner may not have written its name
// yet: then nobody is named.
func readOwner(path string) Owner {
	var o Owner
	raw, err := os.ReadFile(path) //nolint:gosec // the lock that was just asked for
	if errors.Is(err, fs.ErrNotExist) || json.Unmarshal(raw, &o) != nil {
		return Owner{}
	}
	return o
}
