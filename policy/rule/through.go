package rule

// Names is Refers, also where a property is made from a third resource: the rules
// of a bucket's lifecycle take the bucket's name from its versions, so that they
// come after them. The third names the other by the same path, and the rule
// declares its type.
func (s *Stack) Names(r *Resource, path string, to *Resource, by ...string) Truth {
	answer := Refers(r, path, to, by...)
	if answer != Unknown {
		return answer
	}
	for _, urn := range r.From(path) {
		for _, through := range s.OfType(Canonical(string(urn.Type()))) {
			if through.URN == urn && through.At(path).Present() != No {
				return Refers(through, path, to, by...)
			}
		}
	}
	return answer
}
