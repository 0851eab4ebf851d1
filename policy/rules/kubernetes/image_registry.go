package kubernetes

import (
	"path"
	"strings"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

// Settings of the rule, and what stands in one for the environment's account.
const (
	registries  = "registries"
	ownAccount  = "{account}"
	accountGlob = "[0-9]*"
)

var imageRegistry = rule.Rule{
	ID:    "kubernetes-image-registry",
	Title: "Images come from the registries that the team has chosen",
	Why: "An image from anywhere is a program from anywhere: nobody has scanned it, its owner may replace or withdraw " +
		"it, and a rate limit there stops a rollout here. A name without a registry is Docker Hub's.",
	Fix: "Push the image to the account's own ECR, or let a pull-through cache there fetch it. A registry that is to " +
		"be trusted goes into the setting registries.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: supplied(rule.CISEKS.ID("5.1.4")),
	Settings: []rule.Setting{{
		Name: registries,
		Doc: "Registries that images may come from, \"host\" or \"host/repository\" with everything below it. A star is " +
			"any text without a dot or a slash; {account} is the environment's own account. The default is that " +
			"account's ECR alone: the ECR of another account, and a public one, is as foreign as any.",
		Texts: rule.Same([]string{ownAccount + ".dkr.ecr.*.amazonaws.com", ownAccount + ".dkr-ecr.*.on.aws"}),
	}},
	Since: since,
	Check: images(func(at rule.Value, rep *rule.Report) {
		rep.Require(fromRegistry(at, rep), at, "the image %s comes from none of the chosen registries", at.Quote())
	}),
}

func fromRegistry(at rule.Value, rep *rule.Report) rule.Truth {
	text, known := at.Text()
	if known != rule.Yes {
		return known
	}
	image := kube.ParseImage(text)
	answers := []rule.Truth{rule.No}
	for _, pattern := range rep.Texts(registries) {
		account, accountKnown := rep.Account()
		if !strings.Contains(pattern, ownAccount) {
			accountKnown = rule.Yes
		}
		if accountKnown != rule.Yes {
			account = accountGlob // any, and then it can't be told
		}
		if covers(strings.ReplaceAll(pattern, ownAccount, account), image) {
			answers = append(answers, accountKnown)
		}
	}
	return rule.Or(answers...)
}

// covers is true when a pattern is of the image's registry and of its repository
// or one above it. The dots of a host are turned into slashes, which a star of
// path.Match does not pass.
func covers(pattern string, image kube.Image) bool {
	host, below, _ := strings.Cut(pattern, "/")
	slashed := func(host string) string { return strings.ReplaceAll(strings.ToLower(host), ".", "/") }
	matched, err := path.Match(slashed(host), slashed(image.Registry))
	below = strings.TrimSuffix(below, "/")
	return err == nil && matched && (below == "" || image.Repository == below || strings.HasPrefix(image.Repository, below+"/"))
}
