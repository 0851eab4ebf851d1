package rule

import "fmt"

// Context is what a rule may know besides resources.
type Context struct {
	// Tier of the environment; empty is production.
	Tier Tier
	// Account is the id of the environment's own AWS account, twelve digits; empty
	// when it is not known.
	Account string
	// Settings are those that were configured, by name, as Setting.Read returned
	// them; others have the rule's default for the tier.
	Settings map[string]any
}

// Tier is the environment's.
func (r *Report) Tier() Tier { return r.sink.context.Tier }

// Account is the id of the environment's own AWS account; Unknown when nothing
// says which it is.
func (r *Report) Account() (string, Truth) {
	if r.sink.context.Account == "" {
		return "", Unknown
	}
	return r.sink.context.Account, Yes
}

// Texts is a setting that is a list.
func (r *Report) Texts(name string) []string { return setting[[]string](r, name) }

// Number is a setting that is a number.
func (r *Report) Number(name string) float64 { return setting[float64](r, name) }

// Flag is a setting that is a switch.
func (r *Report) Flag(name string) bool { return setting[bool](r, name) }

// setting panics when the rule does not declare it: the pack reports a rule that
// panics as broken.
func setting[T any](r *Report, name string) T {
	if v, ok := r.sink.context.Settings[name].(T); ok {
		return v
	}
	for _, s := range r.sink.settings {
		if v, ok := s.Default(r.sink.context.Tier).(T); ok && s.Name == name {
			return v
		}
	}
	panic(fmt.Sprintf("the rule declares no setting %q of type %T", name, *new(T)))
}
