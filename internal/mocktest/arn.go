package mocktest

import (
	"fmt"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// arn makes an ARN of the right form out of a token such as "aws:kms/key:Key"
// and the physical name (the logical one, where Pulumi would name it).
func arn(args pulumi.MockResourceArgs) string {
	name := args.Name
	if given, ok := args.Inputs["name"]; ok && given.IsString() {
		name = given.StringValue()
	}
	service, kind, _ := strings.Cut(module(args.TypeToken), "/")
	switch service {
	case "iam":
		path := "/"
		if given, ok := args.Inputs["path"]; ok && given.IsString() {
			path = given.StringValue()
		}
		return fmt.Sprintf("arn:%s:iam::%s:%s%s%s", Partition, Account, kind, path, name)
	case "s3":
		if given, ok := args.Inputs["bucket"]; ok && given.IsString() {
			name = given.StringValue()
		}
		return fmt.Sprintf("arn:%s:s3:::%s", Partition, name)
	case "sqs", "sns":
		return fmt.Sprintf("arn:%s:%s:%s:%s:%s", Partition, service, Region, Account, name)
	case "cloudwatch":
		if kind == "logGroup" {
			return fmt.Sprintf("arn:%s:logs:%s:%s:log-group:%s", Partition, Region, Account, name)
		}
		return fmt.Sprintf("arn:%s:cloudwatch:%s:%s:%s:%s", Partition, Region, Account, "alarm", name)
	default:
		return fmt.Sprintf("arn:%s:%s:%s:%s:%s/%s", Partition, service, Region, Account, kind, name)
	}
}

// module is the middle part of a token: "kms/key" of "aws:kms/key:Key".
func module(token string) string {
	parts := strings.Split(token, ":")
	if len(parts) != 3 {
		return token
	}
	return parts[1]
}
