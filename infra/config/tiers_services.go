package config

// services are those of a tier. KEDA, the mesh and External Secrets stay off, as their
// images need credentials that only a file can name.
func services(t Tier) Services {
	s := Services{
		Replicas:               pick(t, 1, 2, 2),
		LoadBalancerController: &LoadBalancerController{},
		SecretsDriver:          new(secretsDriver()),
	}
	if t != Dev {
		s.Karpenter = new(nodeProvisioning(t))
		s.VPA = &VPA{}
	}
	return s
}

func secretsDriver() SecretsDriver { return SecretsDriver{RotationSeconds: 120} }

func serviceMesh(t Tier) ServiceMesh { return ServiceMesh{TracePercent: pick(t, 100, 10, 1)} }

// nodeProvisioning has on-demand nodes, which are always found, and spot nodes of
// both architectures for what can be taken away.
func nodeProvisioning(t Tier) NodeProvisioning {
	onDemand, spot := nodePool(t), nodePool(t)
	spot.Capacities, spot.Architectures, spot.Weight = []Capacity{Spot}, []Architecture{AMD64, ARM64}, 10
	return NodeProvisioning{
		AMI: "al2023@v20261015", DiskGiB: pick(t, 50, 50, 100),
		Pools: map[string]NodePool{"on-demand": onDemand, "spot": spot},
	}
}

// nodePool is what one is when its file only names it.
func nodePool(t Tier) NodePool {
	return NodePool{
		Architectures: []Architecture{AMD64}, Capacities: []Capacity{OnDemand},
		Categories: []InstanceCategory{ComputeInstances, GeneralInstances, MemoryInstances}, MinGeneration: 5,
		CPU: pick(t, 16, 64, 400), MemoryGiB: pick(t, 64, 256, 1600),
		// Two weeks: a node gets the patches of its image no later.
		ExpireAfterHours: 336, GraceHours: 24,
		Consolidation: WhenUnderutilised, ConsolidateAfterMinutes: pick(t, 1, 5, 15),
		Budgets: nodeBudgets(t), Labels: map[string]string{}, Taints: []Taint{},
	}
}

// nodeBudgets let a tenth of the nodes go at once, and in prod none in the hours when
// most people are there.
func nodeBudgets(t Tier) []NodeBudget {
	part := NodeBudget{Nodes: pick(t, "50%", "20%", "10%")}
	if t == Dev || t == Staging {
		return []NodeBudget{part}
	}
	return []NodeBudget{part, {Nodes: "0", Window: &BudgetWindow{Start: "0 16 * * 1-5", Hours: 5}}}
}

// servicesParts is what a file can bring into being, before it says more.
func servicesParts(t Tier) []any {
	return []any{
		LoadBalancerController{},
		nodeProvisioning(t), nodePool(t),
		NodeBudget{},
		BudgetWindow{},
		KEDA{},
		VPA{},
		MetricsAdapter{Port: 9090, Pods: []AdaptedMetric{}, External: []AdaptedMetric{}},
		serviceMesh(t), secretsDriver(),
		ExternalSecretsOperator{},
	}
}

// specimenOfServices turns on what tiers leave off.
func specimenOfServices(t Tier, c *Config, name string) {
	s := &c.Services
	s.Karpenter, s.KEDA, s.VPA, s.Mesh = new(nodeProvisioning(t)), &KEDA{}, &VPA{}, new(serviceMesh(t))
	s.Karpenter.Pools[name] = nodePool(t)
	s.ExternalSecrets = &ExternalSecretsOperator{}
	s.MetricsAdapter = &MetricsAdapter{Port: 9090, Labels: map[string]string{}, Pods: []AdaptedMetric{}, External: []AdaptedMetric{}}
}
