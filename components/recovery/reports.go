package recovery

import (
	"fmt"
	"strings"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/backup"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/bucket"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// graceDays is how long what was overwritten or deleted stays.
const graceDays = 1

// reportsNeedNoBackup is why no plan backs the reports up.
const reportsNeedNoBackup = "reports of jobs, held by Object Lock; nothing is restored from them"

// newReports writes down every day which jobs ran: the record that an auditor
// asks for. Object Lock holds it, so that nobody can unsay a failed backup.
func (b *build) newReports() error {
	reports := b.args.Reports
	if reports == nil {
		return nil
	}
	made, err := bucket.New(b.ctx, b.logical(partReports), &bucket.Args{
		Name:       b.args.reportBucket(),
		Where:      b.args.Where,
		KeyARN:     reports.KeyARN,
		Protect:    b.args.Protect,
		ExpireDays: reports.RetentionDays,
		FormerDays: graceDays,
		Lock:       &bucket.Lock{Mode: bucket.Governance, Days: reports.RetentionDays},
		Grants:     b.args.reportGrants(),
		AccessLogs: reports.AccessLogs,
		Tags:       tags.NamedWith(b.args.Names.Name(naming.TagValue, "backup-reports"), tags.NotCovered(reportsNeedNoBackup)),
	}, b.own)
	if err != nil {
		return err
	}
	for _, kind := range b.args.reportKinds() {
		_, err := backup.NewReportPlan(b.ctx, b.logical(partReports, kind), &backup.ReportPlanArgs{
			Name:        pulumi.String(b.args.underscored(kind, "jobs")),
			Description: pulumi.String("Every " + kind + " job of the day"),
			ReportDeliveryChannel: backup.ReportPlanReportDeliveryChannelArgs{
				S3BucketName: made.Ready,
				S3KeyPrefix:  pulumi.String(kind),
				Formats:      pulumi.StringArray{pulumi.String("CSV"), pulumi.String("JSON")},
			},
			ReportSetting: backup.ReportPlanReportSettingArgs{
				ReportTemplate: pulumi.String(strings.ToUpper(kind) + "_JOB_REPORT"),
			},
			Tags: b.named("backup-reports", kind),
		}, b.own)
		if err != nil {
			return fmt.Errorf("register the report of %s jobs: %w", kind, err)
		}
	}
	return nil
}
