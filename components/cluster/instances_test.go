package cluster

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/fault"
)

func TestInstanceTypes(t *testing.T) {
	tests := map[string]struct {
		want instanceType
		ok   bool
	}{
		"m7i.large":           {instanceType{"m7i", AMD64}, true},
		"m7i-flex.large":      {instanceType{"m7i-flex", AMD64}, true},
		"m7g.large":           {instanceType{"m7g", ARM64}, true},
		"c7gd.2xlarge":        {instanceType{"c7gd", ARM64}, true},
		"t4g.medium":          {instanceType{"t4g", ARM64}, true},
		"r8g.metal-24xl":      {instanceType{"r8g", ARM64}, true},
		"im4gn.xlarge":        {instanceType{"im4gn", ARM64}, true},
		"is4gen.8xlarge":      {instanceType{"is4gen", ARM64}, true},
		"x2gd.metal":          {instanceType{"x2gd", ARM64}, true},
		"a1.large":            {instanceType{"a1", ARM64}, true},
		"g5g.xlarge":          {instanceType{"g5g", ARM64}, true},
		"g4dn.xlarge":         {instanceType{"g4dn", AMD64}, true},
		"g5.48xlarge":         {instanceType{"g5", AMD64}, true},
		"gr6.4xlarge":         {instanceType{"gr6", AMD64}, true},
		"p6-b200.48xlarge":    {instanceType{"p6-b200", AMD64}, true},
		"p6e-gb200.36xlarge":  {instanceType{"p6e-gb200", ARM64}, true}, // Grace is ARM
		"u-6tb1.56xlarge":     {instanceType{"u-6tb1", AMD64}, true},
		"u7i-12tb.224xlarge":  {instanceType{"u7i-12tb", AMD64}, true},
		"mac2.metal":          {},
		"m7i":                 {},
		"m7i.huge":            {},
		"large.m7i":           {},
		"M7I.large":           {},
		"m7i.large m7g.large": {},
		"":                    {},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, ok := parseInstanceType(name)
			assert.Equal(t, tt.ok, ok)
			assert.Equal(t, tt.want, got)
		})
	}
}

// A type's size says nothing about its family or architecture.
func TestSizeChangesNothing(t *testing.T) {
	sizes := []string{"medium", "large", "xlarge", "2xlarge", "48xlarge", "metal", "metal-48xl"}
	rapid.Check(t, func(t *rapid.T) {
		series := rapid.SampledFrom([]string{"m", "c", "r", "t", "i", "g", "im", "x"}).Draw(t, "series")
		generation := rapid.IntRange(1, 12).Draw(t, "generation")
		options := rapid.SampledFrom([]string{"", "g", "gd", "gn", "i", "id", "a", "dn", "i-flex"}).Draw(t, "options")
		family := fmt.Sprintf("%s%d%s", series, generation, options)
		one, ok := parseInstanceType(family + "." + rapid.SampledFrom(sizes).Draw(t, "one"))
		assert.True(t, ok)
		other, ok := parseInstanceType(family + "." + rapid.SampledFrom(sizes).Draw(t, "other"))
		assert.True(t, ok)
		assert.Equal(t, one, other)
		assert.Equal(t, family, one.family)
	})
}

func TestCheckInstanceTypes(t *testing.T) {
	six := []string{"m7i.large", "m6i.large", "m7a.large", "m6a.large", "c7i.large", "r7i.large"}
	tests := map[string]struct {
		group  NodeGroup
		faults []string
	}{
		"types of the group's architecture": {group: NodeGroup{InstanceTypes: []string{"m7g.large"}, Architecture: ARM64}},
		"an arm64 type in an amd64 group": {
			group:  NodeGroup{InstanceTypes: []string{"m7i.large", "m7g.large"}, Architecture: AMD64},
			faults: []string{"instanceTypes[1]: found m7g.large, accepted: a type of the group's architecture amd64; m7g is arm64"},
		},
		"an amd64 type in an arm64 group": {
			group:  NodeGroup{InstanceTypes: []string{"g5.xlarge"}, Architecture: ARM64},
			faults: []string{"instanceTypes[0]: found g5.xlarge, accepted: a type of the group's architecture arm64; g5 is amd64"},
		},
		"no such type": {
			group:  NodeGroup{InstanceTypes: []string{"big"}, Architecture: AMD64},
			faults: []string{"instanceTypes[0]: found big, accepted: an EC2 instance type that runs Linux nodes, m7i.large"},
		},
		"a type twice": {
			group:  NodeGroup{InstanceTypes: []string{"m7i.large", "m7i.large"}, Architecture: AMD64},
			faults: []string{"instanceTypes[1]: found m7i.large, accepted: each type once"},
		},
		"none": {
			group:  NodeGroup{Architecture: AMD64},
			faults: []string{"instanceTypes: missing, accepted: at least one instance type"},
		},
		"a spot group with choice": {group: NodeGroup{Capacity: Spot, InstanceTypes: six, Architecture: AMD64}},
		"a spot group with five types": {
			group:  NodeGroup{Capacity: Spot, InstanceTypes: six[:5], Architecture: AMD64},
			faults: []string{"instanceTypes: found 5 types of 5 families, accepted: at least 6 types of at least 3 families in a spot group"},
		},
		"a spot group with two families": {
			group: NodeGroup{
				Capacity: Spot, Architecture: AMD64,
				InstanceTypes: []string{"m7i.large", "m7i.xlarge", "m7i.2xlarge", "m6i.large", "m6i.xlarge", "m6i.2xlarge"},
			},
			faults: []string{"instanceTypes: found 6 types of 2 families, accepted: at least 6 types of at least 3 families in a spot group"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var c fault.Check
			checkInstanceTypes(&c, tt.group)
			assert.Equal(t, tt.faults, lines(c.Faults()))
		})
	}
}
