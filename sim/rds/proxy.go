package rds

import (
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const proxyType = "aws:rds/proxy:Proxy"

func proxy() kind.Kind {
	subnets := kind.Subnet("vpcSubnetIds[*]")
	subnets.Missing = "InvalidSubnet: The requested subnet %s is invalid."
	groups := kind.SecurityGroup("vpcSecurityGroupIds[*]")
	groups.Missing = noSuchGroup
	role := kind.Role("roleArn")
	role.Missing = proxyRole
	return kind.Kind{
		Type:     proxyType,
		ID:       kind.From("name"),
		Autoname: kind.Autoname{Max: longestIdentifier},
		Defaults: kind.Props{"debugLogging": kind.Flag(false), "requireTls": kind.Flag(false)},
		Checks: map[string]kind.Check{
			"auths[*].secretArn": kind.ARN(),
			"roleArn":            kind.ARN(),
		},
		Refs: []kind.Ref{subnets, groups, role, managedSecretRef()},
		// The facts miss it: upstream makes another proxy for another family.
		Replaces: []string{"engineFamily"},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "DBProxyAlreadyExistsFault: DB Proxy already exists: %[1]s",
		}},
		Admit:   inTurn(admitProxy, admitProxyAuth, admitProxyPlaces),
		Outputs: proxyOutputs,
	}
}

const proxyRole = "InvalidParameterValue: RDS is not authorized to assume the role %s"

// managedSecretRef refers to a secret that RDS keeps for a cluster. Secrets of
// the program's own are not simulated.
func managedSecretRef() kind.Ref {
	return loose(kind.Ref{
		Path: "auths[*].secretArn",
		To:   []kind.Target{{Type: clusterType, By: "masterUserSecrets[*].secretArn"}},
		External: func(arn string) bool {
			return strings.Contains(arn, ":secretsmanager:") && !strings.Contains(arn, managedSecret)
		},
		Missing: "InvalidParameterValue: The secret %s doesn't exist",
	})
}

func admitProxy(w kind.World, d kind.Draft) error {
	const longest = 28800
	idle := d.In.Number("idleClientTimeout")
	switch {
	// RDS renames a proxy, and upstream its id with it; ids here stay.
	case d.Old != nil && d.In.Text("name") != d.ID:
		return kind.Say("the simulated cloud cannot rename a proxy: %s stays %s", d.In.Text("name"), d.ID)
	case !trusts(w, d.In.Text("roleArn"), "rds.amazonaws.com"):
		return kind.Say(proxyRole, d.In.Text("roleArn"))
	case d.In.Has("idleClientTimeout") && (idle < 1 || idle > longest):
		return kind.Say("InvalidParameterValue: IdleClientTimeout must be between 1 and %d seconds", longest)
	}
	return nil
}

func admitProxyAuth(_ kind.World, d kind.Draft) error {
	auths := d.In.Objects("auths[*]")
	if len(auths) == 0 && d.In.Text("defaultAuthScheme") != "IAM_AUTH" {
		return kind.Say("InvalidParameterValue: Auth must contain at least one UserAuthConfig unless DefaultAuthScheme is IAM_AUTH")
	}
	for _, auth := range auths {
		password := auth.Text("clientPasswordAuthType")
		switch {
		case auth.Has("username"):
			return kind.Say("InvalidParameterValue: UserName must not be set in UserAuthConfig when SECRETS AuthScheme is used.")
		case !auth.Has("secretArn"):
			return kind.Say("InvalidParameterValue: SecretArn must be set in UserAuthConfig when SECRETS AuthScheme is used.")
		case password != "" && d.In.Text("engineFamily") == "POSTGRESQL" && !strings.HasPrefix(password, "POSTGRES_"):
			return kind.Say("InvalidParameterValue: ClientPasswordAuthType %s isn't valid for engine family POSTGRESQL", password)
		}
	}
	return nil
}

// admitProxyPlaces asks for subnets of two zones of one VPC, and for security
// groups of it.
func admitProxyPlaces(w kind.World, d kind.Draft) error {
	subnets := d.In.Texts("vpcSubnetIds[*]")
	vpc := vpcOf(w, subnets)
	switch {
	case !sameVPC(w, subnets):
		return kind.Say("InvalidSubnet: The requested subnets are not all in the same VPC.")
	case len(zonesOf(w, subnets)) < 2:
		return kind.Say("InvalidSubnet: The requested subnets must be in at least two Availability Zones.")
	}
	for _, id := range d.In.Texts("vpcSecurityGroupIds[*]") {
		if home := groupHome(w, id); home != vpc {
			return kind.Say("InvalidParameterCombination: The DB proxy and EC2 security group are in different VPCs. The DB proxy is in %s and the EC2 security group is in %s", vpc, home)
		}
	}
	return nil
}

func proxyOutputs(w kind.World, d kind.Draft) kind.Props {
	out := d.Settled(kind.Props{
		"defaultAuthScheme":           kind.Text("NONE"),
		"endpointNetworkType":         kind.Text("IPV4"),
		"idleClientTimeout":           kind.Number(1800),
		"targetConnectionNetworkType": kind.Text("IPV4"),
		"vpcSecurityGroupIds":         defaultGroups(w, vpcOf(w, d.In.Texts("vpcSubnetIds[*]"))),
	})

	if d.Old == nil {
		out["arn"] = kind.Text(w.ARN("rds", "db-proxy:"+w.NewID("prx-")))
		out["endpoint"] = kind.Text(host(w, d.ID, "proxy-"))
	}
	return out
}

// ofProxy refers to a proxy by name. What belongs to a proxy goes with it.
func ofProxy() kind.Ref {
	return kind.Ref{
		Path: "dbProxyName", To: []kind.Target{{Type: proxyType, By: "id"}}, OnDelete: sim.Cascade,
		Missing: "DBProxyNotFoundFault: DB Proxy %s not found.",
	}
}
