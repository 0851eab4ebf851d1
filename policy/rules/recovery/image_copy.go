package recovery

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const (
	repositoryType       = "aws:ecr/repository:Repository"
	imageReplicationType = "aws:ecr/replicationConfiguration:ReplicationConfiguration"
)

var imageCopy = rule.Rule{
	ID:    "recovery-image-copy",
	Title: "Where backups are copied to another region, images are too",
	Why: "The backups are there, and there is nothing to run on them: a registry shares its region's fate, and building " +
		"every image again takes the hours that the copies were to save.",
	Fix:        "Add an aws.ecr.ReplicationConfiguration with a destination, and no repositoryFilters that leave the repository out.",
	Severity:   rule.Low,
	Levels:     rule.Everywhere(rule.Advisory),
	Types:      []string{planType, selectionType, vaultType, repositoryType, imageReplicationType},
	Controls:   restorable(rule.Control{Framework: rule.NIST, ID: "CP-6"}),
	Since:      "0.3.0",
	CheckStack: checkImageCopies,
}

func checkImageCopies(s *rule.Stack, rep *rule.Report) {
	leaving := rule.No
	for _, plan := range s.OfType(planType) {
		home := regionOf(s, plan)
		for _, item := range plan.At("rules").Items() {
			for _, action := range item.At("copyActions").Items() {
				leaving = rule.Or(leaving, leaves(action.At("destinationVaultArn"), home))
			}
		}
	}
	if leaving != rule.Yes {
		return // no second region, or none that is known of
	}
	for _, repo := range s.OfType(repositoryType) {
		answers := []rule.Truth{rule.No}
		for _, replication := range s.OfType(imageReplicationType) {
			rules := replication.At("replicationConfiguration.rules")
			answers = append(answers, unknownOnly(rules))
			for _, one := range rules.Items() {
				answers = append(answers, rule.And(rule.Not(one.At("destinations").Empty()), copies(one, repo.At("name"))))
			}
		}
		rep.On(repo).Require(rule.Or(answers...), repo.At("name"), "its images stay in their region, while backups leave it")
	}
}

// unknownOnly is Unknown for what is not known yet, and No for everything else.
func unknownOnly(v rule.Value) rule.Truth { return rule.And(v.Present(), rule.Not(v.Present())) }

// copies says whether a replication rule is about a repository: filters are the
// beginnings of names, and without any it is about all.
func copies(one, name rule.Value) rule.Truth {
	filters := one.At("repositoryFilters")
	answers := []rule.Truth{filters.Empty()}
	for _, filter := range filters.Items() {
		prefix, known := filter.At("filter").Text()
		if known == rule.Yes {
			known = name.Holds(func(text string) bool { return strings.HasPrefix(text, prefix) })
		}
		answers = append(answers, known)
	}
	return rule.Or(answers...)
}
