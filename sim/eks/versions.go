package eks

import (
	"slices"
	"strconv"
	"strings"
)

// versions of Kubernetes that clusters can have, oldest first. Source: EKS user
// guide, "Kubernetes versions", November 2026.
var versions = []string{"1.31", "1.32", "1.33", "1.34", "1.35", "1.36"}

// newest is what a cluster gets that asks for no version.
func newest() string { return versions[len(versions)-1] }

// minor is the second number of a version: 34 of "1.34" or "v1.34.6-eksbuild.13".
func minor(version string) int {
	parts := strings.Split(version, ".")
	if len(parts) < 2 {
		return 0
	}
	n, err := strconv.Atoi(parts[1])
	if err != nil {
		return 0
	}
	return n
}

func offered(version string) bool { return slices.Contains(versions, version) }
