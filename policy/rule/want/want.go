// Package want builds the checks that most rules are: one property has to have
// one of some values.
//
// A check names the property and what is wrong, in words that go before the value
// that was found: want.True("storageEncrypted", "storage is not encrypted") says
// `storage is not encrypted: it is "false"`. Unknown values are open questions,
// and unset is never taken for good: where AWS's own default is good, the check
// says so by its name.
package want

import "github.com/covetpy/platform/policy/rule"

// Check is what rule.Rule.Check takes.
type Check = func(*rule.Resource, *rule.Report)

// All makes one check of several.
func All(checks ...Check) Check {
	return func(r *rule.Resource, rep *rule.Report) {
		for _, check := range checks {
			check(r, rep)
		}
	}
}

// When asks a check only of the resources for which a condition holds. A
// condition that can't be known yet leaves the check's findings open.
func When(condition func(*rule.Resource) rule.Truth, at string, check Check) Check {
	return func(r *rule.Resource, rep *rule.Report) {
		switch condition(r) {
		case rule.Yes:
			check(r, rep)
		case rule.Unknown:
			rep.Undecided(r.At(at))
		case rule.No:
		}
	}
}

// Truthful demands what a function says of the value.
func Truthful(path, wrong string, answer func(rule.Value) rule.Truth) Check {
	return func(r *rule.Resource, rep *rule.Report) {
		Value(rep, r.At(path), wrong, answer(r.At(path)))
	}
}

// Value demands an answer of Yes about a value, and says what is wrong with what
// it is.
func Value(rep *rule.Report, at rule.Value, wrong string, answer rule.Truth) {
	rep.Require(answer, at, "%s: it is %s", wrong, at.Quote())
}

// True demands true. Unset is false.
func True(path, wrong string) Check { return Truthful(path, wrong, rule.Value.IsTrue) }

// TrueOrUnset demands true where the provider's default is true.
func TrueOrUnset(path, wrong string) Check {
	return Truthful(path, wrong, func(v rule.Value) rule.Truth {
		return rule.Or(rule.Not(v.Present()), v.IsTrue())
	})
}

// False demands false where the provider's default is false: unset is well.
func False(path, wrong string) Check {
	return Truthful(path, wrong, func(v rule.Value) rule.Truth { return rule.Not(v.IsTrue()) })
}

// SaidFalse demands that false is written, as the provider's default is true.
func SaidFalse(path, wrong string) Check {
	return Truthful(path, wrong, func(v rule.Value) rule.Truth {
		return rule.And(v.Present(), rule.Not(v.IsTrue()))
	})
}

// OneOf demands one of some texts, letter for letter. Unset is none of them.
func OneOf(path, wrong string, values ...string) Check {
	return Truthful(path, wrong, func(v rule.Value) rule.Truth { return v.Is(values...) })
}

// NotOneOf refuses some texts, in any case of letters. Unset is well.
func NotOneOf(path, wrong string, values ...string) Check {
	return Truthful(path, wrong, func(v rule.Value) rule.Truth { return rule.Not(Among(v, values...)) })
}

// Among says whether a value's text is one of some, in any case of letters.
func Among(v rule.Value, values ...string) rule.Truth { return v.Among(values...) }

// Given demands that something is written: no empty text, no empty list.
func Given(path, wrong string) Check {
	return Truthful(path, wrong, rule.Value.Given)
}

// NotGiven demands that nothing is written.
func NotGiven(path, wrong string) Check {
	return Truthful(path, wrong, func(v rule.Value) rule.Truth { return rule.Not(v.Given()) })
}

// AtLeast demands a number that is not smaller. Unset is no number.
func AtLeast(path, wrong string, least float64) Check {
	return Truthful(path, wrong, func(v rule.Value) rule.Truth { return Least(v, least) })
}

// AtLeastSetting is AtLeast with the number of one of the rule's settings.
func AtLeastSetting(path, wrong, setting string) Check {
	return func(r *rule.Resource, rep *rule.Report) {
		at, least := r.At(path), rep.Number(setting)
		rep.Require(Least(at, least), at, "%s: it is %s, and %v is the least", wrong, at.Quote(), least)
	}
}

// Least says whether a value is a number that is not smaller.
func Least(v rule.Value, least float64) rule.Truth {
	n, known := v.Number()
	if known != rule.Yes {
		return known
	}
	return rule.Of(n >= least)
}

// Contains demands each of some elements in a list.
func Contains(path, wrong string, elements ...string) Check {
	return func(r *rule.Resource, rep *rule.Report) {
		at := r.At(path)
		for _, element := range elements {
			rep.Require(at.Contains(element), at, "%s: %q is missing", wrong, element)
		}
	}
}
