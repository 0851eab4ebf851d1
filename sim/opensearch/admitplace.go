package opensearch

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/policydoc"
)

const (
	serviceLinkedRoleType = "aws:iam/serviceLinkedRole:ServiceLinkedRole"
	logGroupType          = "aws:cloudwatch/logGroup:LogGroup"
	logPolicyType         = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy"
)

// linked are the services whose role lets a domain into a VPC: today's, and the one
// from before the fork.
var linked = []string{"opensearchservice.amazonaws.com", "es.amazonaws.com"}

var counted = map[int]string{2: "two", 3: "three"}

// admitPlace wants a subnet for each zone, in zones of their own, and the role by which
// the service puts interfaces into them. The role has to be there before: the service
// makes one when it is first asked, but does not wait for it.
func admitPlace(w kind.World, d kind.Draft) error {
	subnets := d.In.Texts("vpcOptions.subnetIds[*]")
	if len(subnets) == 0 {
		if d.In.Has("vpcOptions") {
			return invalid("You must specify a subnet.")
		}
		return nil
	}
	if !slices.ContainsFunc(w.All(serviceLinkedRoleType), isLinked) {
		return invalid("Before you can proceed, you must enable a service-linked role to give Amazon OpenSearch Service permissions to access your VPC.")
	}
	zones := zoneCount(d)
	if len(subnets) != zones {
		if zones == 1 {
			return invalid("You must specify exactly one subnet.")
		}
		return invalid("You must specify exactly %[1]s subnets because you've set zone count to %[1]s.", counted[zones])
	}
	vpc, seen := "", map[string]bool{}
	for _, id := range subnets {
		subnet := subnetOf(w, id)
		if vpc != "" && subnet.Text("vpcId") != vpc {
			return invalid("You must specify subnets of one VPC.")
		}
		vpc, seen[subnet.Text("availabilityZone")] = subnet.Text("vpcId"), true
	}
	if len(seen) != zones {
		return invalid("You must specify subnets in different Availability Zones.")
	}
	for _, id := range d.In.Texts("vpcOptions.securityGroupIds[*]") {
		found, known := w.Find("aws:ec2/securityGroup:SecurityGroup", "id", id)
		if known && (kind.Values{Props: found.Outputs}).Text("vpcId") != vpc {
			return invalid("The security group %s is not in the VPC %s.", id, vpc)
		}
	}
	return nil
}

// admitLogs wants log groups that are there, and a policy of CloudWatch Logs that lets
// the service write to them.
func admitLogs(w kind.World, d kind.Draft) error {
	seen := map[string]bool{}
	for _, option := range d.In.Objects("logPublishingOptions[*]") {
		arn, logType, enabled := option.Text("cloudwatchLogGroupArn"), option.Text("logType"), option.Flag("enabled")
		group := strings.TrimSuffix(arn, ":*")
		_, there := w.Find(logGroupType, "arn", group)
		switch {
		case seen[logType]:
			return invalid("The log type %s is given twice", logType)
		case !there || kind.RegionOfARN(arn) != w.Region:
			return invalid("The CloudWatch Logs ARN referring to the log group for logging your %s logs is invalid.", logType)
		case enabled && logType == "AUDIT_LOGS" && !d.In.Flag("advancedSecurityOptions.enabled"):
			return invalid("audit_logs can't be enabled without fine-grained access control")
		case enabled && !mayWrite(w, group):
			return invalid("The Resource Access Policy specified for the CloudWatch Logs log group %s does not grant sufficient permissions for Amazon OpenSearch Service to create a log stream. Please check the Resource Access Policy.",
				group[strings.LastIndex(group, ":log-group:")+len(":log-group:"):])
		}
		seen[logType] = true
	}
	return nil
}

// mayWrite is true where a policy of the region lets the service write to a log group.
func mayWrite(w kind.World, group string) bool {
	for _, o := range w.All(logPolicyType) {
		document, err := policydoc.Parse(kind.Values{Props: o.Outputs}.Text("policyDocument"))
		if err != nil {
			continue
		}
		if slices.ContainsFunc(document.Statement, func(s policydoc.Statement) bool { return letsWrite(s, group) }) {
			return true
		}
	}
	return false
}

func letsWrite(s policydoc.Statement, group string) bool {
	matches := func(patterns policydoc.Texts, value string) bool {
		return slices.ContainsFunc(patterns, func(p string) bool { return policydoc.Matches(p, value) })
	}
	return s.Allows() &&
		slices.ContainsFunc(s.Principal["Service"], func(name string) bool { return slices.Contains(linked, name) }) &&
		matches(s.Action, "logs:CreateLogStream") && matches(s.Action, "logs:PutLogEvents") &&
		matches(s.Resource, group+":log-stream:x")
}

func isLinked(o sim.Object) bool {
	return slices.Contains(linked, kind.Values{Props: o.Outputs}.Text("awsServiceName"))
}
