package aws

import (
	"fmt"
	"maps"
	"slices"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// place is where a data source is asked.
type place struct {
	cloud  *sim.Cloud
	region string
}

// dataSources are what can be invoked, by token. A source refuses arguments
// that it would have to ignore.
var dataSources = map[string]func(place, kind.Props) (kind.Props, error){
	"aws:index/getAvailabilityZones:getAvailabilityZones": availabilityZones,
	"aws:index/getCallerIdentity:getCallerIdentity":       callerIdentity,
	"aws:index/getPartition:getPartition":                 partition,
	"aws:index/getRegion:getRegion":                       regionInfo,

	"aws:secretsmanager/getRandomPassword:getRandomPassword": randomPassword,
}

// knownArguments refuses any argument that is not listed.
func knownArguments(args kind.Props, known ...string) error {
	for _, key := range args.StableKeys() {
		if !args[key].IsNull() && !slices.Contains(known, string(key)) {
			return fmt.Errorf("argument %q is not simulated; accepted: %q", key, known)
		}
	}
	return nil
}

func availabilityZones(p place, args kind.Props) (kind.Props, error) {
	if err := knownArguments(args, "state", "region", "excludeNames", "excludeZoneIds"); err != nil {
		return nil, err
	}
	in := kind.Values{Props: args}
	region := in.Or("region", p.region)
	var names, ids []string
	for _, zone := range kind.Zones(region) {
		if slices.Contains(in.Texts("excludeNames[*]"), zone.Name) || slices.Contains(in.Texts("excludeZoneIds[*]"), zone.ID) {
			continue
		}
		names, ids = append(names, zone.Name), append(ids, zone.ID)
	}
	if state := in.Or("state", "available"); state != "available" {
		names, ids = nil, nil // every simulated zone is available
	}
	return kind.Props{
		"id": kind.Text(region), "region": kind.Text(region),
		"names": kind.Texts(names...), "zoneIds": kind.Texts(ids...), "groupNames": kind.Texts(region),
	}, nil
}

func callerIdentity(p place, args kind.Props) (kind.Props, error) {
	account := p.cloud.Account()
	return kind.Props{
		"id": kind.Text(account), "accountId": kind.Text(account),
		"arn":    kind.Text(fmt.Sprintf("arn:%s:iam::%s:user/simulated", p.cloud.Partition(), account)),
		"userId": kind.Text("AIDASIMULATEDUSER0000"),
	}, knownArguments(args)
}

func partition(p place, args kind.Props) (kind.Props, error) {
	suffix, reverse := "amazonaws.com", "com.amazonaws"
	if p.cloud.Partition() == "aws-cn" {
		suffix, reverse = "amazonaws.com.cn", "cn.com.amazonaws"
	}
	return kind.Props{
		"id": kind.Text(p.cloud.Partition()), "partition": kind.Text(p.cloud.Partition()),
		"dnsSuffix": kind.Text(suffix), "reverseDnsPrefix": kind.Text(reverse),
	}, knownArguments(args)
}

func regionInfo(p place, args kind.Props) (kind.Props, error) {
	if err := knownArguments(args, "region", "name"); err != nil {
		return nil, err
	}
	in := kind.Values{Props: args}
	region := in.Or("region", in.Or("name", p.region))
	return kind.Props{
		"id": kind.Text(region), "region": kind.Text(region), "name": kind.Text(region),
		"endpoint":    kind.Text("ec2." + region + ".amazonaws.com"),
		"description": kind.Text(region),
	}, nil
}

// Functions are the tokens of what can be invoked, sorted.
func Functions() []string { return slices.Sorted(maps.Keys(dataSources)) }
