package cluster

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

// Architecture of a machine, as Kubernetes spells it.
type Architecture string

// Architectures.
const (
	AMD64 Architecture = "amd64"
	ARM64 Architecture = "arm64"
)

// instanceForm splits an instance type: the series (letters), the generation
// (digits), the options, and the size (EC2 user guide, "Amazon EC2 instance
// type naming conventions"). High-memory types have a dash after the "u".
var instanceForm = regexp.MustCompile(`^([a-z]+)-?([0-9]+)([a-z0-9-]*)\.((?:nano|micro|small|medium|large|(?:[0-9]+)?xlarge)|metal(?:-[0-9]+xl)?)$`)

// instanceType is what a type's name says.
type instanceType struct {
	family string // "m7g"
	arch   Architecture
}

// parseInstanceType reads a type's name. Graviton is the "g" among the options
// after the generation (m7g, c7gd, im4gn, t4g); a "g" before it is the series
// of graphics instances (g5, g4dn), of which g5g has both. a1 is the first
// Graviton, from before the convention.
func parseInstanceType(name string) (instanceType, bool) {
	m := instanceForm.FindStringSubmatch(name)
	if m == nil || m[1] == "mac" {
		return instanceType{}, false
	}
	family, _, _ := strings.Cut(name, ".")
	arch := AMD64
	if strings.Contains(m[3], "g") || family == "a1" {
		arch = ARM64
	}
	return instanceType{family: family, arch: arch}, true
}

// What a spot group needs so that one family running out does not empty it
// (EC2 user guide, "Best practices for Amazon EC2 Spot": be flexible).
const (
	minSpotTypes    = 6
	minSpotFamilies = 3
)

// checkInstanceTypes faults unknown types, types of another architecture, and a
// spot group with too little choice.
func checkInstanceTypes(c *fault.Check, g NodeGroup) {
	c.Require(len(g.InstanceTypes) > 0, "instanceTypes", nil, "at least one instance type")
	families := map[string]bool{}
	for i, name := range g.InstanceTypes {
		path := fmt.Sprintf("instanceTypes[%d]", i)
		t, ok := parseInstanceType(name)
		switch {
		case !ok:
			c.Add(path, name, "an EC2 instance type that runs Linux nodes, m7i.large")
		case t.arch != g.Architecture:
			c.Add(path, name, fmt.Sprintf("a type of the group's architecture %s; %s is %s", g.Architecture, t.family, t.arch))
		case slices.Index(g.InstanceTypes, name) < i:
			c.Add(path, name, "each type once")
		}
		if ok {
			families[t.family] = true
		}
	}
	if g.Capacity == Spot && (len(g.InstanceTypes) < minSpotTypes || len(families) < minSpotFamilies) {
		c.Add("instanceTypes", fmt.Sprintf("%d types of %d families", len(g.InstanceTypes), len(families)),
			fmt.Sprintf("at least %d types of at least %d families in a spot group", minSpotTypes, minSpotFamilies))
	}
}
