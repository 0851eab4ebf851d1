package kube_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

type object = map[string]any

// unknown is a property that is not known yet.
var unknown = resource.MakeComputed(resource.NewProperty(""))

func of(token string, properties object) *rule.Resource {
	return &rule.Resource{
		URN: resource.URN("urn:pulumi:test::kube::" + token + "::it"), Type: token,
		Properties: resource.NewPropertyMapFromMap(properties),
	}
}

// Every type that describes pods has its pod found, and a patch of it, too.
func TestWhereAPodIs(t *testing.T) {
	pod := object{"metadata": object{"labels": object{"app": "shop"}}, "spec": object{"serviceAccountName": "shop"}}
	places := map[string]object{
		"core/v1:Pod":                   pod,
		"core/v1:PodTemplate":           {"template": pod},
		"core/v1:ReplicationController": {"spec": object{"template": pod}},
		"apps/v1:DaemonSet":             {"spec": object{"template": pod}},
		"apps/v1:Deployment":            {"spec": object{"template": pod}},
		"apps/v1:ReplicaSet":            {"spec": object{"template": pod}},
		"apps/v1:StatefulSet":           {"spec": object{"template": pod}},
		"batch/v1:Job":                  {"spec": object{"template": pod}},
		"batch/v1:CronJob":              {"spec": object{"jobTemplate": object{"spec": object{"template": pod}}}},
	}
	assert.Len(t, kube.Workloads(), 2*len(places))
	for kind, properties := range places {
		for _, suffix := range []string{"", "Patch"} {
			token := "kubernetes:" + kind + suffix
			assert.Contains(t, kube.Workloads(), token)
			p := kube.PodOf(of(token, properties))
			assert.Equal(t, rule.Yes, p.Account().Is("shop"), token)
			assert.Equal(t, rule.Yes, p.Meta.At("labels.app").Is("shop"), token)
			assert.Equal(t, suffix != "", p.Patch, token)
		}
	}
}

func TestWhatAContainerIs(t *testing.T) {
	pod := kube.PodOf(of("kubernetes:core/v1:Pod", object{"spec": object{
		"containers":          []any{object{"name": "web"}},
		"initContainers":      []any{object{"name": "prepare"}, object{"name": "proxy", "restartPolicy": "Always"}},
		"ephemeralContainers": []any{object{}},
	}}))
	type answer struct {
		label           string
		sidecar, runsOn rule.Truth
	}
	var found []answer
	for _, c := range pod.Containers() {
		found = append(found, answer{c.Label(), c.Sidecar(), c.RunsOn()})
	}
	assert.Equal(t, []answer{
		{"container web", rule.No, rule.Yes},
		{"init container prepare", rule.No, rule.No},
		{"init container proxy", rule.Yes, rule.Yes},
		{"ephemeral container without a known name", rule.No, rule.No},
	}, found)

	later := kube.PodOf(of("kubernetes:core/v1:Pod", object{}))
	later.Resource.Properties["spec"] = unknown
	containers := kube.PodOf(later.Resource).Containers()
	assert.Len(t, containers, 3, "an unknown list is one unknown container")
	assert.Equal(t, rule.Unknown, containers[0].At("image").Present())
}

func TestWhichPodsRunOn(t *testing.T) {
	tests := []struct {
		kind   string
		policy any
		want   rule.Truth
	}{
		{"apps/v1:Deployment", nil, rule.Yes},
		{"apps/v1:DeploymentPatch", nil, rule.Yes},
		{"batch/v1:Job", "OnFailure", rule.No},
		{"batch/v1:CronJobPatch", nil, rule.No},
		{"core/v1:Pod", nil, rule.Yes},
		{"core/v1:Pod", "Always", rule.Yes},
		{"core/v1:Pod", "Never", rule.No},
		{"core/v1:PodPatch", nil, rule.No},
	}
	for _, test := range tests {
		spec := object{}
		if test.policy != nil {
			spec["restartPolicy"] = test.policy
		}
		p := kube.PodOf(of("kubernetes:"+test.kind, object{"spec": spec}))
		assert.Equal(t, test.want, p.RunsOn(), "%s %v", test.kind, test.policy)
	}
}

func TestAPatchIsSilentAboutWhatItDoesNotSay(t *testing.T) {
	properties := object{"spec": object{"hostUsers": false}}
	patch, whole := kube.PodOf(of("kubernetes:core/v1:PodPatch", properties)), kube.PodOf(of("kubernetes:core/v1:Pod", properties))
	assert.True(t, patch.Silent(patch.Spec.At("os")))
	assert.False(t, patch.Silent(patch.Spec.At("hostUsers")))
	assert.False(t, whole.Silent(whole.Spec.At("os")))
	assert.Equal(t, rule.Yes, whole.OwnUsers())
	assert.Equal(t, rule.No, kube.PodOf(of("kubernetes:core/v1:Pod", object{})).OwnUsers(), "unset is the node's users")
}

func TestQuantities(t *testing.T) {
	for _, test := range []struct {
		value any
		want  rule.Truth
	}{
		{"128Mi", rule.Yes},
		{"0.5", rule.Yes},
		{0.25, rule.Yes},
		{1024.0, rule.Yes},
		{"1e3", rule.Yes},
		{"0", rule.No},
		{0.0, rule.No},
		{"-1Gi", rule.No},
		{"much", rule.No},
		{"", rule.No},
		{nil, rule.No},
		{resource.Computed{Element: resource.NewProperty("")}, rule.Unknown},
	} {
		assert.Equal(t, test.want, kube.Positive(of("a", object{"it": test.value}).At("it")), "%v", test.value)
	}
}
