package encryption

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// names says whether a property of a resource names a bucket: by the buckets that
// the property was made from, or else by the bucket's name. In a preview neither
// the id nor a generated name is known, and only the first can tell.
func names(r *rule.Resource, path string, bucket *rule.Resource) rule.Truth {
	key, _, _ := strings.Cut(path, ".")
	from := slices.DeleteFunc(slices.Clone(r.Dependencies[key]), func(u resource.URN) bool {
		return !slices.Contains(buckets, string(u.Type()))
	})
	if len(from) > 0 {
		return rule.Of(slices.Contains(from, bucket.URN))
	}
	target, known := r.At(path).Text()
	if known != rule.Yes {
		return known
	}
	return bucket.At("bucket").Is(target)
}
