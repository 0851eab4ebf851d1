package pack

import (
	"fmt"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/covetpy/platform/policy/rule"
)

// verdict is what the rules said about one resource, or about the stack.
type verdict struct {
	asked      int // rules that ran
	violations []Violation
	waived     []Waived
	undecided  []Undecided
	settled    int // questions that were open and are answered by dependencies
}

// ask runs one rule, unless it is disabled, and keeps what it reports. A rule
// that panics is broken, and what it guards unguarded: that is a violation of it.
func (v *verdict) ask(r rule.Rule, level rule.Level, c rule.Context, urn resource.URN, check func(*rule.Report)) {
	if level == rule.Disabled {
		return
	}
	v.asked++
	rep := rule.NewReport(r, c, urn)
	broken := guard(check, rep)
	findings := rep.Findings()
	if broken != nil {
		findings = append(findings, rule.Finding{URN: urn, Message: fmt.Sprintf(
			"the rule %s is broken and judged nothing here: %v; disable it or mend it", r.ID, broken)})
	}
	for _, f := range findings {
		v.violations = append(v.violations, Violation{
			Rule: r.ID, URN: f.URN, Path: f.Path, Message: f.Message,
			Level: level, Severity: r.Severity, text: describe(r, f), title: r.Title,
		})
	}
	for _, o := range rep.Open() {
		v.undecided = append(v.undecided, Undecided{Rule: r.ID, URN: o.URN, Path: o.Path, unless: o.Unless})
	}
}

// guard returns what a check panicked with, nil if it did not.
func guard(check func(*rule.Report), rep *rule.Report) (broken any) {
	defer func() { broken = recover() }()
	check(rep)
	return nil
}

// diagnostics are what the engine is told, as the protocol has it. A waived
// violation is told as well, as advice: it is in every summary.
func (v *verdict) diagnostics() []*pulumirpc.AnalyzeDiagnostic {
	told := slices.Clone(v.violations)
	for _, w := range v.waived {
		told = append(told, w.Violation)
	}
	out := make([]*pulumirpc.AnalyzeDiagnostic, len(told))
	for i, v := range told {
		out[i] = &pulumirpc.AnalyzeDiagnostic{
			PolicyName:        v.Rule,
			PolicyPackName:    Name,
			PolicyPackVersion: Version,
			Description:       v.title,
			Message:           v.text,
			EnforcementLevel:  wireLevel(v.Level),
			Urn:               string(v.URN),
			Severity:          wireSeverity(v.Severity),
		}
	}
	return out
}

// notDecided names the rules that have an open question, as not applicable:
// otherwise the engine would count them as passed.
func (v *verdict) notDecided() []*pulumirpc.PolicyNotApplicable {
	var out []*pulumirpc.PolicyNotApplicable
	for _, u := range v.undecided {
		if slices.ContainsFunc(out, func(n *pulumirpc.PolicyNotApplicable) bool { return n.GetPolicyName() == u.Rule }) {
			continue
		}
		out = append(out, &pulumirpc.PolicyNotApplicable{PolicyName: u.Rule, Reason: u.Path + " is not known yet"})
	}
	return out
}

// open is how many checks neither passed nor failed.
func (v *verdict) open() int {
	open := map[string]bool{}
	for _, u := range v.undecided {
		open[u.Rule] = true
	}
	for _, found := range v.violations {
		delete(open, found.Rule)
	}
	return len(open)
}
