package services

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi/karpenter"
)

// tagDiscovery is the tag of subnets and of the nodes' security group by which node
// classes find them (components/network and components/cluster set it).
const tagDiscovery = "karpenter.sh/discovery"

// gp3 is the type of volumes.
const gp3 = "gp3"

// nodes are the node class, and the pools that use it.
func (a *Args) nodes(values *later.Values) []custom {
	if a.Karpenter == nil {
		return nil
	}
	out := []custom{{logical: objectClass, object: a.nodeClass(values), of: Nodes, needs: partNodes}}
	for _, name := range slices.Sorted(maps.Keys(a.Karpenter.Pools)) {
		out = append(out, custom{
			logical: objectPool + "--" + name, object: a.nodePool(name, a.Karpenter.Pools[name]),
			of: Nodes, needs: partNodes,
			// A class is not gone before the last node of it.
			after: []string{objectClass},
		})
	}
	return out
}

// nodeClass is how nodes are made. How many pods one takes is left to Karpenter, which
// knows what the network plugin gives an instance.
func (a *Args) nodeClass(values *later.Values) *karpenter.EC2NodeClass {
	k := a.Karpenter
	discovery := map[string]string{tagDiscovery: a.Cluster.Name}
	return &karpenter.EC2NodeClass{
		ObjectMeta: metav1.ObjectMeta{Name: nodeClass, Labels: a.labels(string(partNodes))},
		Spec: karpenter.EC2NodeClassSpec{
			SubnetSelectorTerms:        []karpenter.SubnetSelectorTerm{{Tags: discovery}},
			SecurityGroupSelectorTerms: []karpenter.SecurityGroupSelectorTerm{{Tags: discovery}},
			AMISelectorTerms:           []karpenter.AMISelectorTerm{{Alias: k.Class.AMI}},
			AssociatePublicIPAddress:   new(false),
			Role:                       values.Text(k.NodeRoleName),
			// No provider's default tags reach what Karpenter makes.
			Tags:                a.Tags.Map(),
			BlockDeviceMappings: k.Class.disks(values.Text(k.Class.VolumesKeyARN)),
			DetailedMonitoring:  new(k.Class.DetailedMonitoring),
			// One hop: pods, which are a second one away, get no credentials of the node.
			MetadataOptions: &karpenter.MetadataOptions{
				HTTPEndpoint: new(karpenter.Enabled), HTTPProtocolIPv6: new(karpenter.Disabled),
				HTTPPutResponseHopLimit: new(int64(1)), HTTPTokens: new(karpenter.Required),
			},
		},
	}
}

// Families of images, and the size of Bottlerocket's own volume, beside which there is
// one for everything else (Bottlerocket, "Default volumes").
const (
	al2023             = "al2023"
	bottlerocket       = "bottlerocket"
	bottlerocketOwnGiB = 4
)

// disks are an instance's volumes.
func (c NodeClass) disks(key string) []karpenter.BlockDeviceMapping {
	disk := func(device string, gib int) karpenter.BlockDeviceMapping {
		return karpenter.BlockDeviceMapping{DeviceName: new(device), EBS: &karpenter.BlockDevice{
			DeleteOnTermination: new(true), Encrypted: new(true), KMSKeyID: new(key), VolumeType: new(gp3),
			VolumeSize: new(resource.MustParse(strconv.Itoa(gib) + "Gi")),
		}}
	}
	if family, _, _ := strings.Cut(c.AMI, "@"); family == bottlerocket {
		return []karpenter.BlockDeviceMapping{disk("/dev/xvda", bottlerocketOwnGiB), disk("/dev/xvdb", c.DiskGiB)}
	}
	return []karpenter.BlockDeviceMapping{disk("/dev/xvda", c.DiskGiB)}
}

func (a *Args) nodePool(name string, p NodePool) *karpenter.NodePool {
	in := func(key string, values ...string) karpenter.Requirement {
		return karpenter.Requirement{Key: key, Operator: corev1.NodeSelectorOpIn, Values: values}
	}
	pool := &karpenter.NodePool{
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: a.labels(string(partNodes))},
		Spec: karpenter.NodePoolSpec{
			Template: karpenter.NodeClaimTemplate{
				Metadata: karpenter.TemplateMeta{Labels: p.Labels},
				Spec: karpenter.NodeClaimTemplateSpec{
					Requirements: []karpenter.Requirement{
						in(corev1.LabelOSStable, string(corev1.Linux)),
						in(corev1.LabelArchStable, p.Architectures...),
						in(karpenter.LabelCapacityType, p.Capacities...),
						in(karpenter.LabelInstanceCategory, p.Categories...),
						{
							Key: karpenter.LabelInstanceGeneration, Operator: corev1.NodeSelectorOpGt,
							Values: []string{strconv.Itoa(p.MinGeneration - 1)},
						},
					},
					NodeClassRef:           karpenter.NodeClassReference{Group: karpenter.AWSGroupVersion.Group, Kind: karpenter.KindEC2NodeClass, Name: nodeClass},
					TerminationGracePeriod: hours(p.GraceHours),
					ExpireAfter:            strconv.Itoa(p.ExpireAfterHours) + "h",
				},
			},
			Disruption: p.disruption(),
			Limits: corev1.ResourceList{
				corev1.ResourceCPU:    *resource.NewQuantity(int64(p.CPU), resource.DecimalSI),
				corev1.ResourceMemory: resource.MustParse(strconv.Itoa(p.MemoryGiB) + "Gi"),
			},
		},
	}
	for _, t := range p.Taints {
		pool.Spec.Template.Spec.Taints = append(pool.Spec.Template.Spec.Taints,
			corev1.Taint{Key: t.Key, Value: t.Value, Effect: corev1.TaintEffect(t.Effect)})
	}
	if p.Weight > 0 {
		pool.Spec.Weight = new(int32(p.Weight)) //nolint:gosec // validation has it at most 100
	}
	return pool
}

func (p NodePool) disruption() karpenter.Disruption {
	out := karpenter.Disruption{
		ConsolidateAfter:    strconv.Itoa(p.Consolidation.AfterMinutes) + "m",
		ConsolidationPolicy: karpenter.WhenEmpty,
	}
	if p.Consolidation.Policy == WhenUnderutilised {
		out.ConsolidationPolicy = karpenter.WhenEmptyOrUnderutilized
	}
	for _, b := range p.Budgets {
		budget := karpenter.Budget{Nodes: b.Nodes}
		if b.Window != nil {
			budget.Schedule, budget.Duration = new(b.Window.Start), hours(b.Window.Hours)
		}
		out.Budgets = append(out.Budgets, budget)
	}
	return out
}

func hours(n int) *metav1.Duration { return &metav1.Duration{Duration: time.Duration(n) * time.Hour} }
