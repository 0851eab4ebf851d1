package examples

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/provider/wire"
)

// Provider is what examples are run on. Every server of Pulumi's protocol is one.
type Provider interface {
	Check(context.Context, *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error)
	Diff(context.Context, *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error)
	Create(context.Context, *pulumirpc.CreateRequest) (*pulumirpc.CreateResponse, error)
	Read(context.Context, *pulumirpc.ReadRequest) (*pulumirpc.ReadResponse, error)
	Update(context.Context, *pulumirpc.UpdateRequest) (*pulumirpc.UpdateResponse, error)
	Delete(context.Context, *pulumirpc.DeleteRequest) (*emptypb.Empty, error)
}

// Stage is a provider and what was created on it. One goroutine at a time.
type Stage struct {
	// Examples that may be referred to.
	Examples All
	// Made is what was created by reference, by the example's name.
	Made map[string]Made
	// Order has the names of Made as they were created.
	Order []string
	// Patience is the longest that one call may wait for the cloud, in seconds; the
	// provider's own where it is 0.
	Patience float64
	// Soon is within what a cloud refuses what it refuses; without end where it is 0.
	Soon time.Duration

	provider Provider
}

// Made is a resource that was created.
type Made struct {
	URN, ID         string
	Inputs, Outputs kind.Props
}

// NewStage returns a stage on which nothing was created.
func NewStage(provider Provider, all All) *Stage {
	return &Stage{Examples: all, Made: map[string]Made{}, provider: provider}
}

// Refused is the error of inputs that the provider refuses by itself.
type Refused struct{ Failures []*pulumirpc.CheckFailure }

func (r *Refused) Error() string {
	var all []error
	for _, f := range r.Failures {
		all = append(all, fmt.Errorf("%s: %s", f.GetProperty(), f.GetReason()))
	}
	return errors.Join(all...).Error()
}

var reference = regexp.MustCompile(`\$\{([^.}]+)\.([^}]+)\}`)

// fill replaces the references of a value, creating what they name.
func (s *Stage) fill(ctx context.Context, v any) (any, error) {
	switch v := v.(type) {
	case string:
		return s.fillText(ctx, v)
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			filled, err := s.fill(ctx, item)
			if err != nil {
				return nil, err
			}
			out[i] = filled
		}
		return out, nil
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, item := range v {
			filled, err := s.fill(ctx, item)
			if err != nil {
				return nil, err
			}
			out[key] = filled
		}
		return out, nil
	default:
		return v, nil
	}
}

func (s *Stage) fillText(ctx context.Context, text string) (string, error) {
	var faults []error
	filled := reference.ReplaceAllStringFunc(text, func(match string) string {
		parts := reference.FindStringSubmatch(match)
		m, err := s.Need(ctx, parts[1])
		if err != nil {
			faults = append(faults, err)
			return match
		}
		if parts[2] == "id" {
			return m.ID
		}
		text := kind.Values{Props: m.Outputs}.Text(parts[2])
		if text == "" {
			faults = append(faults, fmt.Errorf("%s has no %s", parts[1], parts[2]))
		}
		return text
	})
	return filled, errors.Join(faults...)
}

// Inputs are an example's with changes over them; null removes one.
func (s *Stage) Inputs(ctx context.Context, name string, changes map[string]any) (kind.Props, error) {
	all := map[string]any{}
	for _, layer := range []map[string]any{s.Examples[name].Inputs, changes} {
		for key, v := range layer {
			if v == nil {
				delete(all, key)
				continue
			}
			all[key] = v
		}
	}
	filled, err := s.fill(ctx, all)
	if err != nil {
		return nil, err
	}
	return resource.NewPropertyMapFromMap(filled.(map[string]any)), nil
}

// Need creates an example once, and returns what was made.
func (s *Stage) Need(ctx context.Context, name string) (Made, error) {
	if m, ok := s.Made[name]; ok {
		return m, nil
	}
	e, ok := s.Examples[name]
	if !ok {
		return Made{}, fmt.Errorf("there is no example %s", name)
	}
	inputs, err := s.Inputs(ctx, name, nil)
	if err != nil {
		return Made{}, err
	}
	m, err := s.Create(ctx, e.Type, name, inputs)
	if err != nil {
		return m, fmt.Errorf("%s: %w", name, err)
	}
	s.Made[name] = m
	s.Order = append(s.Order, name)
	return m, nil
}

