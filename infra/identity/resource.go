package identity

// Resource is an ARN, or a pattern of ARNs.
type Resource struct {
	arn    string
	wide   bool // asked for by name: AnyResource, ResourcePattern or ThisKey
	reason string
}

// Resources lists ARNs. A wildcard may stand within the last part, the
// resource's own name ("...:role/covetpy-dev-*"). A bare "*" is a fault unless
// none of the statement's actions can be held to a resource; so is a wildcard
// in the service, region or account, or alone in place of a name.
func Resources(arns ...string) []Resource {
	out := make([]Resource, len(arns))
	for i, arn := range arns {
		out[i] = Resource{arn: arn}
	}
	return out
}

// AnyResource is "*" for actions that could be held to a resource. The reason
// says why they are not, or what holds them instead (a condition on tags).
func AnyResource(reason string) Resource {
	return Resource{arn: anything, wide: true, reason: reason}
}

// ResourcePattern is an ARN with wildcards that Resources would refuse. The
// reason says why.
func ResourcePattern(arn, reason string) Resource {
	return Resource{arn: arn, wide: true, reason: reason}
}

// ThisKey is "*" in a key policy, where it means the key that the policy is
// attached to (KMS developer guide, "Key policies", Resource element).
func ThisKey() []Resource {
	return []Resource{{arn: anything, wide: true, reason: "a key policy speaks of its own key alone"}}
}

// String is the resource as IAM takes it.
func (r Resource) String() string { return r.arn }

// anything is the wildcard that matches all.
const anything = "*"
