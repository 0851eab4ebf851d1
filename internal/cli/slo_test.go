package cli

import (
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
