package iam

import (
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/covetpy/platform/sim/policydoc"
)

// document is an identity policy as far as IAM looks into it before it accepts
// it. Resource policies are policydoc's: they have a principal.
type document struct{ Statement statements }

type statement struct {
	Sid string
	policydoc.Statement
}

// statements may be written as one object or as a list.
type statements []statement

// UnmarshalJSON implements json.Unmarshaler.
func (s *statements) UnmarshalJSON(raw []byte) error {
	if raw[0] == '[' {
		return json.Unmarshal(raw, (*[]statement)(s))
	}
	*s = make(statements, 1)
	return json.Unmarshal(raw, &(*s)[0])
}

var (
	sidForm      = regexp.MustCompile(`^[0-9A-Za-z]*$`)
	actionForm   = regexp.MustCompile(`^[a-zA-Z0-9-]+:.+$`)
	resourceForm = regexp.MustCompile(`^(\*|arn:[^:]*:[^:]+:[^:]*:[^:]*:.+)$`)
)

// malformed is IAM's refusal of an identity policy's text.
func malformed(text string) error {
	var doc document
	if err := json.Unmarshal([]byte(text), &doc); err != nil || len(doc.Statement) == 0 {
		return errors.New("MalformedPolicyDocument: Syntax errors in policy.")
	}
	seen := map[string]bool{}
	for _, s := range doc.Statement {
		if err := s.malformed(); err != nil {
			return err
		}
		if s.Sid != "" && seen[s.Sid] {
			return errors.New("MalformedPolicyDocument: Statement IDs (SID) in a single policy must be unique.")
		}
		seen[s.Sid] = true
	}
	return nil
}

func (s statement) malformed() error {
	actions, resources := slices.Concat(s.Action, s.NotAction), slices.Concat(s.Resource, s.NotResource)
	switch {
	case s.Effect != "Allow" && s.Effect != "Deny":
		return errors.New("MalformedPolicyDocument: Syntax errors in policy.")
	case !sidForm.MatchString(s.Sid):
		return errors.New("MalformedPolicyDocument: Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*")
	case len(s.Principal) > 0 || len(s.NotPrincipal) > 0:
		return errors.New("MalformedPolicyDocument: Policy document should not specify a principal.")
	case len(actions) == 0:
		return errors.New("MalformedPolicyDocument: Policy statement must contain actions.")
	case len(resources) == 0:
		return errors.New("MalformedPolicyDocument: Policy statement must contain resources.")
	}
	for _, action := range actions {
		if action != "*" && !actionForm.MatchString(action) {
			return errors.New("MalformedPolicyDocument: Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")
		}
	}
	for _, res := range resources {
		if !resourceForm.MatchString(res) {
			return errors.New("MalformedPolicyDocument: Resource " + res + ` must be in ARN format or "*".`)
		}
	}
	return nil
}

// size is what IAM counts of a document: every character but white space.
func size(text string) int {
	return len(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text))
}
