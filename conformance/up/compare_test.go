package up

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/conformance/route"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
)

var vaults = []Expectation{{"aws:backup/vault:Vault", "tags", "tags are not listed"}}

func step(action engine.Action, typ string, properties ...string) engine.Step {
	return engine.Step{Action: action, URN: resource.URN("urn:pulumi:dev::p::" + typ + "::x"), Changed: properties, Custom: true}
}

func TestOnlyWhatIsExpectedHasAReason(t *testing.T) {
	t.Parallel()
	const vault = "aws:backup/vault:Vault"
	all := differences(&engine.Result{Steps: []engine.Step{
		step(engine.ActionUpdate, vault, "tags.Name", "tagsAll.Name"),
		step(engine.ActionRefresh, vault, "tags.Name"),
		step(engine.ActionUpdate, vault, "tags.Name", "kmsKeyArn"),
		step(engine.ActionUpdate, "aws:backup/plan:Plan", "tags.Name"),
		step(engine.ActionCreateReplacement, vault, "tags.Name"),
		step(engine.ActionSame, vault),
	}}, vaults)
	require.Len(t, all, 5)
	assert.Equal(t, "tags are not listed", all[0].Why)
	assert.Equal(t, "tags are not listed", all[1].Why)
	assert.Len(t, unexpected(all), 3, "another property, another type, a replacement")
	var told strings.Builder
	tell(&told, all[:1])
	assert.Equal(t, "  update aws:backup/vault:Vault x tags.Name tagsAll.Name: expected, as tags are not listed\n", told.String())
}

func TestWhatNoRunMeetsIsAFault(t *testing.T) {
	t.Parallel()
	r := &Record{Resources: map[string]Resources{}}
	require.NoError(t, Idle([]*Record{r}), "nothing is on an emulator")
	for _, e := range expectations {
		r.Resources[e.Type] = Resources{All: 1, Emulated: 1}
		r.Phases = append(r.Phases, Phase{Differences: []Difference{{Type: e.Type, Properties: []string{e.Property}, Why: e.Why}}})
	}
	for _, a := range adjustments {
		r.Resources[a.Type] = Resources{All: 1, Emulated: 1}
		r.Adjusted = append(r.Adjusted, route.Adjusted{Adjustment: a, Times: 1})
	}
	require.NoError(t, Idle([]*Record{r}))
	r.Phases, r.Adjusted = r.Phases[1:], r.Adjusted[1:]
	err := Idle([]*Record{r})
	require.ErrorContains(t, err, expectations[0].Type)
	require.ErrorContains(t, err, adjustments[0].Property)
}

func TestAChangeNeedsASpotGroup(t *testing.T) {
	t.Parallel()
	c := config.Config{Cluster: config.Cluster{NodeGroups: map[string]config.NodeGroup{"a": {Capacity: config.OnDemand}}}}
	_, err := changed(c)
	require.ErrorContains(t, err, "no spot group")
	c.Cluster.NodeGroups["b"] = config.NodeGroup{Capacity: config.Spot}
	next, err := changed(c)
	require.NoError(t, err)
	assert.Equal(t, config.OnDemand, next.Cluster.NodeGroups["b"].Capacity)
	assert.Equal(t, config.Spot, c.Cluster.NodeGroups["b"].Capacity, "the given one stays")
	assert.NotEqual(t, c.Cluster.Logs, next.Cluster.Logs)
}

func TestARecordIsKept(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, err := Load(dir, "dev")
	require.ErrorIs(t, err, ErrNoRecord)
	r := &Record{Environment: "dev", Resources: map[string]Resources{"aws:x": {All: 2, Emulated: 1}}, Phases: []Phase{{Name: "up", Created: 2}}}
	require.NoError(t, r.Save(dir))
	again, err := Load(dir, "dev")
	require.NoError(t, err)
	assert.Equal(t, r, again)
}

func TestARunThatFailedIsAFault(t *testing.T) {
	t.Parallel()
	require.NoError(t, Failed([]*Record{{Environment: "dev"}}))
	require.EqualError(t, Failed([]*Record{{Environment: "dev"}, {Environment: "prod", Failure: "up: it fell"}}), "the run of prod failed: up: it fell")
}
