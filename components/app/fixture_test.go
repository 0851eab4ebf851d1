package app

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/internal/mocktest"
)

// image is one whose digest is a digit, over and over.
func image(digit string) Image {
	return Image{
		Repository: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/covetpy/prod/app",
		Digest:     "sha256:" + strings.Repeat(digit, 64),
	}
}

// web is a service behind the load balancer, as prod may have it, with something of
// everything but a mesh.
func web() *Args {
	return &Args{
		Names:     naming.Scope{Project: "covetpy", Environment: "prod"},
		Where:     identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account},
		Name:      "web",
		Namespace: "apps", NamespaceReady: pulumi.String("apps"),
		Cluster: "covetpy-prod", ClusterName: pulumi.String("covetpy-prod"),
		Delivery:      Delivery{Active: Blue, Image: image("a")},
		Architectures: []Architecture{AMD64, ARM64},
		Environment:   map[string]string{"LOG_LEVEL": "INFO"},
		Port:          8000,
		Probes:        Probes{Startup: "/health/startup", Live: "/health/live", Ready: "/health/ready"},
		Resources:     Resources{CPUMillis: 500, MemoryMiB: 512, EphemeralMiB: 256},
		Writable:      []Writable{{Path: "/tmp", SizeMiB: 64}},
		Priority:      Critical,
		Pools: []Pool{
			{Name: "app", Architectures: []Architecture{AMD64}, Capacities: []Capacity{OnDemand}},
			{Name: "batch", Architectures: []Architecture{AMD64, ARM64}, Capacities: []Capacity{Spot}},
		},
		Service: &Service{Edge: &Edge{
			Blue: pulumi.String("arn:blue"), Green: pulumi.String("arn:green"), DeregistrationSeconds: 30, IdleTimeoutSeconds: 60,
		}},
		Shutdown: Shutdown{DrainSeconds: 30},
		Scaling: Scaling{
			HPA: &HPA{Min: 3, Max: 12, CPUPercent: 70},
			VPA: &VPA{Mode: Recommend, MinMemoryMiB: 128, MaxMemoryMiB: 1024},
		},
		Uses: connected().Uses, Secrets: connected().Secrets, SecretStore: connected().SecretStore,
		Reach:     connected().Reach,
		Migration: &Migration{Command: []string{"python", "-m", "migrate"}, Retries: 2},
		Crons:     map[string]Cron{"report": {Schedule: "30 3 * * *", Command: []string{"python", "-m", "report"}}},
	}
}

// delivering is web in the middle of a delivery.
func delivering() *Args {
	a := web()
	a.Delivery.Candidate = &Candidate{Image: image("b"), Weight: 10}
	return a
}

// meshed is web in a mesh.
func meshed() *Args {
	a := delivering()
	a.Mesh, a.Uses, a.Reach = called().Mesh, inMesh().Uses, inMesh().Reach
	a.Mesh.Callers, a.Mesh.Hosts = []Caller{{App: "front", Methods: []string{"GET"}, Paths: []string{"/api/*"}}}, inMesh().Mesh.Hosts
	return a
}

// worker is called by nobody.
func worker() *Args {
	a := web()
	a.Name, a.Service, a.Priority, a.Reach.Callers = "worker", nil, Batch, nil
	a.Command, a.Arguments = []string{"python"}, []string{"-m", "worker"}
	a.Placement = Placement{Architecture: ARM64, Capacity: Spot}
	a.Scaling, a.Migration, a.Crons = Scaling{Fixed: &Fixed{Replicas: 2}}, nil, nil
	return a
}
