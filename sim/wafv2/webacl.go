package wafv2

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const webACLType = "aws:wafv2/webAcl:WebAcl"

const regional, cloudfront = "REGIONAL", "CLOUDFRONT"

func webACL() kind.Kind {
	return kind.Kind{
		Type:     webACLType,
		ID:       func(w kind.World, _ kind.Draft) string { return w.UUID() },
		Autoname: kind.Autoname{Max: 128},
		Checks: map[string]kind.Check{
			"ruleJson": kind.JSON(1 << 20),
			"captchaConfig.immunityTimeProperty.immunityTime":   kind.Between(60, 259200),
			"challengeConfig.immunityTimeProperty.immunityTime": kind.Between(300, 259200),
		},
		Rules: webACLRules,
		Unique: []kind.Unique{{
			On: []string{"name", "scope"}, Taken: duplicate,
		}},
		Admit:    admitWebACL,
		Outputs:  webACLOutputs,
		Volatile: []string{"capacity", "lockToken"},
		InUse:    associated,
	}
}

// webACLRules: the rules themselves are a document, which the service looks at.
func webACLRules(in kind.Values) []kind.Failure {
	if in.Has("name") && in.Has("namePrefix") {
		return []kind.Failure{{Path: "name", Reason: `"name": conflicts with namePrefix`}}
	}
	return nil
}

func admitWebACL(w kind.World, d kind.Draft) error {
	if d.In.Text("scope") == cloudfront && w.Region != "us-east-1" {
		return invalid("The scope is not valid.", "SCOPE_VALUE", cloudfront)
	}
	if d.In.Has("defaultAction.allow") == d.In.Has("defaultAction.block") {
		return invalid(oneValue, "DEFAULT_ACTION", "DefaultAction")
	}
	bodies := d.In.Texts("customResponseBodies[*].key")
	if err := admitBody(d.In.Text("defaultAction.block.customResponse.customResponseBodyKey"), bodies); err != nil {
		return err
	}
	rules, err := rulesOf(d.In)
	if err != nil {
		return err
	}
	if err := admitRules(rules, bodies); err != nil {
		return err
	}
	if total := capacity(rules); total > mostCapacity {
		return kind.Say("WAFLimitsExceededException: AWS WAF couldn’t perform the operation because you exceeded your resource limit: the web ACL needs %d web ACL capacity units, the limit is %d", total, mostCapacity)
	}
	return nil
}

// mostCapacity of a web ACL, in units. Source: WAF Developer Guide, "AWS WAF
// quotas".
const mostCapacity = 5000

func webACLOutputs(w kind.World, d kind.Draft) kind.Props {
	rules, _ := rulesOf(d.In) // admitted before
	name := d.In.Text("name")
	if name == "" && d.Old != nil {
		name = kind.Values{Props: d.Old.Outputs}.Text("name")
	} else if name == "" {
		name = d.In.Or("namePrefix", "terraform-") + w.Hex(26)
	}
	place := "regional"
	if d.In.Text("scope") == cloudfront {
		place = "global"
	}
	return kind.Props{
		"applicationIntegrationUrl": kind.Text(""),
		"arn":                       kind.Text(w.ARN("wafv2", strings.Join([]string{place, "webacl", name, d.ID}, "/"))),
		"capacity":                  kind.Number(capacity(rules)),
		"lockToken":                 kind.Text(w.UUID()),
		"name":                      kind.Text(name),
	}
}
