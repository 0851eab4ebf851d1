// Package check has upstream's own code validate what the environments ask for: the
// provider's Check, and its plan of a resource that does not exist yet, for every
// AWS resource. No cloud, no emulator, no network is asked.
//
// An environment runs under the real engine on the simulated cloud, twice: once as
// a preview, in which what other resources make is unknown, and once as an update,
// in which all is known. Validators pass over what is unknown, so the second sees
// more; the first is what a user's preview sees. At each resource both providers
// are asked, the simulated one and upstream's (provider.go).
//
// What upstream runs then, behind Pulumi's bridge:
//
//   - Check: the schema's validators, conflicts and required arguments
//     (ValidateResource of the SDK's resources, ValidateResourceConfig of the
//     framework's).
//   - Create as a preview: PlanResourceChange from an empty state. That is
//     CustomizeDiff, with the interceptors of regions and tags around it, or the
//     framework's plan modifiers. The bridge's Diff can't plan from nothing: it
//     always has a state.
//
// What the emulators and the simulated cloud do with a resource does not belong
// here.
package check

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/sim"
)

// Finding is one thing that upstream refuses, or warns of.
type Finding struct {
	URN  resource.URN
	Type string
	// Property is empty when upstream does not say which.
	Property string
	Says     string
	// Warning is set for what upstream accepts, but not gladly.
	Warning bool
	// Phases are the runs in which it said so.
	Phases []string
}

// The runs of an environment.
const (
	Preview = "preview"
	Update  = "update"
)

// Phase is what one run came to.
type Phase struct {
	Name string
	// Types and Resources are what the engine made; Validated of them went through
	// upstream's Check, and through its plan unless Check refused them. A type is
	// validated when all of its resources are.
	Types, ValidatedTypes         int
	Resources, ValidatedResources int
	// Known of all given values were known, so validators saw them.
	Values, Known int
}

// Report is what upstream's code had to say.
type Report struct {
	// Name of the environment.
	Name        string
	Phases      []Phase
	Findings    []Finding
	Newer       []NewerValue
	Differences []Difference
	// Reached are the places that upstream's code tried to reach, but for those that
	// plans of the examples' changes ask: none is right.
	Reached []string
	Took    time.Duration
}

// Types is how many types were validated in every run, and how many there are.
func (r Report) Types() (validated, all int) {
	return r.least(func(p Phase) (int, int) { return p.ValidatedTypes, p.Types })
}

// Resources is the same for resources.
func (r Report) Resources() (validated, all int) {
	return r.least(func(p Phase) (int, int) { return p.ValidatedResources, p.Resources })
}

func (r Report) least(of func(Phase) (int, int)) (validated, all int) {
	for i, p := range r.Phases {
		v, a := of(p)
		if i == 0 || v < validated {
			validated = v
		}
		all = max(all, a)
	}
	return validated, all
}

// Refused says whether anything found is a fault.
func (r Report) Refused() bool {
	return len(r.Reached) > 0 ||
		slices.ContainsFunc(r.Findings, func(f Finding) bool { return !f.Warning })
}

// Environment checks every AWS resource of an environment. The error says that the
// check itself could not be done; what upstream objects to is in the report.
func Environment(ctx context.Context, u *Upstream, loaded *config.Loaded, day time.Time) (Report, error) {
	start := time.Now()
	report := Report{Name: loaded.Environment}
	book := newBook(u)
	for _, phase := range []struct {
		name string
		op   engine.Operation
	}{{Preview, engine.OpPreview}, {Update, engine.OpUp}} {
		done, err := run(ctx, u, book.turn(phase.name), loaded, day, phase.op)
		if err != nil {
			return report, fmt.Errorf("%s of %s: %w", phase.name, loaded.Environment, err)
		}
		report.Phases = append(report.Phases, done)
	}
	report.Findings, report.Newer, report.Differences = book.sorted()
	report.Reached = u.trap.reached()
	report.Took = time.Since(start)
	return report, nil
}

// run takes an environment through the engine once, on a cloud of its own.
func run(ctx context.Context, u *Upstream, p *page, loaded *config.Loaded, day time.Time, op engine.Operation) (Phase, error) {
	o := offline.New(loaded, sim.New(offline.Cloud(loaded)...), &engine.MemoryStore{}).On(day).Engine(nil)
	o.Policies = nil // upstream has none
	aws := o.Providers["aws"]
	simulated := aws.New
	aws.New = func() pulumirpc.ResourceProviderServer {
		return &provider{ResourceProviderServer: simulated(), upstream: u, page: p}
	}
	o.Providers["aws"] = aws
	u.log.to(p.warn)
	result, err := o.Run(ctx, op)
	if err != nil {
		return Phase{}, errors.Join(err, said(result))
	}
	return p.count(made(result)), nil
}

// made are the AWS resources that a run created.
func made(result *engine.Result) []resource.URN {
	var out []resource.URN
	for _, step := range result.Steps {
		if step.Action == engine.ActionCreate && strings.HasPrefix(step.Type(), "aws:") {
			out = append(out, step.URN)
		}
	}
	return out
}

// said are the errors that a run showed.
func said(result *engine.Result) error {
	var out []error
	for _, d := range result.Diagnostics {
		if d.Severity == engine.SeverityError {
			out = append(out, fmt.Errorf("%s: %s", d.URN, strings.TrimSpace(d.Message)))
		}
	}
	return errors.Join(out...)
}
