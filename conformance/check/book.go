package check

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
)

// book is what is written down of an environment; a page of it is one run.
type book struct {
	view upstreamsView

	mu          sync.Mutex
	findings    map[findingKey]*Finding
	newer       map[NewerValue]bool
	differences map[Difference]bool
}

type findingKey struct {
	urn            resource.URN
	property, says string
	warning        bool
}

func newBook(u *Upstream) *book {
	return &book{view: u.view, findings: map[findingKey]*Finding{}, newer: map[NewerValue]bool{}, differences: map[Difference]bool{}}
}

// page is one run.
type page struct {
	*book

	name string
	seen map[resource.URN]*asked
}

// asked is one resource of a run.
type asked struct {
	values, known int
	// beyond is set when upstream can't judge the resource.
	beyond bool
	// accepted are the inputs as upstream's Check returned them; nil when it refused.
	accepted *structpb.Struct
	// tagsAll are all tags, as the simulated Check merged them.
	tagsAll *structpb.Value
	// validated is set when upstream has said all that it has to say.
	validated bool
}

// turn opens the page of a run.
func (b *book) turn(name string) *page {
	return &page{book: b, name: name, seen: map[resource.URN]*asked{}}
}

// wire is how properties are read from and written to the protocol here: unknowns
// stay, secrets are told.
var wire = plugin.MarshalOptions{KeepUnknowns: true, KeepSecrets: true}

// ask is a request to Check as upstream gets it: without what it can't know, which
// is written down. It is nil when upstream can't judge the resource.
func (p *page) ask(urn resource.URN, req *pulumirpc.CheckRequest) (*pulumirpc.CheckRequest, error) {
	given, err := plugin.UnmarshalProperties(req.GetNews(), wire)
	if err != nil {
		return nil, fmt.Errorf("read the inputs of %s: %w", urn, err)
	}
	typ := string(urn.Type())
	inputs, beyond := p.view.known(typ, given)
	p.mu.Lock()
	defer p.mu.Unlock()
	at := &asked{}
	at.values, at.known = count(resource.NewProperty(given))
	p.seen[urn] = at
	for _, path := range beyond {
		why := p.view.why(typ, path)
		if why == "" {
			p.find(Finding{URN: urn, Property: path, Says: "upstream's provider has no such property"})
			continue
		}
		at.beyond = at.beyond || p.view.needs(typ, given)
		p.newer[NewerValue{urn, path, why, at.beyond}] = true
	}
	if at.beyond {
		return nil, nil //nolint:nilnil // there is nothing to ask
	}
	clone, ok := proto.Clone(req).(*pulumirpc.CheckRequest)
	if !ok {
		return nil, errors.New("copy a request: it is of another type")
	}
	clone.News, err = plugin.MarshalProperties(inputs, wire)
	return clone, err
}

// count counts the values in v that are no objects or arrays, and those of them
// that are known.
func count(v resource.PropertyValue) (values, known int) {
	switch {
	case v.IsSecret():
		return count(v.SecretValue().Element)
	case v.IsArray():
		for _, item := range v.ArrayValue() {
			n, k := count(item)
			values, known = values+n, known+k
		}
		return values, known
	case v.IsObject():
		for _, item := range v.ObjectValue() {
			n, k := count(item)
			values, known = values+n, known+k
		}
		return values, known
	case v.IsComputed(), v.IsOutput() && !v.OutputValue().Known:
		return 1, 0
	default:
		return 1, 1
	}
}

// checked writes down what upstream's Check said, beside the simulated one's.
func (p *page) checked(urn resource.URN, ours, theirs *pulumirpc.CheckResponse) error {
	differences, err := compare(urn, ours, theirs)
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, d := range differences {
		d.Why = p.view.why(d.Type, d.Property) // upstream was not shown it
		p.differences[d] = true
	}
	for _, f := range theirs.GetFailures() {
		p.find(Finding{URN: urn, Property: f.GetProperty(), Says: f.GetReason()})
	}
	if len(theirs.GetFailures()) > 0 {
		p.seen[urn].validated = true
		return err
	}
	p.seen[urn].accepted, p.seen[urn].tagsAll = theirs.GetInputs(), ours.GetInputs().GetFields()[tagsAll]
	return err
}

