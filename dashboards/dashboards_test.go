package dashboards

import (
	"testing"

	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	"github.com/grafana/grafana-foundation-sdk/go/prometheus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/slo"
)

func TestEveryPanelSaysWhatItShows(t *testing.T) {
	t.Parallel()
	everyDashboard(t, func(t *testing.T, e Environment, d Dashboard) {
		require.NotEmpty(t, panels(d))
		require.Equal(t, len(panels(d)), d.Panels())
		assert.NotEmpty(t, *d.Model.Description)
		assert.NotEmpty(t, d.For)
		for _, p := range panels(d) {
			require.NotEmpty(t, *p.Title)
			assert.Greater(t, len(*p.Description), 10, *p.Title)
			assert.NotEmpty(t, *p.FieldConfig.Defaults.Unit, *p.Title)
			assert.Contains(t, []Source{e.Sources.Metrics, e.Sources.CloudWatch}, Source{*p.Datasource.Type, *p.Datasource.Uid}, *p.Title)
			assert.NotEmpty(t, p.Targets, *p.Title)
		}
	})
}

func TestPanelsStandOnTheGridWithoutTouching(t *testing.T) {
	t.Parallel()
	everyDashboard(t, func(t *testing.T, _ Environment, d Dashboard) {
		covered := map[[2]uint32]string{}
		for _, p := range d.Model.Panels {
			at, title := placed(p)
			require.LessOrEqual(t, at.X+at.W, uint32(gridColumns), title)
			require.NotZero(t, at.W*at.H, title)
			for x := at.X; x < at.X+at.W; x++ {
				for y := at.Y; y < at.Y+at.H; y++ {
					require.Empty(t, covered[[2]uint32{x, y}], "under %s", title)
					covered[[2]uint32{x, y}] = title
				}
			}
		}
	})
}

func placed(p dashboard.PanelOrRowPanel) (at dashboard.GridPos, title string) {
	if p.RowPanel != nil {
		return *p.RowPanel.GridPos, *p.RowPanel.Title
	}
	return *p.Panel.GridPos, *p.Panel.Title
}

func TestIDsAreUniqueAndStay(t *testing.T) {
	t.Parallel()
	inEach(t, func(t *testing.T, _ Environment, all []Dashboard) {
		uids := map[string]bool{}
		for _, d := range all {
			assert.False(t, uids[d.UID], d.UID)
			assert.Regexp(t, `^[a-z0-9-]{1,40}$`, d.UID)
			assert.Equal(t, d.UID, *d.Model.Uid)
			uids[d.UID] = true
			ids := map[uint32]bool{}
			for _, p := range d.Model.Panels {
				id := idOf(p)
				assert.False(t, ids[id], "%s: id %d is there twice", d.Name, id)
				ids[id] = true
			}
		}
	})
	assert.Equal(t, *find(t, full(), "database", "Volume").Id, *find(t, environments()["a serverless database"], "database", "Volume").Id)
}

func idOf(p dashboard.PanelOrRowPanel) uint32 {
	if p.RowPanel != nil {
		return p.RowPanel.Id
	}
	return *p.Panel.Id
}

// TestAlertsFindTheirDashboard compares with what the rules' annotations link to.
func TestAlertsFindTheirDashboard(t *testing.T) {
	t.Parallel()
	all, err := All(full())
	require.NoError(t, err)
	for _, d := range all {
		if d.UID != slo.DefaultDashboard {
			continue
		}
		var names []string
		for _, v := range d.Model.Templating.List {
			names = append(names, v.Name)
		}
		assert.Equal(t, []string{slo.LabelService, slo.LabelSLO}, names)
		return
	}
	assert.Fail(t, "there is none")
}

func TestOnlyWhatIsThereHasDashboards(t *testing.T) {
	t.Parallel()
	names := func(e Environment) []string {
		all, err := All(e)
		require.NoError(t, err)
		var out []string
		for _, d := range all {
			out = append(out, d.Name)
		}
		return out
	}
	assert.Equal(t, []string{
		"executive", "error-budgets", "business", "service-app", "service-mailer",
		"cluster", "network", "database", "caches", "queues", "edge", "security",
	}, names(full()))
	assert.Equal(t, []string{"executive", "cluster", "network"}, names(environments()["nothing but a cluster"]))
}

