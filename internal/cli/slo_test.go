package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPromisesThatCanNotBeShown(t *testing.T) {
	here(t)
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"no environment": {
			[]string{"slo", "list"}, "name one environment, as in `platform slo list dev`: accepts 1 arg(s), received 0",
		},
		"a service that promises nothing": {
			[]string{"slo", "explain", "prod", "--service", "absent"}, `find promises in prod: no service "absent" promises anything; take app, mailer, reports`,
		},
		"more than everything": {
			[]string{"slo", "budget", "prod", "--bad", "101"}, "share of bad events 101: it is not more than 0 and at most 100",
		},
		"a share that is none": {
			[]string{"slo", "explain", "prod", "--errors", "10,half"},
			`share of bad events half: read percentage "half": write it as 99.9, with at most 6 digits after the point`,
		},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, refused(c.says), platform(c.args...)) })
	}
}

func TestPromisesOfAnEnvironment(t *testing.T) {
	here(t)
	list := platform("slo", "list", "prod")
	require.Equal(t, answer{ExitOK, list.out, ""}, list)
	require.Contains(t, list.out, "app      availability  99.9 %")
	require.Regexp(t, `\napp +tail +99 % +30d +http_request_duration_seconds within 1s +app/database\n`, list.out)
	require.Equal(t, []string{"mailer database", "reports availability", "reports latency"}, listed(list.out)[4:], "what is no service, and what has no database")

	explained := platform("slo", "explain", "prod", "--service", "app", "--errors", "100%,0.2")
	require.Equal(t, answer{ExitOK, explained.out, ""}, explained)
	require.Contains(t, explained.out, "app/availability: 99.9 % over 30d of http_requests_total that did not fail\n")
	require.Contains(t, explained.out, "AT 100 % (GONE)")
	require.Contains(t, explained.out, "A TOTAL OUTAGE IS KNOWN BY")

	budgets := platform("slo", "budget", "prod", "--bad", "0.05%")
	require.Equal(t, answer{ExitOK, budgets.out, ""}, budgets)
	require.Equal(t, 2, strings.Count(budgets.out, "SERVICE"))
	require.Contains(t, budgets.out, "43.8 min")
	require.Equal(t, 1, strings.Count(platform("slo", "budget", "prod").out, "SERVICE"))
}

// listed are the services and objectives of a list.
func listed(list string) []string {
	var out []string
	for line := range strings.Lines(list) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] != "SERVICE" {
			out = append(out, fields[0]+" "+fields[1])
		}
	}
	return out
}

// declaring is a folder with dev's file, in which the app declares objectives.
func declaring(t *testing.T, slos string) {
	t.Helper()
	here(t)
	raw, err := os.ReadFile("Pulumi.dev.yaml")
	require.NoError(t, err)
	const entry = "\n    app:\n"
	require.Contains(t, string(raw), entry)
	dir := t.TempDir()
	text := strings.Replace(string(raw), entry, entry+"      slos: "+slos+"\n", 1)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "Pulumi.yaml"), []byte("name: covetpy\n"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "Pulumi.dev.yaml"), []byte(text), 0o600))
	t.Chdir(dir)
}

func TestAnObjectiveThatIsDeclaredWronglyIsToldWithItsLine(t *testing.T) {
	declaring(t, `{own: {objective: "100", availability: {}}}`)
	got := platform("slo", "list", "dev")
	require.Equal(t, answer{ExitBadInput, "", got.err}, got)
	require.Regexp(t, `Pulumi\.dev\.yaml:\d+: apps\.app\.slos\.own\.objective: found 100, accepted: more than 0 and less than 100`, got.err)
}
