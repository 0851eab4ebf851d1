package app

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestValidArgumentsHaveNoFaults(t *testing.T) {
	for name, a := range map[string]*Args{"a service": web(), "in the middle of a delivery": delivering(), "in a mesh": meshed(), "a worker": worker()} {
		t.Run(name, func(t *testing.T) { assert.Empty(t, a.Validate()) })
	}
	rapid.Check(t, func(t *rapid.T) { assert.Empty(t, anyArgs().Draw(t, "args").Validate()) })
}

// wrong is a change of web's arguments, and the faults that it brings, one a line.
type wrong struct {
	change func(*Args)
	faults []string
}

func checkWrong(t *testing.T, tests map[string]wrong) {
	t.Helper()
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := web()
			test.change(a)
			assert.Equal(t, test.faults, strings.Split(a.Validate().Error(), "\n"))
		})
	}
}

const repository = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/covetpy/prod/app"

func TestAnImageIsNamedByItsContent(t *testing.T) {
	const example = "a registry and a repository: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/covetpy/dev/app"
	checkWrong(t, map[string]wrong{
		"a tag in the place of the digest": {
			func(a *Args) { a.Delivery.Image.Digest = "v1.2.3" },
			[]string{"delivery.image.digest: found v1.2.3, accepted: sha256: and 64 hexadecimal digits; a tag names whatever was pushed last, a digest one image"},
		},
		"a tag behind the repository": {
			func(a *Args) { a.Delivery.Image.Repository = repository + ":v1.2.3" },
			[]string{"delivery.image.repository: found " + repository + ":v1.2.3, accepted: the repository without a tag, which is whatever was pushed last; " +
				"put the digest of the image that you mean into delivery.image.digest (aws ecr describe-images prints it as imageDigest)"},
		},
		"a digest behind the repository": {
			func(a *Args) { a.Delivery.Image.Repository = repository + "@sha256:12" },
			[]string{"delivery.image.repository: found " + repository + "@sha256:12, accepted: the repository alone; put sha256:12 into delivery.image.digest"},
		},
		"nothing": {
			func(a *Args) { a.Delivery.Image = Image{} },
			[]string{
				"delivery.image.digest: missing, accepted: sha256: and 64 hexadecimal digits, as docker buildx imagetools inspect prints it",
				"delivery.image.repository: missing, accepted: " + example,
			},
		},
		"no registry": {
			func(a *Args) { a.Delivery.Image.Repository = "python" },
			[]string{"delivery.image.repository: found python, accepted: " + example},
		},
		"and so is the candidate": {
			func(a *Args) {
				a.Delivery.Candidate = &Candidate{Image: Image{Repository: repository, Digest: "latest"}}
			},
			[]string{"delivery.candidate.image.digest: found latest, accepted: sha256: and 64 hexadecimal digits; a tag names whatever was pushed last, a digest one image"},
		},
	})
	registryWithPort := web()
	registryWithPort.Delivery.Image.Repository = "localhost:5000/app"
	assert.Empty(t, registryWithPort.Validate(), "a port is no tag")
}

func TestRequestsAreSharedByWhoCan(t *testing.T) {
	candidate := func(a *Args, weight int) { a.Delivery.Candidate = &Candidate{Image: image("b"), Weight: weight} }
	checkWrong(t, map[string]wrong{
		"more than all": {
			func(a *Args) { candidate(a, 101) },
			[]string{"delivery.candidate.weight: found 101, accepted: 0 to 100 per cent of the requests"},
		},
		"less than none": {
			func(a *Args) { candidate(a, -1) },
			[]string{"delivery.candidate.weight: found -1, accepted: 0 to 100 per cent of the requests"},
		},
		"with nobody to share them": {
			func(a *Args) { candidate(a, 10); a.Service.Edge = nil },
			[]string{"delivery.candidate.weight: found 10, accepted: 0, as neither service.edge nor mesh is there to share requests out: a Service of Kubernetes knows no weights"},
		},
		"for a worker": {
			func(a *Args) { candidate(a, 10); a.Service, a.Reach.Callers = nil, nil },
			[]string{"delivery.candidate.weight: found 10, accepted: 0, as without a service there are no requests to share: a worker's candidate takes work as soon as it runs"},
		},
		"a third colour": {
			func(a *Args) { a.Delivery.Active = "red" },
			[]string{"delivery.active: found red, accepted: blue or green"},
		},
	})
}

