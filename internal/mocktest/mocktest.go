// Package mocktest runs a component under pulumi.WithMocks and records every
// resource that it registers, so that a test can compare whole values.
//
//	rec := mocktest.New()
//	err := rec.Run(func(ctx *pulumi.Context) error {
//		_, err := network.NewNetwork(ctx, "network", args)
//		return err
//	})
//	require.NoError(t, err)
//	vpc := rec.One(t, "aws:ec2/vpc:Vpc", "network")
//	assert.Equal(t, "10.0.0.0/16", vpc.Inputs["cidrBlock"].StringValue())
//
// It proves wiring and nothing else: what a mock is told it believes. Behaviour
// (references, refusals, replacement) is the simulated cloud's, in package sim.
// Only tests import this package.
package mocktest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Where the recorder's resources live: the documentation account of AWS.
const (
	Project   = "covetpy"
	Stack     = "dev"
	Partition = "aws"
	Region    = "eu-west-1"
	Account   = "111122223333"
)

// Resource is one registration, as the engine would have received it.
type Resource struct {
	// Type is the token, "aws:kms/key:Key".
	Type string
	// Name is the logical name.
	Name string
	// Parent is the parent's logical name, empty when the stack is the parent.
	Parent string
	// ParentType is the parent's token, empty when the stack is the parent.
	ParentType string
	// Inputs as the program gave them. Secrets are wrapped as secrets; what a
	// preview does not know is left out.
	Inputs resource.PropertyMap
	// Protect and the next three are the resource options of those names.
	Protect             bool
	DeleteBeforeReplace bool
	IgnoreChanges       []string
	ReplaceOnChanges    []string
	// DependsOn holds the logical names of everything the registration waits
	// for, through inputs or through the option, sorted.
	DependsOn []string
	// Aliases are the names that the resource had before, sorted.
	Aliases []string
	// Custom is false for a component.
	Custom bool
}

// Recorder is a pulumi.MockResourceMonitor. Make a new one for each test.
type Recorder struct {
	mu        sync.Mutex
	resources []Resource
	seen      map[string]bool
	outputs   map[string]func(Resource) resource.PropertyMap
	calls     map[string]func(resource.PropertyMap) (resource.PropertyMap, error)
}

// New returns an empty recorder.
func New() *Recorder {
	return &Recorder{
		seen:    map[string]bool{},
		outputs: map[string]func(Resource) resource.PropertyMap{},
		calls:   map[string]func(resource.PropertyMap) (resource.PropertyMap, error){},
	}
}

// Outputs adds outputs to every resource of the type, over the inputs, the
// "arn" and the "name" that the recorder echoes anyway.
func (r *Recorder) Outputs(typ string, answer func(Resource) resource.PropertyMap) *Recorder {
	r.outputs[typ] = answer
	return r
}

// Answers makes a data source answer. One that nothing answers is an error.
func (r *Recorder) Answers(token string, answer func(args resource.PropertyMap) (resource.PropertyMap, error)) *Recorder {
	r.calls[token] = answer
	return r
}

// Run runs the program as an update and returns its error.
func (r *Recorder) Run(program pulumi.RunFunc) error {
	return pulumi.RunErr(program, pulumi.WithMocks(Project, Stack, r))
}

// Preview runs the program as a preview: ids and outputs that no input gives
// are unknown, so whatever only works with a known value shows.
func (r *Recorder) Preview(program pulumi.RunFunc) error {
	dry := func(info *pulumi.RunInfo) { info.DryRun = true }
	return pulumi.RunErr(program, pulumi.WithMocks(Project, Stack, &previewing{r}), dry)
}

// NewResource records a registration and answers with its inputs, an ARN, and
// what Outputs adds. The id is the logical name and "-id". The same type and
// name under one parent twice is an error, as it is to the engine.
func (r *Recorder) NewResource(args pulumi.MockResourceArgs) (string, resource.PropertyMap, error) {
	res := fromArgs(args)
	if err := r.record(res); err != nil {
		return "", nil, err
	}
	if !args.Custom {
		return "", r.extra(res, args.Inputs.Copy()), nil
	}
	state := args.Inputs.Copy()
	if _, given := state["arn"]; !given {
		state["arn"] = resource.NewProperty(arn(args))
	}
	if _, given := state["name"]; !given {
		state["name"] = resource.NewProperty(args.Name)
	}
	return args.Name + "-id", r.extra(res, state), nil
}

// Call answers a data source.
func (r *Recorder) Call(args pulumi.MockCallArgs) (resource.PropertyMap, error) {
	answer, ok := r.calls[args.Token]
	if !ok {
		return nil, fmt.Errorf("call %s: no answer was given to the recorder, see Answers", args.Token)
	}
	return answer(args.Args)
}

func (r *Recorder) record(res Resource) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := strings.Join([]string{res.ParentType, res.Type, res.Name}, "$")
	if r.seen[key] {
		return fmt.Errorf("register %s %q: the URN is taken, two resources of one name", res.Type, res.Name)
	}
	r.seen[key] = true
	r.resources = append(r.resources, res)
	return nil
}

func (r *Recorder) extra(res Resource, state resource.PropertyMap) resource.PropertyMap {
	if answer, ok := r.outputs[res.Type]; ok {
		maps.Copy(state, answer(res))
	}
	return state
}

// previewing leaves out whatever a preview does not know.
type previewing struct{ *Recorder }

// NewResource records a registration and answers with its inputs alone: the
// SDK takes what is missing as unknown.
func (p *previewing) NewResource(args pulumi.MockResourceArgs) (string, resource.PropertyMap, error) {
	return "", args.Inputs.Copy(), p.record(fromArgs(args))
}

func fromArgs(args pulumi.MockResourceArgs) Resource {
	res := Resource{Type: args.TypeToken, Name: args.Name, Inputs: args.Inputs, Custom: args.Custom}
	rpc := args.RegisterRPC
	if rpc == nil {
		return res
	}
	if parent := resource.URN(rpc.GetParent()); parent != "" && parent.QualifiedType() != resource.RootStackType {
		res.Parent, res.ParentType = parent.Name(), string(parent.Type())
	}
	res.Protect = rpc.GetProtect()
	res.DeleteBeforeReplace = rpc.GetDeleteBeforeReplace()
	res.IgnoreChanges = rpc.GetIgnoreChanges()
	res.ReplaceOnChanges = rpc.GetReplaceOnChanges()
	for _, urn := range rpc.GetDependencies() {
		res.DependsOn = append(res.DependsOn, resource.URN(urn).Name())
	}
	for _, alias := range rpc.GetAliases() {
		res.Aliases = append(res.Aliases, alias.GetSpec().GetName())
	}
	slices.Sort(res.DependsOn)
	slices.Sort(res.Aliases)
	return res
}
