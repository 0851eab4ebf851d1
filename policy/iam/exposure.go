package iam

import (
	"slices"
	"strings"
)

// Exposure is what an action hands out.
type Exposure int8

// The exposures.
const (
	NoExposure  Exposure = iota // nothing but how things are set up
	Data                        // contents: objects, records, messages, images, logs
	Secrets                     // secrets and parameters, or what decrypts them
	Credentials                 // what lets one act as somebody else
)

// exposures are the actions that hand something out, by what.
var exposures = map[Exposure][]string{
	Credentials: {
		"codepipeline:PollForJobs", "cognito-identity:GetCredentialsForIdentity", "cognito-identity:GetOpenIdToken",
		"cognito-identity:GetOpenIdTokenForDeveloperIdentity", "cognito-idp:DescribeUserPoolClient",
		"connect:GetFederationToken", "ec2:GetPasswordData", "ecr:GetAuthorizationToken",
		"ecr-public:GetAuthorizationToken", "codeartifact:GetAuthorizationToken", "gamelift:RequestUploadCredentials",
		"gamelift:GetInstanceAccess", "gamelift:GetComputeAccess", "iam:CreateAccessKey", "iam:CreateLoginProfile",
		"iam:CreateServiceSpecificCredential", "iam:ResetServiceSpecificCredential", "iam:UpdateAccessKey",
		"lightsail:DownloadDefaultKeyPair", "lightsail:GetInstanceAccessDetails",
		"lightsail:GetRelationalDatabaseMasterUserPassword", "rds-db:connect", "redshift:GetClusterCredentials",
		"redshift:GetClusterCredentialsWithIAM", "redshift-serverless:GetCredentials", "s3:GetDataAccess",
		"sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity",
		"sts:GetFederationToken", "sts:GetSessionToken", "eks-auth:AssumeRoleForPodIdentity",
	},
	Secrets: {
		"kms:Decrypt", "secretsmanager:BatchGetSecretValue", "secretsmanager:GetSecretValue", "ssm:GetParameter",
		"ssm:GetParameterHistory", "ssm:GetParameters", "ssm:GetParametersByPath",
	},
	Data: {
		"athena:GetQueryResults", "codecommit:GitPull", "dynamodb:BatchGetItem", "dynamodb:ExportTableToPointInTime",
		"dynamodb:GetItem", "dynamodb:GetRecords", "dynamodb:PartiQLSelect", "dynamodb:Query", "dynamodb:Scan",
		"ebs:GetSnapshotBlock", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "elasticfilesystem:ClientMount",
		"es:ESHttpGet", "es:ESHttpPost", "glacier:GetJobOutput", "kinesis:GetRecords", "lambda:GetFunction",
		"logs:FilterLogEvents", "logs:GetLogEvents", "logs:GetQueryResults", "logs:Unmask", "rds:CopyDBClusterSnapshot",
		"rds:CopyDBSnapshot", "rds:DownloadCompleteDBLogFile", "rds:StartExportTask", "rds-data:ExecuteStatement",
		"redshift-data:GetStatementResult", "s3:GetObject", "s3:GetObjectTorrent", "s3:GetObjectVersion",
		"sqs:ReceiveMessage", "sdb:Select",
	},
}

// Exposes says what an action hands out.
func Exposes(action string) Exposure {
	for exposure, actions := range exposures {
		if anyFold(actions, action) {
			return exposure
		}
	}
	return NoExposure
}

// Exposing lists the actions that hand something out, sorted.
func Exposing(e Exposure) []string { return slices.Sorted(slices.Values(exposures[e])) }

// EveryResource says whether a pattern of resources leaves none of a service's
// out, of the account or altogether: "*", "arn:aws:s3:::*", "arn:aws:sqs:*:1:*".
func EveryResource(pattern string) bool {
	if !strings.HasPrefix(pattern, "arn:") {
		return matchesAll(pattern)
	}
	parts := splitARN(pattern)
	last := parts[len(parts)-1]
	if len(parts) == arnParts {
		// "role/*" is every role, and "*/*" everything that has a path.
		return strings.Contains(last, "*") && strings.Trim(last, wildcards+"/:") == ""
	}
	return strings.HasSuffix(last, "*")
}

// AccountOf is the account in an ARN, empty where there is none.
func AccountOf(arn string) string { return accountOf(arn) }

// Accounts lists the accounts that the AWS principals are of, each once, sorted.
func (p *Principals) Accounts() []string {
	var out []string
	for _, name := range p.AWS {
		name = strings.TrimSpace(name)
		if account := accountOf(name); account != "" {
			out = append(out, account)
		} else if len(name) == accountDigits && strings.Trim(name, "0123456789") == "" {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// WholeAccounts lists the accounts that are let in as a whole, by their root or
// their id: whoever may there.
func (p *Principals) WholeAccounts() []string {
	whole := Principals{AWS: slices.DeleteFunc(slices.Clone(p.AWS), func(name string) bool {
		return strings.Contains(name, ":") && !strings.HasSuffix(strings.TrimSpace(name), ":root")
	})}
	return whole.Accounts()
}
