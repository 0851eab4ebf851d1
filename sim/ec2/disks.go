package ec2

import (
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

// admitDisks is what EC2 says of volumes ("Amazon EBS volume types").
func admitDisks(in kind.Values) error {
	var devices []string
	for _, mapping := range in.Objects("blockDeviceMappings[*]") {
		device := mapping.Text("deviceName")
		if slices.Contains(devices, device) {
			return kind.Say("InvalidBlockDeviceMapping: The device '%s' is used in more than one block-device mapping", device)
		}
		devices = append(devices, device)
		for _, ebs := range mapping.Objects("ebs") {
			if err := admitDisk(ebs); err != nil {
				return err
			}
		}
	}
	return nil
}

func admitDisk(ebs kind.Values) error {
	typ := ebs.Or("volumeType", "gp2")
	limits := diskLimits[typ]
	size, iops := ebs.Number("volumeSize"), ebs.Number("iops")
	switch {
	case ebs.Has("kmsKeyId") && ebs.Text("encrypted") != "true":
		return kind.Say("InvalidParameterDependency: The parameter KmsKeyId requires the parameter Encrypted to be set.")
	case ebs.Has("volumeSize") && (size < limits.leastGiB || size > limits.mostGiB):
		return kind.Say("InvalidParameterValue: Volume of %dGiB is out of range for volume type %s: %d to %d", size, typ, limits.leastGiB, limits.mostGiB)
	case ebs.Has("throughput") && typ != "gp3":
		return kind.Say("InvalidParameterCombination: The parameter throughput is not supported for %s volumes", typ)
	case ebs.Has("iops") && limits.mostIOPS == 0:
		return kind.Say("InvalidParameterCombination: The parameter iops is not supported for %s volumes", typ)
	case ebs.Has("iops") && (iops < limits.leastIOPS || iops > limits.mostIOPS):
		return kind.Say("InvalidParameterValue: Volume iops of %d is out of range for volume type %s: %d to %d", iops, typ, limits.leastIOPS, limits.mostIOPS)
	case (typ == "io1" || typ == "io2") && !ebs.Has("iops"):
		return kind.Say("MissingParameter: The request must contain the parameter iops for %s volumes", typ)
	}
	return nil
}

// diskLimits are what each type of volume offers. Source: EBS user guide,
// "Amazon EBS volume types".
var diskLimits = map[string]struct{ leastGiB, mostGiB, leastIOPS, mostIOPS int }{
	"standard": {1, 1024, 0, 0},
	"gp2":      {1, 16384, 0, 0},
	"gp3":      {1, 65536, 3000, 80000},
	"io1":      {4, 16384, 100, 64000},
	"io2":      {4, 65536, 100, 256000},
	"st1":      {125, 16384, 0, 0},
	"sc1":      {125, 16384, 0, 0},
}
