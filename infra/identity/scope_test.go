package identity_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
)

func TestHostsEndAsThePartitionHasIt(t *testing.T) {
	suffixes := map[string]string{}
	for _, partition := range []string{"aws", "aws-us-gov", "aws-cn", "aws-eusc"} {
		suffixes[partition] = identity.Scope{Partition: partition}.DNSSuffix()
	}
	assert.Equal(t, map[string]string{
		"aws": "amazonaws.com", "aws-us-gov": "amazonaws.com", "aws-cn": "amazonaws.com.cn", "aws-eusc": "amazonaws.eu",
	}, suffixes)
}

func TestAScopeSaysWhatItLacks(t *testing.T) {
	whole := identity.Scope{Partition: "aws", Region: "eu-west-1", Account: "111122223333"}
	assert.Empty(t, whole.Faults())
	whole.Region = ""
	assert.Equal(t, fault.Faults{{Path: "region", Accepted: "a region, eu-west-1"}}, whole.Faults())
	assert.Len(t, identity.Scope{}.Faults(), 3)
}
