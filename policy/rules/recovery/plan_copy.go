package recovery

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

var planCopy = rule.Rule{
	ID:    "recovery-plan-copy",
	Title: "Backup plans copy to another region every day, where the tier asks for it",
	Why: "A backup in the region of its store shares the region's fate. A copy elsewhere is what the environment is " +
		"brought up from when the region is gone for days, and it is as old as the rule that copies is rare.",
	Fix: "Give one of the plan's rules that run daily copyActions with the destinationVaultArn of a vault in another region, kept for the days of the setting; or set " +
		"demanded to false for the tier.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{planType, selectionType, vaultType, awsProvider},
	Controls: restorable(rule.Control{Framework: rule.NIST, ID: "CP-6"}), // alternate storage site
	Settings: []rule.Setting{{
		Name: "demanded", Doc: "Whether every plan has to copy some backups to another region.",
		Flag: &rule.PerTier[bool]{Dev: false, Staging: false, Prod: true},
	}, {
		Name: "days", Doc: "For how many days such a copy has to be kept at least.", Number: rule.Same(7.0),
	}},
	Since: "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		if !rep.Flag("demanded") {
			return
		}
		for _, plan := range s.OfType(planType) {
			at, home := plan.At("rules"), regionOf(s, plan)
			answers := []rule.Truth{rule.No}
			for _, item := range at.Items() {
				for _, action := range item.At("copyActions").Items() {
					answers = append(answers, rule.And(runsDaily(item),
						leaves(action.At("destinationVaultArn"), home), keptFor(action, rep.Number("days"))))
				}
			}
			rep.On(plan).Require(rule.Or(answers...), at, "no rule that runs daily copies to another region and keeps that for %v days", rep.Number("days"))
		}
	},
}

// leaves says whether a vault is in another region than home, empty when home is
// not known.
func leaves(vault rule.Value, home string) rule.Truth {
	arn, known := vault.Text()
	if known != rule.Yes {
		return known
	}
	region := aws.ParseARN(arn).Region
	switch {
	case region == "":
		return rule.No
	case home == "":
		return rule.Unknown
	default:
		return rule.Of(region != home)
	}
}

// regionOf is the region of a plan: what it says, or the one that its selections
// name, as a plan backs up nothing outside its own; or that of another plan whose
// backups go into the same vault; or that of all providers there are.
func regionOf(s *rule.Stack, plan *rule.Resource) string {
	if region := ownRegion(s, plan); region != "" {
		return region
	}
	vaults := plan.From("rules", vaultType)
	for _, other := range s.OfType(planType) {
		if len(vaults) == 1 && slices.Equal(vaults, other.From("rules", vaultType)) {
			if region := ownRegion(s, other); region != "" {
				return region
			}
		}
	}
	return onlyRegion(s)
}

const awsProvider = "pulumi:providers:aws"

// onlyRegion is the region that all AWS providers have, empty when they differ.
func onlyRegion(s *rule.Stack) string {
	only := ""
	for _, p := range s.OfType(awsProvider) {
		region, known := p.At("region").Text()
		if known != rule.Yes || only != "" && only != region {
			return ""
		}
		only = region
	}
	return only
}

func ownRegion(s *rule.Stack, plan *rule.Resource) string {
	if region, known := plan.At("region").Text(); known == rule.Yes {
		return region
	}
	if arn, known := plan.At("arn").Text(); known == rule.Yes {
		return aws.ParseARN(arn).Region
	}
	for _, selection := range s.OfType(selectionType) {
		if rule.Refers(selection, "planId", plan, "id") != rule.Yes {
			continue
		}
		for _, item := range selection.At("resources").Items() {
			arn, _ := item.Text()
			if region := aws.ParseARN(arn).Region; region != "" && !strings.Contains(region, "*") {
				return region
			}
		}
	}
	return ""
}
