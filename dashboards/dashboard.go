package dashboards

import (
	"cmp"
	"encoding/json"
	"fmt"
	"hash/fnv"

	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"

	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/slo/rules"
)

// uidLimit is the longest uid of a dashboard or data source (Grafana, dashboard
// HTTP API).
const uidLimit naming.Limit = 40

// Dashboard is one of Grafana's, ready to be pushed.
type Dashboard struct {
	// UID is in every link to it. It follows from the name alone, so that links in
	// alerts last.
	UID string
	// Name is the dashboard's among the environment's, "service-app".
	Name string
	// Title is what people see, and For who it is made for.
	Title, For string
	// Model is what Grafana reads.
	Model dashboard.Dashboard
}

// JSON is the dashboard as Grafana's API takes it, indented, the same bytes for
// the same environment.
func (d Dashboard) JSON() ([]byte, error) {
	raw, err := json.MarshalIndent(d.Model, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write dashboard %s: %w", d.Name, err)
	}
	return append(raw, '\n'), nil
}

// Panels counts what is on it, without headings.
func (d Dashboard) Panels() int {
	n := 0
	for _, p := range d.Model.Panels {
		if p.Panel != nil {
			n++
		}
	}
	return n
}

// UID is the uid of the dashboard of that name. The environment is not in it, as
// each has a workspace of its own.
func UID(name string) string { return naming.Fit(uidLimit, name) }

// sheet is a dashboard before it is Grafana's.
type sheet struct {
	name, title, audience, description string
	// tags beside the environment's and the platform's.
	tags []string
	// from is the time that is shown at first, "now-6h".
	from string
	// refresh is how often it asks again, "1m"; empty for never.
	refresh   string
	variables []variable
	sections  []section
}

// Tags by which dashboards are found and linked to each other.
const (
	tagPlatform       = "covetpy"
	tagService        = "service"
	tagObjectives     = "objectives"
	tagInfrastructure = "infrastructure"
	tagBusiness       = "business"
	tagSecurity       = "security"
)

// All is every dashboard of the environment, in an order that only depends on it.
// An environment that is not valid has none.
func All(env Environment) ([]Dashboard, error) {
	if err := env.Validate().Err(); err != nil {
		return nil, err
	}
	var out []Dashboard
	for _, s := range env.sheets() {
		d, err := env.build(s)
		if err != nil {
			return nil, fmt.Errorf("dashboard %s: %w", s.name, err)
		}
		out = append(out, d)
	}
	return out, nil
}

// sheets are the dashboards that there is something to see on.
func (e Environment) sheets() []sheet {
	all := []sheet{e.executive(), e.budgets(), e.business()}
	for _, s := range e.Services {
		all = append(all, e.service(s))
	}
	all = append(all, e.cluster(), e.network(), e.database(), e.caches(), e.queues(), e.edge(), e.security())
	var out []sheet
	for _, s := range all {
		for _, part := range s.sections {
			if len(part.panels) > 0 {
				out = append(out, s)
				break
			}
		}
	}
	return out
}

func (e Environment) build(s sheet) (Dashboard, error) {
	id := UID(s.name)
	title := fmt.Sprintf("%s (%s)", s.title, e.Names.Environment)
	b := dashboard.NewDashboardBuilder(title).Uid(id).Description(s.description).
		Tags(append([]string{tagPlatform, e.Names.Environment}, s.tags...)).
		Timezone("utc").Readonly().Tooltip(dashboard.DashboardCursorSyncCrosshair).
		Time(s.from, "now").Refresh(s.refresh).
		Links(e.links())
	for _, v := range s.variables {
		b.WithVariable(v.builder(e))
	}
	model, err := b.Build()
	if err != nil {
		return Dashboard{}, err
	}
	if model.Panels, err = e.place(s); err != nil {
		return Dashboard{}, err
	}
	return Dashboard{UID: id, Name: s.name, Title: title, For: s.audience, Model: model}, nil
}

// place puts headings and panels on the grid. The SDK would place panels itself,
// but leaves a hole wherever widths do not add up.
func (e Environment) place(s sheet) ([]dashboard.PanelOrRowPanel, error) {
	headings, places := arrange(s.sections)
	var out []dashboard.PanelOrRowPanel
	for i, part := range s.sections {
		if len(part.panels) == 0 {
			continue
		}
		row, err := dashboard.NewRowBuilder(part.title).Id(panelID(part.title, "")).GridPos(grid(headings[i])).Build()
		if err != nil {
			return nil, fmt.Errorf("row %q: %w", part.title, err)
		}
		out = append(out, dashboard.PanelOrRowPanel{RowPanel: &row})
		for j, p := range part.panels {
			built, err := p.build(e, panelID(part.title, p.title), places[i][j])
			if err != nil {
				return nil, err
			}
			out = append(out, dashboard.PanelOrRowPanel{Panel: &built})
		}
	}
	return out, nil
}

// panelID follows from the titles, so that links to a panel survive when others
// are added before it. Grafana wants a positive number of 31 bits.
func panelID(section, title string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(section + "\x00" + title))
	return max(h.Sum32()&0x7fffffff, 1)
}

func grid(p place) dashboard.GridPos {
	return dashboard.GridPos{X: uint32(p.x), Y: uint32(p.y), W: uint32(p.width), H: uint32(p.height)} //nolint:gosec // a place is never negative
}

// links lead to the environment's other dashboards and to the runbooks.
func (e Environment) links() []cog.Builder[dashboard.DashboardLink] {
	return []cog.Builder[dashboard.DashboardLink]{
		dashboard.NewDashboardLinkBuilder("Dashboards of " + e.Names.Environment).Type(dashboard.DashboardLinkTypeDashboards).
			Tags([]string{tagPlatform, e.Names.Environment}).AsDropdown(true).KeepTime(true),
		dashboard.NewDashboardLinkBuilder("Runbooks").Type(dashboard.DashboardLinkTypeLink).
			Url(e.runbooks()).TargetBlank(true).Tooltip("What to do when an alert fires"),
	}
}

// runbooks is where what to do about alerts is read.
func (e Environment) runbooks() string { return cmp.Or(e.Rules.Runbooks, rules.DefaultRunbooks) }

// runbookLink leads from a panel to what to do about it.
func (e Environment) runbookLink(name string) dashboard.DashboardLink {
	url := e.runbooks() + "/" + name + ".md"
	return dashboard.DashboardLink{
		Title: "Runbook: " + name, Type: dashboard.DashboardLinkTypeLink, Url: &url, Tags: []string{}, TargetBlank: true,
	}
}
