package amp

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const (
	clusterType = "aws:eks/cluster:Cluster"
	scraperType = "aws:amp/scraper:Scraper"
	// mostScrapers of an account in a region; it can be raised. Source: Amazon Managed
	// Service for Prometheus User Guide, "Using an AWS managed collector", Scraper
	// limitations.
	mostScrapers = 10
)

// scraper collects from a cluster without an agent in it, through interfaces in the
// cluster's VPC.
func scraper() kind.Kind {
	subnets := kind.Subnet("source.eks.subnetIds[*]")
	subnets.Missing = "ValidationException: The subnet ID '%s' does not exist"
	groups := kind.SecurityGroup("source.eks.securityGroupIds[*]")
	groups.Missing = "ValidationException: The security group '%s' does not exist"
	return kind.Kind{
		Type:      scraperType,
		Framework: true,
		ID:        func(w kind.World, _ kind.Draft) string { return "s-" + w.UUID() },
		Replaces:  []string{"source"},
		Checks: map[string]kind.Check{
			"alias":                           kind.Length(1, 100),
			"destination.amp.workspaceArn":    kind.ARN("aps"),
			"roleConfiguration.sourceRoleArn": kind.ARN("iam"),
			"roleConfiguration.targetRoleArn": kind.ARN("iam"),
			"source.eks.clusterArn":           kind.ARN("eks"),
		},
		Rules: scraperRules,
		Refs: []kind.Ref{
			{
				Path: "destination.amp.workspaceArn", To: []kind.Target{{Type: workspaceType, By: "arn"}}, OnDelete: sim.Ignore,
				Missing: "ResourceNotFoundException: Workspace not found: %s", Foreign: true,
			},
			{
				Path: "source.eks.clusterArn", To: []kind.Target{{Type: clusterType, By: "arn"}}, OnDelete: sim.Ignore,
				Missing: "ValidationException: The cluster %s does not exist", Foreign: true,
			},
			subnets, groups,
		},
		Admit:   admitScraper,
		Outputs: scraperOutputs,
	}
}

func scraperRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	if !in.Has("destination.amp") {
		failures = append(failures, kind.Failure{Path: "destination", Reason: "list must contain at least 1 elements and at most 1 elements"})
	}
	if in.Has("source.eks.subnetIds") && !in.Has("source.eks.subnetIds[*]") {
		failures = append(failures, kind.Failure{Path: "source.eks.subnetIds", Reason: "set must contain at least 1 elements"})
	}
	for _, pair := range [][2]string{{"sourceRoleArn", "targetRoleArn"}, {"targetRoleArn", "sourceRoleArn"}} {
		if in.Has("roleConfiguration."+pair[0]) && !in.Has("roleConfiguration."+pair[1]) {
			failures = append(failures, kind.Failure{Path: "roleConfiguration." + pair[0], Reason: pair[1] + " must be specified when " + pair[0] + " is specified"})
		}
	}
	return failures
}

// admitScraper wants places in the cluster's own VPC, in two zones at least, and a
// cluster that can be reached from within it.
func admitScraper(w kind.World, d kind.Draft) error {
	if !d.In.Has("source.eks") {
		return invalid("A scraper needs a source")
	}
	if d.Old == nil && len(w.All(scraperType)) >= mostScrapers {
		return kind.Say("ServiceQuotaExceededException: Account %s has reached the quota of %d scrapers", w.Account(), mostScrapers)
	}
	if err := admitDestination(w, d); err != nil {
		return err
	}
	if found, here := w.Find(clusterType, "arn", d.In.Text("source.eks.clusterArn")); here {
		if err := admitReach(w, d, kind.Values{Props: found.Outputs}); err != nil {
			return err
		}
	}
	return admitScrape(d.In.Text("scrapeConfiguration"))
}

// admitDestination wants a workspace of the scraper's region, and roles to write with
// where a customer's key encrypts it: the service's own role can't use the key. Both roles
// are of the account then. Source: Amazon Managed Service for Prometheus User Guide,
// "Using an AWS managed collector", Scraper limitations and "Creating scraper for
// workspaces enabled with customer managed keys". How the service words its refusal was
// not found; the simulated cloud refuses what would never deliver a sample.
func admitDestination(w kind.World, d kind.Draft) error {
	arn := d.In.Text("destination.amp.workspaceArn")
	if region := kind.RegionOfARN(arn); arn != "" && region != w.Region {
		return invalid("The workspace is in %s, the scraper in %s", region, w.Region)
	}
	found, here := w.Find(workspaceType, "arn", arn)
	if here && (kind.Values{Props: found.Outputs}).Text("kmsKeyArn") != "" && !d.In.Has("roleConfiguration") {
		return invalid("The workspace %s is encrypted with a customer managed key: a scraper needs a roleConfiguration", arn)
	}
	return nil
}

func admitReach(w kind.World, d kind.Draft, cluster kind.Values) error {
	vpc, zones := cluster.Text("vpcConfig.vpcId"), map[string]bool{}
	for _, id := range d.In.Texts("source.eks.subnetIds[*]") {
		found, _ := w.Find("aws:ec2/subnet:Subnet", "id", id)
		subnet := kind.Values{Props: found.Outputs}
		if subnet.Text("vpcId") != vpc {
			return invalid("The subnet %s is not in the VPC of the cluster", id)
		}
		zones[subnet.Text("availabilityZone")] = true
	}
	if len(zones) < 2 {
		return invalid("The subnets have to be in at least two Availability Zones")
	}
	for _, id := range d.In.Texts("source.eks.securityGroupIds[*]") {
		found, known := w.Find("aws:ec2/securityGroup:SecurityGroup", "id", id)
		if known && (kind.Values{Props: found.Outputs}).Text("vpcId") != vpc {
			return invalid("The security group %s is not in the VPC of the cluster", id)
		}
	}
	if !cluster.Flag("vpcConfig.endpointPrivateAccess") {
		return invalid("The cluster has to have private endpoint access enabled")
	}
	return nil
}

// scraperOutputs: the role is one that the service makes for each scraper.
func scraperOutputs(w kind.World, d kind.Draft) kind.Props {
	return kind.Props{
		"arn":     kind.Text(w.ARN("aps", "scraper/"+d.ID)),
		"roleArn": kind.Text(w.GlobalARN("iam", "role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_"+d.ID[len("s-"):])),
	}
}
