package diagram

import (
	"fmt"
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
		"nothing": {nil, "flowchart TB\n"},
		"only what the stack holds itself": {
			[]engine.Resource{provider, loose}, "flowchart TB\n",
		},
		"a component without a resource": {
			[]engine.Resource{of("", network, "network")}, "flowchart TB\n",
		},
		"a component alone, its commonest type first": {
			[]engine.Resource{provider, of("", network, "network"), vpc, one, two},
			`flowchart TB
    subgraph covetpy_network_Network["Network: 3 resources"]
        direction TB
        covetpy_network_Network_ec2["<b>ec2</b><br/>2 Subnet<br/>1 Vpc"]
    end
`,
		},
		"two components and one arrow, however many values pass along it": {
			[]engine.Resource{provider, of("", network, "network"), vpc, one, two, of("", cluster, "cluster"), inside, role, whole, plane, class, loose},
			`flowchart TB
    subgraph covetpy_cluster_EKSCluster["EKSCluster: 4 resources"]
        direction TB
        covetpy_cluster_EKSCluster_eks["<b>eks</b><br/>2 Cluster"]
        covetpy_cluster_EKSCluster_iam["<b>iam</b><br/>1 Role"]
        covetpy_cluster_EKSCluster_kubernetes["<b>kubernetes</b><br/>1 StorageClass"]
    end
    subgraph covetpy_network_Network["Network: 3 resources"]
        direction TB
        covetpy_network_Network_ec2["<b>ec2</b><br/>2 Subnet<br/>1 Vpc"]
    end
    covetpy_network_Network --> covetpy_cluster_EKSCluster
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

func TestABoxSumsUpWhatItCannotList(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		types int
		last  string
	}{
		"as many types as fit":                        {most, fmt.Sprintf("1 t%02d", most)},
		"one more, which takes the room of its count": {most + 1, fmt.Sprintf("1 t%02d", most+1)},
		"two more": {most + 2, "2 more"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var resources []engine.Resource
			for i := range c.types {
				resources = append(resources, of(network, fmt.Sprintf("aws:ec2/some:t%02d", i+1), "x"))
			}
			require.Contains(t, Mermaid(resources), "<br/>"+c.last+"\"]\n")
		})
	}
}
