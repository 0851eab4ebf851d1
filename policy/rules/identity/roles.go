package identity

import (
	"fmt"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

// The types by which a role comes by its rights.
const (
	policyType      = "aws:iam/policy:Policy"
	rolePolicyType  = "aws:iam/rolePolicy:RolePolicy"
	attachmentType  = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
	attachmentsType = "aws:iam/policyAttachment:PolicyAttachment"
	exclusiveType   = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive"
)

// holderTypes is what Holders reads.
var holderTypes = []string{roleType, policyType, rolePolicyType, attachmentType, attachmentsType, exclusiveType}

// Holder is a role of a stack with all the rights that it has there.
type Holder struct {
	Role   *rule.Resource
	Name   string // the role's own where it is known, else the resource's
	ARN    string // empty when it can't be known yet
	Grants iam.Grants
	Trust  []iam.Policy
	// Outside are the attached policies whose documents the stack does not have, by
	// ARN: AWS's own, and those of other stacks.
	Outside []string
	// Open are the documents and attachments that are not known yet.
	Open []Opening

	stack *rule.Stack
}

// Opening is a place in a resource that is not known yet.
type Opening struct {
	In *rule.Resource
	At rule.Value
}

// Holders joins every role of a stack to its policies: attached by any of the
// resources that attach, written into the role, or put beside it. The account is
// the environment's own, empty when it is not known.
func Holders(s *rule.Stack, account string) []*Holder {
	var out []*Holder
	for _, role := range s.OfType(roleType) {
		h := &Holder{Role: role, Name: role.Name, stack: s}
		if name, known := role.At("name").Text(); known == rule.Yes && name != "" {
			h.Name = name
		}
		h.ARN = arnOf(role, "role", account)
		h.Grants.Account = account
		if own := iam.AccountOf(h.ARN); own != "" {
			h.Grants.Account = own
		}
		if parts := strings.Split(h.ARN, ":"); len(parts) > 1 {
			h.Grants.Partition = parts[1]
		}
		h.inline()
		h.attached()
		h.bounded()
		out = append(out, h)
	}
	return out
}

// arnOf is a resource's ARN: as it is, or as it will be where the name, the path
// and the account say it already.
func arnOf(r *rule.Resource, kind, account string) string {
	if arn, known := r.At("arn").Text(); known == rule.Yes && arn != "" {
		return arn
	}
	name, named := r.At("name").Text()
	path, pathed := r.At("path").Text()
	if named != rule.Yes || name == "" || account == "" || pathed == rule.Unknown {
		return ""
	}
	if path == "" {
		path = "/"
	}
	return "arn:aws:iam::" + account + ":" + kind + path + name
}

// read adds a document to a list of policies, or to what is open.
func (h *Holder) read(in *rule.Resource, p place, name string) (iam.Policy, bool) {
	if p.known == rule.Unknown {
		h.Open = append(h.Open, Opening{in, p.at})
	}
	return iam.Policy{Name: name, Document: p.doc}, p.doc != nil
}

// inline reads what stands in the role itself, and the policies put beside it.
func (h *Holder) inline() {
	for i, p := range places(h.Role) {
		if p.kind == trust {
			if policy, ok := h.read(h.Role, p, "the trust of "+h.Name); ok {
				h.Trust = append(h.Trust, policy)
			}
			continue
		}
		if policy, ok := h.read(h.Role, p, fmt.Sprintf("inline policy %d of %s", i, h.Name)); ok {
			h.Grants.Policies = append(h.Grants.Policies, policy)
		}
	}
	for _, r := range h.stack.OfType(rolePolicyType) {
		if h.isOf(r, "role") {
			h.add(r)
		}
	}
}

// isOf says whether a property names the role. Where it may, that is open, unless
// it is known to name another and is no list.
func (h *Holder) isOf(r *rule.Resource, path string) bool {
	answer := rule.Refers(r, path, h.Role)
	if answer == rule.Unknown && (len(r.At(path).Items()) > 1 || !slices.ContainsFunc(h.stack.OfType(roleType), func(other *rule.Resource) bool {
		return rule.Refers(r, path, other) == rule.Yes
	})) {
		h.Open = append(h.Open, Opening{r, r.At(path)})
	}
	return answer == rule.Yes
}

func (h *Holder) add(r *rule.Resource) {
	for _, p := range places(r) {
		if policy, ok := h.read(r, p, r.Name); ok {
			h.Grants.Policies = append(h.Grants.Policies, policy)
		}
	}
}

// attachers are the resources that attach policies to roles, and where they name
// both. The role itself does so, too.
var attachers = []struct{ kind, role, policies string }{
	{attachmentType, "role", "policyArn"},
	{attachmentsType, "roles", "policyArn"},
	{exclusiveType, "roleName", "policyArns"},
}

func (h *Holder) attached() {
	seen := map[*rule.Resource]bool{}
	h.attach(h.Role, "managedPolicyArns", seen)
	for _, a := range attachers {
		for _, r := range h.stack.OfType(a.kind) {
			if h.isOf(r, a.role) {
				h.attach(r, a.policies, seen)
			}
		}
	}
}

// attach adds the policies that a property names: the stack's, and the ARNs of
// others.
func (h *Holder) attach(r *rule.Resource, path string, seen map[*rule.Resource]bool) {
	policies, all := h.stack.Referred(r, path, policyType)
	for _, p := range policies {
		if !seen[p] {
			seen[p] = true
			h.add(p)
		}
	}
	if all == rule.Unknown {
		h.Open = append(h.Open, Opening{r, r.At(path)})
	}
	for _, item := range r.At(path).Items() {
		arn, known := item.Text()
		if known == rule.Yes && !named(policies, arn) {
			h.Outside = append(h.Outside, arn)
		}
	}
}

func named(policies []*rule.Resource, arn string) bool {
	for _, p := range policies {
		if own, known := p.At("arn").Text(); known != rule.Yes || own == arn {
			return true
		}
	}
	return false
}

// bounded reads the boundary. One that the stack does not have is taken for none:
// it can only take away.
func (h *Holder) bounded() {
	const path = "permissionsBoundary"
	policies, all := h.stack.Referred(h.Role, path, policyType)
	for _, p := range policies {
		for _, at := range places(p) {
			if policy, ok := h.read(p, at, p.Name); ok {
				h.Grants.Boundary = append(h.Grants.Boundary, policy)
			}
		}
	}
	if all == rule.Unknown || h.mayName(path, policies) {
		h.Open = append(h.Open, Opening{h.Role, h.Role.At(path)})
	}
}

// mayName says whether a property names none of the policies that were found, but
// perhaps one of the stack whose ARN is still to come.
func (h *Holder) mayName(path string, found []*rule.Resource) bool {
	if len(found) > 0 || h.Role.At(path).Blank() != rule.No {
		return false
	}
	return slices.ContainsFunc(h.stack.OfType(policyType), func(p *rule.Resource) bool {
		return rule.Refers(h.Role, path, p) == rule.Unknown
	})
}
