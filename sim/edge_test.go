package sim_test

import (
	"maps"
	"regexp"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim/examples"
	"github.com/covetpy/platform/sim/kind"
)

// step is one resource made from an example, with changes over its inputs.
type step struct {
	example string
	changes map[string]any
}

// steps makes all of them and returns the error of the last.
func (s *stage) steps(steps ...step) error {
	s.t.Helper()
	for i, step := range steps {
		m, err := s.another(step.example, "", step.changes)
		if i == len(steps)-1 {
			return err
		}
		require.NoError(s.t, err, step.example)
		s.Made[step.example] = m
	}
	return nil
}

func refusedOrNot(t *testing.T, err error, says string) {
	t.Helper()
	if says == "" {
		require.NoError(t, err)
		return
	}
	require.ErrorContains(t, err, says)
}

func TestWhatIsNotKnownYetIsNotJudged(t *testing.T) {
	t.Parallel()
	unknown := resource.MakeComputed(kind.Text(""))
	forward := kind.List(kind.Nested(kind.Props{"type": kind.Text("forward"), "forward": kind.Nested(kind.Props{"targetGroups": unknown})}))
	for example, changes := range map[string]kind.Props{
		"acm/certificate":            {"domainName": unknown, "subjectAlternativeNames": unknown},
		"acm/certificate-validation": {"certificateArn": unknown, "validationRecordFqdns": unknown},
		"lb/listener":                {"certificateArn": unknown, "defaultActions": forward},
		"lb/listener-rule":           {"conditions": unknown, "actions": forward},
		"lb/load-balancer":           {"subnets": unknown, "securityGroups": unknown, "accessLogs": unknown},
		"lb/target-group":            {"vpcId": unknown, "protocol": unknown, "healthCheck": unknown},
		"route53/record":             {"name": unknown, "zoneId": unknown, "records": unknown},
		"route53/record-alias":       {"aliases": unknown},
		"wafv2/logging":              {"logDestinationConfigs": unknown, "redactedFields": unknown},
		"wafv2/web-acl":              {"ruleJson": unknown, "defaultAction": unknown},
	} {
		t.Run(example, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			inputs := s.inputs(example, nil)
			maps.Copy(inputs, changes)
			_, reasons := s.check(examples.URN(s.Examples[example].Type, example), inputs)
			assert.Empty(t, reasons)
		})
	}
}

func TestLoadBalancerOutputs(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	m := s.need("lb/load-balancer")
	require.Regexp(t, `^arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/covetpy-dev-edge/[0-9a-f]{16}$`, m.ID)
	dnsName := m.Outputs["dnsName"].StringValue()
	assert.Regexp(t, `^covetpy-dev-edge-[0-9]{1,10}\.eu-west-1\.elb\.amazonaws\.com$`, dnsName)
	for key, value := range map[string]string{
		"arn": m.ID, "zoneId": "Z32O12XQLNTSW2", "ipAddressType": "ipv4", "vpcId": s.need("ec2/vpc").ID,
		"arnSuffix": regexp.MustCompile(`app/.*`).FindString(m.ID),
	} {
		assert.Equal(t, kind.Text(value), m.Outputs[resource.PropertyKey(key)], key)
	}
	internal := s.need("lb/load-balancer-internal")
	assert.Regexp(t, `^in-[0-9a-f]{26}$`, internal.Outputs["name"].StringValue())
	assert.Regexp(t, `^internal-in-.*\.eu-west-1\.elb\.amazonaws\.com$`, internal.Outputs["dnsName"].StringValue())
	network := s.need("lb/load-balancer-network")
	assert.Regexp(t, `^network-[0-9a-f]{16}\.elb\.eu-west-1\.amazonaws\.com$`, network.Outputs["dnsName"].StringValue())
	assert.Equal(t, kind.Text("Z2IFOLAFXWLO4F"), network.Outputs["zoneId"])
}

func TestAProtectedLoadBalancerIsKept(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	m := s.need("lb/load-balancer")
	require.NoError(t, s.change("lb/load-balancer", map[string]any{"enableDeletionProtection": true}))
	require.ErrorContains(t, s.delete(m), "OperationNotPermitted: Load balancer '"+m.ID+"' cannot be deleted because deletion protection is enabled")
	require.NoError(t, s.change("lb/load-balancer", map[string]any{"enableDeletionProtection": false}))
	require.NoError(t, s.delete(s.Made["lb/load-balancer"]))
}

