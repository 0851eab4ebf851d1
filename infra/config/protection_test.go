package config_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/config/internal/shape"
)

// TestUnprotectedTakesOffEveryProtection finds the protections by their names, so
// that a new one can't be forgotten.
func TestUnprotectedTakesOffEveryProtection(t *testing.T) {
	whole := config.Specimen(config.Prod, "new")
	free := whole.Unprotected()
	protections := func(c config.Config) map[string]any {
		out := map[string]any{}
		for _, l := range shape.Leaves(reflect.ValueOf(c)) {
			if name := l.Path[strings.LastIndex(l.Path, ".")+1:]; name == "protect" || name == "deletionProtection" {
				out[l.Path] = l.Value
			}
		}
		return out
	}
	assert.Equal(t, map[string]any{
		"protect": true, "cluster.deletionProtection": true, "database.deletionProtection": true, "edge.deletionProtection": true,
	}, protections(whole), "the original stays")
	assert.Equal(t, map[string]any{
		"protect": false, "cluster.deletionProtection": false, "database.deletionProtection": false, "edge.deletionProtection": false,
	}, protections(free))
	assert.Equal(t, config.LockGovernance, free.Recovery.VaultLock.Mode, "what can be taken off at any time may stay")
	whole.Recovery.VaultLock.Mode = config.LockCompliance
	assert.Nil(t, whole.Unprotected().Recovery.VaultLock)
	assert.NotNil(t, whole.Recovery.VaultLock, "the original stays")
	assert.Equal(t, []int{30, 0}, []int{whole.Secrets["new"].RecoveryDays, free.Secrets["new"].RecoveryDays}, "a name is free at once")
	whole.Database, whole.Edge = nil, nil
	assert.Len(t, protections(whole.Unprotected()), 2, "what is off needs nothing")
}
