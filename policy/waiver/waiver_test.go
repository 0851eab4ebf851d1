package waiver_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/waiver"
)

var today = time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)

func TestAWaiverIsRead(t *testing.T) {
	got, err := waiver.Parse([]byte(`
- rule: encryption-log-group
  urn: "urn:pulumi:dev::covetpy::*::build"
  reason: The key moves.
  owner: platform
  ticket: OPS-1
  expires: 2027-02-23
`), today)
	require.NoError(t, err)
	assert.Equal(t, []waiver.Waiver{{
		Rule: "encryption-log-group", URN: "urn:pulumi:dev::covetpy::*::build", Reason: "The key moves.",
		Owner: "platform", Ticket: "OPS-1", Expires: time.Date(2027, 2, 23, 0, 0, 0, 0, time.UTC),
	}}, got)
	assert.True(t, got[0].Covers("urn:pulumi:dev::covetpy::aws:cloudwatch/logGroup:LogGroup::build"))
	assert.False(t, got[0].Covers("urn:pulumi:dev::covetpy::aws:cloudwatch/logGroup:LogGroup::builds"))
}

func TestEveryFaultOfTheFileIsTold(t *testing.T) {
	_, err := waiver.Parse([]byte(`- {rule: a-b, urn: "*"}
- {rule: a-b, urn: "*", reason: r, owner: o, ticket: t, expires: tomorrow}
- {rule: a-b, urn: "*", reason: r, owner: o, ticket: t, expires: 2027-02-24}
- {rule: a-b, urn: "*", reasons: r}
`), today)
	require.Error(t, err)
	for _, fault := range []string{
		"waivers.yaml:1: the waiver lacks expires, owner, reason, ticket",
		`waivers.yaml:2: expires "tomorrow" is no day`,
		"waivers.yaml:3: the waiver expires on 2027-02-24: 2027-02-23, ninety days from today, is the latest",
		"waivers.yaml:4: the waiver can't be read",
	} {
		assert.ErrorContains(t, err, fault)
	}
	_, err = waiver.Parse([]byte("rule: a-b"), today)
	assert.ErrorContains(t, err, "read "+waiver.File)
}

func TestAWaiverHoldsUntilItsLastDayIsOver(t *testing.T) {
	w := waiver.Waiver{Expires: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)}
	assert.False(t, w.Expired(time.Date(2026, 11, 25, 23, 59, 59, 0, time.UTC)))
	assert.True(t, w.Expired(time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)))
}

// The file of the repository is whole today, and on the day of its newest entry.
func TestTheFileIsWhole(t *testing.T) {
	_, err := waiver.Load(time.Now())
	assert.NoError(t, err)
}
