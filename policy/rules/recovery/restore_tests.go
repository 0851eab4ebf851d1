package recovery

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

const restoreSelectionType = "aws:backup/restoreTestingSelection:RestoreTestingSelection"

// testable is a kind of ARN that a selection takes, and what a restore test calls
// it (AWS Backup API reference, RestoreTestingSelectionForCreate,
// ProtectedResourceType). What can't be tested, such as a cluster of EKS, is not
// among them.
type testable struct {
	service, kind string
	called        []string
	// stores are the types that such an ARN may be of, for a kind that nothing but
	// the stack makes: a plan that finds none of them has nothing to test.
	stores []string
}

var clusterTypes = []string{"aws:rds/cluster:Cluster", "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster"}

var testables = []testable{
	// RDS has clusters of several zones.
	{"rds", "cluster:", []string{"Aurora", "DocumentDB", "Neptune", "RDS"}, clusterTypes},
	{"rds", "db:", []string{"RDS"}, []string{"aws:rds/instance:Instance"}},
	{"dynamodb", "table/", []string{"DynamoDB"}, []string{"aws:dynamodb/table:Table"}},
	{"elasticfilesystem", "file-system/", []string{"EFS"}, []string{"aws:efs/fileSystem:FileSystem"}},
	{"fsx", "file-system/", []string{"FSx"}, nil},
	{"ec2", "volume/", []string{"EBS"}, nil}, // of pods, too
	{"ec2", "instance/", []string{"EC2"}, nil},
	{"s3", "", []string{"S3"}, []string{"aws:s3/bucket:Bucket"}},
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
	Types: append(slices.Clone(clusterTypes), selectionType, restoreSelectionType,
		"aws:rds/instance:Instance", "aws:dynamodb/table:Table", "aws:efs/fileSystem:FileSystem", "aws:s3/bucket:Bucket"),
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
			if kind := testableOf(pattern); kind != nil && (len(kind.stores) == 0 || len(s.OfType(kind.stores...)) > 0) {
				rep.On(selection).Require(tested(tests, kind.called), entry, "nothing of it is restored for a test: none is of %s",
					strings.Join(kind.called, " or "))
			}
		}
	}
}

// testableOf is the kind of a pattern of ARNs; nil when it leaves the kind open, or
// no test is possible.
func testableOf(pattern string) *testable {
	arn, ok := aws.SplitARN(pattern)
	if !ok {
		return nil
	}
	for i, t := range testables {
		if arn.Service == t.service && strings.HasPrefix(arn.Resource, t.kind) {
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
