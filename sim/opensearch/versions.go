package opensearch

import (
	"slices"
	"strings"
)

// versions are those that a domain may have, oldest first; "Elasticsearch" for those
// from before the fork. Source: OpenSearch Service Developer Guide, "Supported versions
// of OpenSearch and Elasticsearch".
var versions = []string{
	"Elasticsearch_6.8",
	"Elasticsearch_7.1", "Elasticsearch_7.4", "Elasticsearch_7.7", "Elasticsearch_7.8", "Elasticsearch_7.9", "Elasticsearch_7.10",
	"OpenSearch_1.0", "OpenSearch_1.1", "OpenSearch_1.2", "OpenSearch_1.3",
	"OpenSearch_2.3", "OpenSearch_2.5", "OpenSearch_2.7", "OpenSearch_2.9", "OpenSearch_2.11", "OpenSearch_2.13", "OpenSearch_2.15",
	"OpenSearch_2.17", "OpenSearch_2.19",
	"OpenSearch_3.1", "OpenSearch_3.3", "OpenSearch_3.5",
}

// latest is what a domain gets that asks for no version.
func latest() string { return versions[len(versions)-1] }

// from is true for a version that is at least another; both are known.
func from(version, least string) bool {
	return slices.Index(versions, version) >= slices.Index(versions, least)
}

// upgrades is true where a domain may go from one version to the other: forward, and
// to the next major version only from the last of its own. Source: OpenSearch Service
// Developer Guide, "Supported upgrade paths".
func upgrades(was, is string) bool {
	at, to := slices.Index(versions, was), slices.Index(versions, is)
	if at < 0 || to <= at {
		return false
	}
	if major(was) == major(is) {
		return true
	}
	return major(was) != major(versions[at+1]) && major(versions[at+1]) == major(is)
}

// major is a version without its last part: "OpenSearch_2".
func major(version string) string {
	before, _, _ := strings.Cut(version, ".")
	return before
}