func TestAPodsEndFitsWhatGoesOnAroundIt(t *testing.T) {
	checkWrong(t, map[string]wrong{
		"preStop is shorter than deregistration": {
			func(a *Args) { a.Shutdown.PreStopSeconds = 25 },
			[]string{"shutdown.preStopSeconds: found 25, accepted: at least 35: service.edge.deregistrationSeconds (30), " +
				"while the load balancer still sends requests, and a margin of 5"},
		},
		"preStop is too short for the nodes to hear": {
			func(a *Args) { a.Service.Edge, a.Shutdown.PreStopSeconds = nil, 4 },
			[]string{"shutdown.preStopSeconds: found 4, accepted: at least 5, until every node has heard that the pod leaves"},
		},
		"the grace period is over before the drain": {
			func(a *Args) { a.Shutdown.GraceSeconds = 69 },
			[]string{"shutdown.graceSeconds: found 69, accepted: at least 70: shutdown.preStopSeconds (35), shutdown.drainSeconds (30) and 5 for the last hooks"},
		},
		"the grace period has no end": {
			func(a *Args) { a.Shutdown.GraceSeconds = 3601 },
			[]string{"shutdown.graceSeconds: found 3601, accepted: at most 3600"},
		},
		"the node is gone before the pod": {
			func(a *Args) { a.Placement.Capacity, a.Shutdown.GraceSeconds = Spot, 121 },
			[]string{"shutdown.graceSeconds: found 121, accepted: at most 120, as placement.capacity is spot and such a node is gone so many seconds after its notice"},
		},
		"the server closes connections before the load balancer": {
			func(a *Args) { a.Shutdown.KeepAliveSeconds = 60 },
			[]string{"shutdown.keepAliveSeconds: found 60, accepted: more than service.edge.idleTimeoutSeconds (60), " +
				"or the load balancer sends requests into connections that the server is closing"},
		},
		"requests are cut": {
			func(a *Args) { a.Shutdown.DrainSeconds = 0 },
			[]string{"shutdown.drainSeconds: missing, accepted: 1 second or more, as requests that are running would be cut"},
		},
		"the load balancer has no such numbers": {
			func(a *Args) { a.Service.Edge.DeregistrationSeconds, a.Service.Edge.IdleTimeoutSeconds = -1, 4001 },
			[]string{
				"service.edge.deregistrationSeconds: found -1, accepted: 0 to 3600 seconds",
				"service.edge.idleTimeoutSeconds: found 4001, accepted: 1 to 4000 seconds",
			},
		},
	})
}

func TestPodsHaveNodesThatCanRunThem(t *testing.T) {
	checkWrong(t, map[string]wrong{
		"an image of the other architecture": {
			func(a *Args) {
				a.Architectures, a.Placement = []Architecture{AMD64}, Placement{Architecture: ARM64, Capacity: Spot}
			},
			[]string{"placement.architecture: found arm64, accepted: one of architectures (amd64), as the image is built for no other"},
		},
		"no pool of both": {
			func(a *Args) { a.Placement = Placement{Architecture: ARM64} },
			[]string{"placement: found architecture arm64 with capacity on-demand, accepted: what one of pools offers: " +
				"app (amd64; on-demand), batch (amd64 or arm64; spot)"},
		},
		"no pool": {
			func(a *Args) { a.Pools = nil },
			[]string{"pools: missing, accepted: the kinds of node that the cluster has"},
		},
		"no such things": {
			func(a *Args) {
				a.Architectures, a.Placement = []Architecture{AMD64, AMD64, "riscv64"}, Placement{Architecture: "riscv64", Capacity: "lent"}
			},
			[]string{
				"architectures[1]: found amd64, accepted: each architecture once",
				"architectures[2]: found riscv64, accepted: amd64 or arm64",
				"placement.architecture: found riscv64, accepted: amd64 or arm64",
				"placement.capacity: found lent, accepted: on-demand or spot",
			},
		},
		"built for nothing": {
			func(a *Args) { a.Architectures = nil },
			[]string{"architectures: missing, accepted: at least one of amd64 and arm64, those that the images are built for"},
		},
	})
}

