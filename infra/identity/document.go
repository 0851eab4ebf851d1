package identity

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// version is the policy language that has variables and every operator in use
// here. IAM takes 2008-10-17 when it is left out.
const version = "2012-10-17"

// Effect of a statement.
type Effect string

// Allow is what an empty Effect means.
const (
	Allow Effect = "Allow"
	Deny  Effect = "Deny"
)

// Document is an identity policy (no statement has a principal), a resource
// policy (each has a principal and resources) or a trust policy (each has a
// principal and no resources). It is a plain value: build it, compare it, test
// it; nothing is checked before JSON.
type Document struct {
	Statements []Statement
}

// Statement allows or denies some actions. Every statement has a Sid of letters
// and digits, unique in its document, that says in words what it is for.
type Statement struct {
	Sid        string
	Effect     Effect
	Principal  Principal
	Actions    []Action
	Resources  []Resource
	Conditions []Condition
}

// JSON renders the document canonically: keys sorted, lists whose order has no
// meaning sorted and without repetitions, a list of one as a string (as AWS
// stores it), statements in the order they were written. Equal documents give
// equal bytes, so an unchanged policy never shows as a difference.
//
// The error is a fault.Faults that holds everything wrong with the document at
// once; paths read "statements[ReadQueue].actions[0]".
func (d Document) JSON() (string, error) {
	if err := d.check().Err(); err != nil {
		return "", fmt.Errorf("write IAM document: %w", err)
	}
	wire := documentJSON{Version: version, Statement: make([]statementJSON, len(d.Statements))}
	for i, s := range d.Statements {
		wire.Statement[i] = s.wire()
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // IAM compares '<' and '&' as they are written
	if err := enc.Encode(wire); err != nil {
		return "", fmt.Errorf("write IAM document: %w", err)
	}
	return string(bytes.TrimSpace(b.Bytes())), nil
}

// MustJSON is JSON for a document made of constants, where a fault is a
// mistake of the programmer. It panics with the faults.
func (d Document) MustJSON() string {
	text, err := d.JSON()
	if err != nil {
		panic(err)
	}
	return text
}

// documentJSON and statementJSON declare their fields in the order of their
// names: encoding/json keeps it.
type documentJSON struct {
	Statement []statementJSON
	Version   string
}

type statementJSON struct {
	Action    oneOrMany
	Condition map[string]map[string]oneOrMany `json:",omitempty"`
	Effect    Effect
	Principal map[string]oneOrMany `json:",omitempty"`
	Resource  oneOrMany            `json:",omitempty"`
	Sid       string
}

func (s Statement) wire() statementJSON {
	out := statementJSON{
		Action:    canonical(s.Actions, Action.String),
		Effect:    s.effect(),
		Principal: s.Principal.wire(),
		Resource:  canonical(s.Resources, Resource.String),
		Sid:       s.Sid,
	}
	for _, c := range s.Conditions {
		if out.Condition == nil {
			out.Condition = map[string]map[string]oneOrMany{}
		}
		if out.Condition[c.operator] == nil {
			out.Condition[c.operator] = map[string]oneOrMany{}
		}
		out.Condition[c.operator][c.key] = canonical(c.values, verbatim)
	}
	return out
}

func (s Statement) effect() Effect {
	if s.Effect == "" {
		return Allow
	}
	return s.Effect
}
