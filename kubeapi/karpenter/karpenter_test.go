package karpenter_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/kubeapi/karpenter"
)

// pool has a value in every field.
func pool() *karpenter.NodePool {
	return &karpenter.NodePool{
		ObjectMeta: metav1.ObjectMeta{Name: "app", Labels: map[string]string{"a": "b"}},
		Spec: karpenter.NodePoolSpec{
			Template: karpenter.NodeClaimTemplate{
				Metadata: karpenter.TemplateMeta{Labels: map[string]string{"pool": "app"}},
				Spec: karpenter.NodeClaimTemplateSpec{
					Taints: []corev1.Taint{{Key: "only", Value: "app", Effect: corev1.TaintEffectNoSchedule}},
					Requirements: []karpenter.Requirement{
						{Key: karpenter.LabelCapacityType, Operator: corev1.NodeSelectorOpIn, Values: []string{"spot"}},
					},
					NodeClassRef:           karpenter.NodeClassReference{Group: "karpenter.k8s.aws", Kind: karpenter.KindEC2NodeClass, Name: "app"},
					TerminationGracePeriod: &metav1.Duration{Duration: time.Hour},
					ExpireAfter:            "336h",
				},
			},
			Disruption: karpenter.Disruption{
				ConsolidateAfter: "5m", ConsolidationPolicy: karpenter.WhenEmpty,
				Budgets: []karpenter.Budget{{
					Reasons: []karpenter.DisruptionReason{karpenter.Drifted}, Nodes: "10%",
					Schedule: new("0 8 * * 1-5"), Duration: &metav1.Duration{Duration: 9 * time.Hour},
				}},
			},
			Limits: corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("64")},
			Weight: new(int32(10)),
		},
	}
}

// class has a value in every field.
func class() *karpenter.EC2NodeClass {
	return &karpenter.EC2NodeClass{
		ObjectMeta: metav1.ObjectMeta{Name: "app", Labels: map[string]string{"a": "b"}},
		Spec: karpenter.EC2NodeClassSpec{
			SubnetSelectorTerms:        []karpenter.SubnetSelectorTerm{{Tags: map[string]string{"found": "by"}}, {ID: "subnet-1"}},
			SecurityGroupSelectorTerms: []karpenter.SecurityGroupSelectorTerm{{Tags: map[string]string{"found": "by"}}, {ID: "sg-1"}},
			AMISelectorTerms:           []karpenter.AMISelectorTerm{{Alias: "al2023@v20261015"}},
			AssociatePublicIPAddress:   new(false),
			Role:                       "node",
			Tags:                       map[string]string{"Project": "covetpy"},
			DetailedMonitoring:         new(true),
			MetadataOptions: &karpenter.MetadataOptions{
				HTTPEndpoint: new(karpenter.Enabled), HTTPProtocolIPv6: new(karpenter.Disabled),
				HTTPPutResponseHopLimit: new(int64(1)), HTTPTokens: new(karpenter.Required),
			},
			BlockDeviceMappings: []karpenter.BlockDeviceMapping{{
				DeviceName: new("/dev/xvda"),
				EBS: &karpenter.BlockDevice{
					DeleteOnTermination: new(true), Encrypted: new(true), KMSKeyID: new("arn:volumes"),
					VolumeSize: new(resource.MustParse("50Gi")), VolumeType: new("gp3"),
				},
			}},
		},
	}
}

func TestManifests(t *testing.T) {
	t.Parallel()
	for sentence, test := range map[string]struct {
		object kubeapi.Object
		want   string
	}{
		"a node pool": {pool(), `{
			"apiVersion": "karpenter.sh/v1", "kind": "NodePool", "metadata": {"name": "app", "labels": {"a": "b"}},
			"spec": {
				"template": {"metadata": {"labels": {"pool": "app"}}, "spec": {
					"taints": [{"key": "only", "value": "app", "effect": "NoSchedule"}],
					"requirements": [{"key": "karpenter.sh/capacity-type", "operator": "In", "values": ["spot"]}],
					"nodeClassRef": {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "app"},
					"terminationGracePeriod": "1h0m0s", "expireAfter": "336h"}},
				"disruption": {"consolidateAfter": "5m", "consolidationPolicy": "WhenEmpty",
					"budgets": [{"reasons": ["Drifted"], "nodes": "10%", "schedule": "0 8 * * 1-5", "duration": "9h0m0s"}]},
				"limits": {"cpu": "64"}, "weight": 10}}`},
		"a node class": {class(), `{
			"apiVersion": "karpenter.k8s.aws/v1", "kind": "EC2NodeClass", "metadata": {"name": "app", "labels": {"a": "b"}},
			"spec": {
				"subnetSelectorTerms": [{"tags": {"found": "by"}}, {"id": "subnet-1"}],
				"securityGroupSelectorTerms": [{"tags": {"found": "by"}}, {"id": "sg-1"}],
				"amiSelectorTerms": [{"alias": "al2023@v20261015"}],
				"associatePublicIPAddress": false, "role": "node", "tags": {"Project": "covetpy"}, "detailedMonitoring": true,
				"metadataOptions": {"httpEndpoint": "enabled", "httpProtocolIPv6": "disabled", "httpPutResponseHopLimit": 1, "httpTokens": "required"},
				"blockDeviceMappings": [{"deviceName": "/dev/xvda", "ebs": {
					"deleteOnTermination": true, "encrypted": true, "kmsKeyID": "arn:volumes", "volumeSize": "50Gi", "volumeType": "gp3"}}]}}`},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			manifest, err := kubeapi.Manifest(test.object)
			require.NoError(t, err)
			raw, err := json.Marshal(manifest)
			require.NoError(t, err)
			assert.JSONEq(t, test.want, string(raw))
			decoded, err := kubeapi.Decode(raw)
			require.NoError(t, err)
			again, err := kubeapi.Manifest(decoded)
			require.NoError(t, err)
			assert.Equal(t, manifest, again)
			kind, err := kubeapi.KindOf(test.object)
			require.NoError(t, err)
			assert.False(t, kubeapi.Namespaced(kind.GroupKind()))
		})
	}
}

func TestACopySharesNothing(t *testing.T) {
	t.Parallel()
	for sentence, original := range map[string]kubeapi.Object{"a node pool": pool(), "a node class": class()} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			twin := original.DeepCopyObject()
			assert.Equal(t, original, twin)
			assert.Empty(t, shared("", reflect.ValueOf(original), reflect.ValueOf(twin)))
		})
	}
}

// shared are the paths of what two values both point to.
func shared(path string, a, b reflect.Value) []string {
	var out []string
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() {
			return nil
		}
		if a.Pointer() == b.Pointer() {
			return []string{path}
		}
		return shared(path, a.Elem(), b.Elem())
	case reflect.Map:
		if a.Len() > 0 && a.Pointer() == b.Pointer() {
			return []string{path}
		}
	case reflect.Slice:
		if a.Len() > 0 && a.Pointer() == b.Pointer() {
			return []string{path}
		}
		for i := range a.Len() {
			out = append(out, shared(path, a.Index(i), b.Index(i))...)
		}
	case reflect.Struct:
		for i := range a.NumField() {
			out = append(out, shared(path+"."+a.Type().Field(i).Name, a.Field(i), b.Field(i))...)
		}
	default:
	}
	return out
}
