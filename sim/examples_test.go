package sim_test

import (
	"errors"
	"os"
	"sync"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/examples"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/provider/aws"
)

// allExamples are every example, by its file's name: "ec2/vpc". Read only.
func allExamples(t *testing.T) examples.All {
	t.Helper()
	all, err := readExamples()
	require.NoError(t, err)
	return all
}

// readExamples once: every scenario of every example asks for them.
var readExamples = sync.OnceValues(func() (examples.All, error) {
	return examples.Read(os.DirFS("testdata/examples"))
})

// stage is a cloud, its provider and what was created on it; what fails to be
// answered fails the test.
type stage struct {
	*examples.Stage

	t      *testing.T
	cloud  *sim.Cloud
	server pulumirpc.ResourceProviderServer
}

func newStage(t *testing.T, opts ...sim.Option) *stage {
	t.Helper()
	cloud := sim.New(opts...)
	server := aws.New(cloud)
	return &stage{t: t, cloud: cloud, server: server, Stage: examples.NewStage(server, allExamples(t))}
}

// inputs are an example's with changes over them; null removes one.
func (s *stage) inputs(name string, changes map[string]any) kind.Props {
	inputs, err := s.Inputs(s.t.Context(), name, changes)
	require.NoError(s.t, err)
	return inputs
}

// need creates an example once and returns what was made.
func (s *stage) need(name string) examples.Made {
	m, err := s.Need(s.t.Context(), name)
	require.NoError(s.t, err)
	return m
}

// check returns the checked inputs, and what was refused in one text.
func (s *stage) check(urn string, inputs kind.Props) (kind.Props, string) {
	checked, err := s.Check(s.t.Context(), urn, nil, inputs)
	if refused, ok := errors.AsType[*examples.Refused](err); ok {
		return checked, refused.Error()
	}
	require.NoError(s.t, err)
	return checked, ""
}

// create checks and creates; a failed check is an error too.
func (s *stage) create(typ, name string, inputs kind.Props) (examples.Made, error) {
	return s.Create(s.t.Context(), typ, name, inputs)
}

// read returns the properties as they are; false when the resource is gone.
func (s *stage) read(m examples.Made) (kind.Props, bool) {
	_, outputs, found, err := s.Read(s.t.Context(), m)
	require.NoError(s.t, err)
	return outputs, found
}

func (s *stage) diff(m examples.Made, inputs kind.Props) (kind.Props, *pulumirpc.DiffResponse) {
	checked, diff, err := s.Diff(s.t.Context(), m, inputs)
	require.NoError(s.t, err)
	return checked, diff
}

func (s *stage) update(m examples.Made, checked kind.Props) (kind.Props, error) {
	return s.Update(s.t.Context(), m, checked)
}

func (s *stage) delete(m examples.Made) error { return s.Delete(s.t.Context(), m) }
