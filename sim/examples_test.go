package sim_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/provider/aws"
	"github.com/covetpy/platform/sim/provider/wire"
)

// example is one resource that the cloud accepts, and what it does with it: a
// file of testdata/examples. "${service/file.property}" in a value creates that
// example first and stands for its property; property "id" is its id.
type example struct {
	Type   string         `yaml:"type"`
	Inputs map[string]any `yaml:"inputs"`
	// Update is a change in place, Replace one that makes a new resource; left
	// out for types that have none.
	Update  map[string]any `yaml:"update"`
	Replace map[string]any `yaml:"replace"`
	// Twice is what the second of the same inputs is told; empty when two may be.
	Twice string `yaml:"twice"`
	// UsedBy is an example that refers to this one, and InUse what a deletion
	// is told meanwhile.
	UsedBy string `yaml:"usedBy"`
	InUse  string `yaml:"inUse"`
	// Wrong are changes of the inputs that are refused, and what is said.
	Wrong []wrong `yaml:"wrong"`
	// Variant marks a further example of a type, for others to refer to.
	Variant bool `yaml:"variant"`
}

type wrong struct {
	Inputs map[string]any `yaml:"inputs"`
	Says   string         `yaml:"says"`
}

// examples are every example, by its file's name: "ec2/vpc". Read only.
func examples(t *testing.T) map[string]example {
	t.Helper()
	all, err := readExamples()
	require.NoError(t, err)
	return all
}

// readExamples once: every scenario of every example asks for them.
var readExamples = sync.OnceValues(func() (map[string]example, error) {
	files, err := filepath.Glob("testdata/examples/*/*.yaml")
	if err != nil {
		return nil, err
	}
	out := map[string]example{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		dec := yaml.NewDecoder(bytes.NewReader(raw))
		dec.KnownFields(true)
		var e example
		if err := dec.Decode(&e); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		name, _ := strings.CutPrefix(strings.TrimSuffix(filepath.ToSlash(file), ".yaml"), "testdata/examples/")
		out[name] = e
	}
	return out, nil
})

// stage is a cloud, its provider and what was created on it.
type stage struct {
	t        *testing.T
	cloud    *sim.Cloud
	server   pulumirpc.ResourceProviderServer
	examples map[string]example
	made     map[string]made
}

type made struct {
	urn, id         string
	inputs, outputs kind.Props
}

func newStage(t *testing.T, opts ...sim.Option) *stage {
	t.Helper()
	cloud := sim.New(opts...)
	server := aws.New(cloud)
	return &stage{t: t, cloud: cloud, server: server, examples: examples(t), made: map[string]made{}}
}

func urnOf(typ, name string) string {
	return "urn:pulumi:test::sim::" + typ + "::" + strings.ReplaceAll(name, "/", "-")
}

var reference = regexp.MustCompile(`\$\{([^.}]+)\.([^}]+)\}`)

// fill replaces the references of a value, creating what they name.
func (s *stage) fill(v any) any {
	switch v := v.(type) {
	case string:
		return reference.ReplaceAllStringFunc(v, func(match string) string {
			parts := reference.FindStringSubmatch(match)
			m := s.need(parts[1])
			if parts[2] == "id" {
				return m.id
			}
			text := kind.Values{Props: m.outputs}.Text(parts[2])
			require.NotEmpty(s.t, text, "%s has no %s", parts[1], parts[2])
			return text
		})
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = s.fill(item)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, item := range v {
			out[key] = s.fill(item)
		}
		return out
	default:
		return v
	}
}

// inputs are an example's with changes over them; null removes one.
func (s *stage) inputs(name string, changes map[string]any) kind.Props {
	all := map[string]any{}
	for _, layer := range []map[string]any{s.examples[name].Inputs, changes} {
		for key, v := range layer {
			if v == nil {
				delete(all, key)
				continue
			}
			all[key] = s.fill(v)
		}
	}
	return resource.NewPropertyMapFromMap(all)
}

// need creates an example once and returns what was made.
func (s *stage) need(name string) made {
	if m, ok := s.made[name]; ok {
		return m
	}
	e, ok := s.examples[name]
	require.True(s.t, ok, "there is no testdata/examples/%s.yaml", name)
	m, err := s.create(e.Type, name, s.inputs(name, nil))
	require.NoError(s.t, err, name)
	s.made[name] = m
	return m
}

// check returns the checked inputs, and what was refused in one text.
func (s *stage) check(urn string, inputs kind.Props) (kind.Props, string) {
	news, err := wire.Marshal(inputs)
	require.NoError(s.t, err)
	res, err := s.server.Check(context.Background(), &pulumirpc.CheckRequest{Urn: urn, News: news, RandomSeed: []byte(urn)})
	require.NoError(s.t, err)
	checked, err := wire.Unmarshal(res.GetInputs())
	require.NoError(s.t, err)
	var reasons []string
	for _, f := range res.GetFailures() {
		reasons = append(reasons, f.GetProperty()+": "+f.GetReason())
	}
	return checked, strings.Join(reasons, "\n")
}

// create checks and creates; a failed check is an error too.
func (s *stage) create(typ, name string, inputs kind.Props) (made, error) {
	m := made{urn: urnOf(typ, name)}
	checked, reasons := s.check(m.urn, inputs)
	if reasons != "" {
		return m, kind.Say("%s", reasons)
	}
	m.inputs = checked
	props, err := wire.Marshal(checked)
	require.NoError(s.t, err)
	res, err := s.server.Create(context.Background(), &pulumirpc.CreateRequest{Urn: m.urn, Properties: props})
	if err != nil {
		return m, err
	}
	m.id = res.GetId()
	m.outputs, err = wire.Unmarshal(res.GetProperties())
	return m, err
}

// read returns the properties as they are; false when the resource is gone.
func (s *stage) read(m made) (kind.Props, bool) {
	props, err := wire.Marshal(m.outputs)
	require.NoError(s.t, err)
	res, err := s.server.Read(context.Background(), &pulumirpc.ReadRequest{Urn: m.urn, Id: m.id, Properties: props})
	require.NoError(s.t, err)
	outputs, err := wire.Unmarshal(res.GetProperties())
	require.NoError(s.t, err)
	return outputs, res.GetId() != ""
}

func (s *stage) diff(m made, inputs kind.Props) (kind.Props, *pulumirpc.DiffResponse) {
	checked, reasons := s.check(m.urn, inputs)
	require.Empty(s.t, reasons)
	olds, err := wire.Marshal(m.inputs)
	require.NoError(s.t, err)
	news, err := wire.Marshal(checked)
	require.NoError(s.t, err)
	res, err := s.server.Diff(context.Background(), &pulumirpc.DiffRequest{Urn: m.urn, Id: m.id, OldInputs: olds, News: news})
	require.NoError(s.t, err)
	return checked, res
}

func (s *stage) update(m made, checked kind.Props) (kind.Props, error) {
	news, err := wire.Marshal(checked)
	require.NoError(s.t, err)
	res, err := s.server.Update(context.Background(), &pulumirpc.UpdateRequest{Urn: m.urn, Id: m.id, News: news})
	if err != nil {
		return nil, err
	}
	return wire.Unmarshal(res.GetProperties())
}

func (s *stage) delete(m made) error {
	props, err := wire.Marshal(m.outputs)
	require.NoError(s.t, err)
	_, err = s.server.Delete(context.Background(), &pulumirpc.DeleteRequest{Urn: m.urn, Id: m.id, Properties: props})
	return err
}
