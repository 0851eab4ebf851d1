package cli

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// answer is what a command line ended with.
type answer struct {
	code     ExitCode
	out, err string
}

// here runs the tests that follow in the repository's root, with the state in a
// folder of their own that does not exist yet. Such tests are not parallel.
func here(t *testing.T) (home string) {
	t.Helper()
	t.Chdir("../..")
	home = filepath.Join(t.TempDir(), "home")
	t.Setenv("PLATFORM_HOME", home)
	return home
}

func platform(args ...string) answer {
	var out, err bytes.Buffer
	code := Main(args, &out, &err)
	return answer{code, out.String(), err.String()}
}

// refused is a command line that is wrong, and what is said of it.
func refused(says string) answer { return answer{ExitBadInput, "", "error: " + says + "\n"} }

func TestAWrongCommandLineDoesNothing(t *testing.T) {
	home := here(t)
	cases := map[string]struct {
		args []string
		want answer
	}{
		"an unknown command": {
			[]string{"deploy"}, refused("platform has no command \"deploy\": `platform --help` lists them"),
		},
		"an unknown command of a command": {
			[]string{"policy", "show"}, refused("platform policy has no command \"show\": `platform policy --help` lists them"),
		},
		"an unknown flag": {[]string{"up", "dev", "--force"}, refused("unknown flag: --force")},
		"a flag of another kind": {
			[]string{"up", "dev", "--offline", "--realtime", "fast"},
			refused(`invalid argument "fast" for "--realtime" flag: strconv.ParseFloat: parsing "fast": invalid syntax`),
		},
		"no environment": {
			[]string{"up", "--offline"}, refused("name one environment, as in `platform up dev`: accepts 1 arg(s), received 0"),
		},
		"two environments": {
			[]string{"diagram", "dev", "prod"}, refused("name one environment, as in `platform diagram dev`: accepts 1 arg(s), received 2"),
		},
		"an environment that is not there": {
			[]string{"preview", "test", "--offline"},
			refused("load environment test: there is no Pulumi.test.yaml; take dev, prod or staging, or copy one of their files"),
		},
		"an environment that cannot be": {
			[]string{"config", "../dev"},
			refused(`name environment "../dev": take 2 to 16 lower-case letters, digits and dashes, beginning with a letter`),
		},
		"time without the simulated cloud": {
			[]string{"up", "dev", "--realtime", "1", "--yes"},
			refused("--realtime and --faults shape the simulated cloud: they need --offline"),
		},
		"faults without the simulated cloud": {
			[]string{"preview", "dev", "--faults", "f.yaml"},
			refused("--realtime and --faults shape the simulated cloud: they need --offline"),
		},
		"time that runs backwards": {
			[]string{"up", "dev", "--offline", "--realtime", "-1"}, refused("--realtime -1: the factor cannot be negative"),
		},
		"a real account without a yes": {
			[]string{"up", "dev"},
			refused("up changes a real account: look at `platform preview dev`, then add --yes; or add --offline"),
		},
		"a state in another form": {
			[]string{"export", "dev", "--offline", "--json=false"}, refused("--json=false: the state is always printed as JSON"),
		},
		"a rule that is not there": {
			[]string{"policy", "explain", "no-such-rule"},
			refused("explain rule \"no-such-rule\": there is none; `platform policy list` names them all"),
		},
		"no rule": {
			[]string{"policy", "explain"}, refused("name one rule; `platform policy list` names them all: accepts 1 arg(s), received 0"),
		},
		"an argument too many": {
			[]string{"bench", "engine", "dev"}, refused(`unknown command "dev" for "platform bench engine"`),
		},
		"the destruction of what is protected": {
			[]string{"destroy", "prod", "--offline"},
			refused("destroy prod: it is protected (covetpy:protect, default of tier prod); to take it down, " +
				"set covetpy:protect: false, and deletionProtection: false under covetpy:cluster, covetpy:database and covetpy:edge, " +
				"in Pulumi.prod.yaml, run `up prod`, then `destroy prod`; on the simulated cloud, " +
				"`destroy prod --offline --unprotect` does all of it"),
		},
		"a real environment's protection taken off by a flag": {
			[]string{"destroy", "prod", "--yes", "--unprotect"},
			refused("--unprotect is for the simulated cloud: a real environment's protection is taken off in its file, where it is reviewed"),
		},
		"faults in a file that is not there": {
			[]string{"up", "dev", "--offline", "--faults", "no/such.yaml"},
			refused("read faults: open no/such.yaml: no such file or directory"),
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, platform(c.args...))
			_, err := os.Stat(home)
			require.ErrorIs(t, err, fs.ErrNotExist, "nothing was locked or made")
		})
	}
}

func TestAFileOfFaultsIsCheckedBeforeAnythingIsDone(t *testing.T) {
	home := here(t)
	cases := map[string]struct{ text, says string }{
		"not YAML":          {"faults: [", "yaml"},
		"an unknown field":  {"- {kind: aws, error: throttling}\n", "kind"},
		"an unknown error":  {"- {error: sulking}\n", `error "sulking": want throttling`},
		"nothing to strike": {"- {type: 'aws:*'}\n", "want an error, a latency or both"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "faults.yaml")
			require.NoError(t, os.WriteFile(file, []byte(c.text), 0o600))
			got := platform("up", "dev", "--offline", "--faults", file)
			require.Equal(t, ExitBadInput, got.code, got.err)
			require.Empty(t, got.out)
			require.Contains(t, got.err, "error: read faults "+file)
			require.Contains(t, got.err, c.says)
			_, err := os.Stat(home)
			require.ErrorIs(t, err, fs.ErrNotExist)
		})
	}
}

func TestOutsideTheRepositoryNothingCanBeDone(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for _, args := range [][]string{
		{"up", "dev", "--offline"}, {"export", "dev"}, {"config", "dev"}, {"diagram", "dev"}, {"graph", "dev"}, {"bench", "engine"}, {"bench", "compile"},
	} {
		require.Equal(t,
			refused("find the repository: no Pulumi.yaml in . or above it; run this inside the repository"), platform(args...), args)
	}
}

func TestHelpIsNoMistake(t *testing.T) {
	for _, args := range [][]string{{}, {"help"}, {"--help"}, {"bench"}, {"policy"}, {"up", "--help"}} {
		got := platform(args...)
		require.Equal(t, ExitOK, got.code, args)
		require.Contains(t, got.out, "Usage:\n  platform", args)
		require.Empty(t, got.err, args)
	}
}

// document reads the whole of an output as one JSON document.
func document[T any](t *testing.T, out string) T {
	t.Helper()
	d := json.NewDecoder(bytes.NewBufferString(out))
	var v T
	require.NoError(t, d.Decode(&v))
	require.False(t, d.More(), "one document and nothing else")
	return v
}
