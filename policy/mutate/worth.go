package mutate

import (
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// counts says whether to break something here: a rule asks something of the
// place, or its value belongs to a class that decides about security, or
// something below does. A list, and a text in it, counts where rules want it to be
// there or follow it: one element less of what they only look through is less to
// object to.
func counts(r *rule.Resource, p place) bool {
	if len(p.inner) > 0 || len(classes(r, p)) > 0 {
		return true
	}
	if _, element := p.path[len(p.path)-1].(int); element || p.value.IsArray() {
		return compared(p) || p.how&(rule.Presence|rule.Joined) != 0
	}
	return asked(p)
}

// asked is true where the answer of a rule hangs on what it finds: not where it
// only passes through, quotes, or follows a name to another resource.
func asked(p place) bool {
	return p.how&(rule.Presence|rule.Words|rule.Numbers|rule.Texts) != 0
}

// compared is true where rules bring words along, and what stands there is one of
// them: one that they accept or refuse. What only names its object is no word.
func compared(p place) bool {
	text, known := rule.NewValue("", p.value).Text()
	return known == rule.Yes && !names(p) && slices.ContainsFunc(p.wanted, func(word string) bool {
		return strings.EqualFold(word, strings.TrimSpace(text))
	})
}

// names is true for a field that says what its object, or another one, is called.
func names(p place) bool {
	return slices.Contains([]string{"name", "key", "id", "sid"}, p.path.field()) && len(p.path) > 1
}

// keeps are the words by which providers call a number that protects: how long
// something is kept, or can be taken back, and how far it gets. Other numbers
// count where a rule reads them as such.
var keeps = regexp.MustCompile(`(?i)(retention|window|days|deletion|expir|backtrack|hopLimit)`)

// ordinal are numbers of which less is not less of anything: ports, which have an
// operator of their own, and the order of rules.
var ordinal = regexp.MustCompile(`(?i)(port|ruleNo|priority)$`)

// counted is true for a number whose least is a weakening.
func counted(p place) bool {
	name := p.path.field()
	return numeric(p.value) && !ordinal.MatchString(name) && (p.how&rule.Numbers != 0 || keeps.MatchString(name))
}

// prose is what people write for people.
var prose = regexp.MustCompile(`(?i)(description|comment|^name|name$)`)

// missed is true where it makes a difference that a text is gone: a rule asks
// whether it is there, or what it is. Of prose only the former counts.
func missed(p place) bool {
	if prose.MatchString(p.path.field()) {
		return p.how&rule.Presence != 0
	}
	return asked(p)
}

// calledOrPlaced are the fields that say what something is called, or where it
// lies.
var calledOrPlaced = regexp.MustCompile(`(?i)(name|^id|arn|urn|description|prefix|availabilityZone(Id)?|cidrBlock|address|identifier)$`)

// weighty are the types of which it matters which one of them is named: keys,
// and what decides who may do something, who reaches whom, and who is told.
var weighty = regexp.MustCompile(`^aws:(kms/|iam/(role|instanceProfile|policy):|ec2/(securityGroup|subnet|routeTable|networkAcl):|acm/certificate:|s3/bucket:|sns/topic:|cloudwatch/logGroup:|backup/vault:|secretsmanager/secret:|wafv2/)`)

// matters is true where another target than the one that is there is worth a
// question: a rule asks what the input names, or the target is of a weighty type.
func matters(trace *rule.Trace, input, target string) bool {
	if weighty.MatchString(target) {
		return true
	}
	for read, how := range trace.Read {
		if how&(rule.Joined|rule.Texts|rule.Words) != 0 && rule.Root(read) == input {
			return true
		}
	}
	return false
}
