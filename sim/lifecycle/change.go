package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/facts"
	"github.com/covetpy/platform/sim/kind"
)

// Request is one call on one resource.
type Request struct {
	Type, URN, ID string
	// Region of the provider.
	Region string
	// Inputs as Check returned them.
	Inputs kind.Props
	// Olds are the outputs of the state, for previews of updates.
	Olds kind.Props
	// OldInputs are the inputs of the state.
	OldInputs kind.Props
}

func (r Request) call(op sim.Op) sim.Call {
	return sim.Call{Op: op, Type: r.Type, URN: r.URN, Name: logicalName(r.URN), ID: r.ID}
}

// PreviewCreate is what a preview knows of a resource to come: its inputs. As
// with the real provider, the cloud is not asked.
func (l *Lifecycle) PreviewCreate(req Request) (kind.Props, error) {
	k, schema, err := l.lookup(req.Type)
	if err != nil {
		return nil, err
	}
	outputs := settled(k, req.Inputs)
	locate(schema, outputs, req.Region)
	promise(k, outputs, nil)
	for name := range schema.Outputs {
		outputs[resource.PropertyKey(name)] = unknown()
	}
	outputs["id"] = unknown()
	return l.conceal(schema, outputs), nil
}

// PreviewUpdate is what a preview knows of a resource about to change.
func (l *Lifecycle) PreviewUpdate(req Request) (kind.Props, error) {
	k, schema, err := l.lookup(req.Type)
	if err != nil {
		return nil, err
	}
	outputs := carriedOver(req.Olds, req.OldInputs)
	for _, name := range k.Volatile {
		outputs[resource.PropertyKey(name)] = unknown()
	}
	maps.Copy(outputs, settled(k, req.Inputs))
	locate(schema, outputs, req.Region)
	promise(k, outputs, req.Olds)
	return l.conceal(schema, outputs), nil
}

// promise fills in what the service does inside of inputs: what it was before,
// unknown when there is no before. The inputs stay as they are.
func promise(k kind.Kind, outputs, olds kind.Props) {
	for _, path := range k.Computed {
		top, name, _ := strings.Cut(path, ".")
		holder, inner := resource.PropertyKey(top), resource.PropertyKey(name)
		if v, ok := outputs[holder]; !ok || !v.IsObject() || v.ObjectValue().HasValue(inner) {
			continue
		}
		object := maps.Clone(outputs[holder].ObjectValue())
		object[inner] = unknown()
		if before, ok := olds[holder]; ok && before.IsObject() && before.ObjectValue().HasValue(inner) {
			object[inner] = before.ObjectValue()[inner]
		}
		outputs[holder] = resource.NewProperty(object)
	}
}

// Create makes a new object and returns its id and properties. With an
// sim.Interrupted both are valid: the object is there.
func (l *Lifecycle) Create(ctx context.Context, req Request) (string, kind.Props, error) {
	k, schema, err := l.lookup(req.Type)
	if err != nil {
		return "", nil, err
	}
	var made sim.Object
	err = l.cloud.Do(ctx, req.call(sim.OpCreate), func() (string, error) {
		err := l.cloud.Transact(func(tx *sim.Tx) (err error) {
			made, err = l.build(tx, k, req, nil)
			return err
		})
		return made.ID, err
	})
	return made.ID, l.shown(schema, made), wrap("creating", req, err)
}

// Update changes an object in place and returns its properties.
func (l *Lifecycle) Update(ctx context.Context, req Request) (kind.Props, error) {
	k, schema, err := l.lookup(req.Type)
	if err != nil {
		return nil, err
	}
	var made sim.Object
	err = l.cloud.Do(ctx, req.call(sim.OpUpdate), func() (string, error) {
		err := l.cloud.Transact(func(tx *sim.Tx) (err error) {
			old, ok := tx.Get(req.Type, region(k, req.Inputs, req.Region), req.ID)
			if !ok {
				return fmt.Errorf("NotFoundException: couldn't find resource %s", req.ID)
			}
			made, err = l.build(tx, k, req, &old)
			return err
		})
		return made.ID, err
	})
	return l.shown(schema, made), wrap("updating", req, err)
}

