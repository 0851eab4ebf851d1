package recovery

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheTimesInTheHandbookAreTheOnesCountedWith(t *testing.T) {
	t.Parallel()
	have, err := os.ReadFile("../../docs/recovery.md")
	require.NoError(t, err)
	want, err := Render(string(have))
	require.NoError(t, err)
	assert.Equal(t, want, string(have), "docs/recovery.md is stale: run go generate ./components/recovery")
}

func TestObjectivesAsATable(t *testing.T) {
	t.Parallel()
	small, large := minimal(), full()
	dev, stated := small.State("dev")
	require.True(t, stated)
	prod, stated := large.State("prod")
	require.True(t, stated)
	assert.Equal(t, `| Environment | Objective | Promised, at most | Achieved |
|---|---|---|---|
| dev | data lost while the region stands (RPO) | 24 h | 5 min, by `+"`database.backups.retentionDays`"+` |
| dev | until it serves after the loss of an instance or a zone (RTO) | 60 min | 30 min |
| dev | until it serves after a restore | no promise | 90 min |
| dev | history, at least | 7 days | 7 days |
| dev | the region lost | no promise | made anew, without its data |
| prod | data lost while the region stands (RPO) | 60 min | 5 min, by `+"`database.backups.retentionDays`"+` |
| prod | until it serves after the loss of an instance or a zone (RTO) | 5 min | 2 min |
| prod | until it serves after a restore | no promise | 90 min |
| prod | history, at least | 365 days | 366 days |
| prod | data lost with the region (RPO) | 4 h | 4 h, by `+"`recovery.plans.database.hourly`"+` |
| prod | until it serves in the second region (RTO) | 8 h | 4 h |
`, ObjectivesTable([]Stated{dev, prod}))
	large.Objectives.Region = nil
	prod, _ = large.State("prod")
	assert.Contains(t, ObjectivesTable([]Stated{prod}), "| prod | data lost with the region (RPO) | no promise | 4 h, by `recovery.plans.database.hourly` |\n",
		"copies that nobody asked for")
	small.Database = nil
	_, stated = small.State("dev")
	require.False(t, stated)
}

func TestFill(t *testing.T) {
	t.Parallel()
	const page = "# Page\n<!-- recovery:times -->\nold\n<!-- /recovery -->\nend\n"
	got, err := Fill(page, "times", "new\n")
	require.NoError(t, err)
	assert.Equal(t, "# Page\n<!-- recovery:times -->\nnew\n<!-- /recovery -->\nend\n", got)
	_, err = Render(page)
	assert.ErrorContains(t, err, `fill in the table "scenarios"`)
	_, err = Fill(page, "objectives", "new\n")
	assert.EqualError(t, err, `fill in the table "objectives": the page has no part between "<!-- recovery:objectives -->" and "<!-- /recovery -->"`)
}
