package workspace

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// holder names the environment variable that has this test binary hold an
// environment of the home that it names, as a second process.
const holder = "WORKSPACE_TEST_HOLD"

func TestMain(m *testing.M) {
	if home := os.Getenv(holder); home != "" {
		os.Exit(hold(home))
	}
	os.Exit(m.Run())
}

// hold says "held" once it holds dev, and keeps it until its input ends.
func hold(home string) int {
	_, err := (&Workspace{Home: home}).Hold("dev", []string{"up", "dev"})
	if err != nil {
		_, _ = os.Stderr.WriteString(err.Error())
		return 1
	}
	_, _ = os.Stdout.WriteString("held\n")
	_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
	return 0
}

// project makes a repository with a folder deep in it.
func project(t *testing.T) (root, deep string) {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	deep = filepath.Join(root, "a", "b")
	require.NoError(t, os.MkdirAll(deep, 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(root, projectFile), nil, 0o600))
	return root, deep
}

func TestTheRepositoryIsFoundFromAnywhereInIt(t *testing.T) {
	root, deep := project(t)
	t.Chdir(deep)
	cases := map[string]struct {
		from, variable string
		home           string
	}{
		"from its root":                        {root, "", filepath.Join(root, ".platform")},
		"from a folder in it":                  {deep, "", filepath.Join(root, ".platform")},
		"from where the process is":            {".", "", filepath.Join(root, ".platform")},
		"with its state elsewhere":             {deep, "/var/lib/platform", "/var/lib/platform"},
		"with its state beside where we are":   {root, "state", filepath.Join(deep, "state")},
		"with its state at an unclean address": {root, "/var/lib/../platform/", "/var/platform"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Setenv(HomeVariable, c.variable)
			ws, err := Find(c.from)
			require.NoError(t, err)
			require.Equal(t, &Workspace{Root: root, Home: c.home}, ws)
		})
	}
}

func TestOutsideARepositoryNothingIsFound(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, err := Find(dir)
	require.EqualError(t, err, "find the repository: no Pulumi.yaml in "+dir+" or above it; run this inside the repository")
}

func TestAnEnvironmentIsHeldByOneAtATime(t *testing.T) {
	t.Parallel()
	ws := &Workspace{Home: filepath.Join(t.TempDir(), "home")}
	first, err := ws.Hold("dev", []string{"up", "dev"})
	require.NoError(t, err)
	require.Equal(t, filepath.Join(ws.Home, "dev"), first.Dir)
	require.Equal(t, filepath.Join(ws.Home, "dev", "ledger.jsonl"), first.Ledger())

	_, err = ws.Hold("dev", []string{"destroy", "dev"})
	var busy *BusyError
	require.ErrorAs(t, err, &busy)
	require.WithinDuration(t, time.Now(), busy.Owner.Since, time.Minute)
	require.Equal(t, &BusyError{
		Environment: "dev",
		Owner:       Owner{PID: os.Getpid(), Command: "up dev", Since: busy.Owner.Since},
	}, busy)

	other, err := ws.Hold("staging", nil)
	require.NoError(t, err, "another environment is free")
	require.NoError(t, other.Release())

	require.NoError(t, first.Release())
	second, err := ws.Hold("dev", []string{"destroy", "dev"})
	require.NoError(t, err, "it was let go of")
	require.Equal(t, "destroy dev", readOwner(filepath.Join(second.Dir, lockFile)).Command)
	require.NoError(t, second.Release())
}

// TestTheLockOfADeadProcessIsFree has a second process hold the environment and
// die without letting go.
func TestTheLockOfADeadProcessIsFree(t *testing.T) {
	t.Parallel()
	ws := &Workspace{Home: t.TempDir()}
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), holder+"="+ws.Home)
	cmd.Stderr = os.Stderr
	_, err := cmd.StdinPipe()
	require.NoError(t, err)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "held\n", line)

	_, err = ws.Hold("dev", nil)
	var busy *BusyError
	require.ErrorAs(t, err, &busy)
	require.Equal(t, cmd.Process.Pid, busy.Owner.PID)

	require.NoError(t, cmd.Process.Kill())
	require.ErrorContains(t, cmd.Wait(), "killed")
	mine, err := ws.Hold("dev", nil)
	require.NoError(t, err)
	require.NoError(t, mine.Release())
}

func TestWhoeverIsKeptOutIsToldByWhom(t *testing.T) {
	t.Parallel()
	since := time.Date(2026, time.November, 23, 9, 5, 7, 0, time.Local)
	cases := map[string]struct {
		owner Owner
		says  string
	}{
		"a process": {
			Owner{PID: 42, Command: "up dev", Since: since},
			"environment dev is in use by process 42 (platform up dev, since 09:05:07): wait for it to end, or stop it",
		},
		"one that has not said its name": {Owner{}, "environment dev is in use by another process: wait for it to end"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.EqualError(t, &BusyError{Environment: "dev", Owner: c.owner}, c.says)
		})
	}
}

func TestANoteThatCannotBeReadNamesNobody(t *testing.T) {
	t.Parallel()
	cases := map[string]string{"no note": "", "a note being written": `{"pid":4`}
	for name, note := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), lockFile)
			require.Equal(t, Owner{}, readOwner(path), "no file")
			require.NoError(t, os.WriteFile(path, []byte(note), 0o600))
			require.Equal(t, Owner{}, readOwner(path))
		})
	}
}
