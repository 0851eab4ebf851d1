package synthetics

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// mostCanaries of a region. Source: CloudWatch user guide, "CloudWatch service
// quotas", in most regions; it can be raised.
const mostCanaries = 100

func admitCanary(w kind.World, d kind.Draft) error {
	in := d.In
	if d.Old == nil && len(w.All(canaryType)) >= mostCanaries {
		return kind.Say("ServiceQuotaExceededException: You have reached the limit of %d canaries", mostCanaries)
	}
	if err := admitRuntime(in.Text("runtimeVersion"), d.Old); err != nil {
		return err
	}
	if err := admitSchedule(in.Text("schedule.expression")); err != nil {
		return err
	}
	mode, key := in.Text("artifactConfig.s3Encryption.encryptionMode"), in.Text("artifactConfig.s3Encryption.kmsKeyArn")
	subnets, groups := len(in.All("vpcConfig.subnetIds[*]")), len(in.All("vpcConfig.securityGroupIds[*]"))
	switch {
	case !strings.HasPrefix(in.Text("artifactS3Location"), s3Scheme):
		return refuse("Invalid S3 location %s: it must begin with s3://", in.Text("artifactS3Location"))
	case !in.Has("zipFile") && !in.Has("s3Bucket"):
		return refuse("Code must have a ZipFile, or an S3Bucket and an S3Key")
	case key != "" && mode != "SSE_KMS":
		return refuse("KmsKeyArn can be specified only with the encryption mode SSE_KMS")
	case in.Has("vpcConfig") && (subnets == 0 || groups == 0):
		return refuse("VpcConfig must have both SubnetIds and SecurityGroupIds")
	}
	if err := admitHandler(in.Text("handler"), in.Text("runtimeVersion")); err != nil {
		return err
	}
	if file := in.Text("zipFile"); file != "" {
		return admitArchive(file, in.Text("handler"), in.Text("runtimeVersion"))
	}
	return nil
}

var (
	rate = regexp.MustCompile(`^rate\((\d+) (minute|minutes|hour|hours)\)$`)
	cron = regexp.MustCompile(`^cron\(\S+( \S+){5}\)$`)
)

// interval of a rate, in seconds; 0 for one run only, and for all that is no rate.
func interval(expression string) int {
	parts := rate.FindStringSubmatch(expression)
	if parts == nil {
		return 0
	}
	n, err := strconv.Atoi(parts[1])
	if err != nil {
		return 0
	}
	if strings.HasPrefix(parts[2], "hour") {
		return n * 3600
	}
	return n * 60
}

// admitSchedule takes a run a minute to a run an hour; rate(0 minute) is one run
// only. Source: CloudWatch Synthetics API reference, CanaryScheduleInput.
func admitSchedule(expression string) error {
	if cron.MatchString(expression) || rate.MatchString(expression) && interval(expression) <= 3600 {
		return nil
	}
	return refuse("Invalid schedule expression %s: a rate of 1 minute to 1 hour, or a cron expression, is expected", expression)
}

// entry is the function that a canary calls: of a file, in folders or not; Java has
// classes.
var entry = regexp.MustCompile(`^([0-9a-zA-Z_-]+(/|\.))*[0-9A-Za-z_-]+(\.|::)[A-Za-z_][A-Za-z0-9_]*$`)

func admitHandler(handler, runtime string) error {
	if !entry.MatchString(handler) || strings.Contains(handler, "::") != strings.HasPrefix(runtime, "syn-java-") {
		return refuse("Invalid handler %s for the runtime %s", handler, runtime)
	}
	return nil
}
