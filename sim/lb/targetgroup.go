package lb

import (
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const targetGroupType = "aws:lb/targetGroup:TargetGroup"

func targetGroup() kind.Kind {
	home := kind.VPC("vpcId")
	home.OnDelete = sim.Ignore // a VPC goes without asking its target groups
	home.Missing = "ValidationError: The VPC ID '%s' is not found"
	return kind.Kind{
		Type: targetGroupType,
		ID: func(w kind.World, d kind.Draft) string {
			return w.ARN(service, "targetgroup/"+named(w, d.In, "tf-")+"/"+w.Hex(16))
		},
		Autoname: kind.Autoname{Max: longestName},
		Defaults: kind.Props{
			"deregistrationDelay":            kind.Number(300),
			"lambdaMultiValueHeadersEnabled": kind.Flag(false),
			"proxyProtocolV2":                kind.Flag(false),
			"slowStart":                      kind.Number(0),
			"targetControlPort":              kind.Number(0),
			"targetType":                     kind.Text("instance"),
		},
		Unsaid: []string{"deregistrationDelay"},
		Noted:  map[resource.PropertyKey]func(string) string{"protocolVersion": strings.ToUpper},
		Within: map[string]kind.Props{
			"healthCheck": {
				"enabled": kind.Flag(true), "healthyThreshold": kind.Number(3), "interval": kind.Number(30),
				"port": kind.Text("traffic-port"), "unhealthyThreshold": kind.Number(3),
			},
			"stickiness": {"cookieDuration": kind.Number(86400), "enabled": kind.Flag(true)},
		},
		Planned: plannedCheck,
		Checks:  targetGroupChecks(),
		Rules:   targetGroupRules,
		Refs:    []kind.Ref{home},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "ELBv2 Target Group (%[1]s) already exists",
		}},
		Admit:    admitTargetGroup,
		Outputs:  targetGroupOutputs,
		Volatile: []string{"loadBalancerArns"},
		InUse:    "ResourceInUse: Target group '%[1]s' is currently in use by a listener or a rule",
	}
}

func targetGroupChecks() map[string]kind.Check {
	const percentage = `off|[1-9][0-9]?|100`
	return map[string]kind.Check{
		"healthCheck.path":     kind.All(kind.Length(1, 1024), kind.Pattern(`/.*`, `expected to have prefix "/"`)),
		"healthCheck.port":     kind.Pattern(`traffic-port|[1-9][0-9]{0,4}`, `must be a valid port number (1-65536) or "traffic-port"`),
		"healthCheck.protocol": kind.Pattern(`(?i:HTTP|HTTPS|TCP)`, "expected one of HTTP, HTTPS, TCP"),
		"preserveClientIp":     kind.OneOf("true", "false"),
		"protocolVersion":      kind.Pattern(`(?i:HTTP1|HTTP2|GRPC)`, "expected one of HTTP1, HTTP2, GRPC"),
		"slowStart":            slowStart,
		"targetGroupHealth.dnsFailover.minimumHealthyTargetsCount":                kind.Pattern(`off|[0-9]+`, "must be an integer or 'off'"),
		"targetGroupHealth.dnsFailover.minimumHealthyTargetsPercentage":           kind.Pattern(percentage, "must be an integer between 0 and 100 or 'off'"),
		"targetGroupHealth.unhealthyStateRouting.minimumHealthyTargetsPercentage": kind.Pattern(percentage, "must be an integer between 0 and 100 or 'off'"),
	}
}

const lambda = "lambda"

// targetGroupRules say which inputs go together, in the provider's words.
func targetGroupRules(in kind.Values) []kind.Failure {
	failures := conflicting(in, "name", "namePrefix")
	refuse := func(path, reason string) { failures = append(failures, kind.Failure{Path: path, Reason: reason}) }
	targets := in.Text("targetType")
	for _, path := range []string{"port", "protocol", "vpcId"} {
		if targets != lambda && !in.Has(path) {
			refuse(path, `Attribute "`+path+`" must be specified when "targetType" is "`+targets+`".`)
		}
	}
	checked := strings.ToUpper(in.Text("healthCheck.protocol"))
	if checked != "TCP" {
		return failures
	}
	for _, path := range []string{"healthCheck.matcher", "healthCheck.path"} {
		if in.Has(path) {
			refuse(path, `Attribute "`+path+`" cannot be specified when "healthCheck.protocol" is "TCP".`)
		}
	}
	if isHTTP(in.Text("protocol")) || targets == lambda {
		refuse("healthCheck.protocol", `Attribute "healthCheck.protocol" cannot have value "TCP" when "protocol" is "`+in.Or("protocol", targets)+`".`)
	}
	return failures
}

func isHTTP(protocol string) bool { return protocol == "HTTP" || protocol == "HTTPS" }

