package operations

import "github.com/covetpy/platform/policy/rule"

const settingVersions = "versions"

// kubernetesVersions are those that a new deployment may run, as of November
// 2026. Standard support ends for 1.34 on 2026-12-02, for 1.35 on 2027-03-27 and
// for 1.36 on 2027-08-02 (EKS user guide, "Amazon EKS Kubernetes release
// calendar"). 1.33 left it on 2026-07-29.
var kubernetesVersions = []string{"1.34", "1.35", "1.36"}

var eksVersion = rule.Rule{
	ID:    "operations-eks-version",
	Title: "EKS clusters and nodes run a Kubernetes version in standard support, by name",
	Why: "After standard support flaws are fixed late, for six times the price, and in the end EKS upgrades the " +
		"cluster on a day of its own. A cluster without a version gets whatever is newest on the day it is made.",
	Fix:      "Set version to one of the setting versions, and upgrade one minor version at a time.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{eksClusterType, nodeGroupType},
	Controls: supported(rule.FSBP.IDs("EKS.2")...),
	Settings: []rule.Setting{{Name: settingVersions, Doc: "Kubernetes versions that may run.", Texts: rule.Same(kubernetesVersions)}},
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		version := r.At("version")
		// A node group without a version has its cluster's.
		follows := rule.And(rule.Of(r.Type == nodeGroupType), version.Blank())
		rep.Require(rule.Or(follows, version.Is(rep.Texts(settingVersions)...)), version, "the version is %s", version.Quote())
	},
}

const nodeGroupType = "aws:eks/nodeGroup:NodeGroup"
