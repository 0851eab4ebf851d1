package kind

import "strings"

// UnknownRole finds the first of a policy's AWS principals that is a role of
// this account and is not there: services refuse a policy that names one. Whole
// accounts, other accounts' roles and those of services are taken as they are.
func UnknownRole(w World, principals ...string) (arn string, unknown bool) {
	roles := w.GlobalARN("iam", "role/")
	for _, principal := range principals {
		if !strings.HasPrefix(principal, roles) || strings.HasPrefix(principal, roles+"aws-service-role/") {
			continue
		}
		if _, ok := w.Find("aws:iam/role:Role", "arn", principal); !ok {
			return principal, true
		}
	}
	return "", false
}
