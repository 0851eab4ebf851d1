package sim_test

import (
	"context"
	"slices"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/examples"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/provider/wire"
	"github.com/covetpy/platform/sim/registry"
)

// scenario is one thing that every kind must do.
type scenario func(t *testing.T, name string, e examples.Example)

// TestEveryKind runs every scenario on every example. A kind without an example
// fails: what is not shown is not simulated.
func TestEveryKind(t *testing.T) {
	t.Parallel()
	kinds, err := registry.AWS()
	require.NoError(t, err)
	shown := map[string]bool{}
	all := allExamples(t)
	for name, e := range all {
		if !e.Variant {
			assert.False(t, shown[e.Type], "%s: %s has an example already; mark this one as a variant", name, e.Type)
			shown[e.Type] = true
		}
	}
	for _, typ := range kinds.Types() {
		assert.True(t, shown[typ], "%s has no example: add a file to testdata/examples", typ)
	}
	for scene, run := range map[string]scenario{
		"is created, read and deleted":              lives,
		"is known in a preview, and not made by it": isPreviewed,
		"is unchanged by the same inputs":           staysTheSame,
		"is updated in place":                       isUpdated,
		"is replaced":                               isReplaced,
		"meets its like":                            isMadeTwice,
		"is not deleted while it is used":           staysWhileUsed,
		"is gone behind our back":                   vanishes,
		"recovers from faults":                      recovers,
		"refuses wrong inputs":                      refuses,
		"refuses references to nothing":             refusesDangling,
	} {
		t.Run(scene, func(t *testing.T) {
			t.Parallel()
			for name, e := range all {
				t.Run(name, func(t *testing.T) { run(t, name, e) })
			}
		})
	}
}

func lives(t *testing.T, name string, e examples.Example) {
	s := newStage(t)
	m := s.need(name)
	outputs, found := s.read(m)
	require.True(t, found)
	assert.Equal(t, m.Outputs, outputs)
	require.NotEmpty(t, m.ID)
	o, alive := s.cloud.Get(e.Type, m.ID)
	require.True(t, alive)
	assert.Equal(t, m.URN, o.URN)

	kinds, err := registry.AWS()
	require.NoError(t, err)
	for out := range kinds.Schema.Resources[e.Type].Outputs {
		assert.Contains(t, outputs, resource.PropertyKey(out), "a computed property has no value")
	}
	assert.Equal(t, resource.NewProperty(m.ID), outputs["id"], "the bridge shows it, though no schema does")
	for out := range outputs {
		in, res := string(out), kinds.Schema.Resources[e.Type]
		if in == "id" {
			continue
		}
		_, input := res.Inputs[in]
		_, output := res.Outputs[in]
		assert.True(t, input || output, "the facts have no property %q", in)
	}
	require.NoError(t, s.delete(m))
	_, alive = s.cloud.Get(e.Type, m.ID)
	assert.False(t, alive)
	require.NoError(t, s.delete(m), "deleting what is gone succeeds")
}

func isPreviewed(t *testing.T, name string, e examples.Example) {
	s := newStage(t)
	checked, reasons := s.check(examples.URN(e.Type, name), s.inputs(name, nil))
	require.Empty(t, reasons)
	before := s.cloud.Everything()
	props, err := wire.Marshal(checked)
	require.NoError(t, err)
	res, err := s.server.Create(context.Background(), &pulumirpc.CreateRequest{Urn: examples.URN(e.Type, name), Properties: props, Preview: true})
	require.NoError(t, err)
	assert.Equal(t, before, s.cloud.Everything())
	preview, err := wire.Unmarshal(res.GetProperties())
	require.NoError(t, err)
	m := s.need(name)
	for key, v := range preview {
		assert.Equal(t, reveal(v, m.Outputs[key]), m.Outputs[key], "the preview promised another %s", key)
	}
}

