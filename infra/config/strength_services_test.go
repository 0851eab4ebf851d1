package config_test

import "github.com/covetpy/platform/infra/config"

// serviceStrengths covers the fields of what is installed for applications. How a
// controller is confined is no setting.
func serviceStrengths() map[string]strength {
	out := map[string]strength{
		// Old nodes miss patches of their image.
		"services.karpenter.pools.<name>.expireAfterHours": measured(func(c config.Config) int { return -oldestNode(c) }),
	}
	for _, path := range []string{
		"registry.credentials.<name>",
		"registry.keepImages",
		"registry.pullThrough",
		"registry.pushers",
		"registry.replicate",
		"registry.repositories",
		"registry.scanning",
		"registry.untaggedDays",
		"services.karpenter.ami",
		"services.karpenter.detailedMonitoring",
		"services.karpenter.diskGiB",
		"services.karpenter.pools.<name>.architectures",
		"services.karpenter.pools.<name>.budgets[].nodes",
		"services.karpenter.pools.<name>.budgets[].window.hours",
		"services.karpenter.pools.<name>.budgets[].window.start",
		"services.karpenter.pools.<name>.capacities",
		"services.karpenter.pools.<name>.categories",
		"services.karpenter.pools.<name>.consolidateAfterMinutes",
		"services.karpenter.pools.<name>.consolidation",
		"services.karpenter.pools.<name>.cpu",
		"services.karpenter.pools.<name>.graceHours",
		"services.karpenter.pools.<name>.labels.<name>",
		"services.karpenter.pools.<name>.memoryGiB",
		"services.karpenter.pools.<name>.minGeneration",
		"services.karpenter.pools.<name>.taints[].effect",
		"services.karpenter.pools.<name>.taints[].key",
		"services.karpenter.pools.<name>.taints[].value",
		"services.karpenter.pools.<name>.weight",
		"services.mesh.tracePercent",
		"services.metricsAdapter.external[].name",
		"services.metricsAdapter.external[].query",
		"services.metricsAdapter.external[].series",
		"services.metricsAdapter.labels.<name>",
		"services.metricsAdapter.namespace",
		"services.metricsAdapter.pods[].name",
		"services.metricsAdapter.pods[].query",
		"services.metricsAdapter.pods[].series",
		"services.metricsAdapter.port",
		"services.metricsAdapter.url",
		"services.replicas",
		"services.secretsDriver.rotationSeconds",
	} {
		out[path] = notSecurity("what is installed, and how much of it; it is confined alike in every tier")
	}
	return out
}

// oldestNode is how old a node of Karpenter's gets, in hours, at least two weeks
// where there is none.
func oldestNode(c config.Config) int {
	oldest := 336
	if c.Services.Karpenter == nil {
		return oldest
	}
	for _, pool := range c.Services.Karpenter.Pools {
		oldest = max(oldest, pool.ExpireAfterHours)
	}
	return oldest
}
