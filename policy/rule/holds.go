package rule

// Holds asks a question about the value's text. The answer is No when there is
// none.
func (v Value) Holds(question func(text string) bool) Truth {
	text, known := v.Text()
	if known != Yes {
		return known
	}
	return Of(question(text))
}

// HoldsNumber asks a question about the value as a number, also one that is
// written as a text. The answer is No when it is none.
func (v Value) HoldsNumber(question func(n float64) bool) Truth {
	n, known := v.Number()
	if known != Yes {
		return known
	}
	return Of(question(n))
}

// Given says whether something is written: a text that is not blank, or a list or
// a mapping that is not an empty list.
func (v Value) Given() Truth {
	if v.Present() == Yes && len(v.Items()) == 0 {
		return No
	}
	return Not(v.Blank())
}
