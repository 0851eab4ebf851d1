package backup

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// reportPlan delivers into a bucket of any region. Whether the bucket's policy
// lets reports in is seen at the first one only, and there are none here. A
// made-up name has a dash, which upstream refuses: the name is required in fact.
func reportPlan() kind.Kind {
	return kind.Kind{
		Type: "aws:backup/reportPlan:ReportPlan",
		ID:   kind.From("name"),
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "AlreadyExistsException: Report plan %[1]s already exists",
		}},
		Admit: admitReportPlan,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			out := kind.Props{"deploymentStatus": kind.Text("COMPLETED")}
			if d.Old == nil {
				out["arn"] = kind.Text(w.ARN("backup", "report-plan:"+d.ID+"-"+w.UUID()))
				out["creationTime"] = kind.Text(w.Timestamp())
			}
			return out
		},
	}
}

func admitReportPlan(w kind.World, d kind.Draft) error {
	bucket := d.In.Text("reportDeliveryChannel.s3BucketName")
	partition := strings.Split(w.GlobalARN("s3", ""), ":")[1]
	if _, ok := w.Find("aws:s3/bucket:Bucket", "arn", "arn:"+partition+":s3:::"+bucket); !ok {
		return kind.Say("InvalidParameterValueException: The S3 bucket %s does not exist", bucket)
	}
	compliance := []string{"CONTROL_COMPLIANCE_REPORT", "RESOURCE_COMPLIANCE_REPORT"}
	if template := d.In.Text("reportSetting.reportTemplate"); slices.Contains(compliance, template) && !d.In.Has("reportSetting.frameworkArns[*]") {
		return kind.Say("InvalidParameterValueException: Report template %s needs the ARNs of frameworks", template)
	}
	return nil
}
