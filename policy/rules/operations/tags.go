package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

const (
	awsProvider     = "pulumi:providers:aws"
	settingRequired = "required"
)

var tags = rule.Rule{
	ID:    "operations-tags",
	Title: "Everything that can carry tags says whose it is and what it holds",
	Why: "A resource without them is nobody's: its cost is booked nowhere, nobody is asked before it is deleted, and " +
		"nobody knows what a leak of it would mean.",
	Fix: "Give the AWS provider defaultTags with the keys of the setting required, and resources that another " +
		"provider makes the tags themselves.",
	Severity:   rule.Low,
	Levels:     rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:      append([]string{awsProvider}, aws.Taggable()...),
	Controls:   accounted(),
	Settings:   []rule.Setting{{Name: settingRequired, Doc: "Keys of the tags that everything has.", Texts: rule.Same([]string{"Project", "Environment", "Owner", "CostCentre", "DataClass"})}},
	Since:      since,
	CheckStack: checkTags,
}

func checkTags(s *rule.Stack, rep *rule.Report) {
	required := rep.Texts(settingRequired)
	for _, r := range s.OfType(aws.Taggable()...) {
		all, own := r.At("tagsAll"), r.At("tags")
		for _, key := range required {
			// tagsAll has the provider's defaults in it. Where a resource is shown
			// without it, they are looked for at the providers.
			answers := []rule.Truth{rule.Not(all.Field(key).Blank()), rule.Not(own.Field(key).Blank())}
			if all.Present() == rule.No {
				answers = append(answers, byDefault(s, key))
			}
			at := own
			if all.Present() != rule.No {
				at = all
			}
			rep.On(r).Require(rule.Or(answers...), at, "the tag %s is missing", key)
		}
	}
}

// byDefault says whether every AWS provider gives a tag to what it makes. Where
// none is shown, nobody can tell.
func byDefault(s *rule.Stack, key string) rule.Truth {
	providers := s.OfType(awsProvider)
	if len(providers) == 0 {
		return rule.Unknown
	}
	var answers []rule.Truth
	for _, p := range providers {
		answers = append(answers, rule.Not(p.At("defaultTags.tags").Field(key).Blank()))
	}
	return rule.And(answers...)
}
