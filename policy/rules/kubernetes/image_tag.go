package kubernetes

import (
	"strings"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var imageTag = rule.Rule{
	ID:    "kubernetes-image-tag",
	Title: "Images name a version, not what is newest",
	Why: "Without a tag an image is the latest, which is another one tomorrow: two pods of one workload run different " +
		"programs, and there is nothing to go back to.",
	Fix:      "Name a version by its tag, or better the image's digest. A port after the registry's name is no tag.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: supplied(),
	Since:    since,
	Check: images(func(at rule.Value, rep *rule.Report) {
		rep.Require(at.Holds(namesVersion), at, "the image %s names no version", at.Quote())
	}),
}

func namesVersion(text string) bool {
	image := kube.ParseImage(text)
	return image.Digest != "" || image.Tag != "" && !strings.EqualFold(image.Tag, "latest")
}
