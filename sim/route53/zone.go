package route53

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const (
	zoneType = "aws:route53/zone:Zone"
	vpcType  = "aws:ec2/vpc:Vpc"
)

func zone() kind.Kind {
	return kind.Kind{
		Type:     zoneType,
		Global:   true,
		ID:       func(w kind.World, _ kind.Draft) string { return "Z0" + strings.ToUpper(w.Hex(18)) + "L" },
		Noted:    map[resource.PropertyKey]func(string) string{"name": normal},
		Defaults: kind.Props{"comment": kind.Text("Managed by Pulumi"), "enableAcceleratedRecovery": kind.Flag(false), "forceDestroy": kind.Flag(false)},
		Rules: func(in kind.Values) []kind.Failure {
			if in.Has("delegationSetId") && in.Has("vpcs") {
				return []kind.Failure{{Path: "delegationSetId", Reason: `"delegationSetId": conflicts with vpcs`}}
			}
			return nil
		},
		Admit:   admitZone,
		Outputs: zoneOutputs,
		// What is in a zone goes with it only when the program says so.
		Retire: func(w kind.World, o kind.Draft) error {
			if !o.In.Flag("forceDestroy") && len(w.Users(recordType, *o.Old)) > 0 {
				return kind.Say("HostedZoneNotEmpty: The specified hosted zone contains non-required resource record sets and so cannot be deleted.")
			}
			return nil
		},
	}
}

var domainForm = regexp.MustCompile(`^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$`)

// admitZone looks at the name, and at the VPCs of a private zone: each may be
// of another region, and has one zone of a name.
func admitZone(w kind.World, d kind.Draft) error {
	name := normal(d.In.Text("name"))
	if !domainForm.MatchString(name) {
		return kind.Say("InvalidDomainName: %s is not a valid domain name", d.In.Text("name"))
	}
	for _, vpc := range d.In.Objects("vpcs[*]") {
		there := w
		there.Region = vpc.Or("vpcRegion", w.Region)
		id := vpc.Text("vpcId")
		if _, ok := there.Find(vpcType, "id", id); !ok {
			return kind.Say("InvalidVPCId: The VPC %s in region %s does not exist or is not yours", id, there.Region)
		}
		for _, other := range w.All(zoneType) {
			in := kind.Values{Props: other.Inputs}
			if other.ID != d.ID && normal(in.Text("name")) == name && slices.Contains(in.Texts("vpcs[*].vpcId"), id) {
				return kind.Say("ConflictingDomainExists: The VPC %s in region %s has already been associated with the hosted zone %s with the same domain name.", id, there.Region, other.ID)
			}
		}
	}
	return nil
}

func zoneOutputs(w kind.World, d kind.Draft) kind.Props {
	servers := nameServers(d.ID, d.In.Has("vpcs"))
	return kind.Props{
		"arn":               kind.Text("arn:" + strings.Split(w.GlobalARN("route53", ""), ":")[1] + ":route53:::hostedzone/" + d.ID),
		"nameServers":       kind.Texts(servers...),
		"primaryNameServer": kind.Text(servers[0]),
		"zoneId":            kind.Text(d.ID),
	}
}

// nameServers are four, one in each top-level domain; private zones have the
// same ones everywhere.
func nameServers(id string, private bool) []string {
	sum := sha256.Sum256([]byte(id))
	out := make([]string, 4)
	for i, domain := range []string{"com", "net", "org", "co.uk"} {
		server, block := i*512, 0
		if !private {
			server, block = server+int(sum[2*i]), int(sum[2*i+1])%64
		}
		out[i] = fmt.Sprintf("ns-%d.awsdns-%02d.%s", server, block, domain)
	}
	slices.Sort(out)
	return out
}
