package elasticache

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// majors are the major versions that serverless caches can have, the default
// last, and what ElastiCache runs for them.
var majors = map[string][][2]string{
	memcached: {{"1.6", "1.6"}},
	redis:     {{"7", "7.1"}},
	valkey:    {{"7", "7.2"}, {"8", "8.1"}, {"9", "9.0"}},
}

// Limits of what a serverless cache may use. Source: ElastiCache API reference,
// DataStorage and ECPUPerSecond.
const (
	mostStorage = 5000 // GB
	leastECPU   = 1000
	mostECPU    = 15000000
)

// serverlessCache replaces what upstream's plan modifiers do, which the schema
// does not show.
func serverlessCache() kind.Kind {
	const limits = "cacheUsageLimits."
	return kind.Kind{
		Type:      serverlessCacheType,
		Framework: true,
		ID:        lowered("name"),
		Checks: map[string]kind.Check{
			limits + "dataStorage.unit":          kind.OneOf("GB"),
			limits + "ecpuPerSeconds[*].maximum": kind.Between(leastECPU, mostECPU),
			limits + "ecpuPerSeconds[*].minimum": kind.Between(leastECPU, mostECPU),
			"snapshotArnsToRestores[*]":          kind.ARN(),
		},
		Refs: []kind.Ref{
			kind.Subnet("subnetIds[*]"), kind.SecurityGroup("securityGroupIds[*]"), key("kmsKeyId"), userGroupOf("userGroupId"),
		},
		Unique:   []kind.Unique{{On: []string{"name"}, Taken: "ServerlessCacheAlreadyExistsFault: Serverless cache %[1]s already exists."}},
		Admit:    admitServerlessCache,
		Outputs:  serverlessCacheOutputs,
		Replaces: []string{"kmsKeyId", "name", "snapshotArnsToRestores", "subnetIds"},
		ReplacesIf: map[string]func(olds, news kind.Values) bool{
			"engine":             func(olds, news kind.Values) bool { return engine(olds) != redis || engine(news) != valkey },
			"majorEngineVersion": func(olds, news kind.Values) bool { return engine(olds) == engine(news) && older(olds, news) },
		},
		Volatile: []string{"fullEngineVersion", "majorEngineVersion"},
	}
}

func older(olds, news kind.Values) bool {
	was, is := major(olds), major(news)
	return was >= 0 && is >= 0 && is < was
}

// major is the index of the major version, -1 when there is none.
func major(in kind.Values) int {
	all := majors[engine(in)]
	if !in.Has("majorEngineVersion") {
		return len(all) - 1
	}
	return slices.IndexFunc(all, func(m [2]string) bool { return m[0] == in.Text("majorEngineVersion") })
}

func admitServerlessCache(w kind.World, d kind.Draft) error {
	name := d.In.Text("name")
	switch {
	case !identifier.MatchString(name) || len(name) > 40:
		return kind.Say(badValue + "The parameter ServerlessCacheName is not a valid identifier. " + identifierRule)
	case majors[engine(d.In)] == nil:
		return kind.Say(badValue+"Invalid engine: %s. Valid engines are memcached, redis and valkey.", d.In.Text("engine"))
	case major(d.In) < 0:
		return kind.Say(badCombination+"Cannot find version %s for %s", d.In.Text("majorEngineVersion"), engine(d.In))
	case engine(d.In) == memcached && d.In.Has("userGroupId"):
		return kind.Say(badCombination + "User group based access control is not supported for engine memcached.")
	case d.In.Number("snapshotRetentionLimit") < 0:
		return kind.Say(badValue+"Invalid snapshot retention limit: %d. Retention limit must be between 0 and 35.", d.In.Number("snapshotRetentionLimit"))
	case d.In.Has("dailySnapshotTime") && !daytime(d.In.Text("dailySnapshotTime")):
		return kind.Say(badValue+"Invalid daily snapshot time: %s. Should be specified as hh24:mi (24H Clock UTC)", d.In.Text("dailySnapshotTime"))
	}
	if err := admitLimits(d.In); err != nil {
		return err
	}
	if err := admitEndpoint(w, d.In); err != nil {
		return err
	}
	if err := admitKey(w, d.In); err != nil {
		return err
	}
	return admitGroup(w, d.In.Text("userGroupId"), d.In, position(valkey, ""))
}

