package config

import "net/netip"

// app is an application when its file only names its image.
func app(t Tier) App {
	return App{
		Architectures: []Architecture{AMD64},
		Namespace:     "apps",
		Command:       []string{}, Arguments: []string{},
		Environment: map[string]string{},
		Port:        8000,
		// Three paths, so that a slow start or a dependency that is gone restarts nothing.
		Probes:          AppProbes{Startup: "/health/startup", Live: "/health/live", Ready: "/health/ready", StartupSeconds: 60},
		Resources:       AppResources{CPUMillis: pick(t, 100, 250, 500), MemoryMiB: pick(t, 192, 256, 512), EphemeralMiB: 256},
		Writable:        []AppWritable{{Path: "/tmp", SizeMiB: 64}},
		Priority:        Standard,
		Placement:       AppPlacement{Architecture: AMD64, Capacity: OnDemand},
		RevisionHistory: 5,
		Service:         &AppService{},
		Shutdown:        AppShutdown{DrainSeconds: pick(t, 20, 30, 30)},
		Uses: AppUses{
			DatabaseUser: "app", Caches: []string{}, Queues: map[string]QueueAccess{}, Buckets: map[string]BucketAccess{}, Apps: []string{},
		},
		Secrets:     map[string]AppSecret{},
		SecretStore: CSI,
		Crons:       map[string]AppCron{},
		Delivery:    AppDelivery{Active: Blue},
		SLOs:        map[string]AppSLO{},
	}
}

func appEdge(t Tier) AppEdge {
	return AppEdge{
		SlowStartSeconds:      pick(t, 0, 30, 30),
		DeregistrationSeconds: pick(t, 10, 30, 30),
		AllowedRanges:         []netip.Prefix{},
	}
}

// scale gives an application the tier's way of scaling where its file names none.
func scale(t Tier, a *App) {
	s := &a.Scaling
	switch {
	case s.Fixed != nil || s.HPA != nil || s.KEDA != nil:
	case t == Dev:
		s.Fixed = &AppFixed{Replicas: 1}
	default:
		s.HPA = new(appHPA(t))
	}
}

func appHPA(t Tier) AppHPA {
	return AppHPA{
		Min: pick(t, 1, 2, 3), Max: pick(t, 3, 6, 20),
		CPUPercent: 60, Custom: []AppPodMetric{}, External: []AppExternalMetric{},
		Behaviour: AppBehaviour{DownWindowSeconds: 300, UpPercent: 100, DownPercent: 25},
	}
}

func appKEDA(t Tier) AppKEDA {
	return AppKEDA{
		Min: 0, Max: pick(t, 3, 10, 20),
		Queues: map[string]AppQueueTrigger{}, Prometheus: []AppPrometheusTrigger{}, Crons: []AppCronTrigger{}, Redis: []AppRedisTrigger{},
		PollSeconds: 30, CooldownSeconds: 300,
	}
}

func appVPA() AppVPA { return AppVPA{Mode: Recommend, MinMemoryMiB: 64, MaxMemoryMiB: 2048} }

func appMesh(t Tier) AppMesh {
	return AppMesh{
		Connections:    MeshConnections{Max: 1000, MaxPending: 100, ConnectMilliseconds: 1000},
		Outliers:       new(meshOutliers()),
		TimeoutSeconds: 15,
		Retries:        new(meshRetries()),
		Callers:        map[string]MeshCaller{},
		Hosts:          []MeshHost{},
		TracePercent:   pick(t, 100, 10, 1),
	}
}

func meshOutliers() MeshOutliers {
	return MeshOutliers{Consecutive5xx: 5, IntervalSeconds: 10, EjectSeconds: 30, MaxEjectPercent: 50}
}

// meshRetries are those that can do no harm: the application has not begun.
func meshRetries() MeshRetries {
	return MeshRetries{Attempts: 2, PerTrySeconds: 5, On: []RetryCondition{ConnectFailure, RefusedStream, Unavailable}, BudgetPercent: 20}
}

func appCron() AppCron {
	return AppCron{TimeZone: "Etc/UTC", Overlap: Forbid, TimeoutSeconds: 3600, StartWithinSeconds: 300}
}

// appParts is what a file can bring into being, before it says more.
func appParts(t Tier) []any {
	return []any{
		app(t),
		AppService{},
		appEdge(t),
		AppFixed{Replicas: 1},
		appHPA(t), appKEDA(t), appVPA(),
		AppDisruption{},
		AppQueueTrigger{MessagesPerPod: 100},
		AppFallback{Failures: 3, Replicas: 1},
		AppExternalMetric{Labels: map[string]string{}},
		AppSecret{},
		appMesh(t), meshOutliers(), meshRetries(),
		MeshCaller{},
		MeshHost{Port: 443},
		AppMigration{TimeoutSeconds: 600},
		appCron(),
		AppCandidate{},
	}
}

// specimenOfApps is an application with everything turned on.
func specimenOfApps(t Tier, c *Config, name string) {
	a := app(t)
	a.Service.Edge = new(appEdge(t))
	a.Scaling = AppScaling{Fixed: &AppFixed{Replicas: 1}, HPA: new(appHPA(t)), KEDA: new(appKEDA(t)), VPA: new(appVPA()), Disruption: &AppDisruption{}}
	a.Scaling.KEDA.Queues[name] = AppQueueTrigger{MessagesPerPod: 100}
	a.Scaling.KEDA.Fallback = &AppFallback{Failures: 3, Replicas: 1}
	a.Uses.Queues[name], a.Uses.Buckets[name] = SendAndReceive, ReadWrite
	a.Secrets[name] = AppSecret{}
	a.Mesh = new(appMesh(t))
	a.Mesh.Callers[name] = MeshCaller{}
	a.Migration = &AppMigration{TimeoutSeconds: 600}
	a.Crons[name] = appCron()
	a.Delivery.Candidate = &AppCandidate{}
	a.SLOs[name] = specimenOfSLO()
	c.Apps[name] = a
}
