package iam

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxLength is how long a document may be, in bytes. The longest that AWS takes
// anywhere is a key policy of 32 KB, without its blanks.
const maxLength = 256 << 10

// maxDepth is how deep a policy document may be nested. The deepest that IAM
// knows is a value in a list of a key of an operator of a statement.
const maxDepth = 12

// node is one value of a document. Objects keep the order of their members.
type node struct {
	kind    kind
	text    string // of a text, a number or a boolean
	members []member
	items   []node
}

type member struct {
	name  string
	value node
}

type kind int

const (
	isNull kind = iota
	isText
	isBare // a number or a boolean, which IAM takes without quotes in conditions
	isObject
	isList
)

// read turns a JSON text into a node. A name that an object has twice is an
// error: what a reader takes from such a document is anyone's guess, and
// encoding/json would silently take the last.
func read(document string) (node, error) {
	if len(document) > maxLength {
		return node{}, fmt.Errorf("%d bytes long, more than any policy may be", len(document))
	}
	dec := json.NewDecoder(strings.NewReader(document))
	dec.UseNumber()
	n, err := readValue(dec, maxDepth)
	if err != nil {
		return node{}, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return node{}, errors.New("text after the JSON object")
	}
	return n, nil
}

func readValue(dec *json.Decoder, depth int) (node, error) {
	token, err := dec.Token()
	if err != nil {
		return node{}, notJSON(err, dec.InputOffset())
	}
	if depth == 0 {
		return node{}, fmt.Errorf("nested deeper than any policy, at character %d", dec.InputOffset())
	}
	switch t := token.(type) {
	case string:
		return node{kind: isText, text: t}, nil
	case json.Number:
		return node{kind: isBare, text: t.String()}, nil
	case bool:
		return node{kind: isBare, text: fmt.Sprint(t)}, nil
	case json.Delim:
		if t == '{' {
			return readObject(dec, depth-1)
		}
		return readList(dec, depth-1)
	default:
		return node{}, nil
	}
}

func readObject(dec *json.Decoder, depth int) (node, error) {
	n := node{kind: isObject}
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return node{}, notJSON(err, dec.InputOffset())
		}
		name := fmt.Sprint(token)
		for _, m := range n.members {
			if m.name == name {
				return node{}, fmt.Errorf("%s is there twice, at character %d", name, dec.InputOffset())
			}
		}
		if len(n.members) >= maxMembers {
			return node{}, fmt.Errorf("an object of more than %d members", maxMembers)
		}
		value, err := readValue(dec, depth)
		if err != nil {
			return node{}, err
		}
		n.members = append(n.members, member{name, value})
	}
	return n, closed(dec)
}

// maxMembers bounds the search for names that come twice: no object of a policy
// is as long, and a document of nothing else must not take a quadratic time.
const maxMembers = 1000

func readList(dec *json.Decoder, depth int) (node, error) {
	n := node{kind: isList}
	for dec.More() {
		item, err := readValue(dec, depth)
		if err != nil {
			return node{}, err
		}
		n.items = append(n.items, item)
	}
	return n, closed(dec)
}

// closed reads the bracket at the end.
func closed(dec *json.Decoder) error {
	if _, err := dec.Token(); err != nil {
		return notJSON(err, dec.InputOffset())
	}
	return nil
}

func notJSON(err error, at int64) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("not JSON: it ends too early")
	}
	return fmt.Errorf("not JSON, at character %d: %w", at, err)
}

// fields are the members of an object.
func (n node) fields() ([]member, error) {
	if n.kind != isObject {
		return nil, errors.New("not a JSON object")
	}
	return n.members, nil
}

// many is a list's items, or a single value as a list of one.
func (n node) many() []node {
	if n.kind == isList {
		return n.items
	}
	return []node{n}
}

// single is one text; booleans and numbers are written out.
func (n node) single() (string, error) {
	if n.kind != isText && n.kind != isBare {
		return "", errors.New("not a text")
	}
	return n.text, nil
}

// words is one plain text or a list of them.
func (n node) words() ([]string, error) {
	return n.collect(func(item node) bool { return item.kind == isText })
}

// values is one text, number or boolean, or a list of them.
func (n node) values() ([]string, error) {
	return n.collect(func(item node) bool { return item.kind == isText || item.kind == isBare })
}

func (n node) collect(accept func(node) bool) ([]string, error) {
	items := n.many()
	out := make([]string, len(items))
	for i, item := range items {
		if !accept(item) {
			return nil, errors.New("not a text")
		}
		out[i] = item.text
	}
	return out, nil
}