func TestALoadBalancerTakesItsPartsWithIt(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	parts := map[string]bool{ // and whether they stay
		"lb/listener": false, "lb/listener-http": false, "lb/listener-rule": false, "lb/listener-certificate": false,
		"wafv2/web-acl-association": false, "wafv2/web-acl": true, "lb/target-group": true, "route53/record-alias": true,
	}
	for name := range parts {
		s.need(name)
	}
	require.NoError(t, s.delete(s.Made["lb/load-balancer"]))
	for name, stays := range parts {
		_, found := s.read(s.Made[name])
		assert.Equal(t, stays, found, name)
	}
}

func TestATargetGroupHasOneLoadBalancer(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	rule := s.need("lb/listener-rule")
	forward := map[string]any{"defaultActions": []any{map[string]any{"type": "forward", "targetGroupArn": s.need("lb/target-group").ID}}}
	_, err := s.another("lb/listener-second", "", forward)
	require.ErrorContains(t, err, "TargetGroupAssociationLimit: The following target groups cannot be associated with more than one load balancer: "+s.need("lb/target-group").ID)
	require.NoError(t, s.change("lb/listener", forward), "two listeners of one load balancer share it")
	require.NoError(t, s.change("lb/target-group", map[string]any{"deregistrationDelay": 5}))
	assert.Equal(t, kind.Texts(s.need("lb/load-balancer").ID), s.Made["lb/target-group"].Outputs["loadBalancerArns"])
	require.NoError(t, s.delete(rule))
	require.ErrorContains(t, s.delete(s.Made["lb/target-group"]), "is currently in use by a listener or a rule")
}

func TestGRPCNeedsAnEncryptedListener(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	to := map[string]any{"defaultActions": []any{map[string]any{"type": "forward", "targetGroupArn": s.need("lb/target-group-grpc").ID}}}
	_, err := s.another("lb/listener-http", "", to)
	require.ErrorContains(t, err, "IncompatibleProtocols")
	_, err = s.another("lb/listener", "", to)
	require.NoError(t, err)
}

func TestLogsThatStayAreNotLookedAtAgain(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.need("lb/load-balancer")
	require.NoError(t, s.delete(s.Made["lb/log-bucket-policy"]))
	require.NoError(t, s.change("lb/load-balancer", map[string]any{"idleTimeout": 90}))
	logs := map[string]any{"bucket": "covetpy-dev-edge-logs", "prefix": "other", "enabled": true}
	require.ErrorContains(t, s.change("lb/load-balancer", map[string]any{"accessLogs": logs}), "Access Denied for bucket")
}

func TestARuleWithoutAPriorityComesLast(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.need("lb/listener-rule")
	last, err := s.another("lb/listener-rule", "-last", map[string]any{"priority": nil})
	require.NoError(t, err)
	assert.Equal(t, kind.Number(11), last.Outputs["priority"])
	_, err = s.another("lb/listener-rule", "-same", map[string]any{"priority": 11})
	require.ErrorContains(t, err, "PriorityInUse: Priority '11' is currently in use")
}

