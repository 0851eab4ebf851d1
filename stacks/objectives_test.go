package stacks

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/recovery"
	"github.com/covetpy/platform/infra/config"
)

func TestWhatAnEnvironmentPromisesAndAchieves(t *testing.T) {
	t.Parallel()
	promise := recovery.Objectives{RPOMinutes: 1440, RTOMinutes: 60, HistoryDays: 7}
	cases := map[string]struct {
		change   func(*config.Config)
		want     recovery.Stated
		promised bool
	}{
		"dev as it is": {
			func(*config.Config) {},
			recovery.Stated{Environment: "dev", Objectives: promise, Achieved: recovery.Achieved{
				RPOMinutes: 5, RPOBy: "database.backups.retentionDays", RTOMinutes: 30, RTOBy: "database.readers",
				RestoreMinutes: 90, HistoryDays: 7,
			}},
			true,
		},
		"with a reader and longer backups": {
			func(c *config.Config) { c.Database.Readers, c.Database.Backups.RetentionDays = 1, 20 },
			recovery.Stated{Environment: "dev", Objectives: promise, Achieved: recovery.Achieved{
				RPOMinutes: 5, RPOBy: "database.backups.retentionDays", RTOMinutes: 2, RTOBy: "database.readers",
				RestoreMinutes: 90, HistoryDays: 20,
			}},
			true,
		},
		"without a database":   {func(c *config.Config) { c.Database = nil }, recovery.Stated{}, false},
		"without any recovery": {func(c *config.Config) { c.Recovery = nil }, recovery.Stated{}, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			settings := sound()
			c.change(&settings)
			got, promised, err := Objectives(&config.Loaded{Environment: "dev", Config: settings}, today)
			require.NoError(t, err)
			require.Equal(t, c.want, got)
			require.Equal(t, c.promised, promised)
		})
	}
}

func TestAFaultyConfigurationPromisesNothing(t *testing.T) {
	t.Parallel()
	settings := sound()
	settings.Recovery.Objectives.RPOMinutes = 1
	_, promised, err := Objectives(&config.Loaded{Environment: "dev", Config: settings}, today)
	require.ErrorContains(t, err, "recovery.objectives.rpoMinutes: found 1, accepted: at least 5, ")
	require.False(t, promised)
}