// reveal is a promise with what was unknown in it replaced by what was made.
func reveal(promised, made resource.PropertyValue) resource.PropertyValue {
	switch {
	case promised.IsComputed():
		return made
	case promised.IsObject() && made.IsObject():
		out := promised.ObjectValue().Copy()
		for key, v := range out {
			out[key] = reveal(v, made.ObjectValue()[key])
		}
		return resource.NewProperty(out)
	default:
		return promised
	}
}

func staysTheSame(t *testing.T, name string, _ examples.Example) {
	s := newStage(t)
	m := s.need(name)
	_, diff := s.diff(m, s.inputs(name, nil))
	assert.Equal(t, pulumirpc.DiffResponse_DIFF_NONE, diff.GetChanges())
	assert.Empty(t, diff.GetDetailedDiff())
}

func isUpdated(t *testing.T, name string, e examples.Example) {
	if len(e.Update) == 0 {
		return
	}
	s := newStage(t)
	m := s.need(name)
	checked, diff := s.diff(m, s.inputs(name, e.Update))
	assert.Equal(t, pulumirpc.DiffResponse_DIFF_SOME, diff.GetChanges())
	assert.Empty(t, diff.GetReplaces())
	outputs, err := s.update(m, checked)
	require.NoError(t, err)
	read, found := s.read(m)
	require.True(t, found)
	assert.Equal(t, outputs, read)
	for key := range e.Update {
		given, has := checked[resource.PropertyKey(key)], outputs[resource.PropertyKey(key)]
		assert.True(t, includes(has, given), "%s: given %v, has %v", key, given, has)
	}
	for key := range m.Outputs {
		assert.Contains(t, outputs, key, "the update lost a property")
	}
}

// includes is true when a value is the one given, with no more than what the service
// adds to its objects.
func includes(has, given resource.PropertyValue) bool {
	switch {
	case has.IsObject() && given.IsObject():
		for key, v := range given.ObjectValue() {
			if !includes(has.ObjectValue()[key], v) {
				return false
			}
		}
		return true
	case has.IsArray() && given.IsArray():
		return slices.EqualFunc(has.ArrayValue(), given.ArrayValue(), includes)
	default:
		return has.DeepEquals(given)
	}
}

func isReplaced(t *testing.T, name string, e examples.Example) {
	if len(e.Replace) == 0 {
		return
	}
	s := newStage(t)
	_, diff := s.diff(s.need(name), s.inputs(name, e.Replace))
	assert.NotEmpty(t, diff.GetReplaces())
}

func isMadeTwice(t *testing.T, name string, e examples.Example) {
	if e.Variant {
		return
	}
	s := newStage(t)
	first := s.need(name)
	second, err := s.create(e.Type, name+"-2", s.inputs(name, nil))
	if e.Twice != "" {
		require.ErrorContains(t, err, e.Twice)
		return
	}
	require.NoError(t, err)
	assert.NotEqual(t, first.ID, second.ID)
}

func staysWhileUsed(t *testing.T, name string, e examples.Example) {
	if e.UsedBy == "" {
		assert.False(t, e.Variant == false && refusedByAnyone(t, e.Type), "other kinds keep %s from being deleted: say which in usedBy", e.Type)
		return
	}
	s := newStage(t)
	user := s.need(e.UsedBy)
	m := s.need(name)
	require.ErrorContains(t, s.delete(m), e.InUse)
	_, alive := s.cloud.Get(e.Type, m.ID)
	assert.True(t, alive)
	require.NoError(t, s.delete(user))
	require.NoError(t, s.delete(m))
}

// refusedByAnyone is true when a reference of some kind refuses deletions of
// the type.
func refusedByAnyone(t *testing.T, typ string) bool {
	kinds, err := registry.AWS()
	require.NoError(t, err)
	for _, other := range kinds.Types() {
		k, _ := kinds.Kind(other)
		for _, ref := range k.Refs {
			for _, to := range ref.To {
				if to.Type == typ && ref.OnDelete == sim.Refuse {
					return true
				}
			}
		}
	}
	return false
}