func TestLogBuckets(t *testing.T) {
	t.Parallel()
	const denied = "InvalidConfigurationRequest: Access Denied for bucket: covetpy-dev-edge-logs. Please check S3bucket permission"
	const objects = `"arn:aws:s3:::covetpy-dev-edge-logs/*"`
	allow := func(principal, more string) map[string]any {
		return map[string]any{"policy": `{"Statement":[{"Effect":"Allow","Principal":` + principal + `,"Action":"s3:PutObject","Resource":` + objects + more + `}]}`}
	}
	const delivery = `{"Service":"logdelivery.elasticloadbalancing.amazonaws.com"}`
	encrypted := func(algorithm string) step {
		return step{"s3/encryption", map[string]any{"bucket": "covetpy-dev-edge-logs", "rules": []any{
			map[string]any{"applyServerSideEncryptionByDefault": map[string]any{"sseAlgorithm": algorithm}},
		}}}
	}
	for title, tt := range map[string]struct {
		before []step
		says   string
	}{
		"the delivery's service may write":        {[]step{{"lb/log-bucket-policy", allow(delivery, "")}}, ""},
		"the region's delivery account may write": {[]step{{"lb/log-bucket-policy", allow(`{"AWS":"arn:aws:iam::156460612806:root"}`, "")}}, ""},
		"another region's account may write":      {[]step{{"lb/log-bucket-policy", allow(`{"AWS":"arn:aws:iam::054676820928:root"}`, "")}}, denied},
		"another service may write":               {[]step{{"lb/log-bucket-policy", allow(`{"Service":"delivery.logs.amazonaws.com"}`, "")}}, denied},
		"it may write for another account":        {[]step{{"lb/log-bucket-policy", allow(delivery, `,"Condition":{"StringEquals":{"aws:SourceAccount":"444455556666"}}`)}}, denied},
		"everybody is kept from writing":          {[]step{{"lb/log-bucket-policy", map[string]any{"policy": `{"Statement":[{"Effect":"Allow","Principal":` + delivery + `,"Action":"s3:*","Resource":` + objects + `},{"Effect":"Deny","Principal":"*","Action":"s3:Put*","Resource":` + objects + `}]}`}}}, denied},
		"S3 keeps the keys":                       {[]step{{"lb/log-bucket-policy", nil}, encrypted("AES256")}, ""},
		"KMS keeps the key":                       {[]step{{"lb/log-bucket-policy", nil}, encrypted("aws:kms")}, denied},
		"the bucket is of another region":         {[]step{{"lb/log-bucket", map[string]any{"region": "eu-central-1"}}, {"lb/log-bucket-policy", map[string]any{"region": "eu-central-1"}}}, "S3Bucket: covetpy-dev-edge-logs is not located in the same region with ELB: covetpy-dev-edge"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			logs := map[string]any{"bucket": "covetpy-dev-edge-logs", "prefix": "access", "enabled": true}
			err := s.steps(append(tt.before, step{"lb/load-balancer", map[string]any{"accessLogs": logs, "connectionLogs": nil}})...)
			refusedOrNot(t, err, tt.says)
		})
	}
}

func TestACertificateIsIssued(t *testing.T) {
	t.Parallel()
	caa := func(zone, name string, values ...any) step {
		return step{"route53/record-caa", map[string]any{"zoneId": zone, "name": name, "records": values}}
	}
	const elsewhere = "Z0123456789ABCDEFGHIJ"
	for title, tt := range map[string]struct {
		before []step
		says   string
	}{
		"with its records alone":                    {nil, ""},
		"where the domain lets Amazon issue":        {[]step{caa(elsewhere, "example.com", `0 issue "amazon.com"`)}, ""},
		"where the domain lets another issue":       {[]step{caa(elsewhere, "example.com", `0 issue "letsencrypt.org"`)}, "CAA_ERROR: no CAA record of *.example.com lets Amazon issue"},
		"where Amazon may issue no wildcard":        {[]step{caa(elsewhere, "example.com", `0 issue "amazon.com"`, `0 issuewild ";"`)}, "CAA_ERROR: no CAA record of *.example.com"},
		"where the name's own record overrides":     {[]step{caa(elsewhere, "example.net", `0 issue "ca.test"`), caa(elsewhere, "api.example.net", `0 issue "awstrust.com; policy=ev"`)}, ""},
		"where the record is in a private zone":     {[]step{{"route53/zone", map[string]any{"vpcs": []any{map[string]any{"vpcId": "${ec2/vpc.id}"}}}}}, "no public record _"},
		"where the record says something else":      {[]step{{"acm/record-net", map[string]any{"records": []any{"_other.acm-validations.aws."}}}}, "no public record _"},
		"where the record is of another zone's end": {[]step{{"acm/record-net", map[string]any{"zoneId": "${route53/zone.zoneId}"}}}, "missing api.example.net DNS validation record"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			err := s.steps(append(tt.before, step{"acm/certificate-validation", nil})...)
			refusedOrNot(t, err, tt.says)
		})
	}
}

func TestAValidatedCertificateSaysSo(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	m := s.need("acm/certificate")
	assert.Equal(t, kind.Text("PENDING_VALIDATION"), m.Outputs["status"])
	var names, owners []string
	for _, o := range (kind.Values{Props: m.Outputs}).Objects("domainValidationOptions[*]") {
		names, owners = append(names, o.Text("resourceRecordName")), append(owners, o.Text("domainName"))
	}
	assert.Equal(t, []string{"*.example.com", "api.example.net", "example.com"}, owners)
	assert.Equal(t, names[0], names[2], "a wildcard and its base share a record")
	assert.Regexp(t, `^_[0-9a-f]{32}\.api\.example\.net\.$`, names[1])
	s.need("acm/certificate-validation")
	require.NoError(t, s.change("acm/certificate", map[string]any{"tags": map[string]any{"a": "b"}}))
	assert.Equal(t, kind.Text("ISSUED"), s.Made["acm/certificate"].Outputs["status"])
}

