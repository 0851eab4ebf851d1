package recorded

import (
	"context"
	"maps"
	"regexp"
	"slices"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/covetpy/platform/sim/examples"
	"github.com/covetpy/platform/sim/kind"
)

// taking is one recording as it is made.
type taking struct {
	naming

	fresh Fresh
	stage *examples.Stage
	name  string
	e     examples.Example
	out   Recording
	// seen is how much of the stage's order was learned.
	seen int
	// taken counts what was wrong and taken all the same; planOnly is set where the
	// cloud is not asked.
	taken    int
	planOnly bool
	// made is the example's own resource, and known its normalised properties.
	made  examples.Made
	known map[string]any
}

// Fresh returns a stage on a cloud in which nothing is.
type Fresh func(ctx context.Context) (*examples.Stage, error)

// Take puts a provider through all that an example has. The error is that of what
// the example is made of: a stage on which it, or what it refers to, can't be
// created says nothing about the rest.
func Take(ctx context.Context, fresh Fresh, name string) (Recording, error) {
	t := &taking{naming: naming{owners: map[string]string{}}, fresh: fresh, name: name}
	for _, step := range []func(context.Context) error{
		t.restart, t.create, t.plans, t.twice, t.update, t.inUse, t.remove, t.restart, t.wrong,
	} {
		if err := step(ctx); err != nil {
			return t.out, err
		}
	}
	return t.out, nil
}

// restart empties the cloud.
func (t *taking) restart(ctx context.Context) error {
	var err error
	if t.stage, err = t.fresh(ctx); err != nil {
		return err
	}
	t.e, t.seen = t.stage.Examples[t.name], 0
	return nil
}

// TakePlanned is Take for a provider whose cloud is not to be believed: it keeps
// only what the provider says by itself.
func TakePlanned(ctx context.Context, fresh Fresh, name string) (Recording, error) {
	r, err := Take(ctx, fresh, name)
	return r.planned(), err
}

// Reason is an error as a recording keeps it.
func Reason(err error) string {
	n := naming{owners: map[string]string{}}
	return n.says(err)
}

// inputs are the example's with changes; what they refer to is learned.
func (t *taking) inputs(ctx context.Context, changes map[string]any) (kind.Props, error) {
	inputs, err := t.stage.Inputs(ctx, t.name, changes)
	for ; t.seen < len(t.stage.Order); t.seen++ {
		name := t.stage.Order[t.seen]
		t.learn(name, t.stage.Made[name])
	}
	return inputs, err
}

// try plans and creates what ought not to be. What comes of it all the same is
// returned, and left where it is.
func (t *taking) try(ctx context.Context, name string, changes map[string]any) (*Refusal, examples.Made) {
	inputs, err := t.inputs(ctx, changes)
	if err != nil {
		return nil, examples.Made{}
	}
	m := examples.Made{URN: examples.URN(t.e.Type, name)}
	if m.Inputs, err = t.stage.Check(ctx, m.URN, nil, inputs); err != nil {
		return t.refusal(Planned, err), m
	}
	plan := m
	if err := t.stage.CreateChecked(ctx, &plan, true); err != nil {
		return t.refusal(Planned, err), m
	}
	if t.planOnly {
		return nil, m
	}
	if err := t.createSoon(ctx, &m); err != nil {
		return t.refusal(Called, err), m
	}
	t.learn(name, m)
	return accepted(), m
}

