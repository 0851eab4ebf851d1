package s3

import (
	"maps"
	"math"

	"github.com/covetpy/platform/sim/kind"
)

const malformedXML = "MalformedXML: The XML you provided was not well-formed or did not validate against our published schema"

// lifecycleRules corrects the facts: upstream written with the plugin framework
// says in code, not in its schema, that another bucket is another resource.
func lifecycleRules() kind.Kind {
	class := kind.OneOf("GLACIER", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "DEEP_ARCHIVE", "GLACIER_IR")
	notNegative := kind.Between(0, math.MaxInt32)
	k := setting("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "a lifecycle configuration")
	k.Replaces = []string{"bucket", "expectedBucketOwner"}
	maps.Copy(k.Checks, map[string]kind.Check{
		"rules[*].transitions[*].storageClass":                    class,
		"rules[*].transitions[*].days":                            notNegative,
		"rules[*].noncurrentVersionTransitions[*].storageClass":   class,
		"rules[*].noncurrentVersionTransitions[*].noncurrentDays": notNegative,
		"transitionDefaultMinimumObjectSize":                      kind.OneOf("all_storage_classes_128K", "varies_by_storage_class"),
	})
	k.Rules = func(in kind.Values) []kind.Failure {
		if in.Has("rules") {
			return nil
		}
		return []kind.Failure{{Path: "rules", Reason: "list must contain at least 1 elements"}}
	}
	k.Admit = func(_ kind.World, d kind.Draft) error { return admitRules(d.In.Objects("rules[*]")) }
	k.Outputs = func(_ kind.World, d kind.Draft) kind.Props {
		return kind.Props{
			"transitionDefaultMinimumObjectSize": kind.Text(d.In.Or("transitionDefaultMinimumObjectSize", "all_storage_classes_128K")),
		}
	}
	return k
}

func admitRules(rules []kind.Values) error {
	seen := map[string]bool{}
	for _, rule := range rules {
		if seen[rule.Text("id")] {
			return kind.Say("InvalidArgument: Rule ID must be unique. Found same ID for more than one rule")
		}
		seen[rule.Text("id")] = true
		for _, admit := range []func(kind.Values) error{admitAction, admitFilter, admitExpiration, admitTransitions} {
			if err := admit(rule); err != nil {
				return err
			}
		}
	}
	return nil
}

func admitAction(rule kind.Values) error {
	if count(rule, "expiration", "transitions[*]", "noncurrentVersionExpiration", "noncurrentVersionTransitions[*]", "abortIncompleteMultipartUpload") == 0 {
		return kind.Say("InvalidRequest: At least one action needs to be specified in a rule")
	}
	return nil
}

func admitFilter(rule kind.Values) error {
	if rule.Has("filter") && rule.Has("prefix") ||
		count(rule, "filter.and", "filter.tag", "filter.prefix", "filter.objectSizeGreaterThan", "filter.objectSizeLessThan") > 1 {
		return kind.Say(malformedXML)
	}
	return nil
}

func admitExpiration(rule kind.Values) error {
	switch {
	case !rule.Has("expiration"):
		return nil
	case count(rule, "expiration.days", "expiration.date", "expiration.expiredObjectDeleteMarker") != 1:
		return kind.Say(malformedXML)
	case rule.Has("expiration.days") && rule.Number("expiration.days") < 1:
		return kind.Say("InvalidArgument: 'Days' for Expiration action must be a positive integer")
	}
	return nil
}

func admitTransitions(rule kind.Values) error {
	for _, t := range rule.Objects("transitions[*]") {
		if t.Has("days") == t.Has("date") {
			return kind.Say(malformedXML)
		}
		class := t.Text("storageClass")
		if t.Has("days") && t.Number("days") < 30 && (class == "STANDARD_IA" || class == "ONEZONE_IA") {
			return kind.Say("InvalidArgument: 'Days' in Transition action must be greater than or equal to 30 for storageClass '%s'", class)
		}
	}
	return nil
}

// count is how many of the paths have a value.
func count(v kind.Values, paths ...string) int {
	n := 0
	for _, path := range paths {
		if v.Has(path) {
			n++
		}
	}
	return n
}
