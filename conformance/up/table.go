package up

import (
	"github.com/covetpy/platform/conformance/emulator"
	"github.com/covetpy/platform/conformance/route"
)

// table is the emulators as the router needs them.
type table struct{ pair *emulator.Pair }

// functions are the data sources in use by the services that they ask; none where
// upstream's own code knows the answer.
var functions = map[string]string{
	"aws:index/getAvailabilityZones:getAvailabilityZones":    "ec2",
	"aws:index/getCallerIdentity:getCallerIdentity":          "sts",
	"aws:index/getPartition:getPartition":                    "",
	"aws:index/getRegion:getRegion":                          "",
	"aws:secretsmanager/getRandomPassword:getRandomPassword": "secretsmanager",
}

// upstreamItself answers without asking anyone.
const upstreamItself = "upstream's own code"

func (t table) Place(asked route.Asked) route.Place {
	if service, ok := functions[asked.Token]; ok {
		if service == "" {
			return route.Place{Emulator: upstreamItself}
		}
		for _, s := range emulator.Services() {
			if s.Endpoint == service {
				return route.Place{Emulator: string(s.On)}
			}
		}
	}
	if why, gap := gaps[asked.Token]; gap {
		return route.Place{Why: why}
	}
	if why, gap := abroad[asked.Token]; gap && asked.Abroad {
		return route.Place{Why: why}
	}
	on, why := emulator.Where(asked.Token, asked.Properties...)
	return route.Place{Emulator: string(on), Why: why}
}

func (t table) Endpoints() map[string]string { return t.pair.Endpoints() }

func (table) Adjustments() []route.Adjustment { return adjustments }