func TestRecordsOfOneName(t *testing.T) {
	t.Parallel()
	weighted := func(set string) map[string]any {
		return map[string]any{"setIdentifier": set, "weightedRoutingPolicies": []any{map[string]any{"weight": 1}}}
	}
	for title, tt := range map[string]struct {
		first, second step
		says          string
	}{
		"a CNAME beside an address":          {step{"route53/record", nil}, step{"route53/record-weighted", map[string]any{"name": "www.example.com"}}, "RRSet of type CNAME with DNS name www.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com."},
		"an address beside a CNAME":          {step{"route53/record-weighted", nil}, step{"route53/record", map[string]any{"name": "Weighted"}}, "because a conflicting RRSet of type CNAME with the same DNS name already exists in zone example.com."},
		"the same, overwritten":              {step{"route53/record", nil}, step{"route53/record", map[string]any{"allowOverwrite": true}}, ""},
		"the same in a zone of others":       {step{"route53/record-external", nil}, step{"route53/record-external", map[string]any{"name": "API.example.net."}}, "Tried to create resource record set [name='api.example.net.', type='CNAME'] but it already exists"},
		"two of a set":                       {step{"route53/record", weighted("blue")}, step{"route53/record", weighted("green")}, ""},
		"two of a set with one identifier":   {step{"route53/record", weighted("blue")}, step{"route53/record", weighted("blue")}, "type='A', set identifier='blue'] but it already exists"},
		"one of a set beside one by itself":  {step{"route53/record", nil}, step{"route53/record", weighted("blue")}, "cannot be created as other RRSets exist with the same name and type"},
		"another type":                       {step{"route53/record", nil}, step{"route53/record", map[string]any{"type": "TXT", "records": []any{"v=spf1 -all"}}}, ""},
		"an alias to a record of the zone":   {step{"route53/record", nil}, step{"route53/record-alias", map[string]any{"aliases": []any{map[string]any{"name": "www.example.com", "zoneId": "${route53/zone.zoneId}", "evaluateTargetHealth": false}}}}, ""},
		"a name outside gets the zone's end": {step{"route53/record", nil}, step{"route53/record", map[string]any{"name": "www.example.org"}}, ""},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			require.NoError(t, s.steps(tt.first))
			_, err := s.another(tt.second.example, "-second", tt.second.changes)
			refusedOrNot(t, err, tt.says)
		})
	}
}

func TestARecordMayBeMadeOverAnother(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	first := s.need("route53/record")
	second, err := s.another("route53/record", "-second", map[string]any{"allowOverwrite": true, "records": []any{"192.0.2.9"}})
	require.NoError(t, err)
	assert.NotEqual(t, first.ID, second.ID, "the ledger tells them apart")
	require.NoError(t, s.change("route53/record", map[string]any{"ttl": 30}))
	require.NoError(t, s.delete(second))
	require.NoError(t, s.delete(first))
}

func TestAZoneGoesWithItsRecordsWhenToldTo(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	record := s.need("route53/record")
	assert.Equal(t, kind.Text("www.example.com"), record.Outputs["fqdn"])
	assert.Equal(t, s.need("route53/zone").ID+"_www_A", record.ID)
	require.NoError(t, s.change("route53/zone", map[string]any{"forceDestroy": true}))
	require.NoError(t, s.delete(s.Made["route53/zone"]))
	_, found := s.read(record)
	assert.False(t, found)
	_, err := s.another("route53/record", "", map[string]any{"zoneId": s.Made["route53/zone"].ID})
	require.ErrorContains(t, err, "NoSuchHostedZone", "a zone of ours that is gone is nobody else's")
}

func TestAVPCHasOnePrivateZoneOfAName(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.need("route53/zone-private")
	_, err := s.another("route53/zone-private", "-second", nil)
	require.ErrorContains(t, err, "ConflictingDomainExists: The VPC vpc-")
}
