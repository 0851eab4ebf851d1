package recovery

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/tags"
	"github.com/covetpy/platform/infra/window"
)

func TestWhenBackupsAreMade(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	for _, class := range tags.BackupPlans() {
		for _, often := range []frequency{hourly, daily, weekly, monthly} {
			got[fmt.Sprintf("%s %s", class, often)] = schedule(class, often)
		}
	}
	assert.Equal(t, map[string]string{
		"database hourly": "cron(30 * * * ? *)", "database daily": "cron(0 0 * * ? *)",
		"database weekly": "cron(0 7 ? * SUN *)", "database monthly": "cron(0 10 1 * ? *)",
		"volumes hourly": "cron(45 * * * ? *)", "volumes daily": "cron(15 0 * * ? *)",
		"volumes weekly": "cron(15 7 ? * SUN *)", "volumes monthly": "cron(15 10 1 * ? *)",
		"objects hourly": "cron(0 * * * ? *)", "objects daily": "cron(30 0 * * ? *)",
		"objects weekly": "cron(30 7 ? * SUN *)", "objects monthly": "cron(30 10 1 * ? *)",
		"cluster hourly": "cron(15 * * * ? *)", "cluster daily": "cron(45 0 * * ? *)",
		"cluster weekly": "cron(45 7 ? * SUN *)", "cluster monthly": "cron(45 10 1 * ? *)",
	}, got)
	seen := map[string]bool{}
	for _, cron := range got {
		assert.False(t, seen[cron], "%s begins twice", cron)
		seen[cron] = true
	}
}

// The hours in which AWS is let work on stores by default, and none of another
// frequency.
func TestBackupsBeginApartFromWindowsAndFromEachOther(t *testing.T) {
	t.Parallel()
	busy := map[string]window.Window{}
	for name, read := range map[string]func() (window.Window, error){
		"database backup":      func() (window.Window, error) { return window.Daily("02:00-03:00") },
		"cache snapshot":       func() (window.Window, error) { return window.Daily("03:00-04:00") },
		"database maintenance": func() (window.Window, error) { return window.Weekly("sun:04:00-sun:05:00") },
		"cache maintenance":    func() (window.Window, error) { return window.Weekly("sun:05:00-sun:06:00") },
	} {
		w, err := read()
		require.NoError(t, err)
		busy[name] = w
	}
	for _, class := range tags.BackupPlans() {
		mine := map[string]window.Window{}
		for _, often := range []frequency{daily, weekly, monthly} {
			begins, ok := startWindow(class, often)
			require.True(t, ok)
			for name, w := range busy {
				assert.False(t, begins.Overlaps(w), "%s %s begins in the window of %s", class, often, name)
			}
			for name, w := range mine {
				assert.False(t, begins.Overlaps(w), "%s %s begins with %s", class, often, name)
			}
			mine[string(often)] = begins
		}
		_, ok := startWindow(class, hourly)
		assert.False(t, ok, "hourly backups begin at any time")
	}
}

func TestWindowsOfAJobAreWhatAWSBackupTakes(t *testing.T) {
	t.Parallel()
	for _, often := range []frequency{hourly, daily, weekly, monthly} {
		assert.GreaterOrEqual(t, startMinutes, 60, often)
		assert.GreaterOrEqual(t, completionMinutes(often), startMinutes+60, often)
	}
}
