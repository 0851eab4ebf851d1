package upstream

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Matched leads from upstream's types to Pulumi's tokens, as the bridge needs it.
type Matched struct {
	Resources   map[string]string `json:"resources"`
	DataSources map[string]string `json:"dataSources"`
	// Services are the service packages that have these types.
	Services []string `json:"services"`
}

// prefixes are Pulumi modules whose types upstream calls otherwise than by the
// module's own name.
var prefixes = map[string]string{
	"amp":          "prometheus",
	"cfg":          "config",
	"costexplorer": "ce",
	"rds":          "db",
	"sqs":          "sqs_queue",
}

// exceptions are the tokens whose upstream type no rule finds. `conform names`
// shows a wrong one as a type that has none of the SDK's properties.
var exceptions = map[string]string{
	"aws:autoscaling/tag:Tag":                                "aws_autoscaling_group_tag",
	"aws:cfg/recorder:Recorder":                              "aws_config_configuration_recorder",
	"aws:cfg/recorderStatus:RecorderStatus":                  "aws_config_configuration_recorder_status",
	"aws:cfg/rule:Rule":                                      "aws_config_config_rule",
	"aws:cloudtrail/trail:Trail":                             "aws_cloudtrail",
	"aws:iam/openIdConnectProvider:OpenIdConnectProvider":    "aws_iam_openid_connect_provider",
	"aws:lb/loadBalancer:LoadBalancer":                       "aws_lb",
	"aws:s3/bucketReplicationConfig:BucketReplicationConfig": "aws_s3_bucket_replication_configuration",
	"aws:sns/dataProtectionPolicy:DataProtectionPolicy":      "aws_sns_topic_data_protection_policy",
}

// Match finds upstream's type for every token of a resource type and of a
// function. All that have none are one error.
func (t Types) Match(resources, functions []string) (Matched, error) {
	m := Matched{Resources: map[string]string{}, DataSources: map[string]string{}}
	services := map[string]bool{}
	var faults []error
	take := func(token string, known, into map[string]string) {
		tf, ok := match(token, known)
		if !ok {
			faults = append(faults, fmt.Errorf("upstream has no type for %s that a rule of match.go finds: if it has one, add it to the exceptions there", token))
			return
		}
		if other, taken := into[tf]; taken {
			faults = append(faults, fmt.Errorf("%s and %s are both upstream's %s: keep to one of them", other, token, tf))
			return
		}
		into[tf] = token
		services[known[tf]] = true
	}
	for _, token := range slices.Sorted(slices.Values(resources)) {
		take(token, t.Resources, m.Resources)
	}
	for _, token := range slices.Sorted(slices.Values(functions)) {
		take(token, t.DataSources, m.DataSources)
	}
	m.Services = slices.Sorted(maps.Keys(services))
	return m, errors.Join(faults...)
}

// match tries, for "aws:kms/key:Key", aws_kms_key, the module's other name, and
// aws_key.
func match(token string, known map[string]string) (string, bool) {
	if tf, ok := exceptions[token]; ok {
		_, there := known[tf]
		return tf, there
	}
	parts := strings.Split(token, ":")
	if len(parts) != 3 || parts[0] != "aws" {
		return "", false
	}
	module, name, _ := strings.Cut(parts[1], "/")
	name = snake(strings.TrimPrefix(name, "get"))
	candidates := []string{"aws_" + module + "_" + name}
	if prefix, ok := prefixes[module]; ok {
		candidates = append(candidates, "aws_"+prefix+"_"+name)
	} else {
		candidates = append(candidates, "aws_"+name)
	}
	for _, tf := range candidates {
		if _, there := known[tf]; there {
			return tf, true
		}
	}
	return "", false
}

var wordEnd = regexp.MustCompile(`([a-z0-9])([A-Z])`)

func snake(camel string) string {
	return strings.ToLower(wordEnd.ReplaceAllString(camel, "${1}_${2}"))
}
