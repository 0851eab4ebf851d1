package operations

import "github.com/covetpy/platform/policy/rule"

const ecrLifecyclePolicy = "aws:ecr/lifecyclePolicy:LifecyclePolicy"

var ecrLifecycle = rule.Rule{
	ID:    "operations-ecr-lifecycle",
	Title: "Every repository of images forgets old ones",
	Why: "Each build adds an image for ever: the bill grows, and old images with known flaws stay ready to be run " +
		"again.",
	Fix:        "Add an aws.ecr.LifecyclePolicy for the repository, or a lifecyclePolicy in the template that makes it.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{ecrRepository, ecrTemplate, ecrLifecyclePolicy},
	Controls:   supported(rule.FSBP.IDs("ECR.3")...),
	Since:      since,
	CheckStack: checkLifecycle,
}

func checkLifecycle(s *rule.Stack, rep *rule.Report) {
	for _, repo := range s.OfType(ecrRepository) {
		rep.On(repo).Require(s.Any([]string{ecrLifecyclePolicy}, "repository", repo, "name", "id"), repo.At("name"),
			"no lifecycle policy of the stack is this repository's")
	}
	for _, template := range s.OfType(ecrTemplate) {
		policy := template.At("lifecyclePolicy")
		rep.On(template).Require(rule.Not(policy.Blank()), policy, "repositories made by the template keep every image")
	}
}
