package operations

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWhichVersionsAreInSupport(t *testing.T) {
	oldest := []string{"pg 14.6", "pg 16.4", "mysql 3.4", "broken"}
	tests := map[string]struct {
		engine, version string
		want            bool
	}{
		"the oldest that is accepted":                {"pg", "14.6", true},
		"a newer minor version, by number":           {"pg", "14.22", true},
		"an older minor version":                     {"pg", "16.3", false},
		"a major version between those listed":       {"pg", "15.9", false},
		"a major version before all":                 {"pg", "13.20", false},
		"a major version after all":                  {"pg", "18.1", true},
		"a major version alone is AWS's choice":      {"pg", "16", true},
		"an x is AWS's choice":                       {"pg", "16.x", true},
		"Aurora's own version behind MySQL's":        {"mysql", "8.0.mysql_aurora.3.08.0", true},
		"Aurora's own version, an older one":         {"mysql", "8.0.mysql_aurora.3.03.1", false},
		"Aurora's own version, the major one before": {"mysql", "5.7.mysql_aurora.2.12.0", false},
		"letters count in no case":                   {"PG", "16.3", false},
		"what is no version":                         {"pg", "latest", false},
		"an engine that is not listed":               {"oracle", "12", true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.want, inSupport(tt.engine, tt.version, oldest))
		})
	}
}
