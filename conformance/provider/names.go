package main

import (
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
)

// renamed are the properties that the Go SDK has otherwise than the bridge would by
// itself, by upstream's type. `conform names` finds what is missing here.
var renamed = map[string]map[string]*tfbridge.SchemaInfo{
	"aws_cloudwatch_log_subscription_filter": {"log_group_name": {Name: "logGroup"}},
	"aws_cloudwatch_metric_alarm":            {"alarm_name": tfbridge.AutoName("name", maxName, nameSeparator)},
	"aws_default_network_acl":                gates(),
	"aws_default_security_group":             gates(),
	"aws_eks_cluster":                        {"certificate_authority": one("certificateAuthority")},
	"aws_elasticache_replication_group": {
		"at_rest_encryption_enabled": {Type: "boolean"},
		"auto_minor_version_upgrade": {Type: "boolean"},
		"replication_group_id":       tfbridge.AutoNameTransform("replicationGroupId", 40, strings.ToLower),
	},
	"aws_lb_target_group":   {"deregistration_delay": {Type: "integer"}},
	"aws_network_acl":       gates(),
	"aws_opensearch_domain": {"domain_name": tfbridge.AutoNameTransform("domainName", 28, strings.ToLower)},
	"aws_route53_record": {
		"alias":                      list("aliases"),
		"failover_routing_policy":    list("failoverRoutingPolicies"),
		"geolocation_routing_policy": list("geolocationRoutingPolicies"),
		"latency_routing_policy":     list("latencyRoutingPolicies"),
		"name":                       {Name: "name"}, // DNS has it, no one makes it up
		"weighted_routing_policy":    list("weightedRoutingPolicies"),
	},
	"aws_security_group":         gates(),
	"aws_sns_topic_subscription": {"topic_arn": {Name: "topic"}},
	// The program writes rules as the JSON of the API. Rules as properties are
	// recursive in the SDK and nearly ten thousand types here.
	"aws_wafv2_web_acl": {"rule": {Omit: true}},
}

// gates are the rules within a security group or an ACL: words without a plural.
func gates() map[string]*tfbridge.SchemaInfo {
	return map[string]*tfbridge.SchemaInfo{"egress": {Name: "egress"}, "ingress": {Name: "ingress"}}
}

// one is a list of at most one, which the SDK has as that one.
func one(name string) *tfbridge.SchemaInfo {
	yes := true
	return &tfbridge.SchemaInfo{Name: name, MaxItemsOne: &yes}
}

// list is a list of at most one, which the SDK has as a list.
func list(name string) *tfbridge.SchemaInfo {
	no := false
	return &tfbridge.SchemaInfo{Name: name, MaxItemsOne: &no}
}

// rename lays the table over the types that are served.
func rename(info *tfbridge.ProviderInfo) error {
	var faults []error
	for tf, fields := range renamed {
		r := info.Resources[tf]
		if r == nil {
			continue // a type that the program does not use
		}
		attributes := info.P.ResourcesMap().Get(tf).Schema()
		for name := range fields {
			if _, ok := attributes.GetOk(name); !ok {
				faults = append(faults, fmt.Errorf("names.go renames %s of %s, which upstream does not have", name, tf))
			}
		}
		r.Fields = maps.Clone(fields) // the bridge adds to it
	}
	return errors.Join(faults...)
}
