package rule

import "slices"

// Reading says how rules read a place, in several of these ways.
type Reading uint8

const (
	// Passed is that a rule went there: on its way, to put a finding, or to ask.
	Passed Reading = 1 << iota
	// Swept is that a rule came by because it looks at everything (Value.Sweep).
	Swept
	// Presence is whether something is there at all.
	Presence
	// Words is a comparison with words that the rule brings along (Trace.Wanted).
	Words
	// Numbers is taking it for a number.
	Numbers
	// Texts is taking it for a text, for whatever the rule then does with it.
	Texts
	// Joined is asking which other resource it names.
	Joined
)

// Trace is what rules read of a resource: where, how, and the texts that they
// compared with what was there. A resource has none unless somebody gives it one;
// reading then costs a comparison with nil. It is for one goroutine.
type Trace struct {
	// Read are the paths that a rule went to, whether there is something or not.
	Read map[string]Reading
	// Wanted are the words that were compared (Words), by path.
	Wanted map[string][]string
}

// NewTrace makes an empty trace.
func NewTrace() *Trace { return &Trace{Read: map[string]Reading{}, Wanted: map[string][]string{}} }

// Add takes in what another trace holds, if there is one.
func (t *Trace) Add(other *Trace) {
	if other == nil {
		return
	}
	for path, how := range other.Read {
		t.read(path, how)
	}
	for path, words := range other.Wanted {
		t.compared(path, words)
	}
}

func (t *Trace) read(path string, how Reading) {
	if t != nil {
		t.Read[path] |= how
	}
}

func (t *Trace) compared(path string, words []string) {
	if t == nil {
		return
	}
	for _, word := range words {
		if !slices.Contains(t.Wanted[path], word) {
			t.Wanted[path] = append(t.Wanted[path], word)
		}
	}
}

// Sweep is the value for a rule that looks at everything there is, so that its
// reading says nothing about any one place.
func (v Value) Sweep() Value {
	v.swept = true
	return v
}

// note tells the trace how the value is read.
func (v Value) note(how Reading) {
	if v.swept {
		how = Swept
	}
	v.trace.read(v.path, how)
}

// compare tells the trace which words the value is compared with.
func (v Value) compare(words []string) {
	v.note(Words)
	if !v.swept {
		v.trace.compared(v.path, words)
	}
}
