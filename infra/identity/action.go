package identity

// Action is one action of one service, "sqs:ReceiveMessage", or a pattern of
// several, which must say why.
type Action struct {
	name   string // as IAM takes it, with the wildcard if there is one
	wild   bool   // asked for by name: ActionPrefix or AllActions
	reason string
}

// Actions lists actions by their names. A name with a wildcard is a fault.
func Actions(names ...string) []Action {
	out := make([]Action, len(names))
	for i, name := range names {
		out[i] = Action{name: name}
	}
	return out
}

// ActionPrefix is every action, present and future, whose name begins so:
// ActionPrefix("ec2:Describe", "reads only, and all of it"). AWS may add one
// tomorrow, so the reason is mandatory and says why that would be right.
func ActionPrefix(prefix, reason string) Action {
	return Action{name: prefix + "*", wild: true, reason: reason}
}

// AllActions is every action of a service, "kms:*". It is for policies that
// bound what others grant: a key's administration, a VPC endpoint's policy, a
// denial. The reason is mandatory.
func AllActions(service, reason string) Action {
	return Action{name: service + ":*", wild: true, reason: reason}
}

// String is the action as IAM takes it.
func (a Action) String() string { return a.name }
