package network

import (
	"strings"

	"github.com/covetpy/platform/infra/identity"
)

const (
	principalAccount = "aws:PrincipalAccount"
	resourceAccount  = "aws:ResourceAccount"
)

// The gateway endpoints' services.
const (
	serviceS3       EndpointService = "s3"
	serviceDynamoDB EndpointService = "dynamodb"
)

// endpointPolicy is what may pass through the endpoint of a service: requests
// of this account's principals to this account's resources, and the few of
// AWS's own resources that nodes need. It grants nothing; it bounds what the
// principals' own policies grant, so that neither stolen credentials of another
// account nor a bucket of another account can be used from inside (AWS
// whitepaper "Building a data perimeter on AWS").
func endpointPolicy(where identity.Scope, service EndpointService) identity.Document {
	statements := []identity.Statement{ownAccount(where, namespace(service))}
	switch service {
	case serviceS3:
		statements = append(statements, awsBuckets(where))
	case "ecr.api", "ecr.dkr":
		statements = append(statements, eksImages(where))
	case "ec2":
		statements = append(statements, amazonMachineImages(where))
	case "ssm":
		statements = append(statements, publicParameters(where))
	default: // nothing of AWS's own is needed through the others
	}
	return identity.Document{Statements: statements}
}

// namespace is the prefix of a service's actions.
func namespace(service EndpointService) string {
	if known, ok := namespaces[service]; ok {
		return known
	}
	return string(service)
}

// ownAccount admits this account's principals to this account's resources. A
// few requests carry no resource's account (those that list, those to
// EventBridge); the principal's is always there.
func ownAccount(where identity.Scope, service string) identity.Statement {
	return identity.Statement{
		Sid:       "OwnAccount",
		Principal: identity.Anyone(),
		Actions:   []identity.Action{identity.AllActions(service, "an endpoint's policy bounds who calls and what, and identity policies say which actions")},
		Resources: []identity.Resource{identity.AnyResource("held to the account by aws:ResourceAccount")},
		Conditions: []identity.Condition{
			identity.StringEquals(principalAccount, where.Account),
			identity.IfExists(identity.StringEquals(resourceAccount, where.Account)),
		},
	}
}

// awsBuckets opens AWS's own buckets for reading: the layers of every image in
// ECR, which come by links that ECR's account signed (Amazon ECR user guide,
// "Minimum Amazon S3 bucket permissions"), and the packages of Amazon Linux
// 2023, which are read without credentials (Amazon Linux 2023 user guide).
func awsBuckets(where identity.Scope) identity.Statement {
	return identity.Statement{
		Sid:       "BucketsOfAWS",
		Principal: identity.AnyoneAtAll("ECR's account signs the links to layers, and packages are read without credentials"),
		Actions:   identity.Actions("s3:GetObject"),
		Resources: identity.Resources(
			where.Bucket("prod-"+where.Region+"-starport-layer-bucket/*"),
			where.Bucket("al2023-repos-"+where.Region+"-de612dc2/*"),
		),
		Conditions: []identity.Condition{identity.Bool("aws:SecureTransport", true)},
	}
}

// eksImages lets nodes pull the images of EKS and its add-ons, which are in a
// registry of AWS's own.
func eksImages(where identity.Scope) identity.Statement {
	registry := where
	registry.Account = eksRegistry(where.Region)
	return identity.Statement{
		Sid:        "ImagesOfEKS",
		Principal:  identity.Anyone(),
		Actions:    identity.Actions("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
		Resources:  identity.Resources(registry.ARN("ecr", "repository/*")),
		Conditions: []identity.Condition{identity.StringEquals(principalAccount, where.Account)},
	}
}

// amazonMachineImages lets Karpenter start instances from Amazon's images,
// which are resources of Amazon's account.
func amazonMachineImages(where identity.Scope) identity.Statement {
	return identity.Statement{
		Sid:       "ImagesOfAmazon",
		Principal: identity.Anyone(),
		Actions:   identity.Actions("ec2:CreateFleet", "ec2:RunInstances"),
		Resources: identity.Resources(where.Public("ec2", "image/*")),
		Conditions: []identity.Condition{
			identity.StringEquals(principalAccount, where.Account),
			identity.StringEquals("ec2:Owner", "amazon"),
		},
	}
}

// publicParameters lets Karpenter and nodes look up which image is current.
func publicParameters(where identity.Scope) identity.Statement {
	return identity.Statement{
		Sid:        "PublicParameters",
		Principal:  identity.Anyone(),
		Actions:    identity.Actions("ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"),
		Resources:  identity.Resources(where.Public("ssm", "parameter/aws/service/*")),
		Conditions: []identity.Condition{identity.StringEquals(principalAccount, where.Account)},
	}
}

// eksRegistries are the accounts of the registries of EKS add-ons, in the
// regions where it is not the usual one (Amazon EKS user guide, "View Amazon
// container image registries for Amazon EKS add-ons").
var eksRegistries = map[string]string{
	"af-south-1":     "877085696533",
	"ap-east-1":      "800184023465",
	"ap-east-2":      "533267051163",
	"ap-south-2":     "900889452093",
	"ap-southeast-3": "296578399912",
	"ap-southeast-4": "491585149902",
	"ap-southeast-5": "151610086707",
	"ap-southeast-6": "333609536671",
	"ap-southeast-7": "121268973566",
	"ca-west-1":      "761377655185",
	"eu-central-2":   "900612956339",
	"eu-south-1":     "590381155156",
	"eu-south-2":     "455263428931",
	"il-central-1":   "066635153087",
	"me-central-1":   "759879836304",
	"me-south-1":     "558608220178",
	"mx-central-1":   "730335286997",
	"us-gov-east-1":  "151742754352",
	"us-gov-west-1":  "013241004608",
}

const usualEKSRegistry = "602401143452"

func eksRegistry(region string) string {
	if account, special := eksRegistries[region]; special {
		return account
	}
	return usualEKSRegistry
}

// serviceName is the full name of a service's endpoint in a region.
func serviceName(region string, service EndpointService) string {
	return "com.amazonaws." + region + "." + string(service)
}

// slug is a service's name as logical names spell it: "ecr-api".
func slug(service EndpointService) string {
	return strings.ReplaceAll(string(service), ".", "-")
}
