package operations

import "github.com/covetpy/platform/policy/rule"

const (
	guarddutyDetector = "aws:guardduty/detector:Detector"
	guarddutyFeature  = "aws:guardduty/detectorFeature:DetectorFeature"
	settingFeatures   = "features"
)

var guarddutyFeatures = rule.Rule{
	ID:    "operations-guardduty-features",
	Title: "GuardDuty looks at the cluster, the database and the buckets",
	Why: "The detector alone sees the network and the account. What happens inside pods, in database logins and " +
		"to objects it sees only with a feature for each, which are off unless a resource of their own is on.",
	Fix:      "Add an aws.guardduty.DetectorFeature with status ENABLED for each name in the setting features.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{guarddutyDetector, guarddutyFeature},
	Controls: watched(rule.FSBP.IDs("GuardDuty.5", "GuardDuty.7", "GuardDuty.9", "GuardDuty.10", "GuardDuty.11")...),
	Settings: []rule.Setting{{
		Name: settingFeatures, Doc: "Features of GuardDuty that a detector has.",
		Texts: rule.Same([]string{"EKS_AUDIT_LOGS", "RUNTIME_MONITORING", "RDS_LOGIN_EVENTS", "S3_DATA_EVENTS"}),
	}},
	Since:      since,
	CheckStack: checkFeatures,
}

func checkFeatures(s *rule.Stack, rep *rule.Report) {
	for _, detector := range s.OfType(guarddutyDetector) {
		for _, name := range rep.Texts(settingFeatures) {
			answers := []rule.Truth{rule.No}
			for _, f := range s.OfType(guarddutyFeature) {
				answers = append(answers, rule.And(f.At("name").Is(name), f.At("status").Is("ENABLED"), rule.Refers(f, "detectorId", detector, "id")))
			}
			rep.On(detector).Require(rule.Or(answers...), detector.At("enable"), "%s is not enabled", name)
		}
	}
}
