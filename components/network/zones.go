package network

import (
	"fmt"
	"strconv"
	"strings"
)

// region is how the ids of a region's zones are made, "euw1" and the numbers
// of "-az1", "-az2", "-az3".
type region struct {
	prefix string
	zones  []int
}

// regions is from the AWS Regions and Availability Zones guide ("AWS
// Availability Zones"), read in 2026. Zones that new accounts do not get
// (usw1-az2, apne1-az3) or that lack services which a platform counts on
// (use1-az3) come last or not at all. The order is the order of slots, so it
// is for ever too.
var regions = map[string]region{
	"af-south-1":     {"afs1", []int{1, 2, 3}},
	"ap-east-1":      {"ape1", []int{1, 2, 3}},
	"ap-east-2":      {"ape2", []int{1, 2, 3}},
	"ap-northeast-1": {"apne1", []int{1, 2, 4}},
	"ap-northeast-2": {"apne2", []int{1, 2, 3, 4}},
	"ap-northeast-3": {"apne3", []int{1, 2, 3}},
	"ap-south-1":     {"aps1", []int{1, 2, 3}},
	"ap-south-2":     {"aps2", []int{1, 2, 3}},
	"ap-southeast-1": {"apse1", []int{1, 2, 3}},
	"ap-southeast-2": {"apse2", []int{1, 2, 3}},
	"ap-southeast-3": {"apse3", []int{1, 2, 3}},
	"ap-southeast-4": {"apse4", []int{1, 2, 3}},
	"ap-southeast-5": {"apse5", []int{1, 2, 3}},
	"ap-southeast-6": {"apse6", []int{1, 2, 3}},
	"ap-southeast-7": {"apse7", []int{1, 2, 3}},
	"ca-central-1":   {"cac1", []int{1, 2, 4}},
	"ca-west-1":      {"caw1", []int{1, 2, 3}},
	"eu-central-1":   {"euc1", []int{1, 2, 3}},
	"eu-central-2":   {"euc2", []int{1, 2, 3}},
	"eu-north-1":     {"eun1", []int{1, 2, 3}},
	"eu-south-1":     {"eus1", []int{1, 2, 3}},
	"eu-south-2":     {"eus2", []int{1, 2, 3}},
	"eu-west-1":      {"euw1", []int{1, 2, 3}},
	"eu-west-2":      {"euw2", []int{1, 2, 3, 4}},
	"eu-west-3":      {"euw3", []int{1, 2, 3}},
	"il-central-1":   {"ilc1", []int{1, 2, 3}},
	"me-central-1":   {"mec1", []int{1, 2, 3}},
	"me-south-1":     {"mes1", []int{1, 2, 3}},
	"mx-central-1":   {"mxc1", []int{1, 2, 3}},
	"sa-east-1":      {"sae1", []int{1, 2, 3}},
	"us-east-1":      {"use1", []int{1, 2, 4, 5, 6}},
	"us-east-2":      {"use2", []int{1, 2, 3}},
	"us-west-1":      {"usw1", []int{1, 3}},
	"us-west-2":      {"usw2", []int{1, 2, 3, 4}},
}

// ZoneIDs returns the first n zones of a region by id ("euw1-az1"). Ids mean
// the same place in every account, names ("eu-west-1a") do not; and a table,
// rather than a data source, keeps the plan the same whoever runs it.
//
// The error says how to name the zones instead: by the key zoneIds.
func ZoneIDs(regionName string, n int) ([]string, error) {
	r, known := regions[regionName]
	if !known {
		return nil, fmt.Errorf("find the zones of %q: the region is not in the table, name %d of its zone ids as zoneIds", regionName, n)
	}
	if n < 1 || n > len(r.zones) {
		return nil, fmt.Errorf("find %d zones of %s: the table has %d, use as many or name others as zoneIds", n, regionName, len(r.zones))
	}
	ids := make([]string, n)
	for i, number := range r.zones[:n] {
		ids[i] = r.prefix + "-az" + strconv.Itoa(number)
	}
	return ids, nil
}

// KnownZones is how many zones the table has for a region, 0 for a region that it
// does not have.
func KnownZones(regionName string) int { return len(regions[regionName].zones) }

// zoneOf says whether a zone id can belong to the region: always, where the
// region is not in the table.
func zoneOf(regionName, zoneID string) bool {
	r, known := regions[regionName]
	return !known || strings.HasPrefix(zoneID, r.prefix+"-az")
}
