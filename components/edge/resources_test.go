package edge

import (
	"testing"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/acm"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/edge/wafv2"
)

const (
	arns        = "arn:aws:lb:eu-west-1:111122223333:"
	certificate = "arn:aws:acm:eu-west-1:111122223333:certificate/edge-certificate"
	webACL      = "arn:aws:wafv2:eu-west-1:111122223333:webAcl/covetpy-dev-edge"
)

func TestLoadBalancer(t *testing.T) {
	t.Parallel()
	const typ = "aws:lb/loadBalancer:LoadBalancer"
	want := map[string]any{
		"name": "covetpy-dev-edge", "loadBalancerType": "application", "internal": false, "ipAddressType": "dualstack",
		"subnets": []any{"subnet-a", "subnet-b"}, "securityGroups": []any{"edge-load-balancer-id"}, "idleTimeout": 60.0, "enableHttp2": true,
		"dropInvalidHeaderFields": true, "desyncMitigationMode": "strictest", "xffHeaderProcessingMode": "append", "enableXffClientPort": false,
		"enableWafFailOpen": false, "enableDeletionProtection": true, "enableZonalShift": true,
		"accessLogs":     map[string]any{"bucket": "logs", "prefix": "lb/access", "enabled": true},
		"connectionLogs": map[string]any{"bucket": "logs", "prefix": "lb/connections", "enabled": true},
	}
	assert.Equal(t, want, plain(t, made(t, full()), typ, "edge-load-balancer"))
	want["ipAddressType"], want["enableDeletionProtection"], want["enableZonalShift"] = "ipv4", false, false
	assert.Equal(t, want, plain(t, made(t, minimal()), typ, "edge-load-balancer"))
}

func TestSecurityGroups(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	const in, out = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
	assert.Equal(t, map[string]any{"vpcId": "vpc-1", "description": "What the load balancer may be called by and may call"},
		plain(t, rec, "aws:ec2/securityGroup:SecurityGroup", "edge-load-balancer"))
	assert.Equal(t, map[string]any{
		"securityGroupId": "edge-load-balancer-id", "description": "The internet calls over HTTPS", "ipProtocol": "tcp",
		"fromPort": 443.0, "toPort": 443.0, "cidrIpv6": "::/0",
	}, plain(t, rec, in, "edge-load-balancer-https-ipv6"))
	assert.Equal(t, map[string]any{
		"securityGroupId": "edge-load-balancer-id", "description": "The load balancer reaches pods", "ipProtocol": "tcp",
		"fromPort": 8080.0, "toPort": 8080.0, "referencedSecurityGroupId": "sg-nodes",
	}, plain(t, rec, out, "edge-load-balancer-pods-8080"))
	assert.Equal(t, map[string]any{
		"securityGroupId": "sg-nodes", "description": "The load balancer reaches pods", "ipProtocol": "tcp",
		"fromPort": 8080.0, "toPort": 8080.0, "referencedSecurityGroupId": "edge-load-balancer-id",
	}, plain(t, rec, in, "edge-pods-8080"))
	for _, rule := range rec.Of(out) {
		assert.NotContains(t, rule.Inputs, "cidrIpv4", "%s leaves for pods alone", rule.Name)
	}
}

func TestListeners(t *testing.T) {
	t.Parallel()
	const typ = "aws:lb/listener:Listener"
	rec := made(t, full())
	assert.Equal(t, map[string]any{
		"loadBalancerArn": arns + "loadBalancer/covetpy-dev-edge", "port": 80.0, "protocol": "HTTP", "routingHttpResponseServerEnabled": false,
		"defaultActions": []any{map[string]any{"type": "redirect", "redirect": map[string]any{"protocol": "HTTPS", "port": "443", "statusCode": "HTTP_301"}}},
	}, plain(t, rec, typ, "edge-http"))
	assert.Equal(t, map[string]any{
		"loadBalancerArn": arns + "loadBalancer/covetpy-dev-edge", "port": 443.0, "protocol": "HTTPS",
		"sslPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", "certificateArn": certificate,
		"routingHttpResponseServerEnabled": false, "routingHttpResponseStrictTransportSecurityHeaderValue": "max-age=31536000",
		"defaultActions": []any{map[string]any{
			"type": "fixed-response", "fixedResponse": map[string]any{"contentType": "text/plain", "messageBody": "not found", "statusCode": "404"},
		}},
	}, plain(t, rec, typ, "edge-https"))
	assert.Equal(t, []string{"edge-certificate", "edge-load-balancer", "edge-waf"}, rec.One(t, typ, "edge-https").DependsOn,
		"no request before the certificate is issued and the firewall stands")
	assert.Equal(t, []string{"edge-certificate", "edge-load-balancer"}, made(t, minimal()).One(t, typ, "edge-https").DependsOn)
}

