package synthetics

import (
	"archive/zip"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

func TestRuntimesComeAndGo(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct{ runtime, before, says string }{
		"the newest of Puppeteer":             {"syn-nodejs-puppeteer-17.0", "", ""},
		"the oldest of Puppeteer":             {"syn-nodejs-puppeteer-8.0", "", ""},
		"one of Puppeteer that is deprecated": {"syn-nodejs-puppeteer-7.0", "", "Deprecated runtime version specified."},
		"one that will be":                    {"syn-nodejs-puppeteer-17.1", "", "Invalid runtime version"},
		"Node.js alone":                       {"syn-nodejs-3.1", "", ""},
		"one of Selenium that is deprecated":  {"syn-python-selenium-5.1", "", "Deprecated runtime version specified."},
		"Java":                                {"syn-java-1.0", "", ""},
		"no family's":                         {"syn-ruby-1.0", "", "Invalid runtime version syn-ruby-1.0"},
		"a deprecated one that is kept":       {"syn-nodejs-puppeteer-6.2", "syn-nodejs-puppeteer-6.2", ""},
		"a deprecated one for another":        {"syn-nodejs-puppeteer-7.0", "syn-nodejs-puppeteer-6.2", "Deprecated runtime version specified."},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			var old *sim.Object
			if tt.before != "" {
				old = &sim.Object{Inputs: kind.Props{"runtimeVersion": kind.Text(tt.before)}}
			}
			err := admitRuntime(tt.runtime, old)
			if tt.says == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, tt.says)
		})
	}
}

// packed writes an archive of empty files.
func packed(t *testing.T, names ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "canary.zip")
	f, err := os.Create(path)
	require.NoError(t, err)
	w := zip.NewWriter(f)
	for _, name := range names {
		_, err := w.Create(name)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	require.NoError(t, f.Close())
	return path
}

func TestAnArchiveHasTheHandler(t *testing.T) {
	t.Parallel()
	const puppeteer, selenium = "syn-nodejs-puppeteer-17.0", "syn-python-selenium-12.0"
	for title, tt := range map[string]struct {
		files            []string
		handler, runtime string
		says             string
	}{
		"a script where the layer has it": {[]string{"nodejs/node_modules/health.js"}, "health.handler", puppeteer, ""},
		"a script at the top":             {[]string{"README", "health.mjs"}, "health.handler", puppeteer, ""},
		"a script in a folder":            {[]string{"nodejs/node_modules/checks/health.js"}, "checks/health.handler", puppeteer, ""},
		"Python":                          {[]string{"python/health.py"}, "health.handler", selenium, ""},
		"another script":                  {[]string{"nodejs/node_modules/index.js"}, "health.handler", puppeteer, "has no script health.js for the handler health.handler"},
		"another language":                {[]string{"python/health.py"}, "health.handler", puppeteer, "has no script"},
		"classes":                         {nil, "health.Check::run", "syn-java-1.0", ""},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			err := admitArchive(packed(t, tt.files...), tt.handler, tt.runtime)
			if tt.says == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, tt.says)
		})
	}
	text := filepath.Join(t.TempDir(), "canary.zip")
	require.NoError(t, os.WriteFile(text, []byte("no archive"), 0o600))
	require.ErrorContains(t, admitArchive(text, "health.handler", puppeteer), "not a valid zip file")
}

func TestHowOftenACanaryRuns(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		expression string
		seconds    int
		valid      bool
	}{
		"every minute":       {"rate(1 minute)", 60, true},
		"every hour":         {"rate(1 hour)", 3600, true},
		"every sixty":        {"rate(60 minutes)", 3600, true},
		"once":               {"rate(0 minute)", 0, true},
		"by the clock":       {"cron(0 8 * * ? *)", 0, true},
		"seldom":             {"rate(2 hours)", 7200, false},
		"every day":          {"rate(1 day)", 0, false},
		"by the wrong clock": {"cron(0 8 * * ?)", 0, false},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.seconds, interval(tt.expression))
			assert.Equal(t, tt.valid, admitSchedule(tt.expression) == nil)
		})
	}
}
