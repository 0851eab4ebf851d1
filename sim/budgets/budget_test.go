package budgets

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestAmountsAreNotedAsTheServiceWritesThem(t *testing.T) {
	t.Parallel()
	for given, noted := range map[string]string{
		"1200": "1200.0", "1200.0": "1200.0", "1200.50": "1200.5", "0.25": "0.25", "10.00": "10.0", "lots": "lots",
	} {
		assert.Equal(t, noted, amount(given))
	}
}

func TestAPeriodBegins(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, time.November, 26, 11, 30, 0, 0, time.UTC)
	for unit, want := range map[string]string{
		"DAILY": "2026-11-26_00:00", "MONTHLY": "2026-11-01_00:00", "QUARTERLY": "2026-10-01_00:00", "ANNUALLY": "2026-01-01_00:00",
	} {
		assert.Equal(t, want, begin(now, unit).Format(layout), unit)
	}
}