func TestTargetGroups(t *testing.T) {
	t.Parallel()
	const typ = "aws:lb/targetGroup:TargetGroup"
	rec := made(t, full())
	group := func(name, path, matcher string, port, slow float64) map[string]any {
		return map[string]any{
			"name": name, "vpcId": "vpc-1", "targetType": "ip", "protocol": "HTTP", "port": port, "slowStart": slow, "deregistrationDelay": 30.0,
			"healthCheck": map[string]any{
				"enabled": true, "protocol": "HTTP", "port": "traffic-port", "path": path, "matcher": matcher,
				"interval": 15.0, "timeout": 5.0, "healthyThreshold": 2.0, "unhealthyThreshold": 3.0,
			},
			"stickiness": map[string]any{"type": "lb_cookie", "enabled": false},
		}
	}
	for name, want := range map[string]map[string]any{
		"edge-service-web-blue":   group("covetpy-dev-web-blue-8080", "/ready", "200", 8080, 30),
		"edge-service-web-green":  group("covetpy-dev-web-green-8080", "/ready", "200", 8080, 30),
		"edge-service-api-blue":   group("covetpy-dev-api-blue-8000", "/healthz", "200", 8000, 0),
		"edge-monitoring-grafana": group("covetpy-dev-grafana-3000", "/api/health", "200", 3000, 0),
	} {
		assert.Equal(t, want, plain(t, rec, typ, name), name)
	}
}

func TestRules(t *testing.T) {
	t.Parallel()
	const typ = "aws:lb/listenerRule:ListenerRule"
	rec := made(t, full())
	host := func(name string) map[string]any {
		return map[string]any{"hostHeader": map[string]any{"values": []any{name}}}
	}
	assert.Equal(t, map[string]any{
		"listenerArn": arns + "listener/edge-https", "priority": float64(servicePriority("web")),
		"conditions": []any{host(domain), map[string]any{"sourceIp": map[string]any{"values": []any{"203.0.113.0/24", "2001:db8::/32"}}}},
		"actions": []any{map[string]any{"type": "forward", "forward": map[string]any{
			"targetGroups": []any{
				map[string]any{"arn": arns + "targetGroup/covetpy-dev-web-blue-8080", "weight": 90.0},
				map[string]any{"arn": arns + "targetGroup/covetpy-dev-web-green-8080", "weight": 10.0},
			},
			"stickiness": map[string]any{"enabled": false, "duration": 1.0},
		}}},
	}, plain(t, rec, typ, "edge-service-web"))
	assert.Equal(t, []any{host("api." + domain)}, plain(t, rec, typ, "edge-service-api")["conditions"], "everyone may call")
	assert.Equal(t, map[string]any{
		"listenerArn": arns + "listener/edge-https", "priority": 10.0,
		"conditions": []any{host("grafana." + domain), map[string]any{"sourceIp": map[string]any{"values": []any{"198.51.100.7/32"}}}},
		"actions":    []any{map[string]any{"type": "forward", "targetGroupArn": arns + "targetGroup/covetpy-dev-grafana-3000"}},
	}, plain(t, rec, typ, "edge-monitoring-grafana"))
	for _, rule := range rec.Of(typ) {
		assert.Empty(t, rule.IgnoreChanges, "the configuration owns the weights of %s", rule.Name)
	}
}

func TestCertificate(t *testing.T) {
	t.Parallel()
	const record = "aws:route53/record:Record"
	rec := made(t, full())
	assert.Equal(t, map[string]any{
		"domainName": domain, "validationMethod": "DNS", "keyAlgorithm": "RSA_2048",
		"subjectAlternativeNames": []any{"api." + domain, "grafana." + domain, "prometheus." + domain},
	}, plain(t, rec, "aws:acm/certificate:Certificate", "edge-certificate"))
	assert.False(t, rec.One(t, "aws:acm/certificate:Certificate", "edge-certificate").Protect, "another name replaces it")
	assert.Equal(t, map[string]any{
		"zoneId": zoneID, "name": "_x.api." + domain + ".", "type": "CNAME", "ttl": 60.0,
		"records": []any{"_y.api." + domain + ".acm-validations.aws."},
	}, plain(t, rec, record, "edge-validation-api."+domain))
	assert.Equal(t, []string{"edge-authorities", "edge-certificate"}, rec.One(t, record, "edge-validation-api."+domain).DependsOn,
		"ours says who may certify before ACM asks")
	assert.Equal(t, map[string]any{
		"certificateArn":        certificate,
		"validationRecordFqdns": []any{"_x." + domain + ".", "_x.api." + domain + ".", "_x.grafana." + domain + ".", "_x.prometheus." + domain + "."},
	}, plain(t, rec, "aws:acm/certificateValidation:CertificateValidation", "edge-certificate"))
	assert.Equal(t, map[string]any{"zoneId": zoneID, "name": domain, "type": "CAA", "ttl": 300.0, "records": []any{`0 issue "amazon.com"`}},
		plain(t, rec, record, "edge-authorities"))
}

