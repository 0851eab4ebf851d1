package check

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
	simprovider "github.com/covetpy/platform/sim/provider"
)

// ExamplesName is what a report on examples says in place of an environment.
const ExamplesName = "examples"

// example is the part of an example of the simulated cloud that is of use here:
// inputs that it takes, and changes of them that it refuses. "${service/file.property}"
// in a value stands for a property of another example.
type example struct {
	Type   string         `yaml:"type"`
	Inputs map[string]any `yaml:"inputs"`
	Wrong  []struct {
		Inputs map[string]any `yaml:"inputs"`
		Says   string         `yaml:"says"`
	} `yaml:"wrong"`
}

// Examples has upstream validate the simulated cloud's own examples, which show
// every type that it has: what it takes upstream must take too. Where upstream
// refuses less, or more, of what the examples call wrong is among the differences.
func Examples(ctx context.Context, u *Upstream, dir string) (Report, error) {
	start := time.Now()
	all, err := readExamples(dir)
	if err != nil {
		return Report{}, err
	}
	b := newBook(u)
	p := &provider{upstream: u, page: b.turn(ExamplesName)}
	u.log.to(p.page.warn)
	region := &structpb.Struct{Fields: map[string]*structpb.Value{"region": structpb.NewStringValue("eu-west-1")}}
	if p.instance, err = u.instance(ctx, region); err != nil {
		return Report{}, err
	}
	var shown []resource.URN
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if err := show(ctx, p, all, name); err != nil {
			return Report{}, err
		}
		shown = append(shown, newStage(p, all).urn(name))
	}
	r := Report{Name: ExamplesName, Phases: []Phase{p.page.count(shown)}}
	r.Findings, r.Newer, r.Differences = b.sorted()
	r.Reached = slices.DeleteFunc(u.trap.reached(), func(place string) bool { return plansAsk[place] != "" })
	r.Took = time.Since(start)
	return r, nil
}

// plansAsk are the places that upstream's plans of a change ask, and why that proves
// nothing less: a plan does without the answer.
var plansAsk = map[string]string{
	"es.eu-west-1.amazonaws.com:443": "a domain whose engineVersion changes is asked which versions it may go to (GetCompatibleVersions); unanswered it is an update",
}

func readExamples(dir string) (map[string]example, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.yaml"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("read examples: there are none in %s", dir)
	}
	out := map[string]example{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("read examples: %w", err)
		}
		var e example
		if err := yaml.NewDecoder(bytes.NewReader(raw)).Decode(&e); err != nil {
			return nil, fmt.Errorf("parse %s: %w", file, err)
		}
		name := filepath.Base(filepath.Dir(file)) + "/" + strings.TrimSuffix(filepath.Base(file), ".yaml")
		out[name] = e
	}
	return out, nil
}

// show makes an example with upstream at the side, and looks at what is called wrong
// of it, each on a cloud of its own.
func show(ctx context.Context, p *provider, all map[string]example, name string) error {
	s := newStage(p, all)
	beside := *p
	beside.ResourceProviderServer = s.cloud
	if err := s.make(ctx, &beside, name); err != nil {
		return err
	}
	for i := range all[name].Wrong {
		if err := newStage(p, all).wrong(ctx, name, i); err != nil {
			return fmt.Errorf("example %s, number %d of what is wrong: %w", name, i+1, err)
		}
	}
	return nil
}

// stage is a simulated cloud on which one example is made, with those that it needs.
type stage struct {
	provider *provider
	cloud    pulumirpc.ResourceProviderServer
	all      map[string]example
	made     map[string]*pulumirpc.CreateResponse
}

func newStage(p *provider, all map[string]example) *stage {
	return &stage{provider: p, cloud: simprovider.NewAWS(sim.New()), all: all, made: map[string]*pulumirpc.CreateResponse{}}
}

func (s *stage) urn(name string) resource.URN {
	return resource.NewURN(ExamplesName, "sim", "", tokens.Type(s.all[name].Type), strings.ReplaceAll(name, "/", "-"))
}

