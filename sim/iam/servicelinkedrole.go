package iam

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// linked are the names of the roles of services, which are not functions of the
// services' names. Source: the services' guides, "Using service-linked roles".
var linked = map[string]string{
	"autoscaling.amazonaws.com":                         "AutoScaling",
	"backup.amazonaws.com":                              "Backup",
	"config.amazonaws.com":                              "Config",
	"ecs.amazonaws.com":                                 "ECS",
	"eks.amazonaws.com":                                 "AmazonEKS",
	"eks-fargate.amazonaws.com":                         "AmazonEKSForFargate",
	"eks-nodegroup.amazonaws.com":                       "AmazonEKSNodegroup",
	"elasticache.amazonaws.com":                         "ElastiCache",
	"elasticloadbalancing.amazonaws.com":                "ElasticLoadBalancing",
	"es.amazonaws.com":                                  "AmazonElasticsearchService",
	"guardduty.amazonaws.com":                           "AmazonGuardDuty",
	"inspector2.amazonaws.com":                          "AmazonInspector2",
	"opensearchservice.amazonaws.com":                   "AmazonOpenSearchService",
	"observability.aps.amazonaws.com":                   "AmazonPrometheus",
	"rds.amazonaws.com":                                 "RDS",
	"securityhub.amazonaws.com":                         "SecurityHub",
	"spot.amazonaws.com":                                "EC2Spot",
	"spotfleet.amazonaws.com":                           "EC2SpotFleet",
	"wafv2.amazonaws.com":                               "WAFV2Logging",
	"rds.application-autoscaling.amazonaws.com":         "ApplicationAutoScaling_RDSCluster",
	"elasticache.application-autoscaling.amazonaws.com": "ApplicationAutoScaling_ElastiCacheRG",
}

// suffixed are the services whose role may be there several times.
var suffixed = []string{"autoscaling.amazonaws.com"}

func serviceLinkedRole() kind.Kind {
	return kind.Kind{
		Type:   "aws:iam/serviceLinkedRole:ServiceLinkedRole",
		Global: true,
		ID: func(w kind.World, d kind.Draft) string {
			return w.GlobalARN("iam", "role"+linkedPath(d)+linkedName(d))
		},
		Checks: map[string]kind.Check{
			"awsServiceName": kind.Pattern(`[a-z0-9.-]+\.(aws\.internal|amazonaws\.com|amazonaws\.com\.cn)`, "must end with a service's domain, such as es.amazonaws.com"),
			"customSuffix":   kind.All(kind.Length(1, 64), nameForm),
			"description":    kind.Length(0, 1000),
		},
		Unique: []kind.Unique{{
			On:    []string{"awsServiceName", "customSuffix"},
			Taken: "InvalidInput: Service role name for %[1]s has been taken in this account, please try a different suffix.",
		}},
		Admit: func(_ kind.World, d kind.Draft) error {
			service := d.In.Text("awsServiceName")
			switch {
			case linked[service] == "":
				return kind.Say("InvalidInput: Service %s does not use service-linked roles that are simulated", service)
			case d.In.Has("customSuffix") && !slices.Contains(suffixed, service):
				return kind.Say("InvalidInput: Custom suffix is not allowed for %s", service)
			}
			return nil
		},
		Outputs: serviceLinkedRoleOutputs,
		Retire:  retireLinked,
	}
}

// retireLinked asks the service that the role belongs to, as IAM does: OpenSearch Service
// keeps its role for as long as a domain of its is in a VPC.
func retireLinked(w kind.World, o kind.Draft) error {
	if o.In.Text("awsServiceName") != "opensearchservice.amazonaws.com" {
		return nil
	}
	for _, domain := range w.All("aws:opensearch/domain:Domain") {
		if (kind.Values{Props: domain.Inputs}).Has("vpcOptions") {
			return kind.Say("deleting service-linked role %s: deletion task failed: the role is in use by %s", o.ID, domain.ID)
		}
	}
	return nil
}

func linkedPath(d kind.Draft) string { return "/aws-service-role/" + d.In.Text("awsServiceName") + "/" }

func linkedName(d kind.Draft) string {
	name := "AWSServiceRoleFor" + linked[d.In.Text("awsServiceName")]
	if d.In.Has("customSuffix") {
		name += "_" + d.In.Text("customSuffix")
	}
	return name
}

func serviceLinkedRoleOutputs(w kind.World, d kind.Draft) kind.Props {
	if d.Old != nil {
		return nil
	}
	return kind.Props{
		"arn":        kind.Text(d.ID),
		"name":       kind.Text(d.ID[strings.LastIndex(d.ID, "/")+1:]),
		"path":       kind.Text(linkedPath(d)),
		"createDate": kind.Text(w.Timestamp()),
		"uniqueId":   kind.Text(uniqueID(w, "AROA")),
	}
}
