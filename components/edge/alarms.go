package edge

import "github.com/covetpy/platform/infra/alarm"

// Thresholds. They are where someone should look, not what was promised to
// anyone: objectives and their error budgets are the applications'.
const (
	balancerErrors       = 10 // a minute
	targetErrorsPercent  = 5
	slowSeconds          = 2 // one request in twenty
	slowestSeconds       = 5 // one request in a hundred
	tlsErrorsPercent     = 25
	certificateDays      = 30
	minute, fiveMinutes  = 60, 300
	daySeconds           = 86400
	namespaceBalancer    = "AWS/ApplicationELB"
	namespaceWAF         = "AWS/WAFV2"
	namespaceCertificate = "AWS/CertificateManager"
)

// balancerAlarms watch the load balancer. Errors of its own are counted, and
// not as a share: it counts a request only when it found a target for it (ELB
// user guide, RequestCount), so with no healthy pod a share would have no whole,
// and stay silent.
func balancerAlarms() []alarm.Alarm {
	return []alarm.Alarm{
		{
			Name: "errors", Severity: alarm.Page, Metric: balancerMetric("HTTPCode_ELB_5XX_Count", "Sum"),
			Says: "The load balancer answers with errors of its own: 503 is a target group without pods, 502 a pod that hung up, " +
				"504 a pod that was too slow. Look for elb_status_code, target_status_code and target:port in the access log.",
			PeriodSeconds: minute, Bad: 3, Of: 5, Comparison: alarm.Above, Threshold: balancerErrors, Missing: alarm.MissingIsFine,
		},
		{
			Name: "rejected-connections", Severity: alarm.Page, Metric: balancerMetric("RejectedConnectionCount", "Sum"),
			Says:          "The load balancer refuses connections, as it has as many as it can take. Look for a flood before asking for capacity.",
			PeriodSeconds: minute, Bad: 1, Of: 1, Comparison: alarm.Above, Threshold: 0, Missing: alarm.MissingIsFine,
		},
		{
			Name: "tls-errors", Severity: alarm.Ticket, Metric: balancerMetric("ClientTLSNegotiationErrorCount", "Sum"),
			Over: new(balancerMetric("NewConnectionCount", "Sum")),
			Says: "Many clients fail to agree on TLS: after a change of policy or certificate they are customers, otherwise a scanner. " +
				"The connection log says who, and with which version.",
			PeriodSeconds: fiveMinutes, Bad: 6, Of: 6, Comparison: alarm.Above, Threshold: tlsErrorsPercent, Missing: alarm.MissingIsFine,
		},
	}
}

// trafficAlarms watch what pods answer, where there is anything to answer.
func trafficAlarms() []alarm.Alarm {
	return []alarm.Alarm{
		{
			Name: "target-errors", Severity: alarm.Page, Metric: balancerMetric("HTTPCode_Target_5XX_Count", "Sum"),
			Over:          new(balancerMetric("RequestCount", "Sum")),
			Says:          "Pods answer more than 5 % of requests with an error. Look at what was delivered last, and at its logs.",
			PeriodSeconds: minute, Bad: 3, Of: 5, Comparison: alarm.Above, Threshold: targetErrorsPercent, Missing: alarm.MissingIsFine,
		},
		{
			Name: "slow", Severity: alarm.Page, Metric: balancerMetric("TargetResponseTime", "p95"),
			Says:          "One request in twenty takes more than 2 s. Look at the database, the cache and the number of pods.",
			PeriodSeconds: minute, Bad: 10, Of: 15, Comparison: alarm.Above, Threshold: slowSeconds, Missing: alarm.MissingIsFine,
		},
		{
			Name: "slowest", Severity: alarm.Ticket, Metric: balancerMetric("TargetResponseTime", "p99"),
			Says:          "One request in a hundred takes more than 5 s. Look for the path in the access log.",
			PeriodSeconds: fiveMinutes, Bad: 6, Of: 6, Comparison: alarm.Above, Threshold: slowestSeconds, Missing: alarm.MissingIsFine,
		},
	}
}

// groupAlarm watches the pods of one target group. ELB reports nothing of a
// group that no pod has joined, which is fine: whether there should be one is
// the delivery's to know, and a name without any is told by "errors".
func groupAlarm(part string) alarm.Alarm {
	return alarm.Alarm{
		Name: "unhealthy-" + part, Severity: alarm.Ticket, Metric: balancerMetric("UnHealthyHostCount", "Minimum"),
		Says:          "A pod of " + part + " has failed its health checks for ten minutes. Look at its events and its readiness.",
		PeriodSeconds: minute, Bad: 10, Of: 10, Comparison: alarm.Above, Threshold: 0, Missing: alarm.MissingIsFine,
	}
}

// certificateAlarm watches the renewal, which ACM does by itself from 45 days
// before the end at the latest. It reports twice a day.
func certificateAlarm() alarm.Alarm {
	return alarm.Alarm{
		Name: "certificate", Severity: alarm.Ticket,
		Metric: alarm.Metric{Namespace: namespaceCertificate, Name: "DaysToExpiry", Statistic: "Minimum"},
		Says: "ACM has not renewed the certificate, which ends in less than 30 days. " +
			"Look whether its validation records still stand in the zone, and whether a CAA record forbids Amazon.",
		PeriodSeconds: daySeconds, Bad: 1, Of: 1, Comparison: alarm.Below, Threshold: certificateDays, Missing: alarm.MissingKeeps,
	}
}

// wafAlarm watches for a surge: more blocked in five minutes than one client
// may send at all.
func wafAlarm(requestsPer5Minutes int) alarm.Alarm {
	return alarm.Alarm{
		Name: "blocked", Severity: alarm.Ticket,
		Metric:        alarm.Metric{Namespace: namespaceWAF, Name: "BlockedRequests", Statistic: "Sum"},
		Says:          "The firewall blocks a surge. Look in its log for the rule: an attack is blocked already, but a rule that blocks customers is not.",
		PeriodSeconds: fiveMinutes, Bad: 2, Of: 2, Comparison: alarm.Above, Threshold: float64(requestsPer5Minutes), Missing: alarm.MissingIsFine,
	}
}

func balancerMetric(name, statistic string) alarm.Metric {
	return alarm.Metric{Namespace: namespaceBalancer, Name: name, Statistic: statistic}
}
