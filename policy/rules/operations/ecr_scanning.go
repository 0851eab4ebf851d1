package operations

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const (
	registryScanning = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"
	pullThroughCache = "aws:ecr/pullThroughCacheRule:PullThroughCacheRule"
)

var ecrScanning = rule.Rule{
	ID:    "operations-ecr-scanning",
	Title: "Every image is searched for known flaws",
	Why: "An image carries the flaws of everything in it, and most are known and mended elsewhere when it is " +
		"pushed. A repository is searched by its own switch or by the registry's rules, what a cache fetches by " +
		"the latter alone; without either, never.",
	Fix: "Set imageScanningConfiguration.scanOnPush to true, or cover the repository's name by a rule of the " +
		"registry's scanning configuration.",
	Severity:   rule.High,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{ecrRepository, registryScanning, pullThroughCache},
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
	for _, cache := range s.OfType(pullThroughCache) {
		rep.On(cache).Require(cacheSearched(s, cache), cache.At("ecrRepositoryPrefix"), "no rule of the registry searches what the cache fetches")
	}
}

// cacheSearched says whether a rule of the registry searches every repository that
// a cache makes: their names are known when they are first pulled, and no template
// can switch scanning on.
func cacheSearched(s *rule.Stack, cache *rule.Resource) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, registry := range s.OfType(registryScanning) {
		for _, r := range registry.At("rules").Items() {
			for _, f := range r.At("repositoryFilters").Items() {
				answers = append(answers, rule.And(searches(r), coversPrefix(f.At("filter"), cache.At("ecrRepositoryPrefix"))))
			}
		}
	}
	return rule.Or(answers...)
}

// rootPrefix is the prefix of a cache whose repositories have none.
const rootPrefix = "ROOT"

// coversPrefix says whether a filter with stars is about every name with a prefix.
// A filter is about every name that it is found in (ECR user guide, "Filters to
// choose which repositories are scanned"), which a star at its end makes certain.
func coversPrefix(filter, prefix rule.Value) rule.Truth {
	pattern, known := filter.Text()
	if known != rule.Yes || pattern == "*" {
		return known
	}
	start, known := prefix.Text()
	if known != rule.Yes {
		return known
	}
	return rule.Of(start != rootPrefix && strings.HasSuffix(pattern, "*") && rule.Like(pattern, start+"/"))
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
