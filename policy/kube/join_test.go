package kube_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

func workload(meta, spec object) *rule.Resource {
	return of("kubernetes:apps/v1:Deployment", object{"metadata": meta, "spec": object{"template": object{"spec": spec}}})
}

func TestTheAccountOfAPod(t *testing.T) {
	account := func(meta object) *rule.Resource { return of(kube.ServiceAccountType, object{"metadata": meta}) }
	shop := object{"serviceAccountName": "shop"}
	tests := map[string]struct {
		pod, account *rule.Resource
		found        bool
		all          rule.Truth
	}{
		"by name":                   {workload(object{"namespace": "a"}, shop), account(object{"name": "shop", "namespace": "a"}), true, rule.Yes},
		"in the default namespace":  {workload(object{}, shop), account(object{"name": "shop", "namespace": "default"}), true, rule.Yes},
		"the default account":       {workload(object{"namespace": "a"}, object{}), account(object{"name": "default", "namespace": "a"}), true, rule.Yes},
		"in another namespace":      {workload(object{"namespace": "a"}, shop), account(object{"name": "shop", "namespace": "b"}), false, rule.Yes},
		"another name":              {workload(object{"namespace": "a"}, shop), account(object{"name": "bank", "namespace": "a"}), false, rule.Yes},
		"a name that is to be made": {workload(object{"namespace": "a"}, shop), account(object{"namespace": "a"}), false, rule.Unknown},
	}
	for name, test := range tests {
		found, all := kube.Accounts(rule.NewStack([]*rule.Resource{test.pod, test.account}), kube.PodOf(test.pod))
		assert.Equal(t, test.found, len(found) == 1, name)
		assert.Equal(t, test.all, all, name)
	}
}

// While names are not known, the resources that they are made from tell.
func TestJoiningByWhatANameIsMadeFrom(t *testing.T) {
	space := func(name string) *rule.Resource {
		r := of(kube.NamespaceType, object{"metadata": object{}})
		r.URN = resource.URN("urn:pulumi:test::kube::" + kube.NamespaceType + "::" + name)
		r.Properties["metadata"] = resource.NewProperty(resource.PropertyMap{"name": unknown})
		return r
	}
	own, other := space("own"), space("other")
	r := workload(object{}, object{})
	r.Properties["metadata"] = resource.NewProperty(resource.PropertyMap{"namespace": unknown})
	stack := rule.NewStack([]*rule.Resource{own, other, r})

	found, all := kube.Namespaces(stack, r)
	assert.Empty(t, found)
	assert.Equal(t, rule.Unknown, all)

	r.Dependencies = map[string][]resource.URN{"metadata": {own.URN}}
	found, all = kube.Namespaces(stack, r)
	assert.Equal(t, []*rule.Resource{own}, found)
	assert.Equal(t, rule.Yes, all)
}
