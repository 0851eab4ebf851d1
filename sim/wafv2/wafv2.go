// Package wafv2 describes the resource types of WAFv2, one file each. A web
// ACL's rules come as a document; what is read of it is in statement.go.
//
// No request is inspected here: what is judged is what the service judges when
// it is called.
package wafv2

import (
	"fmt"

	"github.com/covetpy/platform/sim/kind"
)

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		webACL(),
		webACLAssociation(),
		webACLLoggingConfiguration(),
	}
}

// What the service says of things that are there twice, not at all, or in use.
// The apostrophes are the service's.
const (
	duplicate  = "WAFDuplicateItemException: AWS WAF couldn’t perform the operation because some resource in your request is a duplicate of an existing one."
	missing    = "WAFNonexistentItemException: AWS WAF couldn’t perform the operation because your resource doesn’t exist."
	associated = "WAFAssociatedItemException: AWS WAF couldn’t perform the operation because your resource is being used by another resource or it’s associated with another resource."
)

// The reasons for which a parameter is refused.
const (
	oneValue = "You have used none or multiple values for a field that requires exactly one value."
	noARN    = "The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes."
)

// invalid is the service's refusal of one parameter.
func invalid(reason, field, parameter string) error {
	return fmt.Errorf("WAFInvalidParameterException: Error reason: %s, field: %s, parameter: %s", reason, field, parameter)
}

// constraint is the API's refusal of one value, before the service looks at it.
func constraint(value any, at, words string) error {
	return fmt.Errorf("ValidationException: 1 validation error detected: Value '%v' at '%s' failed to satisfy constraint: %s", value, at, words)
}
