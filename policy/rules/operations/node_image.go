package operations

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

const settingImages = "images"

var nodeImage = rule.Rule{
	ID:    "operations-node-image",
	Title: "Nodes run an image family that AWS still mends",
	Why: "Amazon Linux 2 gets no more images for EKS: what is found in it stays. Unset is Amazon Linux 2023 for every " +
		"version in support. An image of one's own (CUSTOM) has to be mended by oneself.",
	Fix:      "Set amiType to a type whose beginning is in the setting images.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{nodeGroupType},
	Controls: supported(),
	Settings: []rule.Setting{{Name: settingImages, Doc: "How the names of image types begin that nodes may run.", Texts: rule.Same([]string{"AL2023_", "BOTTLEROCKET_"})}},
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		kind := r.At("amiType")
		text, known := kind.Text()
		if known == rule.Yes {
			known = rule.Of(slices.ContainsFunc(rep.Texts(settingImages), func(begin string) bool { return strings.HasPrefix(text, begin) }))
		}
		want.Value(rep, kind, "the image is not of a family that is mended", rule.Or(kind.Blank(), known))
	},
}