func TestAWorkloadIsWithinItsLimits(t *testing.T) {
	checkWrong(t, map[string]wrong{
		"names": {
			func(a *Args) {
				a.Name, a.Namespace, a.Cluster, a.NamespaceReady = "Web", "my_apps", "", pulumi.String("x")
			},
			[]string{
				"cluster: missing, accepted: the name of the cluster",
				"name: found Web, accepted: lower-case letters, digits and dashes, beginning with a letter, at most 30: web",
				"namespace: found my_apps, accepted: lower-case letters, digits and dashes, beginning with a letter, at most 63: apps",
			},
		},
		"a name that is another application's colour": {
			func(a *Args) { a.Name = "web-blue" },
			[]string{"name: found web-blue, accepted: a name that does not end in -blue, which is what the blue objects of an application without the ending are called"},
		},
		"numbers": {
			func(a *Args) { a.Port, a.UserID, a.RevisionHistory, a.Priority = 80, 1000, -1, "urgent" },
			[]string{
				"port: found 80, accepted: 1024 to 65535: 8000",
				"priority: found urgent, accepted: critical, standard or batch",
				"revisionHistory: found -1, accepted: 1 to 100; without a former revision there is nothing to go back to",
				"userID: found 1000, accepted: 10000 to 2147483647, as a smaller number may be somebody on the node",
			},
		},
		"probes that the framework does not answer": {
			func(a *Args) { a.Probes = Probes{Startup: "health", Live: "/health/", Ready: "", StartupSeconds: -1} },
			[]string{
				"probes.live: found /health/, accepted: the exact path of a route, with a slash before and none behind, which the framework would answer with 404: /health/live",
				"probes.ready: missing, accepted: the exact path of a route, with a slash before and none behind, which the framework would answer with 404: /health/live",
				"probes.startup: found health, accepted: the exact path of a route, with a slash before and none behind, which the framework would answer with 404: /health/live",
				"probes.startupSeconds: found -1, accepted: 1 to 1800 seconds",
			},
		},
		"pods that are started again when the database is away": {
			func(a *Args) { a.Probes.Live = a.Probes.Ready },
			[]string{"probes.live: found /health/ready, accepted: another path than probes.ready: what asks for a database would start every pod again when the database is away"},
		},
		"resources": {
			func(a *Args) { a.Resources, a.Scaling.VPA = Resources{CPUMillis: 500, CPULimitMillis: new(499)}, nil },
			[]string{
				"resources.cpuLimitMillis: found 499, accepted: at least resources.cpuMillis (500), which the pod asks for",
				"resources.ephemeralMiB: missing, accepted: 1 to 1048576 MiB, for logs and what is written",
				"resources.memoryMiB: missing, accepted: 16 to 1048576 MiB",
			},
		},
		"paths that do not fit in": {
			func(a *Args) {
				a.Writable = []Writable{{Path: "/tmp", SizeMiB: 256}, {Path: "/cache", SizeMiB: 512, Memory: true}}
			},
			[]string{
				"resources.ephemeralMiB: found 256, accepted: more than the 256 MiB of writable, as logs come on top",
				"resources.memoryMiB: found 512, accepted: more than the 512 MiB that writable keeps in memory, as the program comes on top",
			},
		},
		"paths that are somebody else's": {
			func(a *Args) {
				a.Writable = []Writable{{Path: "/tmp", SizeMiB: 1}, {Path: "/tmp/x", SizeMiB: 1}, {Path: "/var/run/secrets", SizeMiB: 1}, {Path: "tmp/"}}
			},
			[]string{
				"writable[1].path: found /tmp/x, accepted: a path that is not within writable[0].path (/tmp), nor around it",
				"writable[2].path: found /var/run/secrets, accepted: a path outside /var/run, which the runtime or the secrets have",
				"writable[3].path: found tmp/, accepted: an absolute path without . and .. and a slash at the end, and not the root itself: /tmp",
				"writable[3].sizeMiB: missing, accepted: 1 MiB or more",
			},
		},
	})
}
