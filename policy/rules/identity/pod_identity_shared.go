package identity

import "github.com/covetpy/platform/policy/rule"

const (
	podIdentityAssociation = "aws:eks/podIdentityAssociation:PodIdentityAssociation"
	eksAddon               = "aws:eks/addon:Addon"
	roleType               = "aws:iam/role:Role"
)

var podIdentityShared = rule.Rule{
	ID:    "identity-pod-identity-shared",
	Title: "A role belongs to one workload",
	Why: "A role that several service accounts hold has the rights of all of them together, so each workload may " +
		"do what only another needs, and the records don't tell them apart.",
	Fix:        "Make a role for each service account.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{podIdentityAssociation, eksAddon, roleType},
	Controls:   leastPrivilege(),
	Since:      "0.3.0",
	CheckStack: checkPodIdentityShared,
}

// holder is a service account that is given a role.
type holder struct {
	resource *rule.Resource
	role     rule.Value
	made     string     // the role that it is made from, where the stack makes it
	account  string     // its namespace, or the add-on that brings it, and name
	known    rule.Truth // whether the account is
}

func checkPodIdentityShared(s *rule.Stack, rep *rule.Report) {
	first := map[string]holder{}
	for _, h := range holders(s) {
		key, known := h.role.Name()
		if known == rule.Unknown && h.made != "" {
			key, known = h.made, rule.Yes
		}
		if rule.And(known, h.known) == rule.Unknown {
			rep.On(h.resource).Undecided(h.role)
			continue
		}
		if earlier, taken := first[key]; taken && earlier.account != h.account {
			rep.On(h.resource).Fail(h.role, "the role is given to %s too", earlier.account)
			continue
		}
		first[key] = h
	}
}

func holders(s *rule.Stack) []holder {
	var out []holder
	for _, r := range s.OfType(podIdentityAssociation) {
		namespace, nKnown := r.At("namespace").Name()
		name, known := r.At("serviceAccount").Name()
		out = append(out, holder{r, r.At("roleArn"), onlyRole(r, "roleArn"), namespace + "/" + name, rule.And(nKnown, known)})
	}
	for _, r := range s.OfType(eksAddon) {
		addon, aKnown := r.At("addonName").Text()
		given := r.At("podIdentityAssociations").Items()
		for _, a := range given {
			made := ""
			if len(given) == 1 {
				made = onlyRole(r, "podIdentityAssociations")
			}
			name, known := a.At("serviceAccount").Name()
			out = append(out, holder{r, a.At("roleArn"), made, "add-on " + addon + "/" + name, rule.And(aKnown, known)})
		}
	}
	return out
}

// onlyRole is the one role that a property is made from, if it is one.
func onlyRole(r *rule.Resource, path string) string {
	if from := r.From(path, roleType); len(from) == 1 {
		return string(from[0])
	}
	return ""
}
