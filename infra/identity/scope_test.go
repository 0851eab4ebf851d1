package identity_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
)

func TestAScopeSaysWhatItLacks(t *testing.T) {
	whole := identity.Scope{Partition: "aws", Region: "eu-west-1", Account: "111122223333"}
	assert.Empty(t, whole.Faults())
	whole.Region = ""
	assert.Equal(t, fault.Faults{{Path: "region", Accepted: "a region, eu-west-1"}}, whole.Faults())
	assert.Len(t, identity.Scope{}.Faults(), 3)
}