// refuse writes down an error of upstream's.
func (p *page) refuse(urn resource.URN, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.find(Finding{URN: urn, Says: err.Error()})
}

// differ writes down where the simulated provider answers otherwise.
func (p *page) differ(d Difference) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.differences[d] = true
}

// warn writes down the warnings that upstream logs while it looks at a resource. What
// it logs as an error is what its call answers.
func (p *page) warn(req *pulumirpc.LogRequest) {
	if req.GetSeverity() != pulumirpc.LogSeverity_WARNING {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.find(Finding{URN: resource.URN(req.GetUrn()), Says: req.GetMessage(), Warning: true})
}

// find is called with the lock held.
func (p *page) find(f Finding) {
	f.Says = strings.TrimSpace(f.Says)
	f.Type = string(f.URN.Type())
	key := findingKey{f.URN, f.Property, f.Says, f.Warning}
	at := p.findings[key]
	if at == nil {
		at = &f
		p.findings[key] = at
	}
	if !slices.Contains(at.Phases, p.name) {
		at.Phases = append(at.Phases, p.name)
	}
}

// accepted are the inputs of a resource as upstream's Check returned them, nil when
// it refused.
func (p *page) accepted(urn resource.URN) *structpb.Struct {
	p.mu.Lock()
	defer p.mu.Unlock()
	if at := p.seen[urn]; at != nil {
		return at.accepted
	}
	return nil
}

// planned says that upstream has planned the resource, and compares the tags: those
// of the provider and of the resource are merged in Check by the Pulumi provider and
// the simulated one, in the plan by upstream.
func (p *page) planned(urn resource.URN, properties *structpb.Struct) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := p.seen[urn]
	at.validated = true
	theirs := properties.GetFields()[tagsAll]
	if at.tagsAll == nil || theirs.GetStructValue() == nil {
		return // upstream refused, or there are unknowns in it
	}
	if !proto.Equal(at.tagsAll, theirs) {
		p.differences[Difference{
			URN: urn, Type: string(urn.Type()), Property: tagsAll + ", as planned",
			Simulated: at.tagsAll.String(), Upstream: theirs.String(),
		}] = true
	}
}

const tagsAll = "tagsAll"

// count counts what was validated of what the engine made.
func (p *page) count(made []resource.URN) Phase {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := Phase{Name: p.name, Resources: len(made)}
	types, whole := map[string]bool{}, map[string]bool{}
	for _, urn := range made {
		typ := string(urn.Type())
		at := p.seen[urn]
		if !types[typ] {
			types[typ], whole[typ] = true, true
		}
		if at == nil {
			whole[typ] = false
			continue
		}
		out.Values, out.Known = out.Values+at.values, out.Known+at.known
		if at.validated {
			out.ValidatedResources++
		} else {
			whole[typ] = false
		}
	}
	out.Types = len(types)
	for _, all := range whole {
		if all {
			out.ValidatedTypes++
		}
	}
	return out
}

func (b *book) sorted() ([]Finding, []NewerValue, []Difference) {
	b.mu.Lock()
	defer b.mu.Unlock()
	findings := make([]Finding, 0, len(b.findings))
	for _, f := range b.findings {
		findings = append(findings, *f)
	}
	slices.SortFunc(findings, func(x, y Finding) int {
		return cmp.Or(cmp.Compare(x.Type, y.Type), cmp.Compare(x.URN, y.URN), cmp.Compare(x.Property, y.Property), cmp.Compare(x.Says, y.Says))
	})
	values := slices.SortedFunc(maps.Keys(b.newer), func(x, y NewerValue) int {
		return cmp.Or(cmp.Compare(x.URN, y.URN), cmp.Compare(x.Property, y.Property))
	})
	differences := slices.SortedFunc(maps.Keys(b.differences), func(x, y Difference) int {
		return cmp.Or(cmp.Compare(x.Type, y.Type), cmp.Compare(x.Property, y.Property), cmp.Compare(x.URN, y.URN))
	})
	return findings, values, differences
}
