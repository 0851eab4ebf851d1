package emulator

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestLeftIsWhatWasNotThereBefore(t *testing.T) {
	thing := func(key, state, digest string) Thing {
		return Thing{On: Ministack, Service: "ec2", Collection: "vpcs", Region: "eu-west-1", Key: key, State: state, Digest: digest}
	}
	changed := thing("c", "", "2")
	changed.Changed = true
	assert.Equal(t, []Thing{thing("b", "available", "1"), changed}, left(
		Survey{thing("a", "", "1"), thing("c", "", "1"), thing("gone", "", "1")},
		Survey{thing("c", "", "2"), thing("b", "available", "1"), thing("a", "", "1"), thing("d", "deleted", "1")}))
	assert.Empty(t, left(nil, nil))
}

func TestAThingSaysWhatItIs(t *testing.T) {
	assert.Equal(t, "moto: backup vaults orders in eu-west-1 (CREATING), there before, is not what it was",
		Thing{On: Moto, Service: "backup", Collection: "vaults", Region: "eu-west-1", Key: "orders", State: "CREATING", Changed: true}.String())
}

func TestAnEmulatorsBookkeepingIsNotLeft(t *testing.T) {
	group := func(name string) Thing {
		return Thing{On: Ministack, Service: "elasticache", Collection: "param_groups", Key: name}
	}
	assert.Equal(t, []Thing{group("sessions")}, left(nil, Survey{
		group("default.redis7"), group("sessions"), {On: Ministack, Service: "eks", Collection: "port_counter"},
	}))
}