// build asks everyone who may refuse and puts the object; old is nil for a new one.
func (l *Lifecycle) build(tx *sim.Tx, k kind.Kind, req Request, old *sim.Object) (sim.Object, error) {
	w := l.world(tx, req.Inputs, req.Region, req.URN)
	d := kind.Draft{ID: req.ID, In: kind.Values{Props: req.Inputs}, Old: old}
	uses, err := w.Uses(k, d.In)
	if err == nil {
		err = w.Contested(k, d.In, d.ID)
	}
	if err == nil && k.Admit != nil {
		err = k.Admit(w, d)
	}
	if err != nil {
		return sim.Object{}, err
	}
	o := sim.Object{
		Type: k.Type, ID: req.ID, URN: req.URN, Where: region(k, req.Inputs, req.Region),
		Inputs: req.Inputs, Outputs: kind.Props{}, Uses: uses,
	}
	if old == nil {
		d.ID = k.ID(w, d)
		o.ID = d.ID
		if _, exists := tx.Get(k.Type, o.Where, o.ID); exists || o.ID == "" {
			return sim.Object{}, fmt.Errorf("AlreadyExistsException: %q already exists", o.ID)
		}
	} else {
		o.URN, o.Outputs = old.URN, carriedOver(old.Outputs, old.Inputs)
	}
	maps.Copy(o.Outputs, settled(k, req.Inputs))
	locate(l.registry.Schema.Resources[k.Type], o.Outputs, req.Region)
	if k.Outputs != nil {
		maps.Copy(o.Outputs, k.Outputs(w, d))
	}
	o.Names = w.Names(k, o)
	tx.Put(o)
	return o, nil
}

// Read returns an object as it is; false when it is gone.
func (l *Lifecycle) Read(ctx context.Context, req Request) (inputs, outputs kind.Props, found bool, err error) {
	k, schema, err := l.lookup(req.Type)
	if err != nil {
		return nil, nil, false, err
	}
	var o sim.Object
	err = l.cloud.Do(ctx, req.call(sim.OpRead), func() (string, error) {
		return req.ID, l.cloud.Transact(func(tx *sim.Tx) error {
			o, found = tx.Get(req.Type, region(k, req.Olds, req.Region), req.ID)
			return nil
		})
	})
	if err != nil || !found {
		return nil, nil, false, wrap("reading", req, err)
	}
	return o.Inputs, l.shown(schema, o), true, nil
}

// wrap says what was being done to what; it keeps nil.
func wrap(doing string, req Request, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %s %q: %w", doing, req.Type, logicalName(req.URN), err)
}

// Interrupted is true when the change was made but not waited for.
func Interrupted(err error) bool {
	var i *sim.Interrupted
	return errors.As(err, &i)
}

// locate says where a resource is: its own region, or the provider's.
func locate(schema facts.Resource, outputs kind.Props, providers string) {
	if _, regional := schema.Inputs["region"]; regional && !outputs.HasValue("region") {
		outputs["region"] = kind.Text(providers)
	}
}

// visible are inputs without the provider's own notes.
func visible(inputs kind.Props) kind.Props {
	out := maps.Clone(inputs)
	delete(out, defaultsKey)
	if out == nil {
		out = kind.Props{}
	}
	return out
}

// carriedOver are the outputs that no input set.
func carriedOver(outputs, inputs kind.Props) kind.Props {
	out := kind.Props{}
	for key, v := range outputs {
		if _, input := inputs[key]; !input {
			out[key] = v
		}
	}
	return out
}

// shown are an object's properties as the bridge shows them: with its id.
func (l *Lifecycle) shown(schema facts.Resource, o sim.Object) kind.Props {
	out := l.conceal(schema, o.Outputs)
	out["id"] = kind.Text(o.ID)
	return out
}

// conceal marks as secret what the facts say is, at any depth, and leaves out
// what only the cloud remembers.
func (l *Lifecycle) conceal(schema facts.Resource, props kind.Props) kind.Props {
	out := make(kind.Props, len(props))
	for key, v := range props {
		if strings.HasPrefix(string(key), "__") {
			continue
		}
		p, ok := schema.Outputs[string(key)]
		if !ok {
			p = schema.Inputs[string(key)]
		}
		out[key] = l.concealed(p, v)
	}
	return out
}

func (l *Lifecycle) concealed(p facts.Property, v resource.PropertyValue) resource.PropertyValue {
	switch {
	case p.Secret && !v.IsSecret():
		return resource.MakeSecret(v)
	case p.Ref != "" && v.IsObject():
		nested := l.registry.Schema.Types[p.Ref]
		return resource.NewProperty(l.conceal(facts.Resource{Inputs: nested.Properties}, v.ObjectValue()))
	case p.Items != nil && v.IsArray():
		items := make([]resource.PropertyValue, len(v.ArrayValue()))
		for i, item := range v.ArrayValue() {
			items[i] = l.concealed(*p.Items, item)
		}
		return resource.NewProperty(items)
	default:
		return v
	}
}
