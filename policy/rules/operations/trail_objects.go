package operations

import "github.com/covetpy/platform/policy/rule"

var trailObjects = rule.Rule{
	ID:    "operations-trail-objects",
	Title: "CloudTrail records who reads and writes objects in S3",
	Why: "Management events say that a bucket was made, not that a million objects were read from it. Object " +
		"events are recorded only where a selector asks for them.",
	Fix: "Add an event selector with the data resource AWS::S3::Object for all events, or an advanced one with " +
		"eventCategory Data and resources.type AWS::S3::Object and no readOnly.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    []string{"aws:cloudtrail/trail:Trail"},
	Controls: recorded(append(rule.FSBP.IDs("S3.22", "S3.23"), rule.CISAWS.IDs("3.8", "3.9")...)...),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		simple, advanced := r.At("eventSelectors"), r.At("advancedEventSelectors")
		answers := []rule.Truth{rule.No}
		for _, selector := range simple.Items() {
			kind := selector.At("readWriteType")
			for _, data := range selector.At("dataResources").Items() {
				answers = append(answers, rule.And(rule.Or(kind.Blank(), kind.Is("All")), data.At("type").Is(s3Object)))
			}
		}
		for _, selector := range advanced.Items() {
			answers = append(answers, selectsObjects(selector.At("fieldSelectors")))
		}
		at := simple
		if simple.Present() == rule.No && advanced.Present() != rule.No {
			at = advanced
		}
		rep.Require(rule.Or(answers...), at, "no selector records reads and writes of objects")
	},
}

const s3Object = "AWS::S3::Object"

// selectsObjects says whether an advanced selector is about objects, and about
// reads and writes alike.
func selectsObjects(fields rule.Value) rule.Truth {
	data, objects, half := rule.No, rule.No, rule.No
	for _, f := range fields.Items() {
		name, equals := f.At("field"), f.At("equals")
		data = rule.Or(data, rule.And(name.Is("eventCategory"), equals.Contains("Data")))
		objects = rule.Or(objects, rule.And(name.Is("resources.type"), equals.Contains(s3Object)))
		half = rule.Or(half, name.Is("readOnly"))
	}
	return rule.And(data, objects, rule.Not(half))
}
