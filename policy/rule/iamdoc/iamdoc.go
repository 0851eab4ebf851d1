// Package iamdoc reads an IAM policy document into a typed value, as strictly as
// IAM does or more so: element names without regard to case, one value or a list
// of them, a single statement or several, nothing unknown and nothing twice.
//
// It reads and describes; whether what it finds is acceptable is for the rules.
// Writing documents belongs to the infrastructure, not here.
package iamdoc

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Effect of a statement.
type Effect string

// The effects.
const (
	Allow Effect = "Allow"
	Deny  Effect = "Deny"
)

// Document is one policy.
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
	Principal    *Principal
	NotPrincipal *Principal
	Actions      []string
	NotActions   []string
	Resources    []string
	NotResources []string
	Conditions   []Condition
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

// Principal is who a statement is about, by kind.
type Principal struct {
	Everyone  bool // "*", or "*" among AWS principals
	AWS       []string
	Service   []string
	Federated []string
	Canonical []string
}

// Condition is one key of one operator; a request must meet all conditions of a
// statement, and any one value of each.
type Condition struct {
	Operator string // as written: "StringEquals", "ForAnyValue:StringLike"
	Key      string
	Values   []string
}

// Parse reads a document. The error says what is wrong with it and where.
func Parse(text string) (Document, error) {
	fields, err := object(json.RawMessage(text))
	if err != nil {
		return Document{}, fmt.Errorf("read policy document: %w", err)
	}
	var doc Document
	for _, f := range fields {
		switch f.name {
		case "version":
			doc.Version, err = single(f.raw)
		case "id":
			doc.ID, err = single(f.raw)
		case "statement":
			doc.Statements, err = statements(f.raw)
		default:
			err = errUnknownElement
		}
		if err != nil {
			return Document{}, fmt.Errorf("read policy document: %s: %w", f.written, err)
		}
	}
	if len(doc.Statements) == 0 {
		return Document{}, errors.New("read policy document: no Statement")
	}
	if doc.Version != "" && doc.Version != "2012-10-17" && doc.Version != "2008-10-17" {
		return Document{}, fmt.Errorf("read policy document: Version %q is neither 2012-10-17 nor 2008-10-17", doc.Version)
	}
	return doc, nil
}

func statements(raw json.RawMessage) ([]Statement, error) {
	list, err := oneOrMany(raw)
	if err != nil {
		return nil, err
	}
	out := make([]Statement, len(list))
	for i, item := range list {
		if out[i], err = statement(item); err != nil {
			return nil, fmt.Errorf("statement %d: %w", i+1, err)
		}
	}
	return out, nil
}

func statement(raw json.RawMessage) (Statement, error) {
	fields, err := object(raw)
	if err != nil {
		return Statement{}, err
	}
	var s Statement
	for _, f := range fields {
		if err := s.set(f); err != nil {
			return Statement{}, fmt.Errorf("%s: %w", f.written, err)
		}
	}
	return s, s.complete()
}

// set reads one element into the statement.
func (s *Statement) set(f field) (err error) {
	switch f.name {
	case "sid":
		s.Sid, err = single(f.raw)
	case "effect":
		var effect string
		effect, err = single(f.raw)
		s.Effect = Effect(effect)
	case "principal":
		s.Principal, err = principal(f.raw)
	case "notprincipal":
		s.NotPrincipal, err = principal(f.raw)
	case "action":
		s.Actions, err = texts(f.raw)
	case "notaction":
		s.NotActions, err = texts(f.raw)
	case "resource":
		s.Resources, err = texts(f.raw)
	case "notresource":
		s.NotResources, err = texts(f.raw)
	case "condition":
		s.Conditions, err = conditions(f.raw)
	default:
		err = errUnknownElement
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

func principal(raw json.RawMessage) (*Principal, error) {
	if text, err := single(raw); err == nil {
		if text != "*" {
			return nil, fmt.Errorf("%q is neither \"*\" nor an object", text)
		}
		return &Principal{Everyone: true}, nil
	}
	fields, err := object(raw)
	if err != nil {
		return nil, err
	}
	p := &Principal{}
	for _, f := range fields {
		list, err := texts(f.raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.written, err)
		}
		switch f.name {
		case "aws":
			p.AWS = list
		case "service":
			p.Service = list
		case "federated":
			p.Federated = list
		case "canonicaluser":
			p.Canonical = list
		default:
			return nil, fmt.Errorf("%s: %w", f.written, errUnknownElement)
		}
	}
	for _, arn := range p.AWS {
		p.Everyone = p.Everyone || strings.TrimSpace(arn) == "*"
	}
	return p, nil
}

func conditions(raw json.RawMessage) ([]Condition, error) {
	operators, err := object(raw)
	if err != nil {
		return nil, err
	}
	var out []Condition
	for _, op := range operators {
		keys, err := object(op.raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", op.written, err)
		}
		for _, key := range keys {
			values, err := texts(key.raw)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", op.written, key.written, err)
			}
			out = append(out, Condition{Operator: op.written, Key: key.written, Values: values})
		}
	}
	return out, nil
}
