package encryption

import "github.com/covetpy/platform/policy/rule"

// served is a kind of resource that anyone may speak to without TLS until its
// policy refuses that.
type served struct {
	of, policy string   // the types of the resource and of its policy
	path       string   // by which the policy names the resource
	by         []string // what the path may hold
	actions    []string // that must be refused
	// covered is what the policy's statement has to cover, of a name: the last part
	// of ARNs.
	covered func(name string) []string
	// called is the property that holds the name.
	called string
}

// checkTLS demands of every resource of the kind a policy that refuses plain text.
// A policy written inside the resource is no answer: in a preview it can't be told
// from the one that AWS will report.
func (k served) checkTLS(s *rule.Stack, rep *rule.Report) {
	for _, r := range s.OfType(k.of) {
		answers := []rule.Truth{rule.No}
		for _, policy := range s.OfType(k.policy) {
			if its := s.Names(policy, k.path, r, k.by...); its != rule.No {
				answers = append(answers, rule.And(its, k.refuses(policy, r)))
			}
		}
		rep.On(r).Require(rule.Or(answers...), r.At(k.called), "no policy in the stack refuses it whoever comes without TLS")
	}
}

func (k served) refuses(policy, r *rule.Resource) rule.Truth {
	name, known := r.At(k.called).Text()
	if known != rule.Yes {
		return known
	}
	return refusesPlaintext(policy.At("policy"), k.actions, k.covered(name))
}
