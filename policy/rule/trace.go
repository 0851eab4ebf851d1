package rule

// Trace is what rules read of a resource: where, and the texts that they compared
// with what was there. A resource has none unless somebody gives it one; reading
// then costs a comparison with nil. It is for one goroutine.
type Trace struct {
	// Read are the paths that a rule went to, whether there is something or not.
	Read map[string]bool
	// Wanted are the texts that were compared (Value.Is), by path.
	Wanted map[string][]string
}

// NewTrace makes an empty trace.
func NewTrace() *Trace { return &Trace{Read: map[string]bool{}, Wanted: map[string][]string{}} }

func (t *Trace) read(path string) {
	if t != nil {
		t.Read[path] = true
	}
}

func (t *Trace) compared(path string, wanted []string) {
	if t != nil {
		t.Wanted[path] = append(t.Wanted[path], wanted...)
	}
}
