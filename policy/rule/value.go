package rule

import (
	"slices"
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// Value is a property, or a place where one could be: it may be unset, unknown
// or secret, and reading it never panics.
type Value struct {
	path   string
	state  Truth // Yes: there is a value; No: unset or null; Unknown: not known yet
	secret bool
	inner  resource.PropertyValue
	trace  *Trace // nil unless somebody asks what rules read
	swept  bool   // what is read is read because everything is
}

// NewValue wraps a property found at a path.
func NewValue(path string, v resource.PropertyValue) Value {
	return unwrap(Value{path: path, state: Yes, inner: v})
}

// unwrap takes off secrets, outputs and references until a plain value is left.
func unwrap(v Value) Value {
	for {
		switch {
		case v.inner.IsSecret():
			v.secret = true
			v.inner = v.inner.SecretValue().Element
		case v.inner.IsOutput():
			out := v.inner.OutputValue()
			v.secret = v.secret || out.Secret
			if !out.Known {
				v.state = Unknown
				return v
			}
			v.inner = out.Element
		case v.inner.IsResourceReference():
			v.inner = v.inner.ResourceReferenceValue().ID
		case v.inner.IsComputed():
			v.state = Unknown
			return v
		default:
			if v.inner.IsNull() {
				v.state = No
			}
			return v
		}
	}
}

// Path is where the value is, "encryptionConfig.provider.keyArn".
func (v Value) Path() string { return v.path }

// Present is Yes for any value, No when it is unset or null.
func (v Value) Present() Truth {
	v.note(Presence)
	return v.state
}

// At reads below the value: "rules[0].status", "parameters.kmsKeyId". What lies
// below an unset value is unset, below an unknown one unknown. A list of one is
// read through where a field is asked of it: providers send some single blocks
// that way.
func (v Value) At(path string) Value {
	for _, s := range steps(path) {
		v = v.step(s)
	}
	return v
}

func (v Value) step(s step) Value {
	if s.index < 0 && v.state == Yes && v.inner.IsArray() && len(v.inner.ArrayValue()) == 1 {
		v = v.step(step{index: 0})
	}
	next := Value{path: join(v.path, s.key), state: v.state, secret: v.secret, trace: v.trace, swept: v.swept}
	if s.index >= 0 {
		next.path = element(v.path, s.index)
	}
	next.note(Passed)
	if v.state != Yes {
		return next
	}
	next.state = No
	switch {
	case s.index >= 0 && v.inner.IsArray() && s.index < len(v.inner.ArrayValue()):
		next.state, next.inner = Yes, v.inner.ArrayValue()[s.index]
	case s.index < 0 && v.inner.IsObject():
		if found, ok := v.inner.ObjectValue()[resource.PropertyKey(s.key)]; ok {
			next.state, next.inner = Yes, found
		}
	}
	if next.state == No {
		return next
	}
	return unwrap(next)
}

// Keys is the names of an object's fields, sorted: of labels and annotations they
// are what a rule asks about. The answer is No when there is no object.
func (v Value) Keys() ([]string, Truth) {
	if v.state != Yes {
		return nil, v.state
	}
	if !v.inner.IsObject() {
		return nil, No
	}
	return slices.Sorted(func(yield func(string) bool) {
		for key := range v.inner.ObjectValue() {
			if !yield(string(key)) {
				return
			}
		}
	}), Yes
}

// Field reads one field by a name that At would take for a path, such as the
// label "app.kubernetes.io/name".
func (v Value) Field(name string) Value {
	next := v.step(step{key: name, index: -1})
	if strings.ContainsAny(name, ".[") {
		next.path = v.path + "[" + strconv.Quote(name) + "]"
	}
	return next
}

// Items is the elements of a list. A list that is unknown has one element, which
// is unknown, so that a loop over it comes to the same conclusion; a single value
// where a list is expected is a list of one; unset has none.
func (v Value) Items() []Value {
	switch v.state {
	case No:
		return nil
	case Unknown:
		return []Value{v}
	case Yes:
	}
	if !v.inner.IsArray() {
		return []Value{v}
	}
	list := v.inner.ArrayValue()
	out := make([]Value, len(list))
	for i := range list {
		out[i] = v.step(step{index: i})
	}
	return out
}

// Field is one field of a mapping.
type Field struct {
	Name  string
	Value Value
}

// Fields are those of a mapping, by name. A mapping that is unknown has one, with
// no name and unknown, so that a loop over it comes to the same conclusion; what
// is no mapping has none.
func (v Value) Fields() []Field {
	keys, known := v.Keys()
	if known == Unknown {
		return []Field{{Value: v}}
	}
	var out []Field
	for _, key := range keys {
		if field := v.Field(key); field.state != No {
			out = append(out, Field{Name: key, Value: field})
		}
	}
	return out
}

// Text is the value as text; numbers and booleans are written out. The answer is
// No when there is no value or it is a list or an object.
func (v Value) Text() (string, Truth) {
	v.note(Texts)
	return v.text()
}

// Name is Text for who compares it with what another resource is called.
func (v Value) Name() (string, Truth) {
	v.note(Joined)
	return v.text()
}

func (v Value) text() (string, Truth) {
	if v.state != Yes {
		return "", v.state
	}
	switch {
	case v.inner.IsString():
		return v.inner.StringValue(), Yes
	case v.inner.IsBool():
		return strconv.FormatBool(v.inner.BoolValue()), Yes
	case v.inner.IsNumber():
		return strconv.FormatFloat(v.inner.NumberValue(), 'f', -1, 64), Yes
	default:
		return "", No
	}
}

// IsTrue is Yes for true and for the strings that providers take for it ("true",
// "1"); unset is No.
func (v Value) IsTrue() Truth {
	v.compare([]string{"true", "false"})
	text, known := v.text()
	if known != Yes {
		return known
	}
	b, err := strconv.ParseBool(strings.TrimSpace(text))
	return Of(err == nil && b)
}

// Is is Yes when the value's text is one of the wanted.
func (v Value) Is(wanted ...string) Truth {
	v.compare(wanted)
	return v.is(func(text string) bool { return slices.Contains(wanted, text) })
}

// Among is Is in any case of letters, and whatever blanks are around the text.
func (v Value) Among(wanted ...string) Truth {
	v.compare(wanted)
	return v.is(func(text string) bool {
		return slices.ContainsFunc(wanted, func(one string) bool { return strings.EqualFold(strings.TrimSpace(text), one) })
	})
}

// IsName is Is for who compares with what another resource is called.
func (v Value) IsName(name string) Truth {
	v.note(Joined)
	return v.is(func(text string) bool { return text == name })
}

func (v Value) is(question func(text string) bool) Truth {
	text, known := v.text()
	if known != Yes {
		return known
	}
	return Of(question(text))
}

// Blank is Yes when the value is unset or an empty text.
func (v Value) Blank() Truth {
	v.note(Presence)
	text, known := v.text()
	if known == No && v.state == Yes {
		return No // a list or an object: not blank
	}
	return Or(Not(known), And(known, Of(strings.TrimSpace(text) == "")))
}

// Empty is Yes when the value is unset, a blank text, or a list or a mapping with
// nothing in it.
func (v Value) Empty() Truth {
	v.note(Presence)
	switch {
	case v.state != Yes:
		return Not(v.state)
	case v.inner.IsArray():
		return Of(len(v.inner.ArrayValue()) == 0)
	case v.inner.IsObject():
		return Of(len(v.Fields()) == 0)
	default:
		return v.Blank()
	}
}

// Number is the value as a number.
func (v Value) Number() (float64, Truth) {
	v.note(Numbers)
	text, known := v.text()
	if known != Yes {
		return 0, known
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	return n, Of(err == nil)
}

// Contains is Yes when one element's text is the wanted one, Unknown when none
// is but one can't be known yet.
func (v Value) Contains(wanted string) Truth {
	answers := make([]Truth, 0, 4)
	for _, item := range v.Items() {
		answers = append(answers, item.Is(wanted))
	}
	return Or(answers...)
}

// quoteLimit keeps a long value from drowning the message that it is quoted in.
const quoteLimit = 120

// Quote is the value for a message, which no trace takes for reading it. A
// secret's text is never printed.
func (v Value) Quote() string {
	text, known := v.text()
	switch {
	case v.secret:
		return "(secret)"
	case v.state == No:
		return "unset"
	case known == Unknown:
		return "(not known yet)"
	case known == No:
		return "(a list or an object)"
	}
	if len(text) > quoteLimit {
		text = strings.ToValidUTF8(text[:quoteLimit], "") + "..."
	}
	return strconv.Quote(text)
}