func vanishes(t *testing.T, name string, e examples.Example) {
	s := newStage(t)
	m := s.need(name)
	require.NoError(t, s.cloud.Vanish(e.Type, m.ID))
	_, found := s.read(m)
	assert.False(t, found)
	_, err := s.update(m, m.Inputs)
	require.Error(t, err)
	require.NoError(t, s.delete(m))
}

func recovers(t *testing.T, name string, e examples.Example) {
	for title, when := range map[string]sim.Phase{"the call fails": sim.Before, "the answer is lost": sim.After} {
		t.Run(title, func(t *testing.T) {
			urn := examples.URN(e.Type, name)
			s := newStage(t, sim.WithFaults(sim.Fault{
				Name: urn[len(examples.URN(e.Type, "")):], Op: sim.OpCreate, When: when, Error: sim.LostConnection, Times: 1,
			}))
			_, err := s.create(e.Type, name, s.inputs(name, nil))
			require.ErrorContains(t, err, "connection reset")
			orphans := s.cloud.Orphans(urn, map[string]bool{})
			if when == sim.Before {
				require.Empty(t, orphans)
			} else {
				require.Len(t, orphans, 1, "what a lost answer made is found by its URN")
				require.NoError(t, s.cloud.Vanish(orphans[0].Type, orphans[0].ID))
			}
			s.need(name)
		})
	}
}

func refuses(t *testing.T, name string, e examples.Example) {
	s := newStage(t)
	urn := examples.URN(e.Type, name)
	_, reasons := s.check(urn, s.inputs(name, map[string]any{"noSuchProperty": "x"}))
	assert.Contains(t, reasons, `"noSuchProperty" is not expected here`)

	kinds, err := registry.AWS()
	require.NoError(t, err)
	for _, required := range kinds.Schema.Resources[e.Type].Required {
		_, reasons := s.check(urn, s.inputs(name, map[string]any{required: nil}))
		assert.Contains(t, reasons, `"`+required+`" is required`)
	}
	for _, w := range e.Wrong {
		s := newStage(t)
		_, err := s.create(e.Type, name, s.inputs(name, w.Inputs))
		require.ErrorContains(t, err, w.Says)
		_, alive := s.Made[name]
		assert.False(t, alive)
	}
}

func refusesDangling(t *testing.T, name string, e examples.Example) {
	kinds, err := registry.AWS()
	require.NoError(t, err)
	k, _ := kinds.Kind(e.Type)
	for _, ref := range k.Refs {
		s := newStage(t)
		inputs := s.inputs(name, nil)
		if ref.Missing == "" || !(kind.Values{Props: inputs}).Has(ref.Path) {
			continue
		}
		inputs = misdirect(resource.NewProperty(inputs), kind.Steps(ref.Path), ref.Service).ObjectValue()
		_, err := s.create(e.Type, name, inputs)
		require.Error(t, err, "%s may refer to nothing", ref.Path)
	}
}

// misdirect replaces the strings at a path with ARNs of nothing.
func misdirect(v resource.PropertyValue, steps []string, service string) resource.PropertyValue {
	switch {
	case len(steps) == 0:
		return kind.Text("arn:aws:" + service + ":eu-west-1:111122223333:nothing/" + v.TypeString())
	case v.IsArray():
		items := []resource.PropertyValue{}
		for _, item := range v.ArrayValue() {
			items = append(items, misdirect(item, steps[1:], service))
		}
		return resource.NewProperty(items)
	case v.IsObject():
		out := v.ObjectValue().Copy()
		if next, ok := out[resource.PropertyKey(steps[0])]; ok {
			out[resource.PropertyKey(steps[0])] = misdirect(next, steps[1:], service)
		}
		return resource.NewProperty(out)
	default:
		return v
	}
}
