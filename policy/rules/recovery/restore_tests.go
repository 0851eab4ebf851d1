package recovery

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const restoreSelectionType = "aws:backup/restoreTestingSelection:RestoreTestingSelection"

// testable is a kind of ARN that a selection takes, and what a restore test calls
// it (AWS Backup API reference, RestoreTestingSelectionForCreate,
// ProtectedResourceType). What can't be tested, such as a cluster of EKS, is not
// among them.
type testable struct {
	service, kind string
	called        []string
}

var testables = []testable{
	{"rds", "cluster:", []string{"Aurora", "DocumentDB", "Neptune", "RDS"}}, // RDS has clusters of several zones
	{"rds", "db:", []string{"RDS"}},
	{"dynamodb", "table/", []string{"DynamoDB"}},
	{"elasticfilesystem", "file-system/", []string{"EFS"}},
	{"fsx", "file-system/", []string{"FSx"}},
	{"ec2", "volume/", []string{"EBS"}},
	{"ec2", "instance/", []string{"EC2"}},
	{"s3", "", []string{"S3"}},
}

var restoreTests = rule.Rule{
	ID:    "recovery-restore-tests",
	Title: "What is backed up is restored for a test, where the tier asks for it",
	Why: "A backup that was never restored is a hope: it lacks a key, a right or a subnet group, and that comes out on the " +
		"day it is needed. AWS Backup restores one of each kind on a schedule and takes it away again.",
	Fix: "Add a restoreTestingSelection of a restoreTestingPlan for each kind of store that a selection lists, or set " +
		"demanded to false for the tier.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{selectionType, restoreSelectionType},
	Controls: restorable(rule.Control{Framework: rule.NIST, ID: "CP-9(1)"}), // testing for reliability
	Settings: []rule.Setting{{
		Name: "demanded", Doc: "Whether what is backed up has to be restored for a test.",
		Flag: &rule.PerTier[bool]{Dev: false, Staging: true, Prod: true},
	}},
	Since:      "0.3.0",
	CheckStack: checkRestoreTests,
}

func checkRestoreTests(s *rule.Stack, rep *rule.Report) {
	if !rep.Flag("demanded") {
		return
	}
	tests := s.OfType(restoreSelectionType)
	for _, selection := range s.OfType(selectionType) {
		for _, entry := range selection.At("resources").Items() {
			pattern, _ := entry.Text() // one store whose ARN is not known: its kind is not, either
			if kind := testableOf(pattern); kind != nil {
				rep.On(selection).Require(tested(tests, kind.called), entry, "nothing of it is restored for a test: none is of %s",
					strings.Join(kind.called, " or "))
			}
		}
	}
}

// testableOf is the kind of a pattern of ARNs; nil when it leaves the kind open, or
// no test is possible.
func testableOf(pattern string) *testable {
	const service, resource = 2, 5
	parts := strings.SplitN(pattern, ":", arnParts)
	if len(parts) < arnParts {
		return nil
	}
	for i, t := range testables {
		if parts[service] == t.service && strings.HasPrefix(parts[resource], t.kind) {
			return &testables[i]
		}
	}
	return nil
}

func tested(tests []*rule.Resource, called []string) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, test := range tests {
		answers = append(answers, test.At("protectedResourceType").Is(called...))
	}
	return rule.Or(answers...)
}
