package identity

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

// silentSetting names the services that send no source.
const silentSetting = "silent"

// silentInTrust are services that assume a role without saying on whose behalf, or
// of which no guide says that they do: a condition would lock them out. EC2 hands
// the role to an instance of the role's own account, Lambda to a function of it;
// the guides of ECR's templates and of RDS (its proxies share the principal with
// features that do send it) show their trust without one.
var silentInTrust = []string{"ec2.amazonaws.com", "lambda.amazonaws.com", "edgelambda.amazonaws.com", "ecr.amazonaws.com", "rds.amazonaws.com"}

// sourceless lists the services that a statement lets in without a word on whose
// behalf they come, but for those that have none to say.
func sourceless(s iam.Statement, silent []string, otherwise func(key string) bool) []string {
	if s.Principal == nil || s.Narrows(iam.Source) || otherwise != nil && s.Pins(otherwise) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(s.Principal.Service), func(service string) bool {
		return slices.ContainsFunc(silent, func(known string) bool { return sameService(known, service) })
	})
}

// sameService compares principals of services: those of a region or of China are
// the same service.
func sameService(known, service string) bool {
	service = strings.TrimSuffix(strings.ToLower(service), ".cn")
	if strings.EqualFold(known, service) {
		return true
	}
	name, _, _ := strings.Cut(known, ".")
	region, of := strings.CutPrefix(strings.TrimSuffix(service, ".amazonaws.com"), name+".")
	// events.rds is the notifications of RDS, and none of EventBridge's regions.
	return of && strings.Contains(region, "-") && !strings.Contains(region, ".")
}

// silentServices is the setting, with its default.
func silentServices(doc string, services ...string) []rule.Setting {
	return []rule.Setting{{Name: silentSetting, Doc: doc, Texts: rule.Same(services)}}
}
