package identity

import (
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

const (
	imageRepository       = "aws:ecr/repository:Repository"
	imageRepositoryPolicy = "aws:ecr/repositoryPolicy:RepositoryPolicy"
	imageTemplate         = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate"
)

// pullImage is the action without which nobody gets at what is in an image.
const pullImage = "ecr:BatchGetImage"

var imageReaders = rule.Rule{
	ID:    "identity-image-readers",
	Title: "Where one repository says who may pull its images, each does",
	Why: "Within an account every role that may read some repository by a wildcard reads all of them, source code and " +
		"what was left in a layer included. Only a statement that denies the others takes that away again; what " +
		"is denied for one repository and open in the next was forgotten there.",
	Fix: "Add an aws.ecr.RepositoryPolicy (or the template's repositoryPolicy) with a Deny of " + pullImage + " for " +
		"everyone but the roles that pull, by a condition on aws:PrincipalArn.",
	Severity:   rule.Low,
	Levels:     rule.Everywhere(rule.Advisory),
	Types:      []string{imageRepository, imageRepositoryPolicy, imageTemplate},
	Controls:   leastPrivilege(rule.NIST.IDs("AC-3")...),
	Since:      "0.3.0",
	CheckStack: checkImageReaders,
}

func checkImageReaders(s *rule.Stack, rep *rule.Report) {
	asked := rule.No
	for _, r := range s.OfType(imageRepositoryPolicy, imageTemplate) {
		asked = rule.Or(asked, closed(r))
	}
	if asked == rule.No {
		return
	}
	for _, repo := range s.OfType(imageRepository) {
		answers := []rule.Truth{rule.No}
		for _, policy := range s.OfType(imageRepositoryPolicy) {
			answers = append(answers, rule.And(rule.Refers(policy, "repository", repo, "name", "id"), closed(policy)))
		}
		rep.On(repo).Require(rule.Or(answers...), repo.At("name"), "everyone in the account whose own policies allow it pulls its images")
	}
	for _, template := range s.OfType(imageTemplate) {
		rep.On(template).Require(closed(template), template.At("repositoryPolicy"),
			"everyone in the account whose own policies allow it pulls what the template's repositories hold")
	}
}

// closed says whether the document of a resource denies pulling to everyone but
// some.
func closed(r *rule.Resource) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, p := range places(r) {
		if p.known == rule.Unknown {
			answers = append(answers, rule.Unknown)
		}
		if p.doc == nil {
			continue
		}
		for _, s := range p.doc.Statements {
			others := s.NotPrincipal != nil || s.Principal != nil && s.Principal.Everyone && len(s.Conditions) > 0
			answers = append(answers, rule.Of(s.Effect == iam.Deny && others && s.HasAction(pullImage)))
		}
	}
	return rule.Or(answers...)
}
