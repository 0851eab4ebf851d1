// Package policydoc reads resource policies as far as services look into them
// when one is attached: who, what, on what.
//
// Whether a request would be allowed does not belong here: nothing in the
// simulated cloud is authorised by a policy.
package policydoc

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Document is a resource policy.
type Document struct{ Statement Statements }

// Statements may be written as one object or as a list.
type Statements []Statement

// Statement is one of a policy's.
type Statement struct {
	Effect                string
	Principal             Principal
	NotPrincipal          Principal
	Action, NotAction     Texts
	Resource, NotResource Texts
	Condition             map[string]map[string]Texts
}

// Principal lists who is meant, by kind: "AWS", "Service", "Federated". The
// bare "*" is everyone's AWS.
type Principal map[string]Texts

// Texts may be written as one string or as a list.
type Texts []string

// Parse reads a policy.
func Parse(document string) (Document, error) {
	var d Document
	if err := json.Unmarshal([]byte(document), &d); err != nil {
		return Document{}, fmt.Errorf("parse policy: %w", err)
	}
	return d, nil
}

// UnmarshalJSON implements json.Unmarshaler.
func (s *Statements) UnmarshalJSON(raw []byte) error {
	return oneOrMany(raw, (*[]Statement)(s))
}

// UnmarshalJSON implements json.Unmarshaler. Conditions compare booleans and
// numbers too: each is its own text.
func (t *Texts) UnmarshalJSON(raw []byte) error {
	var values []any
	if err := oneOrMany(raw, &values); err != nil {
		return err
	}
	*t = make(Texts, len(values))
	for i, v := range values {
		(*t)[i] = fmt.Sprint(v)
	}
	return nil
}

// UnmarshalJSON implements json.Unmarshaler.
func (p *Principal) UnmarshalJSON(raw []byte) error {
	if string(raw) == `"*"` {
		*p = Principal{"AWS": {"*"}}
		return nil
	}
	return json.Unmarshal(raw, (*map[string]Texts)(p))
}

func oneOrMany[T any](raw []byte, many *[]T) error {
	if strings.HasPrefix(string(raw), "[") {
		return json.Unmarshal(raw, many)
	}
	var one T
	if err := json.Unmarshal(raw, &one); err != nil {
		return err
	}
	*many = []T{one}
	return nil
}

// Anyone is true when the statement is about every principal there is.
func (p Principal) Anyone() bool { return slices.Contains(p["AWS"], "*") }

// OfService is true where a document is one that a service takes for a resource of
// its own: each statement says whom it is about, and all actions are the service's
// ("sqs") or any.
func (d Document) OfService(service string) bool {
	for _, s := range d.Statement {
		if len(s.Principal)+len(s.NotPrincipal) == 0 || len(s.Action)+len(s.NotAction) == 0 {
			return false
		}
		for _, action := range append(slices.Clone(s.Action), s.NotAction...) {
			if action != "*" && !strings.HasPrefix(strings.ToLower(action), service+":") {
				return false
			}
		}
	}
	return len(d.Statement) > 0
}

// Allows is true for a statement that grants.
func (s Statement) Allows() bool { return s.Effect == "Allow" }

// Meets is true when the statement has no condition on a key, or one of the
// patterns that it gives for the key matches the value.
func (s Statement) Meets(key, value string) bool {
	for _, keys := range s.Condition {
		for name, patterns := range keys {
			if strings.EqualFold(name, key) && !slices.ContainsFunc(patterns, func(p string) bool { return Matches(p, value) }) {
				return false
			}
		}
	}
	return true
}

// Matches compares as policies do: "*" is any text, "?" any character.
func Matches(pattern, value string) bool {
	// path.Match stops at slashes and knows brackets; policies do neither.
	plain := strings.NewReplacer("/", "\x00", "[", "\x01", "]", "\x02", `\`, "\x03")
	ok, err := path.Match(plain.Replace(pattern), plain.Replace(value))
	return err == nil && ok
}
