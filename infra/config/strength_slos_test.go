package config_test

// sloStrengths covers what applications promise. A promise has no safer direction:
// it says who is told, and lets nobody in.
func sloStrengths() map[string]strength {
	promise := notSecurity("what is promised, and when somebody is told")
	out := map[string]strength{}
	for _, path := range []string{
		"objective", "windowDays", "minimumErrors", "absent", "dependsOn", "runbook",
		"availability.metric", "availability.only[].label", "availability.only[].op", "availability.only[].value",
		"availability.failed[].label", "availability.failed[].op", "availability.failed[].value",
		"latency.metric", "latency.thresholdMilliseconds", "latency.only[].label", "latency.only[].op", "latency.only[].value",
		"freshness.metric", "freshness.maxAgeSeconds", "freshness.only[].label", "freshness.only[].op", "freshness.only[].value",
		"custom.good", "custom.total",
	} {
		out[path] = promise
	}
	return under("apps.<name>.slos.<name>.", out)
}
