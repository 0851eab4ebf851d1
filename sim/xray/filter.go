package xray

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// sort of a keyword: what it is compared with.
type sort int

const (
	boolean sort = iota + 1 // with nothing: it stands for itself
	number
	text
	scope // with nothing: it has arguments, or another filter in braces
)

// keywords of filter expressions. Source: X-Ray Developer Guide, "Use filter
// expressions".
var keywords = map[string]sort{
	"ok": boolean, "error": boolean, "throttle": boolean, "fault": boolean, "partial": boolean, "inferred": boolean,
	"first": boolean, "last": boolean, "remote": boolean, "root": boolean,
	"responsetime": number, "duration": number, "http.status": number, "index": number, "coverage": number,
	"http.url": text, "http.method": text, "http.useragent": text, "http.clientip": text, "user": text, "name": text, "type": text,
	"message": text, "availabilityzone": text, "instance.id": text, "resource.arn": text, "account.id": text,
	"group.name": text, "group.arn": text,
	"service": scope, "edge": scope, "id": scope, "json": scope, "exception": scope, "rootcause.json": scope,
	"rootcause.fault.entity": scope, "rootcause.fault.service": scope, "rootcause.error.entity": scope, "rootcause.error.service": scope,
	"rootcause.responsetime.entity": scope, "rootcause.responsetime.service": scope,
}

// operators by what they may compare.
var operators = map[sort][]string{
	number: {"=", "!=", "<", "<=", ">", ">="},
	text:   {"=", "!=", "CONTAINS", "BEGINSWITH", "ENDSWITH"},
	// An annotation may be any: its values say which.
	scope: {"=", "!=", "<", "<=", ">", ">=", "CONTAINS", "BEGINSWITH", "ENDSWITH"},
}

var (
	token    = regexp.MustCompile(`^(?:"[^"]*"|'[^']*'|[A-Za-z_][A-Za-z0-9_.]*|[0-9]+(?:\.[0-9]+)?|!=|<=|>=|[(){}\[\]=<>!,:])`)
	isQuoted = regexp.MustCompile(`^["']`)
	isNumber = regexp.MustCompile(`^[0-9]`)
)

// filter is what is left to read of an expression.
type filter struct{ rest []string }

// admitFilter reads a filter expression; the empty one meets every trace.
func admitFilter(expression string) error {
	f := filter{}
	for left := strings.TrimSpace(expression); left != ""; left = strings.TrimSpace(left) {
		found := token.FindString(left)
		if found == "" {
			return invalid("Invalid filter expression: unexpected %q", left)
		}
		f.rest = append(f.rest, found)
		left = left[len(found):]
	}
	if len(f.rest) == 0 {
		return nil
	}
	err := f.any()
	if err == nil && len(f.rest) > 0 {
		err = fmt.Errorf("unexpected %q", f.next())
	}
	if err != nil {
		return invalid("Invalid filter expression: %v", err)
	}
	return nil
}

func (f *filter) next() string {
	if len(f.rest) == 0 {
		return "end of the expression"
	}
	return f.rest[0]
}

// take reads a token if it is one of those.
func (f *filter) take(those ...string) bool {
	if len(f.rest) == 0 || !slices.ContainsFunc(those, func(one string) bool { return strings.EqualFold(one, f.rest[0]) }) {
		return false
	}
	f.rest = f.rest[1:]
	return true
}

func (f *filter) expect(one string) error {
	if !f.take(one) {
		return fmt.Errorf("expected %q, got %q", one, f.next())
	}
	return nil
}

// any reads terms with AND or OR between them.
func (f *filter) any() error {
	for {
		f.take("NOT", "!")
		if err := f.term(); err != nil {
			return err
		}
		if !f.take("AND", "OR") {
			return nil
		}
	}
}

func (f *filter) term() error {
	if f.take("(") {
		if err := f.any(); err != nil {
			return err
		}
		return f.expect(")")
	}
	word := strings.ToLower(f.next())
	kind, known := keywords[word]
	annotated := word == "annotation" || strings.HasPrefix(word, "annotation.")
	if !known && !annotated {
		return fmt.Errorf("unknown keyword %q", f.next())
	}
	f.rest = f.rest[1:]
	switch {
	case annotated:
		return f.annotation(word)
	case kind == boolean:
		return f.truth()
	case kind == scope:
		return f.scope()
	default:
		return f.comparison(kind)
	}
}

// truth reads what may follow a boolean: nothing, or a comparison with one.
func (f *filter) truth() error {
	if f.take("=", "!=") && !f.take("true", "false") {
		return fmt.Errorf("expected true or false, got %q", f.next())
	}
	return nil
}

func (f *filter) annotation(word string) error {
	if word == "annotation" {
		if err := f.expect("["); err != nil {
			return err
		}
		f.take(f.next())
		if err := f.expect("]"); err != nil {
			return err
		}
	}
	if f.take(operators[scope]...) {
		return f.value(scope)
	}
	return nil // there is such an annotation
}

func (f *filter) comparison(kind sort) error {
	if !f.take(operators[kind]...) {
		return fmt.Errorf("expected one of %v, got %q", operators[kind], f.next())
	}
	return f.value(kind)
}

func (f *filter) value(kind sort) error {
	given := f.next()
	switch {
	case len(f.rest) == 0, kind == number && !isNumber.MatchString(given), kind == text && !isQuoted.MatchString(given),
		kind == scope && !isQuoted.MatchString(given) && !isNumber.MatchString(given) && given != "true" && given != "false":
		return fmt.Errorf("%q is no value to compare with", given)
	}
	f.rest = f.rest[1:]
	return nil
}

// scope reads the arguments and the inner filter of a service, an edge and the like.
func (f *filter) scope() error {
	if f.take("(") {
		for open := 1; open > 0; {
			switch {
			case len(f.rest) == 0:
				return fmt.Errorf("expected %q, got %q", ")", f.next())
			case f.rest[0] == "(":
				open++
			case f.rest[0] == ")":
				open--
			}
			f.rest = f.rest[1:]
		}
	}
	if f.take("{") {
		if err := f.any(); err != nil {
			return err
		}
		return f.expect("}")
	}
	return nil
}
