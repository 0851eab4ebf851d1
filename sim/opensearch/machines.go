package opensearch

import (
	"slices"
	"strings"
)

// storage is where a family of instances keeps its data.
type storage int

const (
	volumes  storage = iota // on EBS, and nowhere else
	disks                   // on disks of its own, and nowhere else
	eitherOf                // on disks of its own, or on EBS
)

// family is what the instance types of a family have in common.
type family struct {
	sizes string
	on    storage
	// notMaster, noGP2 and burstable families can't hold a cluster's state, have no gp2
	// volumes, and are without warm storage, standby and Auto-Tune.
	notMaster, noGP2, burstable bool
	// leastVolume is the smallest volume in GiB, 10 where it is not given.
	leastVolume int
}

const (
	upTo12 = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge"
	upTo16 = upTo12 + " 16xlarge"
)

// families of instance types. Source: OpenSearch Service Developer Guide, "Supported
// instance types", and its quotas of EBS volumes.
var families = map[string]family{
	"c5":   {sizes: "large xlarge 2xlarge 4xlarge 9xlarge 18xlarge"},
	"c6g":  {sizes: upTo12},
	"c7g":  {sizes: upTo16, noGP2: true},
	"c8g":  {sizes: upTo16, noGP2: true},
	"i3":   {sizes: "large xlarge 2xlarge 4xlarge 8xlarge 16xlarge", on: disks},
	"i4g":  {sizes: "large xlarge 2xlarge 4xlarge 8xlarge 16xlarge", on: disks},
	"i4i":  {sizes: "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge", on: disks},
	"i8g":  {sizes: "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge", on: disks, notMaster: true},
	"m5":   {sizes: "large xlarge 2xlarge 4xlarge 12xlarge"},
	"m6g":  {sizes: upTo12},
	"m7g":  {sizes: "medium " + upTo16, noGP2: true},
	"m8g":  {sizes: "medium " + upTo16, noGP2: true},
	"om2":  {sizes: upTo16, noGP2: true, notMaster: true},
	"or1":  {sizes: "medium " + upTo16, noGP2: true, notMaster: true, leastVolume: 20},
	"or2":  {sizes: "medium " + upTo16, noGP2: true, notMaster: true, leastVolume: 20},
	"r5":   {sizes: "large xlarge 2xlarge 4xlarge 12xlarge"},
	"r6g":  {sizes: upTo12},
	"r6gd": {sizes: upTo16, on: disks},
	"r7g":  {sizes: "medium " + upTo16, noGP2: true},
	"r7gd": {sizes: "medium " + upTo16, on: disks, notMaster: true},
	"r8g":  {sizes: "medium " + upTo16, noGP2: true},
	"t2":   {sizes: "micro small medium", burstable: true},
	"t3":   {sizes: "small medium", burstable: true},
	"i2":   {sizes: "xlarge 2xlarge", on: eitherOf},
	"r3":   {sizes: "large xlarge 2xlarge 4xlarge 8xlarge", on: eitherOf},
	"m3":   {sizes: "medium large xlarge 2xlarge", on: eitherOf},
}

// machine is what is known of an instance type, "r7g.large.search"; false for one that
// there is not.
func machine(instanceType string) (family, bool) {
	parts := strings.Split(instanceType, ".")
	if len(parts) != 3 || parts[2] != "search" {
		return family{}, false
	}
	f, known := families[parts[0]]
	return f, known && slices.Contains(strings.Fields(f.sizes), parts[1])
}

// smallest volume of a node, in GiB.
func (f family) smallest() int {
	const usual = 10
	return max(usual, f.leastVolume)
}
