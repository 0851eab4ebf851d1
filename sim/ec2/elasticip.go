package ec2

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const elasticIPType = "aws:ec2/eip:Eip"

func elasticIP() kind.Kind {
	return kind.Kind{
		Type:    elasticIPType,
		ID:      kind.Hashed("eipalloc-"),
		Outputs: elasticIPOutputs,
		InUse:   "InvalidIPAddress.InUse: Address %[1]s is in use by %[2]s.",
	}
}

func elasticIPOutputs(w kind.World, d kind.Draft) kind.Props {
	if d.Old != nil {
		return nil
	}
	address := publicAddress(w)
	out := kind.Props{
		"allocationId":       kind.Text(d.ID),
		"arn":                kind.Text(w.ARN("ec2", "elastic-ip/"+d.ID)),
		"domain":             kind.Text("vpc"),
		"networkBorderGroup": kind.Text(d.In.Or("networkBorderGroup", w.Region)),
		"publicDns":          kind.Text("ec2-" + strings.ReplaceAll(address, ".", "-") + "." + w.Region + ".compute.amazonaws.com"),
		"publicIp":           kind.Text(address),
	}
	for _, unassociated := range []string{"associationId", "carrierIp", "customerOwnedIp", "privateDns", "privateIp", "ptrRecord"} {
		out[resource.PropertyKey(unassociated)] = kind.Text("")
	}
	return out
}
