package rule

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Rule is one statement about the infrastructure, with everything that a person
// asks about it beside its code. Exactly one of Check and CheckStack is set.
type Rule struct {
	// ID is "<concern>-<name>" in lower case with dashes, for ever: people
	// configure and waive rules by it.
	ID string
	// Aliases are IDs that the rule had before.
	Aliases []string
	// Title states what holds when the rule passes, in one line.
	Title string
	// Why says what goes wrong otherwise.
	Why string
	// Fix says what to change.
	Fix string
	// Severity is the harm of a violation, Levels is what it does in each tier.
	Severity Severity
	Levels   Levels
	// Types are the resource types that the rule reads, as Pulumi tokens in their
	// canonical form. A rule is asked about no other.
	Types []string
	// Controls are those of public catalogues that the rule answers, or helps to.
	Controls []Control
	// Settings are what a team may configure about the rule.
	Settings []Setting
	// Since is the version of the pack that first had the rule.
	Since string

	// Check asks one resource, before it is made. It sees inputs and no
	// dependencies.
	Check func(*Resource, *Report)
	// CheckStack asks the whole stack, once the program has run. It sees outputs
	// and what each property depends on, so it protects in the preview.
	CheckStack func(*Stack, *Report)
}

// Concern is the first word of the rule's ID: the folder that it lives in.
func (r Rule) Concern() string {
	concern, _, _ := strings.Cut(r.ID, "-")
	return concern
}

// Name is the rule's ID without its concern.
func (r Rule) Name() string {
	_, name, _ := strings.Cut(r.ID, "-")
	return name
}

// Scope is "resource" or "stack": what the rule is asked about.
func (r Rule) Scope() string {
	if r.CheckStack != nil {
		return "stack"
	}
	return "resource"
}

var idPattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`)

// Faults lists what the rule lacks, each in a few words; nil when it is whole.
func (r Rule) Faults() []string {
	var faults []string
	require := func(ok bool, format string, args ...any) {
		if !ok {
			faults = append(faults, fmt.Sprintf(format, args...))
		}
	}
	require(idPattern.MatchString(r.ID), "id %q is not <concern>-<name> in lower case", r.ID)
	for _, alias := range r.Aliases {
		require(idPattern.MatchString(alias) && alias != r.ID, "alias %q is not an earlier id", alias)
	}
	for field, text := range map[string]string{"title": r.Title, "why": r.Why, "fix": r.Fix, "since": r.Since} {
		require(strings.TrimSpace(text) == text && text != "", "%s is empty or has blanks around it", field)
	}
	require(r.Severity >= Low && r.Severity <= Critical, "severity %v is none", r.Severity)
	require(len(r.Types) > 0, "no resource types")
	require(len(r.Controls) > 0, "no controls")
	for _, c := range r.Controls {
		require(c.Framework != "" && c.ID != "", "control %q lacks its framework or its id", c)
	}
	require((r.Check == nil) != (r.CheckStack == nil), "exactly one of Check and CheckStack must be set")
	for _, t := range r.Types {
		require(Canonical(t) == t, "type %s is known as %s", t, Canonical(t))
	}
	for _, s := range r.Settings {
		faults = append(faults, s.faults()...)
	}
	l := r.Levels
	require(l.Dev <= l.Staging && l.Staging <= l.Prod,
		"levels fall: dev %v, staging %v, prod %v", l.Dev, l.Staging, l.Prod)
	require(l.Prod > Disabled, "disabled even in prod")
	slices.Sort(faults)
	return faults
}
