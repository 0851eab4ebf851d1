package cache

import "strings"

// release is one version of an engine on ElastiCache.
type release struct {
	engine  Engine
	version string
	// family of parameter groups.
	family string
}

// releases on offer, oldest first. Source: ElastiCache user guide, "Supported
// engines and versions", read in November 2026. What is older can't authenticate
// by IAM, which needs Valkey 7.2 or Redis 7.0 ("Authenticating with IAM",
// Limitations).
func releases() []release {
	return []release{
		{Valkey, "7.2", "valkey7"},
		{Valkey, "8.0", "valkey8"},
		{Valkey, "8.1", "valkey8"},
		{Valkey, "8.2", "valkey8"},
		{Valkey, "9.0", "valkey9"},
		{Valkey, "9.1", "valkey9"},
		{Redis, "7.0", "redis7"},
		{Redis, "7.1", "redis7"},
	}
}

// Versions lists the versions of an engine on offer, oldest first.
func Versions(engine Engine) []string {
	var out []string
	for _, r := range releases() {
		if r.engine == engine {
			out = append(out, r.version)
		}
	}
	return out
}

// family is the parameter groups' family of a version, empty when it is not on
// offer.
func family(engine Engine, version string) string {
	for _, r := range releases() {
		if r.engine == engine && r.version == version {
			return r.family
		}
	}
	return ""
}

// major is the part of a version that a serverless cache takes: "8" of "8.1".
func major(version string) string {
	out, _, _ := strings.Cut(version, ".")
	return out
}
