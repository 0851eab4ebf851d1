package tests

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/sim"
)

// A moment of dev's life at which something goes wrong.
type moment string

const (
	atCreation moment = "creation" // up from nothing
	atChange   moment = "change"   // up with another owner: every tag changes
	atTheEnd   moment = "end"      // destroy
)

// TestFaultsAreOvercome makes the cloud fail, each time once or a few times. The
// run that meets it says what failed and in whose words, and leaves a state that
// agrees with the cloud; the next run finishes the work.
func TestFaultsAreOvercome(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		when    moment
		fault   sim.Fault
		names   string // the resource that the messages name
		says    string // what they quote
		repairs []engine.RepairKind
	}{
		"a few calls are throttled": {
			atCreation,
			sim.Fault{Type: "aws:iam/*", Op: sim.OpCreate, Error: sim.Throttling, Times: 3},
			"aws:iam/", "ThrottlingException: Rate exceeded", nil,
		},
		"a VPC fails to be created": {
			atCreation,
			sim.Fault{Type: vpcType, Op: sim.OpCreate, Error: sim.InternalError, Times: 1},
			`aws:ec2/vpc:Vpc "network"`, "InternalError: An internal error has occurred",
			[]engine.RepairKind{engine.RepairForgotten},
		},
		"a cluster is created and then fails": {
			atCreation,
			sim.Fault{Type: clusterType, Op: sim.OpCreate, When: sim.After, Error: sim.InternalError, Times: 1},
			`aws:eks/cluster:Cluster "cluster-eksCluster"`, "InternalError: An internal error has occurred",
			[]engine.RepairKind{engine.RepairAdopted},
		},
		"the answer of a creation is lost": {
			atCreation,
			sim.Fault{Type: "aws:ec2/natGateway:NatGateway", When: sim.After, Op: sim.OpCreate, Error: sim.LostConnection, Times: 1},
			`aws:ec2/natGateway:NatGateway "network-nat-a"`, "connection reset by peer",
			[]engine.RepairKind{engine.RepairAdopted},
		},
		"the answer of an update is lost": {
			atChange,
			sim.Fault{Type: subnetType, Name: "network-data-a", Op: sim.OpUpdate, When: sim.After, Error: sim.LostConnection, Times: 1},
			`aws:ec2/subnet:Subnet "network-data-a"`, "connection reset by peer",
			[]engine.RepairKind{engine.RepairRefreshed},
		},
		"an update is refused": {
			atChange,
			sim.Fault{Type: nodeGroupType, Name: "cluster-app-a", Op: sim.OpUpdate, Error: sim.Throttling, Times: 1},
			`aws:eks/nodeGroup:NodeGroup "cluster-app-a"`, "ThrottlingException: Rate exceeded",
			[]engine.RepairKind{engine.RepairForgotten},
		},
		"the answer of a deletion is lost": {
			atTheEnd,
			sim.Fault{Type: nodeGroupType, Name: "cluster-spot-b", Op: sim.OpDelete, When: sim.After, Error: sim.LostConnection, Times: 1},
			`aws:eks/nodeGroup:NodeGroup "cluster-spot-b"`, "connection reset by peer",
			[]engine.RepairKind{engine.RepairDropped},
		},
		"a deletion fails": {
			atTheEnd,
			sim.Fault{Type: clusterType, Op: sim.OpDelete, Error: sim.InternalError, Times: 1},
			`aws:eks/cluster:Cluster "cluster-eksCluster"`, "InternalError: An internal error has occurred",
			[]engine.RepairKind{engine.RepairForgotten},
		},
		"a zone has no capacity for a node group": {
			atCreation,
			sim.Fault{Type: nodeGroupType, Name: "cluster-spot-b", Error: sim.InsufficientCapacity, Times: 1},
			`aws:eks/nodeGroup:NodeGroup "cluster-spot-b"`, "InsufficientInstanceCapacity",
			[]engine.RepairKind{engine.RepairForgotten},
		},
		"an instance of the database finds no capacity": {
			atCreation,
			sim.Fault{Type: instanceType, Name: "database-writer", Op: sim.OpCreate, Error: sim.InsufficientCapacity, Times: 1},
			`aws:rds/clusterInstance:ClusterInstance "database-writer"`, "InsufficientInstanceCapacity",
			[]engine.RepairKind{engine.RepairForgotten},
		},
		"a certificate is not issued in time": {
			atCreation,
			sim.Fault{Type: "aws:acm/certificateValidation:CertificateValidation", Op: sim.OpCreate, Error: sim.Timeout, Times: 1},
			`aws:acm/certificateValidation:CertificateValidation "edge-certificate"`, "timeout while waiting",
			[]engine.RepairKind{engine.RepairForgotten},
		},
		"the answer is lost when a vault is made": {
			atCreation,
			sim.Fault{Type: vaultType, Op: sim.OpCreate, When: sim.After, Error: sim.LostConnection, Times: 1},
			`aws:backup/vault:Vault "recovery-vault"`, "connection reset by peer",
			[]engine.RepairKind{engine.RepairAdopted},
		},
		"a cache is made and not ready in time": {
			atCreation,
			sim.Fault{Type: cacheType, Op: sim.OpCreate, When: sim.After, Error: sim.Timeout, Times: 1},
			`aws:elasticache/replicationGroup:ReplicationGroup "cache-shared"`, "timeout while waiting",
			[]engine.RepairKind{engine.RepairAdopted},
		},
		"ElastiCache is throttled": {
			atCreation,
			sim.Fault{Type: "aws:elasticache/*", Op: sim.OpCreate, Error: sim.Throttling, Times: 3},
			"aws:elasticache/", "ThrottlingException: Rate exceeded", nil,
		},
		"the connection is lost for a while": {
			atCreation,
			sim.Fault{Type: "aws:eks/*", Error: sim.LostConnection, Times: 4},
			"aws:eks/cluster:Cluster", "connection reset by peer", nil,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "dev", sim.WithFaults(c.fault))
			op := engine.OpUp
			switch c.when {
			case atCreation:
			case atChange:
				w.run(engine.OpUp)
				w = w.with(func(c *config.Config) { c.Owner = "another-team" })
			case atTheEnd:
				w.run(engine.OpUp)
				op = engine.OpDestroy
			}
			result, _ := w.fails(op)
			said := strings.Join(problems(result), "\n")
			require.Contains(t, said, c.names)
			require.Contains(t, said, c.says)
			if c.repairs != nil {
				require.Equal(t, c.repairs, kinds(result.Repairs))
			}
			w.agrees(w.resources())

			if op == engine.OpUp {
				w.overcomes(op, c.fault.Times)
			}
			w.gone()
		})
	}
}

// overcomes runs the operation as often as the fault may still strike, and
// demands that it is over then. Every run in between leaves the state and the
// cloud in agreement.
func (w *world) overcomes(op engine.Operation, blows int) {
	w.t.Helper()
	for range blows - 1 {
		if _, err := w.engine().Run(context.Background(), op); err == nil {
			break
		}
		w.agrees(w.resources())
	}
	w.run(op)
	w.settled()
	w.tagged()
}

func kinds(repairs []engine.Repair) []engine.RepairKind {
	var out []engine.RepairKind
	for _, r := range repairs {
		out = append(out, r.What)
	}
	return out
}

// TestAnAnswerIsLostTwice loses the answer of a creation, and then that of the
// question what became of it.
func TestAnAnswerIsLostTwice(t *testing.T) {
	t.Parallel()
	const eip = "aws:ec2/eip:Eip"
	w := newWorld(t, "dev", sim.WithFaults(sim.Fault{Type: eip, When: sim.After, Error: sim.LostConnection, Times: 2}))
	_, err := w.fails(engine.OpUp)
	require.ErrorContains(t, err, "settle what the last run left open")
	require.ErrorContains(t, err, eip)
	w.up()
	require.Len(t, w.ofType(eip), 1)
}