func TestAChallengeThatACMDoesNotGiveIsAnError(t *testing.T) {
	t.Parallel()
	text := func(s string) *string { return &s }
	name := func(o acm.CertificateDomainValidationOption) *string { return o.ResourceRecordName }
	options := []acm.CertificateDomainValidationOption{{}, {DomainName: text("a.example.com")}, {DomainName: text("b.example.com"), ResourceRecordName: text("_b")}}
	got, err := challenge(options, "b.example.com", name)
	require.NoError(t, err)
	assert.Equal(t, "_b", got)
	for _, asked := range []string{"a.example.com", "c.example.com"} {
		_, err = challenge(options, asked, name)
		require.ErrorContains(t, err, "find the validation record of "+asked)
	}
}

func TestAliases(t *testing.T) {
	t.Parallel()
	got := map[string]any{}
	rec := made(t, full())
	for _, name := range []string{domain, "api." + domain, "grafana." + domain, "prometheus." + domain} {
		for suffix, typ := range map[string]string{"-a": "A", "-aaaa": "AAAA"} {
			got[name+suffix] = plain(t, rec, "aws:route53/record:Record", "edge-alias-"+name+suffix)
			assert.Equal(t, map[string]any{
				"zoneId": zoneID, "name": name, "type": typ,
				"aliases": []any{map[string]any{"name": "lb.example.net", "zoneId": "ZELB", "evaluateTargetHealth": false}},
			}, got[name+suffix])
		}
	}
	assert.Len(t, rec.Of("aws:route53/record:Record"), len(got)+5, "and four validations and the authorities")
}

func TestFirewall(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	rules, err := wafv2.RuleJSON(wafRules(waf(), Block))
	require.NoError(t, err)
	assert.Equal(t, map[string]any{
		"name": "covetpy-dev-edge", "description": "What may reach the load balancer", "scope": "REGIONAL", "ruleJson": rules,
		"defaultAction":    map[string]any{"allow": map[string]any{}},
		"visibilityConfig": map[string]any{"cloudwatchMetricsEnabled": true, "metricName": "covetpy-dev-edge", "sampledRequestsEnabled": false},
	}, plain(t, rec, wafv2.WebACLToken, "edge-waf"))
	assert.Equal(t, map[string]any{"resourceArn": arns + "loadBalancer/covetpy-dev-edge", "webAclArn": webACL},
		plain(t, rec, wafv2.WebACLAssociationToken, "edge-waf"))
	header := func(name string) map[string]any {
		return map[string]any{"singleHeader": map[string]any{"name": name}}
	}
	action := func(name string) map[string]any {
		return map[string]any{"actionCondition": map[string]any{"action": name}}
	}
	assert.Equal(t, map[string]any{
		"resourceArn": webACL, "logDestinationConfigs": []any{"arn:aws:logs:eu-west-1:111122223333:log-group:aws-waf-logs-covetpy-dev-edge"},
		"redactedFields": []any{header("authorization"), header("cookie"), header("x-api-key")},
		"loggingFilter": map[string]any{"defaultBehavior": "DROP", "filters": []any{map[string]any{
			"behavior": "KEEP", "requirement": "MEETS_ANY", "conditions": []any{action("BLOCK"), action("COUNT"), action("EXCLUDED_AS_COUNT")},
		}}},
	}, plain(t, rec, wafv2.LoggingConfigurationToken, "edge-waf"))
	assert.Equal(t, map[string]any{
		"name": "aws-waf-logs-covetpy-dev-edge", "retentionInDays": 30.0, "kmsKeyId": "arn:aws:kms:eu-west-1:111122223333:key/logs", "deletionProtectionEnabled": true,
	}, plain(t, rec, "aws:cloudwatch/logGroup:LogGroup", "edge-waf"))
}

func TestAFirewallThatCountsIsRegisteredCounting(t *testing.T) {
	t.Parallel()
	args := full()
	args.WAF.Mode, args.WAF.CountUntil = Count, "2026-11-30"
	rules, err := wafv2.RuleJSON(wafRules(args.WAF, Count))
	require.NoError(t, err)
	assert.Equal(t, rules, plain(t, made(t, args), wafv2.WebACLToken, "edge-waf")["ruleJson"])
}

func TestAlarmsWatchWhatWasMade(t *testing.T) {
	t.Parallel()
	const typ = "aws:cloudwatch/metricAlarm:MetricAlarm"
	rec := made(t, full())
	for name, want := range map[string]map[string]any{
		"edge-alarm-errors":                     {"LoadBalancer": "app/edge-load-balancer"},
		"edge-alarm-slow":                       {"LoadBalancer": "app/edge-load-balancer"},
		"edge-alarm-unhealthy-service-web-blue": {"LoadBalancer": "app/edge-load-balancer", "TargetGroup": "targetgroup/edge-service-web-blue"},
		"edge-alarm-certificate":                {"CertificateArn": certificate},
		"edge-alarm-blocked":                    {"WebACL": "covetpy-dev-edge", "Region": "eu-west-1", "Rule": "ALL"},
	} {
		assert.Equal(t, want, plain(t, rec, typ, name)["dimensions"], name)
	}
	page := plain(t, rec, typ, "edge-alarm-target-errors")
	assert.Equal(t, []any{"arn:page"}, page["alarmActions"])
	assert.Equal(t, "covetpy-dev-edge-target-errors", page["name"])
}
