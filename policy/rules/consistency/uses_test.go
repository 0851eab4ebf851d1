package consistency

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/rule"
)

// What stands is known by its id, whether or not the engine says what a property
// was made from. (An example could not say so: with the id not known, nothing but a
// dependency counts, and each example is asked with each of its values unknown.)
func TestAUseByIDIsAUse(t *testing.T) {
	group := &rule.Resource{URN: "group", Type: groupType, Properties: resource.PropertyMap{"id": resource.NewProperty("sg-1")}}
	carrier := func(groups ...resource.PropertyValue) *rule.Resource {
		return &rule.Resource{
			URN: "front", Type: "aws:lb/loadBalancer:LoadBalancer",
			Properties: resource.PropertyMap{"securityGroups": resource.NewProperty(groups)},
		}
	}
	ask := func(other *rule.Resource) *rule.Report {
		rep := rule.NewReport(groupUsed, rule.Context{}, "")
		groupUsed.CheckStack(rule.NewStack([]*rule.Resource{group, other}), rep)
		return rep
	}
	used := ask(carrier(resource.NewProperty("sg-2"), resource.MakeSecret(resource.NewProperty("sg-1"))))
	assert.Empty(t, used.Findings())
	assert.Empty(t, used.Open())

	later := ask(carrier(resource.MakeComputed(resource.NewProperty(""))))
	assert.Empty(t, later.Findings())
	assert.Len(t, later.Open(), 1)

	assert.Len(t, ask(carrier(resource.NewProperty("sg-2"))).Findings(), 1)
}
