package show

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/internal/engine"
)

// PolicySummary is what the policy pack says of itself after a run.
type PolicySummary struct {
	Rules     int `json:"rules"`     // that were on
	Resources int `json:"resources"` // that were looked at
	// Decided and Undecided count the times that a rule was asked of a resource, or
	// of the stack: only an up can answer the latter.
	Decided   int `json:"decided"`
	Undecided int `json:"undecided"`
	// Waivers are the violations that are accepted for a time. They are among the
	// engine's advisory ones.
	Waivers []Waiver `json:"waivers,omitempty"`
	// Elapsed is the time that the rules took.
	Elapsed time.Duration `json:"-"`
}

// Waiver is a violation that is accepted until a day.
type Waiver struct {
	Rule   string `json:"rule"`
	URN    string `json:"urn"`
	Until  string `json:"until"`
	Owner  string `json:"owner"`
	Ticket string `json:"ticket"`
	Reason string `json:"reason"`
}

// Summary is all that is told after a run.
type Summary struct {
	Environment string
	Result      *engine.Result
	Policies    PolicySummary
	// Prelude is how long the preview before the run took; zero for none.
	Prelude time.Duration
	// CriticalPath is how long the run would take if nothing waited for anything
	// that it does not need, at the run's own pace; zero says nothing of it.
	CriticalPath time.Duration
}

// Plan lists what a run changes, one line a resource and one for each differing
// property of what is there already.
func Plan(w io.Writer, r *engine.Result) {
	for _, s := range r.Changes() {
		if !counts(s) {
			continue
		}
		fmt.Fprintf(w, "  %-2s %-60s %s\n", sign(s.Action), s.Type(), s.Name())
		if s.Action == engine.ActionCreate || s.Action == engine.ActionDelete {
			continue
		}
		for _, path := range s.Changed {
			note := ""
			if slices.Contains(s.Replacing, path) {
				note = "  (forces a replacement)"
			}
			fmt.Fprintf(w, "       %s%s\n", path, note)
		}
	}
}

// Write prints the summary.
func (s *Summary) Write(w io.Writer) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	defer func() { _ = tw.Flush() }()
	fmt.Fprintln(tw)
	s.resources(tw)
	s.policies(tw)
	s.repairs(tw)
	s.exports(tw)
	fmt.Fprintf(tw, "Duration\t%s\n", s.duration())
	if s.CriticalPath > 0 {
		over := float64(s.Result.Duration-s.CriticalPath) / float64(s.CriticalPath)
		fmt.Fprintf(tw, "Critical path\t%s; the run took %.0f %% more\n", s.CriticalPath.Round(10*time.Millisecond), 100*over)
	}
}

func (s *Summary) duration() string {
	round := func(d time.Duration) time.Duration { return d.Round(10 * time.Millisecond) }
	if s.Prelude == 0 {
		return round(s.Result.Duration).String()
	}
	return fmt.Sprintf("%s, after a preview of %s", round(s.Result.Duration), round(s.Prelude))
}

// resources counts what was done, and by component: the stack and its providers'
// settings stand for nothing.
func (s *Summary) resources(w io.Writer) {
	r := &engine.Result{Operation: s.Result.Operation}
	for _, step := range s.Result.Steps {
		if !step.IsStack() && !step.IsProvider() {
			r.Steps = append(r.Steps, step)
		}
	}
	verb := map[engine.Operation]string{
		engine.OpPreview: "to ", engine.OpPreviewDestroy: "to ", engine.OpPreviewRefresh: "to ",
	}[r.Operation]
	var parts []string
	for _, c := range []struct {
		name    string
		actions []engine.Action
	}{
		{"create", []engine.Action{engine.ActionCreate}},
		{"update", []engine.Action{engine.ActionUpdate}},
		{"replace", []engine.Action{engine.ActionCreateReplacement}},
		{"delete", []engine.Action{engine.ActionDelete}},
	} {
		if n := r.Count(c.actions...); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s%s", n, verb, done(c.name, verb)))
		}
	}
	if n := r.Count(engine.ActionSame, engine.ActionRefresh); n > 0 {
		parts = append(parts, fmt.Sprintf("%d unchanged", n))
	}
	if len(parts) == 0 {
		parts = []string{"none"}
	}
	fmt.Fprintf(w, "Resources\t%s\n", strings.Join(parts, ", "))
	counts := byComponent(r.Steps)
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(w, "\t%4d  %s\n", counts[name], name)
	}
}

// done is the participle, unless the thing is still to be done.
func done(verb, to string) string {
	if to != "" {
		return verb
	}
	return strings.TrimSuffix(verb, "e") + "ed"
}

// byComponent counts the resources, changed or not, of each outermost component.
func byComponent(steps []engine.Step) map[string]int {
	out := map[string]int{}
	for _, s := range steps {
		if s.Action == engine.ActionDeleteReplaced {
			continue
		}
		out[cmp.Or(s.Outermost(), "the stack itself")]++
	}
	return out
}

// policies says nothing of a run that asked none, such as a destroy.
func (s *Summary) policies(w io.Writer) {
	if s.Policies.Resources == 0 {
		return
	}
	mandatory := 0
	for _, v := range s.Result.Violations {
		if v.Mandatory {
			mandatory++
		}
	}
	p := s.Policies
	advisory := len(s.Result.Violations) - mandatory - len(p.Waivers)
	fmt.Fprintf(w, "Policies\t%d rules on %d resources in %s: %d checks decided, %d not decidable yet\n",
		p.Rules, p.Resources, p.Elapsed.Round(time.Millisecond), p.Decided, p.Undecided)
	fmt.Fprintf(w, "\t%d mandatory and %d advisory violations, %d waived\n", mandatory, advisory, len(p.Waivers))
	for _, x := range p.Waivers {
		fmt.Fprintf(w, "\twaived until %s: %s, %s (%s, %s): %s\n", x.Until, x.Rule, x.URN, x.Owner, x.Ticket, x.Reason)
	}
}

func (s *Summary) repairs(w io.Writer) {
	for i, r := range s.Result.Repairs {
		title := ""
		if i == 0 {
			title = "Repaired"
		}
		fmt.Fprintf(w, "%s\t%s %s %s\n", title, r.What, r.URN.Type(), r.URN.Name())
	}
}

func (s *Summary) exports(w io.Writer) {
	for i, k := range s.Result.Outputs.StableKeys() {
		title := ""
		if i == 0 {
			title = "Exports"
		}
		fmt.Fprintf(w, "%s\t%s = %s\n", title, k, value(s.Result.Outputs[k]))
	}
}

// value renders one exported value on one line.
func value(v resource.PropertyValue) string {
	switch {
	case v.IsComputed(), v.IsOutput() && !v.OutputValue().Known:
		return "(known after up)"
	case v.IsSecret(), v.IsOutput() && v.OutputValue().Secret:
		return "[secret]"
	case v.IsOutput():
		return value(v.OutputValue().Element)
	case v.IsString():
		return v.StringValue()
	case v.IsNumber():
		return strconv.FormatFloat(v.NumberValue(), 'f', -1, 64)
	case v.IsNull():
		return "null"
	case v.IsArray():
		parts := make([]string, len(v.ArrayValue()))
		for i, e := range v.ArrayValue() {
			parts[i] = value(e)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case v.IsObject():
		var parts []string
		for _, k := range v.ObjectValue().StableKeys() {
			parts = append(parts, fmt.Sprintf("%s: %s", k, value(v.ObjectValue()[k])))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	default:
		return fmt.Sprint(v.V)
	}
}
