package operations

import "github.com/covetpy/platform/policy/rule"

const registryScanning = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"

var ecrScanning = rule.Rule{
	ID:    "operations-ecr-scanning",
	Title: "Every image is searched for known flaws",
	Why: "An image carries the flaws of everything in it, and most are known and mended elsewhere when it is " +
		"pushed. A repository is searched by its own switch or by the registry's rules; without either, never.",
	Fix: "Set imageScanningConfiguration.scanOnPush to true, or cover the repository's name by a rule of the " +
		"registry's scanning configuration.",
	Severity:   rule.High,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{ecrRepository, registryScanning},
	Controls:   supported(append(rule.FSBP.IDs("ECR.1"), append(rule.CISEKS.IDs("5.1.1"), rule.NIST.IDs("RA-5")...)...)...),
	Since:      since,
	CheckStack: checkScanning,
}

func checkScanning(s *rule.Stack, rep *rule.Report) {
	for _, repo := range s.OfType(ecrRepository) {
		own := repo.At("imageScanningConfiguration.scanOnPush")
		answers := []rule.Truth{own.IsTrue()}
		for _, registry := range s.OfType(registryScanning) {
			for _, r := range registry.At("rules").Items() {
				answers = append(answers, rule.And(searches(r), covers(r, repo.At("name"))))
			}
		}
		rep.On(repo).Require(rule.Or(answers...), own, "images of the repository are never searched")
	}
}

// searches says whether a rule of the registry searches by itself.
func searches(r rule.Value) rule.Truth {
	return r.At("scanFrequency").Is("SCAN_ON_PUSH", "CONTINUOUS_SCAN")
}

// covers says whether a rule of the registry is about a repository.
func covers(r, name rule.Value) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, f := range r.At("repositoryFilters").Items() {
		pattern, known := f.At("filter").Text()
		if known != rule.Yes || pattern == "*" {
			answers = append(answers, known)
			continue
		}
		text, known := name.Text()
		if known == rule.Yes {
			known = rule.Of(rule.Like(pattern, text))
		}
		answers = append(answers, known)
	}
	return rule.Or(answers...)
}
