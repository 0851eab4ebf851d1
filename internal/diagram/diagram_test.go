package diagram

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/engine"
)

// of is a resource of a type under the types of its ancestors.
func of(parents, typ, name string, after ...engine.Resource) engine.Resource {
	r := engine.Resource{
		URN:    resource.NewURN("dev", "covetpy", tokens.Type(parents), tokens.Type(typ), name),
		Custom: typ[:7] != "covetpy",
	}
	for _, a := range after {
		r.DependsOn = append(r.DependsOn, a.URN)
	}
	return r
}

const (
	network = "covetpy:network:Network"
	cluster = "covetpy:cluster:EKSCluster"
)

func TestAnEnvironmentIsDrawnFromItsState(t *testing.T) {
	t.Parallel()
	provider := of("", "pulumi:providers:aws", "aws")
	inside := of(cluster, "pulumi:providers:kubernetes", "apps")
	vpc := of(network, "aws:ec2/vpc:Vpc", "main", provider)
	one := of(network, "aws:ec2/subnet:Subnet", "a", vpc)
	two := of(network, "aws:ec2/subnet:Subnet", "b", vpc)
	loose := of("", "aws:s3/bucket:Bucket", "loose", vpc)
	plane := of(cluster+"$eks:index:Cluster", "aws:eks/cluster:Cluster", "main", one, two, loose, inside)
	whole := of(cluster, "eks:index:Cluster", "main", one, two)
	role := of(cluster, "aws:iam/role:Role", "main")
	class := of(cluster, "kubernetes:storage.k8s.io/v1:StorageClass", "gp3", plane)
	cases := map[string]struct {
		resources []engine.Resource
		want      string
	}{
		"nothing": {nil, "flowchart LR\n"},
		"only what the stack holds itself": {
			[]engine.Resource{provider, loose}, "flowchart LR\n",
		},
		"a component without a resource": {
			[]engine.Resource{of("", network, "network")}, "flowchart LR\n",
		},
		"a component alone, its fullest service first": {
			[]engine.Resource{provider, of("", cluster, "cluster"), role, plane, whole, inside},
			`flowchart LR
    covetpy_cluster_EKSCluster["<b>EKSCluster</b>: 3 resources<br/>2 eks<br/>1 iam"]
`,
		},
		"two components and one arrow, however many values pass along it": {
			[]engine.Resource{provider, of("", network, "network"), vpc, one, two, of("", cluster, "cluster"), inside, role, whole, plane, class, loose},
			`flowchart LR
    covetpy_cluster_EKSCluster["<b>EKSCluster</b>: 4 resources<br/>2 eks<br/>1 iam<br/>1 kubernetes"]
    covetpy_network_Network["<b>Network</b>: 3 resources<br/>3 ec2"]
    covetpy_network_Network --> covetpy_cluster_EKSCluster
`,
		},
		"what four others stand on in a frame, with what that needs": {
			crowd(),
			`flowchart LR
    subgraph ground["What the others stand on"]
        direction TB
        covetpy_encryption_Keys["<b>Keys</b>: 1 resources<br/>1 kms"]
        covetpy_network_Network["<b>Network</b>: 1 resources<br/>1 ec2"]
        covetpy_encryption_Keys --> covetpy_network_Network
    end
    covetpy_cluster_EKSCluster["<b>EKSCluster</b>: 1 resources<br/>1 eks"]
    covetpy_data_A["<b>A</b>: 1 resources<br/>1 rds"]
    covetpy_data_B["<b>B</b>: 1 resources<br/>1 rds"]
    covetpy_data_C["<b>C</b>: 1 resources<br/>1 rds"]
    covetpy_cluster_EKSCluster --> covetpy_data_A
    ground --> covetpy_cluster_EKSCluster
    ground --> covetpy_data_B
    ground --> covetpy_data_C
`,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, Mermaid(c.resources))
		})
	}
}

// crowd is a network that four others stand on, one of which needs another of them.
func crowd() []engine.Resource {
	key := of("covetpy:encryption:Keys", "aws:kms/key:Key", "logs")
	vpc := of(network, "aws:ec2/vpc:Vpc", "main", key)
	plane := of(cluster, "aws:eks/cluster:Cluster", "main", vpc, key)
	return []engine.Resource{
		key, vpc, plane,
		of("covetpy:data:A", "aws:rds/cluster:Cluster", "a", vpc, plane),
		of("covetpy:data:B", "aws:rds/cluster:Cluster", "b", vpc),
		of("covetpy:data:C", "aws:rds/cluster:Cluster", "c", vpc),
	}
}
