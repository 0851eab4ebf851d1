package opensearch

import (
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

// masterCounts are how many dedicated masters a domain may have. Source: OpenSearch
// Service API Reference, ClusterConfig (more than 2, and not 4), and the Developer Guide,
// "Amazon OpenSearch Service domain and instance quotas" (5 at most).
var masterCounts = []int{3, 5}

// leastThroughput of a gp3 volume, in MiB a second. Source: OpenSearch Service Developer
// Guide, "Amazon OpenSearch Service domain and instance quotas".
const leastThroughput = 125

// leastIOPS of a volume that may be given some, in operations a second.
var leastIOPS = map[string]int{"gp3": 3000, "io1": 1000}

func version(d kind.Draft) string { return d.In.Or("engineVersion", latest()) }

func dataType(d kind.Draft) string { return d.In.Or("clusterConfig.instanceType", "m3.medium.search") }

// nodes are the data nodes; one unless more are asked for.
func nodes(d kind.Draft) int {
	if !d.In.Has("clusterConfig.instanceCount") {
		return 1
	}
	return d.In.Number("clusterConfig.instanceCount")
}

// zoneCount is over how many zones the data nodes are spread.
func zoneCount(d kind.Draft) int {
	switch {
	case !d.In.Flag("clusterConfig.zoneAwarenessEnabled"):
		return 1
	case d.In.Has("clusterConfig.zoneAwarenessConfig.availabilityZoneCount"):
		return d.In.Number("clusterConfig.zoneAwarenessConfig.availabilityZoneCount")
	default:
		return 2
	}
}

func admitVersion(_ kind.World, d kind.Draft) error {
	if !slices.Contains(versions, version(d)) {
		return invalid("Unsupported engine version: %s", version(d))
	}
	return nil
}

func admitMachines(_ kind.World, d kind.Draft) error {
	if _, known := machine(dataType(d)); !known {
		return invalid("Invalid instance type: %s", dataType(d))
	}
	if n := nodes(d); n < 1 {
		return invalid("Instance count must be at least 1, got %d", n)
	}
	return nil
}

// admitZones is not so strict with three zones as with two: a domain without standby
// may have four nodes in three.
func admitZones(_ kind.World, d kind.Draft) error {
	switch zones := zoneCount(d); {
	case zones == 2 && nodes(d)%2 != 0:
		return invalid("You must choose an even number of data nodes for a two Availability Zone deployment")
	case zones == 3 && nodes(d) < 3:
		return invalid("You must choose a minimum of three data nodes for a three Availability Zone deployment")
	}
	return nil
}

func admitMasters(_ kind.World, d kind.Draft) error {
	if !d.In.Flag("clusterConfig.dedicatedMasterEnabled") {
		return nil
	}
	count, masters := d.In.Number("clusterConfig.dedicatedMasterCount"), d.In.Or("clusterConfig.dedicatedMasterType", dataType(d))
	f, known := machine(masters)
	switch {
	case !slices.Contains(masterCounts, count):
		return invalid("Dedicated master node count must be 3 or 5, got %d", count)
	case !known:
		return invalid("Invalid instance type: %s", masters)
	case f.notMaster:
		return invalid("Invalid instance type for master nodes: %s", masters)
	}
	return nil
}

func admitWarm(_ kind.World, d kind.Draft) error {
	warm := d.In.Flag("clusterConfig.warmEnabled")
	if d.In.Flag("clusterConfig.coldStorageOptions.enabled") && !warm {
		return invalid("To use cold storage, your domain must have warm storage.")
	}
	if !warm {
		return nil
	}
	f, _ := machine(dataType(d))
	switch n := d.In.Number("clusterConfig.warmCount"); {
	case !d.In.Flag("clusterConfig.dedicatedMasterEnabled"):
		return invalid("To use warm storage, your domain must have dedicated master nodes.")
	case f.burstable:
		return invalid("Warm storage is not available for the %s instance type. Select a different instance type.", dataType(d))
	case n < 2 || n > 150:
		return invalid("Warm storage node count must be between 2 and 150.")
	case !d.In.Has("clusterConfig.warmType"):
		return invalid("Warm storage needs an instance type.")
	}
	return nil
}

func admitStandby(_ kind.World, d kind.Draft) error {
	if !d.In.Flag("clusterConfig.multiAzWithStandbyEnabled") {
		return nil
	}
	f, _ := machine(dataType(d))
	switch {
	case !from(version(d), "OpenSearch_1.3"):
		return invalid("Domains with standby are only supported for OpenSearch version 1.3 and later.")
	case zoneCount(d) != 3:
		return invalid("Domains with standby must use 3 Availability Zones.")
	case !d.In.Flag("clusterConfig.dedicatedMasterEnabled"), d.In.Number("clusterConfig.dedicatedMasterCount") != 3:
		return invalid("Domains with standby must have 3 nodes that are eligible to be master nodes.")
	case nodes(d)%3 != 0:
		return invalid("The number of data nodes must be a multiple of the number of Availability Zones configured for the domain.")
	case f.burstable:
		return invalid("Domains with standby do not support the %s instance type.", dataType(d))
	case d.In.Flag("ebsOptions.ebsEnabled") && volumeType(d) != "gp3" && volumeType(d) != "io1":
		return invalid("Domains with standby only support the GP3 and io1 volume types of EBS storage.")
	}
	return nil
}

func admitVolumes(_ kind.World, d kind.Draft) error {
	f, _ := machine(dataType(d))
	on := d.In.Flag("ebsOptions.ebsEnabled")
	switch {
	case !on && f.on == volumes:
		return invalid("EBS storage must be selected for %s", dataType(d))
	case on && f.on == disks:
		return invalid("Instance type %s does not support EBS storage", dataType(d))
	case !on:
		return nil
	}
	volume := volumeType(d)
	least, rated := leastIOPS[volume]
	iops, throughput := d.In.Number("ebsOptions.iops"), d.In.Number("ebsOptions.throughput")
	switch {
	case f.noGP2 && volume != "gp3" && volume != "io1":
		return invalid("EBS volume-types :[io1, gp3] must be selected for %s", dataType(d))
	case d.In.Number("ebsOptions.volumeSize") < f.smallest():
		return invalid("Volume size must be at least %d GiB for %s", f.smallest(), dataType(d))
	case iops > 0 && !rated:
		return invalid("IOPS is only valid when volume type is io1 or gp3.")
	case iops > 0 && iops < least, volume == "io1" && iops == 0:
		return invalid("IOPS must be at least %d", least)
	case throughput > 0 && volume != "gp3":
		return invalid("Throughput is only valid when volume type is GP3.")
	case throughput > 0 && throughput < leastThroughput:
		return invalid("Throughput must be at least %d", leastThroughput)
	}
	return nil
}

// admitTuning: instances that live on credits have none to spare for being tuned.
func admitTuning(_ kind.World, d kind.Draft) error {
	f, _ := machine(dataType(d))
	if f.burstable && d.In.Text("autoTuneOptions.desiredState") == "ENABLED" {
		return invalid("Autotune is not supported in t2/t3 instance types. Disable autotune or change your instance type.")
	}
	if d.In.Flag("autoTuneOptions.useOffPeakWindow") && d.In.Has("autoTuneOptions.maintenanceSchedules[*]") {
		return invalid("Maintenance schedules can't be given together with the off-peak window")
	}
	return nil
}
