package namespace

import (
	"cmp"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/naming"
)

// Args says what room to make. Validate has the limits of each field.
type Args struct {
	// Names is whose it is.
	Names naming.Scope
	// Name of the namespace, a DNS label that is not Kubernetes' own.
	Name string
	// KubernetesVersion is the cluster's, "1.36". What is allowed in the namespace is
	// what that version knows as such, so that a newer cluster refuses nothing that
	// ran before, and says so first.
	KubernetesVersion string
	// ReadinessGates holds pods back until the load balancer that they join knows them
	// to be healthy. It needs the AWS load balancer controller: without it no pod of
	// the namespace could be made.
	ReadinessGates bool
	// Mesh puts every pod into Istio, takes nothing but mutual TLS, and lets nobody call
	// unless an application says so.
	Mesh bool
	// Demands is the most that each application may ask for, by its name. The quota is
	// made of them; a namespace without applications holds no pods.
	Demands map[string]Demand
	// HeadroomPercent is added to that, 1 to 100, for what a person starts to look
	// into something. Zero means 20.
	HeadroomPercent int
	// Container is what is given to a container that asks for nothing, such as one that
	// a person starts. Zero fields mean 50 millicores, 64 MiB and 64 MiB.
	Container Container

	// After has to stand before the namespace is there and may only go after it: the
	// controllers of the kinds that will be in it. Whoever waits for the namespace
	// waits for them. Nil is nothing.
	After []pulumi.Resource
}

// Demand is what an application's pods may ask for together, a rollout of all of them
// included (components/app derives it).
type Demand struct {
	// CPUMillis are millicores, MemoryMiB and EphemeralMiB mebibytes: requests and,
	// but for the processor, limits.
	CPUMillis    int
	MemoryMiB    int
	EphemeralMiB int
	Pods         int
}

// Container is what one container may have.
type Container struct {
	// CPUMillis is a request alone, MemoryMiB and EphemeralMiB are limits as well.
	CPUMillis, MemoryMiB, EphemeralMiB int
}

// Defaults.
const (
	headroomPercent = 20
	containerCPU    = 50
	containerMemory = 64
	containerDisk   = 64
)

// withDefaults is a copy in which what may be left out is filled in.
func (a *Args) withDefaults() *Args {
	out := *a
	out.HeadroomPercent = cmp.Or(a.HeadroomPercent, headroomPercent)
	out.Container = Container{
		CPUMillis:    cmp.Or(a.Container.CPUMillis, containerCPU),
		MemoryMiB:    cmp.Or(a.Container.MemoryMiB, containerMemory),
		EphemeralMiB: cmp.Or(a.Container.EphemeralMiB, containerDisk),
	}
	return &out
}