func daytime(text string) bool {
	_, ok := daily(text + "-00:00")
	return ok
}

func admitLimits(in kind.Values) error {
	for _, storage := range in.Objects("cacheUsageLimits.dataStorage") {
		least, most := storage.Number("minimum"), storage.Number("maximum")
		for _, path := range []string{"minimum", "maximum"} {
			if n := storage.Number(path); storage.Has(path) && (n < 1 || n > mostStorage) {
				return kind.Say(badValue+"Invalid data storage %s: %d. It must be between 1 and 5000 GB.", path, n)
			}
		}
		if storage.Has("maximum") && least > most {
			return kind.Say(badCombination + "The data storage minimum must not be greater than the maximum.")
		}
	}
	for _, ecpu := range in.Objects("cacheUsageLimits.ecpuPerSeconds[*]") {
		if ecpu.Has("maximum") && ecpu.Number("minimum") > ecpu.Number("maximum") {
			return kind.Say(badCombination + "The ECPU per second minimum must not be greater than the maximum.")
		}
	}
	return nil
}

// admitEndpoint asks for subnets of two zones in one VPC. Without subnets
// ElastiCache takes the default VPC's, which this account does not have.
func admitEndpoint(w kind.World, in kind.Values) error {
	subnets := in.Texts("subnetIds[*]")
	if len(subnets) == 0 {
		return kind.Say(badValue + "The parameter SubnetIds must be provided: there is no default VPC.")
	}
	vpc := vpcOf(w, subnets[0])
	var zones []string
	for _, id := range subnets {
		if vpcOf(w, id) != vpc {
			return kind.Say("InvalidSubnet: Subnets %s and %s are not in the same VPC.", subnets[0], id)
		}
		subnet, _ := w.Find("aws:ec2/subnet:Subnet", "id", id)
		if zone := outputs(subnet).Text("availabilityZone"); !slices.Contains(zones, zone) {
			zones = append(zones, zone)
		}
	}
	if len(zones) < 2 {
		return kind.Say(badValue + "Subnets must be in at least two different availability zones.")
	}
	if group, home := strangers(w, in.Texts("securityGroupIds[*]"), vpc); group != "" {
		return kind.Say(badCombination+"Security group %s belongs to a different VPC [%s] than the subnets [%s]", group, home, vpc)
	}
	return nil
}

func serverlessCacheOutputs(w kind.World, d kind.Draft) kind.Props {
	label, suffix := domain(w)
	port := defaultPort
	if engine(d.In) == memcached {
		port = 11211
	}
	endpoint := func(port int) kind.Props {
		return kind.Props{"address": kind.Text(strings.Join([]string{d.ID + "-" + label, "serverless", suffix}, ".")), "port": kind.Number(port)}
	}
	version := majors[engine(d.In)][major(d.In)]
	out := kind.Props{
		"arn":               kind.Text(w.ARN("elasticache", "serverlesscache:"+d.ID)),
		"createTime":        kind.Text(w.Timestamp()),
		"endpoints":         kind.List(kind.Nested(endpoint(port))),
		"fullEngineVersion": kind.Text(version[1]),
		"name":              kind.Text(d.ID),
		"readerEndpoints":   kind.List(kind.Nested(endpoint(port + 1))),
		"status":            kind.Text("available"),
	}
	if d.Old != nil {
		out["createTime"] = kind.Text(last(d).Text("createTime"))
	}
	fill := kind.Props{
		"dailySnapshotTime": kind.Text("03:00"), "description": kind.Text(""), "majorEngineVersion": kind.Text(version[0]),
		"snapshotRetentionLimit": kind.Number(0),
	}
	for key, value := range fill {
		if !d.In.Has(string(key)) {
			out[key] = value
		}
	}
	return out
}
