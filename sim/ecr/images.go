package ecr

import (
	"fmt"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// What a repository and a template for repositories say of images alike: how
// they are encrypted, and whether a tag may move.

const (
	exclusions    = "imageTagMutabilityExclusionFilters"
	withExclusion = "_WITH_EXCLUSION"
)

func imageChecks() map[string]kind.Check {
	return map[string]kind.Check{
		exclusions + "[*].filter": kind.All(
			kind.Length(1, 128),
			kind.Pattern(`[a-zA-Z0-9._*-]+`, "must contain only letters, numbers, and special characters (._*-)"),
			fewWildcards,
		),
		exclusions + "[*].filterType": kind.OneOf("WILDCARD"),
	}
}

func fewWildcards(v resource.PropertyValue) string {
	const most = 2
	if v.IsString() && strings.Count(v.StringValue(), "*") > most {
		return "Image tag mutability exclusion filter can contain a maximum of 2 wildcards (*)"
	}
	return ""
}

func imageRules(in kind.Values) []kind.Failure {
	const most = 5
	if n := len(in.All(exclusions + "[*]")); n > most {
		return []kind.Failure{{Path: exclusions, Reason: fmt.Sprintf("too many list items: at most %d, got %d", most, n)}}
	}
	return nil
}

func imageKey() kind.Ref {
	ref := kind.Key("encryptionConfigurations[*].kmsKey")
	ref.Missing = "KmsException: Key '%s' does not exist"
	return ref
}

func admitImages(w kind.World, in kind.Values) error {
	mutability, filtered := in.Or("imageTagMutability", "MUTABLE"), in.Has(exclusions+"[*]")
	switch excluding := strings.HasSuffix(mutability, withExclusion); {
	case filtered && !excluding:
		return kind.Say("InvalidParameterException: ImageTagMutabilityExclusionFilters are not allowed when imageTagMutability is set to %s", mutability)
	case excluding && !filtered:
		return kind.Say("InvalidParameterException: ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set to %s", mutability)
	}
	for _, encryption := range in.Objects("encryptionConfigurations[*]") {
		key := encryption.Text("kmsKey")
		if key != "" && encryption.Or("encryptionType", "AES256") == "AES256" {
			return kind.Say("InvalidParameterException: Invalid encryption configuration: Encryption key should not be set for AES256 encryption.")
		}
		if region := kind.RegionOfARN(key); region != "" && region != w.Region {
			return kind.Say("KmsException: Invalid arn %s", region)
		}
	}
	return nil
}
