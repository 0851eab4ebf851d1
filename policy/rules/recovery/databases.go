package recovery

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

// Types that several rules are about.
const (
	clusterType  = "aws:rds/cluster:Cluster"
	instanceType = "aws:rds/instance:Instance"
	globalType   = "aws:rds/globalCluster:GlobalCluster"
	tableType    = "aws:dynamodb/table:Table"
)

// kept is the levels of what protects data that would be missed: dev is made to be
// thrown away.
var kept = rule.Levels{Dev: rule.Disabled, Staging: rule.Mandatory, Prod: rule.Mandatory}

// ofOriginals asks a check of databases that are no replica within RDS, which is
// made anew from its source.
func ofOriginals(check want.Check) want.Check {
	const source = "replicateSourceDb"
	return want.When(func(r *rule.Resource) rule.Truth { return r.At(source).Blank() }, source, check)
}
