package ec2

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const aclRuleType = "aws:ec2/networkAclRule:NetworkAclRule"

func aclRule() kind.Kind {
	return kind.Kind{
		Type: aclRuleType,
		ID: func(_ kind.World, d kind.Draft) string {
			return "nacl-" + hashcode(fmt.Sprintf("%s-%d-%t-%s-",
				d.In.Text("networkAclId"), d.In.Number("ruleNumber"), d.In.Flag("egress"), d.In.Text("protocol")))
		},
		Defaults: kind.Props{"egress": kind.Flag(false)},
		Noted:    map[resource.PropertyKey]func(string) string{"protocol": protocolNumber},
		Checks: map[string]kind.Check{
			"cidrBlock":     anyIPv4(),
			"ipv6CidrBlock": anyIPv6(),
			"fromPort":      kind.Between(0, 65535),
			"toPort":        kind.Between(0, 65535),
			"protocol":      aclProtocol(),
			"ruleNumber":    kind.Between(1, lastEntry),
		},
		Rules: func(in kind.Values) []kind.Failure { return exactlyOne(in, "cidrBlock", "ipv6CidrBlock") },
		Refs:  []kind.Ref{gone(anyACL("networkAclId"))},
		Admit: func(w kind.World, d kind.Draft) error {
			taken := entryNumbers(w, d.In.Text("networkAclId"), d.In.Flag("egress"), d.ID)
			return admitEntry(d.In, d.In.Number("ruleNumber"), taken)
		},
	}
}

// entryNumbers are the rule numbers that an ACL has in one direction, by its own
// lines and by resources of their own but one.
func entryNumbers(w kind.World, id string, egress bool, except string) []int {
	acl, ok := w.Find(aclType, "id", id)
	if !ok {
		acl, ok = w.Find(vpcType, "defaultNetworkAclId", id)
	}
	if !ok {
		return nil
	}
	lines := "ingress[*].ruleNo"
	if egress {
		lines = "egress[*].ruleNo"
	}
	holders := []sim.Object{acl}
	if adopted, ok := w.Find(defaultACLType, "id", id); ok {
		holders = append(holders, adopted)
	}
	var out []int
	for _, holder := range holders {
		for _, number := range (kind.Values{Props: holder.Inputs}).All(lines) {
			out = append(out, int(number.NumberValue()))
		}
	}
	for _, rule := range w.Users(aclRuleType, acl) {
		if in := (kind.Values{Props: rule.Inputs}); rule.ID != except && in.Flag("egress") == egress {
			out = append(out, in.Number("ruleNumber"))
		}
	}
	return out
}