// createSoon creates without waiting until what was accepted is ready.
func (t *taking) createSoon(ctx context.Context, m *examples.Made) error {
	if t.stage.Soon == 0 {
		return t.stage.CreateChecked(ctx, m, false)
	}
	hasty, done := context.WithTimeout(ctx, t.stage.Soon)
	defer done()
	err := t.stage.CreateChecked(hasty, m, false)
	if err != nil && hasty.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// wrong tries what is to be refused, without the example's own resource there.
func (t *taking) wrong(ctx context.Context) error {
	// A cloud that takes so much that is wrong is not asked about the rest.
	const enough = 5
	for _, w := range t.e.Wrong {
		t.planOnly = t.taken >= enough
		refusal, _ := t.try(ctx, t.name, w.Inputs)
		if refusal == nil && !t.planOnly || refusal != nil && leftOver.MatchString(refusal.Code) {
			// What it refers to was not made, or an earlier one was before it was refused.
			if err := t.restart(ctx); err != nil {
				return err
			}
			refusal, _ = t.try(ctx, t.name, w.Inputs)
		}
		t.out.Wrong = append(t.out.Wrong, refusal)
		_, referred := t.stage.Made[t.name]
		taken := refusal != nil && refusal.At == Never
		if taken {
			t.taken++
		}
		if taken || referred {
			if err := t.restart(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// leftOver are the codes of refusals because something is there already.
var leftOver = regexp.MustCompile(`Already|Duplicate|InUse`)

func (t *taking) create(ctx context.Context) error {
	inputs, err := t.inputs(ctx, nil)
	if err != nil {
		return err
	}
	t.made = examples.Made{URN: examples.URN(t.e.Type, t.name)}
	if own, there := t.stage.Made[t.name]; there { // something referred to it
		t.made = own
	} else {
		if t.made.Inputs, err = t.stage.Check(ctx, t.made.URN, nil, inputs); err != nil {
			t.out.Check = &Answer{Refused: t.refusal(Planned, err)}
			return err
		}
		plan := t.made
		if err := t.stage.CreateChecked(ctx, &plan, true); err != nil {
			t.out.Check = &Answer{Refused: t.refusal(Planned, err)}
			return err
		}
		if err := t.stage.CreateChecked(ctx, &t.made, false); err != nil {
			return err
		}
		t.stage.Made[t.name] = t.made
		t.stage.Order = append(t.stage.Order, t.name)
	}
	t.learn(t.name, t.made)
	checked := t.top(t.made.Inputs)
	t.known = t.top(t.made.Outputs)
	t.out.Check = &Answer{Properties: since(t.top(inputs), checked), whole: checked}
	t.out.Create = &Answer{ID: t.text(t.made.ID), Properties: since(checked, t.known), whole: t.known}
	return t.readBack(ctx)
}

// readBack reads what was created, which is also what the engine's refresh sees.
func (t *taking) readBack(ctx context.Context) error {
	_, outputs, found, err := t.stage.Read(ctx, t.made)
	switch {
	case err != nil:
		t.out.Read = &Answer{Refused: t.refusal(Called, err)}
	case !found:
		t.out.Read = &Answer{Refused: &Refusal{At: Called, Says: "there is none"}}
	default:
		read := t.top(outputs)
		t.out.Read = &Answer{Properties: since(t.known, read), whole: read}
		t.made.Outputs, t.known = outputs, read
	}
	return nil
}

func (t *taking) plans(ctx context.Context) error {
	t.out.Same, _ = t.plan(ctx, nil)
	if len(t.e.Replace) > 0 {
		t.out.Replace, _ = t.plan(ctx, t.e.Replace)
	}
	return nil
}

// plan says what other inputs would change, and returns them as checked.
func (t *taking) plan(ctx context.Context, changes map[string]any) (*Plan, kind.Props) {
	inputs, err := t.inputs(ctx, changes)
	if err != nil {
		return nil, nil
	}
	checked, diff, err := t.stage.Diff(ctx, t.made, inputs)
	if err != nil {
		return &Plan{Refused: t.refusal(Planned, err)}, nil
	}
	return planOf(diff), checked
}

// planOf reads a plan. Upstream's resources of the plugin framework come without a
// detailed one: there the names of properties have to do.
func planOf(diff *pulumirpc.DiffResponse) *Plan {
	p := &Plan{DeleteFirst: diff.GetDeleteBeforeReplace()}
	replaced := map[string]bool{}
	for _, name := range diff.GetReplaces() {
		replaced[topLevel(name)] = true
	}
	changed := slices.Clone(diff.GetDiffs())
	for path, d := range diff.GetDetailedDiff() {
		changed = append(changed, path)
		switch d.GetKind() {
		case pulumirpc.PropertyDiff_ADD_REPLACE, pulumirpc.PropertyDiff_DELETE_REPLACE, pulumirpc.PropertyDiff_UPDATE_REPLACE:
			replaced[topLevel(path)] = true
		case pulumirpc.PropertyDiff_ADD, pulumirpc.PropertyDiff_DELETE, pulumirpc.PropertyDiff_UPDATE:
		}
	}
	for _, path := range changed {
		if top := topLevel(path); !replaced[top] && top != tagsAll {
			p.Changes = append(p.Changes, top)
		}
	}
	slices.Sort(p.Changes)
	p.Changes = slices.Compact(p.Changes)
	p.Replaces = slices.Sorted(maps.Keys(replaced))
	return p
}

// twice makes a second one of the same inputs. A service that answers with the first
// one, which it takes for the same call, has refused nothing; what there was is not
// deleted under the first.
func (t *taking) twice(ctx context.Context) error {
	if t.e.Variant {
		return nil
	}
	var second examples.Made
	t.out.Twice, second = t.try(ctx, t.name+"-2", nil)
	switch second.ID {
	case "":
	case t.made.ID:
		t.out.Twice = &Refusal{At: Same}
	default:
		_ = t.stage.Delete(ctx, second) // the last deletion shows it
	}
	return nil
}

func (t *taking) update(ctx context.Context) error {
	if len(t.e.Update) == 0 {
		return nil
	}
	var checked kind.Props
	if t.out.Update, checked = t.plan(ctx, t.e.Update); checked == nil {
		return nil
	}
	outputs, err := t.stage.Update(ctx, t.made, checked)
	if err != nil {
		t.out.Updated = &Answer{Refused: t.refusal(Called, err)}
		return nil
	}
	given := since(t.top(t.made.Inputs), t.top(checked))
	t.made.Inputs, t.made.Outputs = checked, outputs
	after := t.top(outputs)
	changed := since(t.known, after)
	for key, v := range given {
		if printed(after[key]) == printed(v) {
			delete(changed, key)
		}
	}
	t.out.Updated, t.known = &Answer{Properties: changed, whole: after}, after
	return nil
}

func (t *taking) inUse(ctx context.Context) error {
	if t.e.UsedBy == "" {
		return nil
	}
	user, err := t.stage.Need(ctx, t.e.UsedBy)
	if err != nil {
		return nil //nolint:nilerr // what can't be used says nothing here: its own recording does
	}
	t.out.InUse = t.refusal(Called, t.stage.Delete(ctx, t.made))
	// Whoever let it go all the same can't be asked any further.
	if t.out.InUse.At != Never {
		_ = t.stage.Delete(ctx, user) // the next deletion shows it
	}
	return nil
}

func (t *taking) remove(ctx context.Context) error {
	if t.out.InUse != nil && t.out.InUse.At == Never {
		return nil
	}
	t.out.Delete = t.refusal(Called, t.stage.Delete(ctx, t.made))
	if t.out.Delete.At != Never {
		return nil
	}
	_, _, found, err := t.stage.Read(ctx, t.made)
	if err == nil {
		t.out.Left = &found
	}
	return nil
}
