package identity

import "strconv"

// Condition holds a statement to requests in which a key compares with one of
// the values. Several conditions of a statement must all hold.
type Condition struct {
	operator string
	key      string
	values   []string
}

// StringEquals holds when the key equals one of the values, to the letter: a
// wildcard in a value is a fault, because it would be compared as an asterisk.
func StringEquals(key string, values ...string) Condition {
	return Condition{operator: opStringEquals, key: key, values: values}
}

// StringNotEquals holds when the key equals none of the values, or is missing.
func StringNotEquals(key string, values ...string) Condition {
	return Condition{operator: opStringNotEquals, key: key, values: values}
}

// StringLike holds when the key matches one of the patterns (* and ?). A
// pattern of wildcards alone is a fault: Null asks whether a key is present.
func StringLike(key string, patterns ...string) Condition {
	return Condition{operator: opStringLike, key: key, values: patterns}
}

// ArnLike holds when the key is an ARN that matches one of the patterns part by
// part. ArnEquals does the same in IAM, so there is no other.
func ArnLike(key string, patterns ...string) Condition {
	return Condition{operator: opArnLike, key: key, values: patterns}
}

// Bool holds when the key is present and has the value.
func Bool(key string, value bool) Condition {
	return Condition{operator: opBool, key: key, values: []string{strconv.FormatBool(value)}}
}

// Null holds when the key's absence is as said: Null(key, false) demands that
// the request carries the key.
func Null(key string, absent bool) Condition {
	return Condition{operator: opNull, key: key, values: []string{strconv.FormatBool(absent)}}
}

// ForAnyValue applies a condition to a key of many values: one must hold.
func ForAnyValue(c Condition) Condition {
	c.operator = "ForAnyValue:" + c.operator
	return c
}

// ForAllValues applies a condition to a key of many values: all must hold. It
// also holds when the key is missing, so it limits what may be in a request
// and never proves that something is.
func ForAllValues(c Condition) Condition {
	c.operator = "ForAllValues:" + c.operator
	return c
}

// IfExists makes a condition hold when the key is missing.
func IfExists(c Condition) Condition {
	c.operator += "IfExists"
	return c
}

const (
	opStringEquals    = "StringEquals"
	opStringNotEquals = "StringNotEquals"
	opStringLike      = "StringLike"
	opArnLike         = "ArnLike"
	opBool            = "Bool"
	opNull            = "Null"
)
