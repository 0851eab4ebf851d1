package opensearch

import (
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// given is what the program says in an object, over what the service chooses; nil where
// it says nothing.
func given(d kind.Draft, key resource.PropertyKey, own kind.Props) kind.Props {
	said, there := d.In.Props[key]
	if !there || !said.IsObject() {
		return nil
	}
	maps.Copy(own, said.ObjectValue())
	return own
}

func clusterShown(_ kind.World, d kind.Draft) (string, kind.Props) {
	return "clusterConfig", given(d, "clusterConfig", kind.Props{
		"coldStorageOptions": kind.Nested(kind.Props{"enabled": kind.Flag(false)}),
	})
}

func endpointShown(_ kind.World, d kind.Draft) (string, kind.Props) {
	return "domainEndpointOptions", given(d, "domainEndpointOptions", kind.Props{
		"tlsSecurityPolicy": kind.Text("Policy-Min-TLS-1-2-2019-07"),
	})
}

// volumesShown: a gp3 volume has 3000 operations and 125 MiB a second.
func volumesShown(_ kind.World, d kind.Draft) (string, kind.Props) {
	own := kind.Props{}
	if d.In.Flag("ebsOptions.ebsEnabled") {
		own["volumeType"] = kind.Text(volumeType(d))
		if volumeType(d) == "gp3" {
			own["iops"], own["throughput"] = kind.Number(leastIOPS["gp3"]), kind.Number(leastThroughput)
		}
	}
	return "ebsOptions", given(d, "ebsOptions", own)
}

// volumeType is gp3 unless something else is asked for, or the family has no such.
func volumeType(d kind.Draft) string { return d.In.Or("ebsOptions.volumeType", "gp3") }

func encryptionShown(w kind.World, d kind.Draft) (string, kind.Props) {
	own := kind.Props{}
	if d.In.Flag("encryptAtRest.enabled") {
		own["kmsKeyId"] = kind.Text(kind.ManagedKeyARN(w, "aws/es"))
	}
	return "encryptAtRest", given(d, "encryptAtRest", own)
}

func tuningShown(_ kind.World, d kind.Draft) (string, kind.Props) {
	return "autoTuneOptions", given(d, "autoTuneOptions", kind.Props{"rollbackOnDisable": kind.Text("NO_ROLLBACK")})
}

func usersShown(_ kind.World, d kind.Draft) (string, kind.Props) {
	own := kind.Props{}
	if d.In.Flag("advancedSecurityOptions.enabled") {
		own["anonymousAuthEnabled"] = kind.Flag(false)
	}
	return "advancedSecurityOptions", given(d, "advancedSecurityOptions", own)
}

func placeShown(w kind.World, d kind.Draft) (string, kind.Props) {
	vpc, zones := "", []string{}
	for _, id := range d.In.Texts("vpcOptions.subnetIds[*]") {
		subnet := subnetOf(w, id)
		vpc = subnet.Text("vpcId")
		zones = append(zones, subnet.Text("availabilityZone"))
	}
	slices.Sort(zones)
	return "vpcOptions", given(d, "vpcOptions", kind.Props{"availabilityZones": kind.Texts(zones...), "vpcId": kind.Text(vpc)})
}

func subnetOf(w kind.World, id string) kind.Values {
	found, _ := w.Find("aws:ec2/subnet:Subnet", "id", id)
	return kind.Values{Props: found.Outputs}
}
