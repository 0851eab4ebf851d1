package eks

import (
	"encoding/base64"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// clusterOutputs include the security group that EKS makes with every cluster.
// It lives and goes with it, so it is no object of its own; references to
// security groups know it by this output.
func clusterOutputs(w kind.World, d kind.Draft) kind.Props {
	out := d.Settled(kind.Props{
		"deletionProtection":        kind.Flag(false),
		"version":                   kind.Text(newest()),
		"upgradePolicy":             kind.Nested(kind.Props{"supportType": kind.Text("EXTENDED")}),
		"controlPlaneScalingConfig": kind.Nested(kind.Props{"tier": kind.Text("standard")}),
	})

	vpc := homeOf(w, d.In.Text("vpcConfig.subnetIds[*]"))
	group := last(d).Text("vpcConfig.clusterSecurityGroupId")
	if d.Old == nil {
		group = w.NewID("sg-")
		made(w, d, out)
	}
	out["accessConfig"] = settle(d, "accessConfig", kind.Props{
		"authenticationMode":                      kind.Text("CONFIG_MAP"),
		"bootstrapClusterCreatorAdminPermissions": kind.Flag(true),
	})
	out["kubernetesNetworkConfig"] = settle(d, "kubernetesNetworkConfig", kind.Props{
		"ipFamily":             kind.Text("ipv4"),
		"serviceIpv4Cidr":      kind.Text(serviceRange(w, vpc)),
		"elasticLoadBalancing": kind.Nested(kind.Props{"enabled": kind.Flag(false)}),
	})
	out["vpcConfig"] = settle(d, "vpcConfig", kind.Props{
		"clusterSecurityGroupId": kind.Text(group),
		"vpcId":                  kind.Text(vpc),
		"endpointPrivateAccess":  kind.Flag(false),
		"endpointPublicAccess":   kind.Flag(true),
		"publicAccessCidrs":      everywhere(d),
	})
	return out
}

// made adds what a cluster is born with and keeps.
func made(w kind.World, d kind.Draft, out kind.Props) {
	host := strings.ToUpper(w.Hex(32))
	authority := "-----BEGIN CERTIFICATE-----\n" + base64.StdEncoding.EncodeToString([]byte(host)) + "\n-----END CERTIFICATE-----\n"
	issuer := "https://oidc.eks." + w.Region + ".amazonaws.com/id/" + host
	out["arn"] = kind.Text(w.ARN("eks", "cluster/"+d.ID))
	out["endpoint"] = kind.Text("https://" + host + ".gr7." + w.Region + ".eks.amazonaws.com")
	out["certificateAuthority"] = kind.Nested(kind.Props{"data": kind.Text(base64.StdEncoding.EncodeToString([]byte(authority)))})
	out["identities"] = kind.List(kind.Nested(kind.Props{
		"oidcs": kind.List(kind.Nested(kind.Props{"issuer": kind.Text(issuer)})),
	}))
	out["clusterId"] = kind.Text("") // only clusters on Outposts have one
	out["createdAt"] = kind.Text(w.Timestamp())
	out["platformVersion"] = kind.Text("eks.1")
	out["status"] = kind.Text("ACTIVE")
}

// serviceRange is the range that EKS chooses for services: one that does not
// meet the VPC's.
func serviceRange(w kind.World, vpc string) string {
	home, _ := w.Find("aws:ec2/vpc:Vpc", "id", vpc)
	if strings.HasPrefix(kind.Values{Props: home.Outputs}.Text("cidrBlock"), "10.") {
		return "172.20.0.0/16"
	}
	return "10.100.0.0/16"
}

// everywhere is who may call a public endpoint for which nobody is named.
func everywhere(d kind.Draft) resource.PropertyValue {
	if !public(d.In) {
		return kind.Texts()
	}
	return kind.Texts("0.0.0.0/0")
}
