package network

import "github.com/covetpy/platform/policy/rule"

var nodeSSH = rule.Rule{
	ID:    "network-node-ssh",
	Title: "No node group opens SSH to the world",
	Why: "A node group with an SSH key and no source groups gets a security group that lets every address in on " +
		"port 22. EKS makes that group, out of sight of the rules about security groups.",
	Fix: "Leave remoteAccess out: Session Manager opens a shell without a port. Or name " +
		"remoteAccess.sourceSecurityGroupIds.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:eks/nodeGroup:NodeGroup"},
	Controls: boundary(rule.CISAWS.IDs("5.3")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		groups := r.At("remoteAccess.sourceSecurityGroupIds")
		rep.Require(rule.Or(r.At("remoteAccess.ec2SshKey").Blank(), rule.Not(groups.Empty())), groups,
			"there is an SSH key, and no group says from where it may be used")
	},
}