func (s *stage) make(ctx context.Context, on pulumirpc.ResourceProviderServer, name string) error {
	e, ok := s.all[name]
	if !ok {
		return fmt.Errorf("make example %s: there is none of that name", name)
	}
	inputs, err := s.inputs(ctx, e.Inputs)
	if err != nil {
		return fmt.Errorf("make example %s: %w", name, err)
	}
	urn := string(s.urn(name))
	checked, err := on.Check(ctx, &pulumirpc.CheckRequest{Urn: urn, News: inputs, RandomSeed: []byte(urn)})
	if err == nil && len(checked.GetFailures()) > 0 {
		err = errors.New(refusals(checked))
	}
	if err == nil {
		s.made[name], err = on.Create(ctx, &pulumirpc.CreateRequest{Urn: urn, Properties: checked.GetInputs()})
	}
	if err != nil {
		return fmt.Errorf("make example %s: %w", name, err)
	}
	return nil
}

// inputs are an example's with what they refer to made; a null takes one away.
func (s *stage) inputs(ctx context.Context, layers ...map[string]any) (*structpb.Struct, error) {
	all := map[string]any{}
	for _, layer := range layers {
		for key, v := range layer {
			filled, err := s.fill(ctx, v)
			if err != nil {
				return nil, err
			}
			if all[key] = filled; v == nil {
				delete(all, key)
			}
		}
	}
	return plugin.MarshalProperties(resource.NewPropertyMapFromMap(all), wire)
}

var reference = regexp.MustCompile(`\$\{([^.}]+)\.([^}]+)\}`)

// fill puts what was made in the place of references.
func (s *stage) fill(ctx context.Context, v any) (any, error) {
	var faults []error
	keep := func(v any, err error) any {
		faults = append(faults, err)
		return v
	}
	switch v := v.(type) {
	case string:
		text := reference.ReplaceAllStringFunc(v, func(match string) string {
			parts := reference.FindStringSubmatch(match)
			value, err := s.property(ctx, parts[1], parts[2])
			faults = append(faults, err)
			return value
		})
		return text, errors.Join(faults...)
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = keep(s.fill(ctx, item))
		}
		return out, errors.Join(faults...)
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, item := range v {
			out[key] = keep(s.fill(ctx, item))
		}
		return out, errors.Join(faults...)
	default:
		return v, nil
	}
}

// property is one property of another example, which is made when it is not there.
func (s *stage) property(ctx context.Context, name, path string) (string, error) {
	if s.made[name] == nil {
		if err := s.make(ctx, s.cloud, name); err != nil {
			return "", err
		}
	}
	m := s.made[name]
	if path == "id" {
		return m.GetId(), nil
	}
	outputs, err := plugin.UnmarshalProperties(m.GetProperties(), plugin.MarshalOptions{})
	if err != nil {
		return "", fmt.Errorf("read example %s: %w", name, err)
	}
	text := kind.Values{Props: outputs}.Text(path)
	if text == "" {
		return "", fmt.Errorf("read example %s: it has no %s", name, path)
	}
	return text, nil
}

// wrong compares who refuses what an example calls wrong before any cloud is asked.
func (s *stage) wrong(ctx context.Context, name string, number int) error {
	urn, w := s.urn(name), s.all[name].Wrong[number]
	inputs, err := s.inputs(ctx, s.all[name].Inputs, w.Inputs)
	if err != nil {
		return err
	}
	aside := newBook(s.provider.upstream)
	p := &provider{
		ResourceProviderServer: s.cloud, upstream: s.provider.upstream,
		page: aside.turn(ExamplesName), instance: s.provider.instance,
	}
	p.upstream.log.to(p.page.warn)
	defer p.upstream.log.to(s.provider.page.warn)
	checked, err := p.Check(ctx, &pulumirpc.CheckRequest{Urn: string(urn), News: inputs, RandomSeed: []byte(urn)})
	if err != nil {
		return err
	}
	p.plan(ctx, &pulumirpc.CreateRequest{Urn: string(urn)})
	findings, _, _ := aside.sorted()
	var theirs []string
	for _, f := range findings {
		if !f.Warning { // none keeps anything from being made
			theirs = append(theirs, f.Says)
		}
	}
	ours := refusals(checked)
	if (ours == "") == (len(theirs) == 0) {
		return nil
	}
	d := Difference{
		URN: urn, Type: s.all[name].Type, Property: fmt.Sprint(w.Inputs),
		Simulated: cmp.Or(ours, accepted), Upstream: cmp.Or(strings.Join(theirs, "\n"), accepted),
	}
	given, err := plugin.UnmarshalProperties(inputs, wire)
	if err != nil {
		return err
	}
	if p.upstream.view.needs(d.Type, given) {
		d.Why = "what is left out, or stands in its place, is of a later version of upstream's provider"
	}
	s.provider.page.differ(d)
	return nil
}

// accepted is what is said in the place of a refusal where there is none.
const accepted = "accepted"
