// Package truth is the logic of three answers that every question of the policies
// has: yes, no, and not known yet.
package truth

// Truth is the answer to a question. The zero value is Unknown, so that a
// forgotten answer passes nothing.
type Truth int8

// The three answers.
const (
	Unknown Truth = iota
	No
	Yes
)

// String is "unknown", "no" or "yes".
func (t Truth) String() string {
	switch t {
	case No:
		return "no"
	case Yes:
		return "yes"
	default:
		return "unknown"
	}
}

// Of turns a plain answer into a Truth.
func Of(b bool) Truth {
	if b {
		return Yes
	}
	return No
}

// And is Yes when every answer is, No when one is, otherwise Unknown: one No
// decides, whatever is still open.
func And(ts ...Truth) Truth {
	all := Yes
	for _, t := range ts {
		if t == No {
			return No
		}
		if t == Unknown {
			all = Unknown
		}
	}
	return all
}

// Or is Yes when one answer is, No when all are, otherwise Unknown.
func Or(ts ...Truth) Truth {
	some := No
	for _, t := range ts {
		if t == Yes {
			return Yes
		}
		if t == Unknown {
			some = Unknown
		}
	}
	return some
}

// Not turns Yes into No and No into Yes; Unknown stays.
func Not(t Truth) Truth {
	switch t {
	case Yes:
		return No
	case No:
		return Yes
	default:
		return Unknown
	}
}
