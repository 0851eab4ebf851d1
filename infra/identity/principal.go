package identity

import "slices"

// Principal is who a resource policy or a trust policy speaks of. The zero
// value is nobody: the statement belongs to an identity policy.
type Principal struct {
	kind   string
	values []string
	open   bool // asked for by name: AnyoneAtAll
	reason string
}

// Kinds of principal, as IAM spells them.
const (
	kindService   = "Service"
	kindAWS       = "AWS"
	kindFederated = "Federated"
)

// Service is one or more AWS services, "logs.eu-west-1.amazonaws.com".
func Service(names ...string) Principal { return Principal{kind: kindService, values: names} }

// AWS is roles, or a whole account by its root, by ARN.
func AWS(arns ...string) Principal { return Principal{kind: kindAWS, values: arns} }

// Federated is an identity provider by ARN.
func Federated(arn string) Principal {
	return Principal{kind: kindFederated, values: []string{arn}}
}

// Anyone is every principal of every account. A statement that allows
// something to anyone must have a condition that says who it is: on the
// caller's account, organisation or ARN, or on the source of a service's call.
func Anyone() Principal { return Principal{kind: kindAWS, values: []string{anything}} }

// AnyoneAtAll is Anyone without such a condition. The reason says why that is
// right, "ECR signs the requests for its layers as itself".
func AnyoneAtAll(reason string) Principal {
	return Principal{kind: kindAWS, values: []string{anything}, open: true, reason: reason}
}

func (p Principal) nobody() bool { return p.kind == "" }

func (p Principal) anyone() bool {
	return slices.Contains(p.values, anything)
}

func (p Principal) wire() map[string]oneOrMany {
	if p.nobody() {
		return nil
	}
	return map[string]oneOrMany{p.kind: canonical(p.values, verbatim)}
}
