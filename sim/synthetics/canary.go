package synthetics

import (
	"fmt"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const (
	canaryType = "aws:synthetics/canary:Canary"
	bucketType = "aws:s3/bucket:Bucket"
	s3Scheme   = "s3://"
)

// canary is kept by nobody: upstream stops it before it deletes it, and takes it out
// of its groups.
func canary() kind.Kind {
	return kind.Kind{
		Type:     canaryType,
		ID:       kind.From("name"),
		Autoname: kind.Autoname{Max: 255, Lower: true},
		Defaults: kind.Props{
			"deleteLambda":           kind.Flag(false),
			"failureRetentionPeriod": kind.Number(31),
			"startCanary":            kind.Flag(false),
			"successRetentionPeriod": kind.Number(31),
		},
		Noted: map[resource.PropertyKey]func(string) string{"artifactS3Location": withoutScheme},
		Checks: map[string]kind.Check{
			"artifactS3Location":         kind.Length(1, 1024),
			"handler":                    kind.Length(1, 128),
			"runConfig.memoryInMb":       wholeBlocks,
			"schedule.expression":        kind.Length(1, 256),
			"vpcConfig.subnetIds":        fewAtMost(16),
			"vpcConfig.securityGroupIds": fewAtMost(5),
		},
		Rules: canaryRules,
		Refs: []kind.Ref{
			lambdaRole("executionRoleArn"),
			{
				Path: "artifactS3Location", Names: locationBucket, OnDelete: sim.Ignore,
				To:      []kind.Target{{Type: bucketType, By: "arn"}},
				Missing: "ValidationException: The bucket of the artifact location, %s, does not exist",
			},
			{
				Path: "s3Bucket", To: []kind.Target{{Type: bucketType, By: "id"}}, OnDelete: sim.Ignore,
				Missing: "ValidationException: Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist (%s)",
			},
			kind.Key("artifactConfig.s3Encryption.kmsKeyArn"),
			kind.Subnet("vpcConfig.subnetIds[*]"), kind.SecurityGroup("vpcConfig.securityGroupIds[*]"),
		},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "ConflictException: A canary with the name %[1]s already exists",
		}},
		Admit: admitCanary,
		Computed: []string{
			"runConfig.activeTracing", "runConfig.ephemeralStorage", "runConfig.memoryInMb", "runConfig.timeoutInSeconds",
			"schedule.durationInSeconds", "schedule.retryConfig", "vpcConfig.vpcId",
		},
		Volatile: []string{"engineArn", "sourceLocationArn", "status", "timelines"},
		Outputs:  canaryOutputs,
	}
}

func lambdaRole(path string) kind.Ref {
	ref := kind.Role(path)
	ref.Missing = "ValidationException: The role %s defined for the function cannot be assumed by Lambda."
	return ref
}

func withoutScheme(location string) string { return strings.TrimPrefix(location, s3Scheme) }

// locationBucket is the ARN of the bucket of a location; the bucket may be in
// another region.
func locationBucket(location string) []string {
	name, _, _ := strings.Cut(withoutScheme(location), "/")
	return []string{"arn:aws:s3:::" + name}
}

// wholeBlocks is memory as Lambda hands it out, of which a canary may have 3008 MB.
func wholeBlocks(v resource.PropertyValue) string {
	const block, most = 64, 3008
	switch {
	case !v.IsNumber():
	case int(v.NumberValue())%block != 0:
		return fmt.Sprintf("expected memory_in_mb to be divisible by %d, got: %v", block, v.NumberValue())
	case v.NumberValue() > most:
		return fmt.Sprintf("expected memory_in_mb to be at most (%d), got %v", most, v.NumberValue())
	}
	return ""
}

// fewAtMost limits how long a list is.
func fewAtMost(most int) kind.Check {
	return func(v resource.PropertyValue) string {
		if v.IsArray() && len(v.ArrayValue()) > most {
			return fmt.Sprintf("expected at most %d items, got %d", most, len(v.ArrayValue()))
		}
		return ""
	}
}

func canaryRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	fail := func(path, reason string) { failures = append(failures, kind.Failure{Path: path, Reason: reason}) }
	for _, path := range []string{"s3Bucket", "s3Key", "s3Version"} {
		if in.Has(path) && in.Has("zipFile") {
			fail(path, `"`+path+`": conflicts with zipFile`)
		}
	}
	for path, with := range map[string]string{"s3Bucket": "s3Key", "s3Key": "s3Bucket"} {
		if in.Has(path) && !in.Has(with) {
			fail(path, `all of "s3_bucket,s3_key" must be specified`)
		}
	}
	return failures
}

func canaryOutputs(w kind.World, d kind.Draft) kind.Props {
	function := "cwsyn-" + d.ID + "-" + w.UUID()
	if d.Old != nil {
		function = (kind.Values{Props: d.Old.Outputs}).Text("__function")
	}
	version := 1
	if d.Old != nil {
		version = (kind.Values{Props: d.Old.Outputs}).Number("__version") + 1
	}
	out := kind.Props{
		"arn":               kind.Text(w.ARN("synthetics", "canary:"+d.ID)),
		"engineArn":         kind.Text(w.ARN("lambda", fmt.Sprintf("function:%s:%d", function, version))),
		"sourceLocationArn": kind.Text(w.ARN("lambda", fmt.Sprintf("layer:%s:%d", function, version))),
		"runConfig":         runConfig(d),
		"schedule":          schedule(d),
		"status":            kind.Text(status(d)),
		"timelines":         timelines(w, d),
		"__function":        kind.Text(function),
		"__version":         kind.Number(version),
	}
	if config := vpcConfig(w, d); config != nil {
		out["vpcConfig"] = kind.Nested(config)
	}
	return out
}

// status: one that was running and is to run no more is stopped.
func status(d kind.Draft) string {
	switch {
	case d.In.Flag("startCanary"):
		return "RUNNING"
	case d.Old == nil || (kind.Values{Props: d.Old.Outputs}).Text("status") == "READY":
		return "READY"
	default:
		return "STOPPED"
	}
}