func TestThresholdsAreThoseOfTheObjectives(t *testing.T) {
	t.Parallel()
	from := func(e Environment, name, title string) []float64 {
		var out []float64
		for _, s := range find(t, e, name, title).FieldConfig.Defaults.Thresholds.Steps {
			if s.Value != nil {
				out = append(out, *s.Value)
			}
		}
		return out
	}
	e := full()
	assert.Equal(t, []float64{0.999}, from(e, "service-app", "app/availability: kept"))
	assert.Equal(t, []float64{0.001}, from(e, "service-app", "Share of errors"))
	assert.Equal(t, []float64{0.5}, from(e, "service-app", "Latency"))
	assert.Equal(t, []float64{0.5}, from(e, "edge", "Latency"))
	assert.Equal(t, []float64{14.4}, from(e, slo.DefaultDashboard, "Over 1h and 5m (page from 14.4)"))
	assert.Equal(t, []float64{6}, from(e, slo.DefaultDashboard, "Over 6h and 30m (page from 6)"))
	assert.Equal(t, []float64{1}, from(e, slo.DefaultDashboard, "Over 3d and 6h (ticket from 1)"))

	e.Objectives[0].Objective = slo.MustPercent("99.5")
	e.Objectives[1].Indicator.Latency.Threshold *= 2
	assert.Equal(t, []float64{0.995}, from(e, "service-app", "app/availability: kept"))
	assert.Equal(t, []float64{0.005}, from(e, "service-app", "Share of errors"))
	assert.Equal(t, []float64{1}, from(e, "service-app", "Latency"))
	assert.Empty(t, from(environments()["services without promise"], "service-app", "Latency"))
}

// TestRunbooksThatPanelsLinkToAreThoseOfAlerts: whether the files are there is the
// alerts' to prove.
func TestRunbooksThatPanelsLinkToAreThoseOfAlerts(t *testing.T) {
	t.Parallel()
	known := []string{slo.AlertBurnFast, slo.AlertBurn, slo.AlertBurnSlow, slo.AlertOutage, slo.AlertAbsent, "MailerIsLate"}
	links := 0
	for _, e := range environments() {
		all, err := All(e)
		require.NoError(t, err)
		for _, d := range all {
			for _, p := range panels(d) {
				for _, l := range p.Links {
					links++
					assert.Regexp(t, `^https://.+/docs/runbooks/[A-Za-z]+\.md$`, *l.Url)
					assert.Contains(t, known, l.Title[len("Runbook: "):])
				}
			}
		}
	}
	assert.Positive(t, links)
}

// TestGrafanaReadsBackWhatIsWritten decodes strictly: an unknown or a missing field
// is an error. Amazon's plugin for Prometheus takes the queries of Grafana's own.
func TestGrafanaReadsBackWhatIsWritten(t *testing.T) {
	plugins.RegisterDefaultPlugins()
	amazon := prometheus.VariantConfig()
	amazon.Identifier = PluginPrometheus
	cog.NewRuntime().RegisterDataqueryVariant(amazon)
	everyDashboard(t, func(t *testing.T, e Environment, d Dashboard) {
		raw, err := d.JSON()
		require.NoError(t, err)
		var read dashboard.Dashboard
		require.NoError(t, read.UnmarshalJSONStrict(raw))
		for i := range read.Panels { // the SDK reads no panels as nil
			if row := read.Panels[i].RowPanel; row != nil {
				row.Panels = []dashboard.Panel{}
			}
		}
		again, err := Dashboard{Model: read}.JSON()
		require.NoError(t, err)
		require.Equal(t, string(raw), string(again))
		require.NoError(t, d.Model.Validate())

		all, err := All(e)
		require.NoError(t, err)
		for _, same := range all {
			if same.UID == d.UID {
				twice, err := same.JSON()
				require.NoError(t, err)
				require.Equal(t, string(raw), string(twice))
			}
		}
	})
}
