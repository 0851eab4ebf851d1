package app

import (
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// anyImage is one of sixteen.
func anyImage() *rapid.Generator[Image] {
	return rapid.Custom(func(t *rapid.T) Image { return image(rapid.StringMatching("[0-9a-f]").Draw(t, "image")) })
}

// anyArgs is valid arguments: every choice that Args give, with numbers that go
// together.
func anyArgs() *rapid.Generator[*Args] {
	return rapid.Custom(func(t *rapid.T) *Args {
		a := web()
		a.Name = rapid.StringMatching("[a-z][a-z0-9]{0,20}").Draw(t, "name")
		a.Port = rapid.IntRange(1024, 65535).Filter(func(n int) bool { return !slices.Contains(reservedPorts(), n) }).Draw(t, "port")
		a.Priority = rapid.SampledFrom([]Priority{"", Critical, Standard, Batch}).Draw(t, "priority")
		a.AccountToken = rapid.Bool().Draw(t, "token")
		a.UserID = rapid.SampledFrom([]int64{0, 10000, 65534, 1 << 30}).Draw(t, "user")
		a.RevisionHistory = rapid.IntRange(0, 20).Draw(t, "revisions")
		a.Probes.StartupSeconds = rapid.IntRange(0, 600).Draw(t, "startup")
		drawService(t, a)
		drawUses(t, a)
		drawDelivery(t, a)
		drawResources(t, a)
		drawPlacement(t, a)
		drawShutdown(t, a)
		drawScaling(t, a)
		a.Migration, a.Crons = nil, nil
		drawJobs(t, a)
		drawJobs(t, a)
		return a
	})
}

func drawService(t *rapid.T, a *Args) {
	switch rapid.SampledFrom([]string{"edge", "inside", "worker"}).Draw(t, "service") {
	case "edge":
		a.Service.Edge.DeregistrationSeconds = rapid.IntRange(0, 60).Draw(t, "deregistration")
		a.Service.Edge.IdleTimeoutSeconds = rapid.IntRange(1, 4000).Draw(t, "idle")
	case "inside":
		a.Service = &Service{}
	default:
		a.Service = nil
	}
	if rapid.Bool().Draw(t, "mesh") {
		a.Mesh, a.Uses, a.Reach = meshed().Mesh, meshed().Uses, meshed().Reach
	}
	if a.Service == nil || rapid.Bool().Draw(t, "uncalled") {
		a.Reach.Callers = nil
		if a.Mesh != nil {
			a.Mesh.Callers = nil
		}
	}
}

// drawUses takes away some of what is used.
func drawUses(t *rapid.T, a *Args) {
	none := func(what string) bool { return rapid.Bool().Draw(t, "no "+what) }
	if none("database") {
		a.Uses.Database = nil
	}
	if none("caches") {
		a.Uses.Caches = nil
	}
	if none("queues") {
		a.Uses.Queues = nil
	}
	if none("buckets") {
		a.Uses.Buckets = nil
	}
	if none("apps") {
		a.Uses.Apps = nil
	}
	switch rapid.SampledFrom([]SecretStore{"", CSI, External}).Draw(t, "secrets") {
	case External:
		a.SecretStore = External
	case CSI:
	default:
		a.Secrets, a.SecretStore = nil, ""
	}
}

func drawDelivery(t *rapid.T, a *Args) {
	a.Delivery = Delivery{Active: rapid.SampledFrom(Colours()).Draw(t, "active"), Image: anyImage().Draw(t, "stable")}
	if rapid.Bool().Draw(t, "candidate") {
		a.Delivery.Candidate = &Candidate{Image: anyImage().Draw(t, "canary")}
		if shares(a) {
			a.Delivery.Candidate.Weight = rapid.IntRange(0, 100).Draw(t, "weight")
		}
	}
}

// shares says whether somebody gives out requests by weight.
func shares(a *Args) bool { return a.Service != nil && (a.Service.Edge != nil || a.Mesh != nil) }

func drawResources(t *rapid.T, a *Args) {
	a.Writable = nil
	for i := range rapid.IntRange(0, 3).Draw(t, "paths") {
		a.Writable = append(a.Writable, Writable{
			Path: "/data/" + strings.Repeat("x", i+1), SizeMiB: rapid.IntRange(1, 64).Draw(t, "size"), Memory: rapid.Bool().Draw(t, "memory"),
		})
	}
	disk, memory := a.written()
	a.Resources = Resources{
		CPUMillis:    rapid.IntRange(1, 4000).Draw(t, "cpu"),
		MemoryMiB:    rapid.IntRange(64, 4096).Draw(t, "memory") + memory,
		EphemeralMiB: rapid.IntRange(1, 512).Draw(t, "ephemeral") + disk,
	}
	if rapid.Bool().Draw(t, "limited") {
		a.Resources.CPULimitMillis = new(a.Resources.CPUMillis + rapid.IntRange(0, 4000).Draw(t, "more"))
	}
}

func drawPlacement(t *rapid.T, a *Args) {
	a.Placement = rapid.SampledFrom([]Placement{
		{}, {Architecture: AMD64, Capacity: OnDemand}, {Capacity: Spot}, {Architecture: ARM64, Capacity: Spot},
	}).Draw(t, "placement")
}

// drawShutdown keeps within two minutes, as a spot node does.
func drawShutdown(t *rapid.T, a *Args) {
	a.Shutdown = Shutdown{DrainSeconds: rapid.IntRange(1, 40).Draw(t, "drain")}
	if a.Mesh != nil {
		a.Shutdown.DrainSeconds = rapid.IntRange(a.Mesh.TimeoutSeconds, 40).Draw(t, "drain of calls")
	}
	if rapid.Bool().Draw(t, "preStop") {
		a.Shutdown.PreStopSeconds = a.leastPreStop() + rapid.IntRange(0, 5).Draw(t, "waits")
	}
	if rapid.Bool().Draw(t, "grace") {
		a.Shutdown.GraceSeconds = a.shutdown().leastGrace() + rapid.IntRange(0, 5).Draw(t, "lives")
	}
	if rapid.Bool().Draw(t, "keepAlive") {
		a.Shutdown.KeepAliveSeconds = a.idleTimeout() + rapid.IntRange(1, 100).Draw(t, "longer")
	}
}

func drawScaling(t *rapid.T, a *Args) {
	least := rapid.IntRange(1, 10).Draw(t, "least")
	most := least + rapid.IntRange(0, 20).Draw(t, "more")
	switch rapid.SampledFrom([]string{"fixed", "hpa", "keda"}).Draw(t, "scaling") {
	case "fixed":
		a.Scaling = Scaling{Fixed: &Fixed{Replicas: least}}
	case "hpa":
		a.Scaling = Scaling{HPA: &HPA{Min: least, Max: most, CPUPercent: rapid.IntRange(10, 90).Draw(t, "cpu")}}
	default:
		trigger := Trigger{Cron: &CronTrigger{TimeZone: "Europe/Dublin", Start: "0 8 * * *", End: "0 20 * * *", Replicas: most}}
		a.Scaling = Scaling{KEDA: &KEDA{Min: least, Max: most, Triggers: []Trigger{trigger}}}
	}
}
