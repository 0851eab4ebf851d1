package iam

import (
	"errors"
	"fmt"
	"strings"
)

// conditions reads the Condition element. Operators and keys have no case, so one
// that comes twice in different cases comes twice.
func conditions(n node) ([]Condition, error) {
	operators, err := n.fields()
	if err != nil {
		return nil, err
	}
	var out []Condition
	seen := map[string]bool{}
	for _, op := range operators {
		if _, known := parseOperator(op.name); !known {
			return nil, fmt.Errorf("%s: no such condition operator", op.name)
		}
		keys, err := op.value.fields()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", op.name, err)
		}
		for _, key := range keys {
			id := strings.ToLower(op.name + "\x00" + key.name)
			if seen[id] {
				return nil, fmt.Errorf("%s: %s: there twice, in another case", op.name, key.name)
			}
			seen[id] = true
			values, err := key.value.values()
			if err == nil && key.name == "" {
				err = errors.New("a key without a name")
			}
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", op.name, key.name, err)
			}
			out = append(out, Condition{Operator: op.name, Key: key.name, Values: values})
		}
	}
	return out, nil
}

// quantifier is how a condition treats a key of several values.
type quantifier int8

const (
	plain     quantifier = iota
	allValues            // true without any value
	anyValue             // false without any value
)

// operator is a condition's operator, taken apart.
type operator struct {
	base     string // lower case, without negation: "stringequals", "ipaddress", "null"
	negated  bool
	ifExists bool
	over     quantifier
}

// optional is true when a request without the key meets the condition.
func (o operator) optional() bool { return o.ifExists || o.over == allValues }

// bases are the operators by their names in lower case.
var bases = map[string]operator{
	"stringequals":              {base: "stringequals"},
	"stringnotequals":           {base: "stringequals", negated: true},
	"stringequalsignorecase":    {base: "stringequalsignorecase"},
	"stringnotequalsignorecase": {base: "stringequalsignorecase", negated: true},
	"stringlike":                {base: "stringlike"},
	"stringnotlike":             {base: "stringlike", negated: true},
	"numericequals":             {base: "numericequals"},
	"numericnotequals":          {base: "numericequals", negated: true},
	"numericlessthan":           {base: "numericlessthan"},
	"numericlessthanequals":     {base: "numericlessthanequals"},
	"numericgreaterthan":        {base: "numericgreaterthan"},
	"numericgreaterthanequals":  {base: "numericgreaterthanequals"},
	"dateequals":                {base: "dateequals"},
	"datenotequals":             {base: "dateequals", negated: true},
	"datelessthan":              {base: "datelessthan"},
	"datelessthanequals":        {base: "datelessthanequals"},
	"dategreaterthan":           {base: "dategreaterthan"},
	"dategreaterthanequals":     {base: "dategreaterthanequals"},
	"bool":                      {base: "bool"},
	"binaryequals":              {base: "binaryequals"},
	"ipaddress":                 {base: "ipaddress"},
	"notipaddress":              {base: "ipaddress", negated: true},
	"arnequals":                 {base: "arnlike"}, // IAM reads wildcards in both
	"arnlike":                   {base: "arnlike"},
	"arnnotequals":              {base: "arnlike", negated: true},
	"arnnotlike":                {base: "arnlike", negated: true},
	"null":                      {base: "null"},
}

// parseOperator takes an operator apart; known is false for one that IAM has not.
func parseOperator(written string) (op operator, known bool) {
	name := strings.ToLower(strings.TrimSpace(written))
	over := plain
	if rest, ok := strings.CutPrefix(name, "forallvalues:"); ok {
		name, over = rest, allValues
	} else if rest, ok := strings.CutPrefix(name, "foranyvalue:"); ok {
		name, over = rest, anyValue
	}
	name, ifExists := strings.CutSuffix(name, "ifexists")
	op, known = bases[name]
	op.over, op.ifExists = over, ifExists
	if op.base == "null" && (ifExists || over != plain) {
		return operator{}, false
	}
	return op, known
}