// Check returns the checked inputs; with a Refused they are what they were.
// olds are the inputs of the state, nil for a new resource.
func (s *Stage) Check(ctx context.Context, urn string, olds, inputs kind.Props) (kind.Props, error) {
	before, err := wire.Marshal(olds)
	if err != nil {
		return nil, err
	}
	news, err := wire.Marshal(inputs)
	if err != nil {
		return nil, err
	}
	res, err := s.provider.Check(ctx, &pulumirpc.CheckRequest{Urn: urn, Olds: before, News: news, RandomSeed: []byte(urn)})
	if err != nil {
		return nil, err
	}
	checked, err := wire.Unmarshal(res.GetInputs())
	if err == nil && len(res.GetFailures()) > 0 {
		err = &Refused{res.GetFailures()}
	}
	return checked, err
}

// Create checks and creates; a failed check is an error too.
func (s *Stage) Create(ctx context.Context, typ, name string, inputs kind.Props) (Made, error) {
	m := Made{URN: URN(typ, name)}
	checked, err := s.Check(ctx, m.URN, nil, inputs)
	if err != nil {
		return m, err
	}
	m.Inputs = checked
	err = s.CreateChecked(ctx, &m, false)
	return m, err
}

// CreateChecked creates what was checked, or only plans to.
func (s *Stage) CreateChecked(ctx context.Context, m *Made, preview bool) error {
	props, err := wire.Marshal(m.Inputs)
	if err != nil {
		return err
	}
	res, err := s.provider.Create(ctx, &pulumirpc.CreateRequest{
		Urn: m.URN, Properties: props, Preview: preview, Timeout: s.Patience,
	})
	if err != nil {
		return err
	}
	m.ID = res.GetId()
	m.Outputs, err = wire.Unmarshal(res.GetProperties())
	return err
}

// Read returns the properties as they are; false when the resource is gone.
func (s *Stage) Read(ctx context.Context, m Made) (inputs, outputs kind.Props, found bool, err error) {
	props, err := wire.Marshal(m.Outputs)
	if err != nil {
		return nil, nil, false, err
	}
	olds, err := wire.Marshal(m.Inputs)
	if err != nil {
		return nil, nil, false, err
	}
	res, err := s.provider.Read(ctx, &pulumirpc.ReadRequest{Urn: m.URN, Id: m.ID, Properties: props, Inputs: olds})
	if err != nil {
		return nil, nil, false, err
	}
	if inputs, err = wire.Unmarshal(res.GetInputs()); err != nil {
		return nil, nil, false, err
	}
	outputs, err = wire.Unmarshal(res.GetProperties())
	return inputs, outputs, res.GetId() != "", err
}

// Diff checks new inputs and says what separates the resource from them.
func (s *Stage) Diff(ctx context.Context, m Made, inputs kind.Props) (kind.Props, *pulumirpc.DiffResponse, error) {
	checked, err := s.Check(ctx, m.URN, m.Inputs, inputs)
	if err != nil {
		return nil, nil, err
	}
	olds, err := wire.Marshal(m.Outputs)
	if err != nil {
		return nil, nil, err
	}
	oldInputs, err := wire.Marshal(m.Inputs)
	if err != nil {
		return nil, nil, err
	}
	news, err := wire.Marshal(checked)
	if err != nil {
		return nil, nil, err
	}
	res, err := s.provider.Diff(ctx, &pulumirpc.DiffRequest{
		Urn: m.URN, Id: m.ID, Olds: olds, OldInputs: oldInputs, News: news,
	})
	return checked, res, err
}

// Update changes a resource to checked inputs.
func (s *Stage) Update(ctx context.Context, m Made, checked kind.Props) (kind.Props, error) {
	olds, err := wire.Marshal(m.Outputs)
	if err != nil {
		return nil, err
	}
	oldInputs, err := wire.Marshal(m.Inputs)
	if err != nil {
		return nil, err
	}
	news, err := wire.Marshal(checked)
	if err != nil {
		return nil, err
	}
	res, err := s.provider.Update(ctx, &pulumirpc.UpdateRequest{
		Urn: m.URN, Id: m.ID, Olds: olds, OldInputs: oldInputs, News: news, Timeout: s.Patience,
	})
	if err != nil {
		return nil, err
	}
	return wire.Unmarshal(res.GetProperties())
}

// Delete deletes a resource.
func (s *Stage) Delete(ctx context.Context, m Made) error {
	props, err := wire.Marshal(m.Outputs)
	if err != nil {
		return err
	}
	olds, err := wire.Marshal(m.Inputs)
	if err != nil {
		return err
	}
	_, err = s.provider.Delete(ctx, &pulumirpc.DeleteRequest{
		Urn: m.URN, Id: m.ID, Properties: props, OldInputs: olds, Timeout: s.Patience,
	})
	return err
}
