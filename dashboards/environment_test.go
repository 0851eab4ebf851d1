package dashboards

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/naming"
)

func TestAnEnvironmentIsToldEverythingThatIsWrongWithIt(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		change func(*Environment)
		want   fault.Faults
	}{
		"nothing": {func(*Environment) {}, nil},
		"an environment without anything": {func(e *Environment) { *e = Environment{} }, fault.Faults{
			{Path: "names.environment", Accepted: "the environment's name"},
			{Path: "names.project", Accepted: "the project's name"},
			{Path: "region", Accepted: "a region"},
			{Path: "sources.cloudWatch.plugin", Accepted: "the id of a plugin"},
			{Path: "sources.cloudWatch.uid", Accepted: "at most 40 letters, digits, dashes and underscores"},
			{Path: "sources.metrics.plugin", Accepted: "the id of a plugin"},
			{Path: "sources.metrics.uid", Accepted: "at most 40 letters, digits, dashes and underscores"},
		}},
		"a uid that Grafana refuses": {func(e *Environment) { e.Sources.Metrics.UID = "of prod" }, fault.Faults{
			{Path: "sources.metrics.uid", Found: "of prod", Accepted: "at most 40 letters, digits, dashes and underscores"},
		}},
		"services that can't be told apart": {func(e *Environment) { e.Services = []Service{{Name: "app", Namespace: "a"}, {Name: "app"}} }, fault.Faults{
			{Path: "services[1].name", Found: "app", Accepted: "a name that no other service has"},
			{Path: "services[1].namespace", Accepted: "a namespace"},
		}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := full()
			c.change(&e)
			assert.Equal(t, c.want, e.Validate())
			all, err := All(e)
			if len(c.want) == 0 {
				require.NoError(t, err)
				return
			}
			assert.Equal(t, c.want, fault.Of(err))
			assert.Nil(t, all)
		})
	}
}

func TestDataSourcesAreNamedAfterTheEnvironment(t *testing.T) {
	t.Parallel()
	assert.Equal(t, Sources{
		Metrics:    Source{"grafana-amazonprometheus-datasource", "covetpy-dev-metrics"},
		CloudWatch: Source{"cloudwatch", "covetpy-dev-cloudwatch"},
	}, DefaultSources(naming.Scope{Project: "covetpy", Environment: "dev"}))
}
