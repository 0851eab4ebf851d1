package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var aclPorts = rule.Rule{
	ID:    "network-acl-ports",
	Title: "No network ACL lets the internet begin connections to SSH or RDP, or to every port",
	Why: "The ACL is what is left when a security group is opened by mistake. It is read in order, so a refusal behind an " +
		"allowance refuses nothing. Port 3389 counts only where it is opened for its own sake: replies come back to any " +
		"port above 1023, and an ACL that knows no connections has to let them all in.",
	Fix: "Allow the ports that are served and the range of replies (1024 to 65535, or less), and nothing of the reserved " +
		"ports from 0.0.0.0/0 or ::/0.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      reach.ACLTypes(),
	Controls:   boundary(rule.FSBP.IDs("EC2.21"), rule.CISAWS.IDs("5.2")),
	Since:      since,
	CheckStack: checkACLs,
}

func checkACLs(s *rule.Stack, rep *rule.Report) {
	for _, acl := range reach.Of(s).ACLs() {
		open := acl.Allowed(false).Wide()
		found := reach.PortBounds{
			Sure:  served(open.Sure, open.Maybe),
			Maybe: served(open.Maybe, open.Sure),
		}
		if by := acl.By(found.Maybe); by != nil {
			rep.On(by.Resource).Require(rule.Not(found.Some()), by.At, "%s lets the internet in on %s", acl.Resource.Name, found.Maybe)
		}
	}
}

// served are the ports of administration among those that are open, but RDP's
// where replies as a whole are let in and not every port is.
func served(open, replies reach.Ports) reach.Ports {
	ephemeral := reach.Range(reach.TCP, 32768, 65535) // what Linux draws from
	if ephemeral.Within(replies) && !open.Covers(reach.TCP) {
		return open.Intersect(reach.Transport(22))
	}
	return open.Intersect(adminPorts)
}
