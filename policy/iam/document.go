package iam

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Effect of a statement.
type Effect string

// The effects.
const (
	Allow Effect = "Allow"
	Deny  Effect = "Deny"
)

// The versions of the policy language. Without one, a document is of the older,
// which takes policy variables for plain text.
const (
	Version2008 = "2008-10-17"
	Version2012 = "2012-10-17"
)

// Document is one policy. It is read once and never written to, so it may be
// shared between goroutines.
type Document struct {
	Version    string
	ID         string
	Statements []Statement
}

// Statement is one statement of a policy. The pairs with Not are exclusive, as
// IAM has them.
type Statement struct {
	Sid          string
	Effect       Effect
	Principal    *Principals
	NotPrincipal *Principals
	Actions      []string
	NotActions   []string
	Resources    []string
	NotResources []string
	Conditions   []Condition
	Variables    bool // "${...}" is a policy variable: the document's Version has them
}

// Allows says whether the statement grants something.
func (s Statement) Allows() bool { return s.Effect == Allow }

// Label names the statement for a message: its Sid, or its number.
func (s Statement) Label(i int) string {
	if s.Sid != "" {
		return fmt.Sprintf("statement %q", s.Sid)
	}
	return fmt.Sprintf("statement %d", i+1)
}

// Principals is who a statement is about, by kind.
type Principals struct {
	Everyone  bool // "*", or "*" among AWS principals
	AWS       []string
	Service   []string
	Federated []string
	Canonical []string
}

// Condition is one key of one operator; a request must meet all conditions of a
// statement, and any one value of each.
type Condition struct {
	Operator  string // as written: "StringEquals", "ForAnyValue:StringLike"
	Key       string
	Values    []string
	Variables bool // as in the statement
}

// Parse reads a document, as strictly as IAM does or more so. The error says what
// is wrong with it and where.
func Parse(text string) (*Document, error) {
	doc, err := parse(text)
	if err != nil {
		return nil, fmt.Errorf("read policy document: %w", err)
	}
	return doc, nil
}

func parse(text string) (*Document, error) {
	root, err := read(text)
	if err != nil {
		return nil, err
	}
	fields, err := root.fields()
	if err != nil {
		return nil, err
	}
	doc := &Document{}
	for _, f := range fields {
		switch f.name {
		case "Version":
			doc.Version, err = f.value.single()
		case "Id":
			doc.ID, err = f.value.single()
		case "Statement":
			doc.Statements, err = statements(f.value)
		default:
			err = unknownElement(f.name, "Version", "Id", "Statement")
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
	}
	if doc.Version != "" && doc.Version != Version2012 && doc.Version != Version2008 {
		return nil, fmt.Errorf("element Version is %q, neither %s nor %s", doc.Version, Version2012, Version2008)
	}
	if err := doc.complete(); err != nil {
		return nil, err
	}
	return doc, nil
}

// complete tells the statements which version they are of, and refuses what IAM
// refuses across them.
func (d *Document) complete() error {
	if len(d.Statements) == 0 {
		return errors.New("no Statement")
	}
	sids := map[string]int{}
	for i := range d.Statements {
		s := &d.Statements[i]
		if before, twice := sids[s.Sid]; twice && s.Sid != "" {
			return fmt.Errorf("Statement: statement %d: Sid %q is that of statement %d, too", i+1, s.Sid, before)
		}
		sids[s.Sid] = i + 1
		s.Variables = d.Version == Version2012
		for j := range s.Conditions {
			s.Conditions[j].Variables = s.Variables
		}
	}
	return nil
}

func statements(n node) ([]Statement, error) {
	list := n.many()
	out := make([]Statement, len(list))
	for i, item := range list {
		var err error
		if out[i], err = statement(item); err != nil {
			return nil, fmt.Errorf("statement %d: %w", i+1, err)
		}
	}
	return out, nil
}

func statement(n node) (Statement, error) {
	fields, err := n.fields()
	if err != nil {
		return Statement{}, err
	}
	var s Statement
	for _, f := range fields {
		if err := s.set(f); err != nil {
			return Statement{}, fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return s, s.complete()
}

// set reads one element into the statement.
func (s *Statement) set(f member) (err error) {
	switch f.name {
	case "Sid":
		s.Sid, err = f.value.single()
	case "Effect":
		var effect string
		effect, err = f.value.single()
		s.Effect = Effect(effect)
	case "Principal":
		s.Principal, err = principals(f.value)
	case "NotPrincipal":
		s.NotPrincipal, err = principals(f.value)
	case "Action":
		s.Actions, err = actions(f.value)
	case "NotAction":
		s.NotActions, err = actions(f.value)
	case "Resource":
		s.Resources, err = f.value.words()
	case "NotResource":
		s.NotResources, err = f.value.words()
	case "Condition":
		s.Conditions, err = conditions(f.value)
	default:
		err = unknownElement(f.name, "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction",
			"Resource", "NotResource", "Condition")
	}
	return err
}

// complete checks what a statement must have. Resource may be absent: trust
// policies have none.
func (s Statement) complete() error {
	switch {
	case s.Effect != Allow && s.Effect != Deny:
		return fmt.Errorf("element Effect is %q, neither Allow nor Deny", s.Effect)
	case len(s.Actions) == 0 && len(s.NotActions) == 0:
		return errors.New("neither Action nor NotAction")
	case len(s.Actions) > 0 && len(s.NotActions) > 0:
		return errors.New("both Action and NotAction")
	case len(s.Resources) > 0 && len(s.NotResources) > 0:
		return errors.New("both Resource and NotResource")
	case s.Principal != nil && s.NotPrincipal != nil:
		return errors.New("both Principal and NotPrincipal")
	}
	return nil
}

// actions reads patterns of actions: a service, a colon and a name, or a wildcard
// for both.
func actions(n node) ([]string, error) {
	list, err := n.words()
	if err != nil {
		return nil, err
	}
	for i, a := range list {
		list[i] = strings.TrimSpace(a)
		service, name, found := strings.Cut(list[i], ":")
		if list[i] != "*" && (!found || service == "" || name == "") {
			return nil, fmt.Errorf("%q is not of the form service:Action", a)
		}
	}
	return list, nil
}

func principals(n node) (*Principals, error) {
	if word, err := n.single(); err == nil {
		if word != "*" {
			return nil, fmt.Errorf("%q is neither \"*\" nor an object", word)
		}
		return &Principals{Everyone: true}, nil
	}
	fields, err := n.fields()
	if err != nil {
		return nil, err
	}
	p := &Principals{}
	for _, f := range fields {
		list, err := f.value.words()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		switch f.name {
		case "AWS":
			p.AWS = list
		case "Service":
			p.Service = list
		case "Federated":
			p.Federated = list
		case "CanonicalUser":
			p.Canonical = list
		default:
			return nil, fmt.Errorf("%s: %w", f.name, unknownElement(f.name, "AWS", "Service", "Federated", "CanonicalUser"))
		}
	}
	p.Everyone = slices.ContainsFunc(p.AWS, func(arn string) bool { return strings.TrimSpace(arn) == "*" })
	return p, nil
}

// unknownElement says so, and names the element that differs in case only.
func unknownElement(name string, known ...string) error {
	for _, k := range known {
		if strings.EqualFold(name, k) {
			return fmt.Errorf("no such element: it is written %s", k)
		}
	}
	return errors.New("no such element")
}
