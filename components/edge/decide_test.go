package edge

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/alarm"
)

func TestIngressRules(t *testing.T) {
	t.Parallel()
	ipv4 := []ingress{
		{part: "https", description: "The internet calls over HTTPS", port: 443, cidr: "0.0.0.0/0"},
		{part: "http", description: "The internet is sent to HTTPS", port: 80, cidr: "0.0.0.0/0"},
	}
	assert.Equal(t, ipv4, ingressRules(false))
	assert.Equal(t, append(slices.Clone(ipv4),
		ingress{part: "https-ipv6", description: "The internet calls over HTTPS", port: 443, cidrIPv6: "::/0"},
		ingress{part: "http-ipv6", description: "The internet is sent to HTTPS", port: 80, cidrIPv6: "::/0"},
	), ingressRules(true))
}

func TestPodPorts(t *testing.T) {
	t.Parallel()
	assert.Empty(t, podPorts(nil))
	args := full()
	args.Services["admin"] = service("admin", 8000)
	assert.Equal(t, []int{3000, 8000, 8080, 9090}, podPorts(slices.Concat(serviceRoutes(args), consoleRoutes(args))))
}

func TestLogPolicy(t *testing.T) {
	t.Parallel()
	text, err := wafLogPolicy(minimal().Where, minimal().WAFLogGroup()).JSON()
	require.NoError(t, err)
	assert.JSONEq(t, `{"Version":"2012-10-17","Statement":[{"Sid":"DeliveryWrites","Effect":"Allow",
		"Principal":{"Service":"delivery.logs.amazonaws.com"},"Action":["logs:CreateLogStream","logs:PutLogEvents"],
		"Resource":"arn:aws:logs:eu-west-1:111122223333:log-group:aws-waf-logs-covetpy-dev-edge:log-stream:*",
		"Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"},"ArnLike":{"aws:SourceArn":"arn:aws:logs:eu-west-1:111122223333:*"}}}]}`, text)
}

func TestAlarmsAreSound(t *testing.T) {
	t.Parallel()
	all := slices.Concat(balancerAlarms(), trafficAlarms(), []alarm.Alarm{groupAlarm("service-api-blue"), certificateAlarm(), wafAlarm(2000)})
	var names []string
	for _, a := range all {
		assert.Empty(t, a.Faults(), a.Name)
		names = append(names, a.Name)
	}
	assert.Equal(t, []string{
		"errors", "rejected-connections", "tls-errors", "target-errors", "slow", "slowest", "unhealthy-service-api-blue", "certificate", "blocked",
	}, names)
}

// TestNothingFiresWithoutTraffic: all these are reported only when something
// happens, so silence is fine, but for the certificate's days.
func TestNothingFiresWithoutTraffic(t *testing.T) {
	t.Parallel()
	for _, a := range slices.Concat(balancerAlarms(), trafficAlarms(), []alarm.Alarm{groupAlarm("x"), wafAlarm(10)}) {
		assert.Equal(t, alarm.MissingIsFine, a.Missing, a.Name)
	}
	assert.Equal(t, alarm.MissingKeeps, certificateAlarm().Missing)
}

func TestASurgeIsMoreThanAClientMaySend(t *testing.T) {
	t.Parallel()
	assert.InDelta(t, 2000, wafAlarm(2000).Threshold, 0)
	assert.Equal(t, 300, wafAlarm(2000).PeriodSeconds)
}