// admitTargetGroup is the service's word on health checks and on attributes
// that exclude each other. Source: Application Load Balancers guide, "Target
// group attributes" and "Health checks for target groups".
func admitTargetGroup(_ kind.World, d kind.Draft) error {
	interval, timeout := checkTimes(d.In)
	algorithm := d.In.Or("loadBalancingAlgorithmType", "round_robin")
	switch {
	case timeout >= interval:
		return kind.Say("ValidationError: Health check interval must be greater than the timeout.")
	case algorithm != "round_robin" && d.In.Number("slowStart") > 0:
		return kind.Say("InvalidConfigurationRequest: Slow start is supported only with the load balancing algorithm round_robin")
	case algorithm != "weighted_random" && d.In.Text("loadBalancingAnomalyMitigation") == "on":
		return kind.Say("InvalidConfigurationRequest: Anomaly mitigation is supported only with the load balancing algorithm weighted_random")
	case d.In.Text("stickiness.type") == "app_cookie" && d.In.Text("stickiness.cookieName") == "":
		return kind.Say("InvalidConfigurationRequest: A cookie name must be specified for stickiness of the type app_cookie")
	}
	return admitMatcher(d.In)
}

// checkTimes are the interval and timeout of health checks in seconds.
func checkTimes(in kind.Values) (interval, timeout int) {
	interval, timeout = 30, 5
	if in.Text("targetType") == lambda {
		interval, timeout = 35, 30
	}
	if !isHTTP(in.Text("protocol")) && in.Text("targetType") != lambda {
		timeout = 10
	}
	if in.Has("healthCheck.interval") {
		interval = in.Number("healthCheck.interval")
	} else if in.Has("healthCheck") {
		interval = 30 // the provider's, which it sends with any other setting
	}
	if in.Has("healthCheck.timeout") {
		timeout = in.Number("healthCheck.timeout")
	}
	return interval, timeout
}

// plannedCheck is upstream's, of a health check that does not say how: by HTTP, whatever
// the group's own protocol.
func plannedCheck(in kind.Values) kind.Props {
	given := in.Objects("healthCheck")
	if len(given) == 0 || given[0].Has("protocol") || in.Text("targetType") == lambda {
		return nil
	}
	check := maps.Clone(given[0].Props)
	check["protocol"] = kind.Text("HTTP")
	return kind.Props{"healthCheck": kind.Nested(check)}
}

// targetGroupOutputs leave nested settings as the program gave them.
func targetGroupOutputs(w kind.World, d kind.Draft) kind.Props {
	_, suffix, _ := strings.Cut(d.ID, ":targetgroup/")
	name, _, _ := strings.Cut(suffix, "/")
	out := kind.Props{
		"arn":              kind.Text(d.ID),
		"arnSuffix":        kind.Text("targetgroup/" + suffix),
		"loadBalancerArns": kind.Texts(),
		"name":             kind.Text(name),
	}
	if d.Old != nil {
		out["loadBalancerArns"] = kind.Texts(loadBalancersOf(w, *d.Old, "")...)
	}
	maps.Copy(out, d.Settled(targetGroupOwn(d.In)))
	return out
}

func targetGroupOwn(in kind.Values) kind.Props {
	interval, timeout := checkTimes(in)
	check := kind.Props{
		"enabled":            kind.Flag(in.Text("targetType") != lambda),
		"healthyThreshold":   kind.Number(5),
		"interval":           kind.Number(interval),
		"port":               kind.Text("traffic-port"),
		"protocol":           kind.Text(in.Or("protocol", "HTTP")),
		"timeout":            kind.Number(timeout),
		"unhealthyThreshold": kind.Number(2),
	}
	if isHTTP(in.Or("protocol", "HTTP")) {
		check["matcher"], check["path"] = kind.Text("200"), kind.Text("/")
	}
	own := kind.Props{"healthCheck": kind.Nested(check)}
	if in.Text("targetType") == lambda {
		return own
	}
	maps.Copy(own, kind.Props{
		"ipAddressType":                 kind.Text("ipv4"),
		"loadBalancingCrossZoneEnabled": kind.Text("use_load_balancer_configuration"),
	})
	if isHTTP(in.Text("protocol")) {
		maps.Copy(own, kind.Props{
			"loadBalancingAlgorithmType":     kind.Text("round_robin"),
			"loadBalancingAnomalyMitigation": kind.Text("off"),
			"protocolVersion":                kind.Text("HTTP1"),
		})
	}
	return own
}

// loadBalancersOf are the ARNs of the load balancers that send requests to a
// target group; one listener or rule may be left out.
func loadBalancersOf(w kind.World, group sim.Object, except string) []string {
	var arns []string
	add := func(arn string) {
		if arn != "" && !slices.Contains(arns, arn) {
			arns = append(arns, arn)
		}
	}
	for _, user := range w.Users(listenerType, group) {
		if user.ID != except {
			add(kind.Values{Props: user.Inputs}.Text("loadBalancerArn"))
		}
	}
	for _, user := range w.Users(ruleType, group) {
		if user.ID != except {
			at, _ := w.Find(listenerType, "arn", kind.Values{Props: user.Inputs}.Text("listenerArn"))
			add(kind.Values{Props: at.Inputs}.Text("loadBalancerArn"))
		}
	}
	return arns
}
