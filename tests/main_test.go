package tests

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/covetpy/platform/internal/cli"
)

const (
	// asCommand makes the test binary behave as the platform command, so that a
	// test can kill a real process without compiling one more.
	asCommand = "PLATFORM_TEST_AS_COMMAND"
	// asPart tells a process that it runs some of the tests for another one.
	asPart = "PLATFORM_TEST_AS_PART"
	// testsInProcess is how many tests one process runs. The engine never lets go of
	// what it worked on, some 7 MB for each run of dev: all tests in one process would
	// need more memory than a small machine has.
	testsInProcess = 6
)

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		os.Exit(int(cli.Main(os.Args[1:], os.Stdout, os.Stderr)))
	}
	flag.Parse()
	if os.Getenv(asPart) == "" && all() {
		if err := inParts(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	// Whole environments come and go by the thousand: collecting less often halves
	// the time. But not where what the engine keeps adds up.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(12 << 30)
	// A property here takes whole environments. The command line still decides.
	if !given("rapid.checks") {
		if err := flag.Set("rapid.checks", "8"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// all is true when the command line asks for every test and for nothing that one
// process has to do: no choice, no profile, no coverage.
func all() bool {
	return !slices.ContainsFunc([]string{
		"test.run", "test.skip", "test.list", "test.bench", "test.fuzz", "test.count", "test.shuffle",
		"test.cpuprofile", "test.memprofile", "test.blockprofile", "test.mutexprofile", "test.trace", "test.coverprofile",
	}, func(name string) bool {
		f := flag.Lookup(name)
		return f != nil && f.Value.String() != f.DefValue
	})
}

func given(name string) bool {
	found := false
	flag.Visit(func(f *flag.Flag) { found = found || f.Name == name })
	return found
}

// inParts runs all tests, some in each process, one process after the other.
func inParts() error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find the tests: %w", err)
	}
	ctx := context.Background()
	listed, err := exec.CommandContext(ctx, self, "-test.list", ".").Output()
	if err != nil {
		return fmt.Errorf("list the tests: %w", err)
	}
	// Each process would overwrite the log by which the go command tells whether a
	// result may be kept; without it none is.
	args := slices.DeleteFunc(slices.Clone(os.Args[1:]), func(a string) bool { return strings.HasPrefix(a, "-test.testlogfile") })
	failed := 0
	for part := range slices.Chunk(strings.Fields(string(bytes.TrimSpace(listed))), testsInProcess) {
		cmd := exec.CommandContext(ctx, self, append(args, "-test.run=^("+strings.Join(part, "|")+")$")...)
		cmd.Env = append(os.Environ(), asPart+"=1")
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		if err := cmd.Run(); err != nil {
			failed++
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d parts of the tests failed", failed)
	}
	return nil
}
