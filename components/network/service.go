package network

import (
	"maps"
	"slices"
)

// EndpointService is an AWS service that has an interface endpoint, as the end
// of the endpoint's name spells it: "ecr.api" of com.amazonaws.eu-west-1.ecr.api.
type EndpointService string

// namespaces holds the services that are known here and the prefix of their
// actions in IAM. All of them take endpoint policies (AWS PrivateLink guide,
// "AWS services that integrate with AWS PrivateLink").
var namespaces = map[EndpointService]string{
	"aps-workspaces":       "aps",
	"autoscaling":          "autoscaling",
	"ec2":                  "ec2",
	"ec2messages":          "ec2messages",
	"ecr.api":              "ecr",
	"ecr.dkr":              "ecr",
	"eks":                  "eks",
	"eks-auth":             "eks-auth",
	"elasticache":          "elasticache",
	"elasticloadbalancing": "elasticloadbalancing",
	"events":               "events",
	"guardduty-data":       "guardduty",
	"kms":                  "kms",
	"logs":                 "logs",
	"monitoring":           "cloudwatch",
	"rds":                  "rds",
	"secretsmanager":       "secretsmanager",
	"sns":                  "sns",
	"sqs":                  "sqs",
	"ssm":                  "ssm",
	"ssmmessages":          "ssmmessages",
	"sts":                  "sts",
	"xray":                 "xray",
}

// EndpointServices returns every known service, sorted.
func EndpointServices() []EndpointService {
	return slices.Sorted(maps.Keys(namespaces))
}
