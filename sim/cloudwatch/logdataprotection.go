package cloudwatch

import (
	"errors"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/dataprotection"
	"github.com/covetpy/platform/sim/kind"
)

// longestDataPolicy in characters. Source: CloudWatch Logs API reference,
// PutDataProtectionPolicy.
const longestDataPolicy = 30720

// logDataProtectionPolicy goes with its log group.
func logDataProtectionPolicy() kind.Kind {
	return kind.Kind{
		Type:   "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",
		ID:     kind.From("logGroupName"),
		Checks: map[string]kind.Check{"policyDocument": kind.JSON(longestDataPolicy)},
		Noted:  map[resource.PropertyKey]func(string) string{"policyDocument": kind.NormalJSON},
		Refs:   []kind.Ref{ofLogGroup("logGroupName", "name")},
		Unique: []kind.Unique{{
			On:    []string{"logGroupName"},
			Taken: "the log group %[1]s has a data protection policy from another resource already; CloudWatch Logs would overwrite it, the simulated cloud refuses",
		}},
		Admit: func(w kind.World, d kind.Draft) error { return admitDataProtection(w, d.In.Text("policyDocument")) },
	}
}

// admitDataProtection: what findings go to has to be there before.
func admitDataProtection(w kind.World, document string) error {
	policy, err := dataprotection.Parse(document)
	var to dataprotection.Destination
	if err == nil {
		to, err = policy.ForLogs()
	}
	if err == nil && to.CloudWatchLogs != nil {
		if _, ok := w.Find(logGroupType, "name", to.CloudWatchLogs.LogGroup); !ok {
			err = errors.New("the log group " + to.CloudWatchLogs.LogGroup + " for findings does not exist")
		}
	}
	if err == nil && to.S3 != nil {
		if _, ok := w.Find(bucketType, "id", to.S3.Bucket); !ok {
			err = errors.New("the bucket " + to.S3.Bucket + " for findings does not exist")
		}
	}
	if err != nil {
		return kind.Say("InvalidParameterException: %s", err)
	}
	return nil
}
