package sns

import (
	"errors"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/dataprotection"
	"github.com/covetpy/platform/sim/kind"
)

// dataProtectionPolicy goes with its topic, which is a standard one.
func dataProtectionPolicy() kind.Kind {
	return kind.Kind{
		Type:   "aws:sns/dataProtectionPolicy:DataProtectionPolicy",
		ID:     kind.From("arn"),
		Checks: map[string]kind.Check{"arn": kind.ARN("sns"), "policy": kind.JSON(longestPolicy)},
		Noted:  map[resource.PropertyKey]func(string) string{"policy": kind.NormalJSON},
		Refs:   []kind.Ref{ofTopic("arn")},
		Unique: []kind.Unique{{
			On:    []string{"arn"},
			Taken: "the topic %[1]s has a data protection policy from another resource already; SNS would overwrite it, the simulated cloud refuses",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			if err := admitRegion(w, d.In.Text("arn")); err != nil {
				return err
			}
			if strings.HasSuffix(d.In.Text("arn"), ".fifo") {
				return kind.Say("InvalidParameter: Invalid parameter: DataProtectionPolicy is not supported for FIFO topics")
			}
			return admitFindings(w, d.In.Text("policy"))
		},
	}
}

// admitFindings: what findings go to has to be there before.
func admitFindings(w kind.World, document string) error {
	policy, err := dataprotection.Parse(document)
	var all []dataprotection.Destination
	if err == nil {
		all, err = policy.ForTopic()
	}
	for _, to := range all {
		if to.CloudWatchLogs != nil {
			if _, ok := w.Find("aws:cloudwatch/logGroup:LogGroup", "name", to.CloudWatchLogs.LogGroup); !ok {
				err = errors.New("the log group " + to.CloudWatchLogs.LogGroup + " for findings does not exist")
			}
		}
		if to.S3 != nil {
			if _, ok := w.Find("aws:s3/bucket:Bucket", "id", to.S3.Bucket); !ok {
				err = errors.New("the bucket " + to.S3.Bucket + " for findings does not exist")
			}
		}
	}
	if err != nil {
		return kind.Say("InvalidParameter: Invalid parameter: DataProtectionPolicy: %s", err)
	}
	return nil
}
