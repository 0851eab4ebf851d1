package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var imageDigest = rule.Rule{
	ID:    "kubernetes-image-digest",
	Title: "Images are named by their digest",
	Why: "A tag can be moved: whoever may push to the repository changes what runs without a change to the stack, and " +
		"a pod that starts later runs it first. A digest is the image itself.",
	Fix:      `Append "@sha256:..." to the image; the tag may stay before it, for people.`,
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: supplied(),
	Since:    since,
	Check: images(func(at rule.Value, rep *rule.Report) {
		pinned := at.Holds(func(text string) bool { return kube.ParseImage(text).Digest != "" })
		rep.Require(pinned, at, "the image %s may become another one", at.Quote())
	}),
}
