package engine

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"
)

// fakeCloud is the smallest cloud that can be asked what it holds: things with a
// name that cannot change, a size that can, and a link to another thing.
type fakeCloud struct {
	pulumirpc.UnimplementedResourceProviderServer
	mu     sync.Mutex
	next   int
	things map[string]fakeThing
	// around is called before and after each change, under the lock.
	around func()
	// fail makes the next change of an action fail, after it was done if lost.
	fail map[string]fakeFault
}

type fakeThing struct {
	urn   string
	props *structpb.Struct
}

type fakeFault struct{ lost bool }

func newFakeCloud() *fakeCloud {
	return &fakeCloud{things: map[string]fakeThing{}, around: func() {}, fail: map[string]fakeFault{}}
}

// clone copies the cloud; the caller holds the lock or is alone.
func (c *fakeCloud) clone() *fakeCloud {
	out := newFakeCloud()
	out.next = c.next
	out.things = maps.Clone(c.things)
	return out
}

// dump lists what is alive as "name size link".
func (c *fakeCloud) dump() []string {
	var out []string
	for _, t := range c.things {
		f := t.props.GetFields()
		out = append(out, fmt.Sprintf("%s %v %s",
			f["name"].GetStringValue(), f["size"].GetNumberValue(), f["link"].GetStringValue()))
	}
	slices.Sort(out)
	return out
}

func (c *fakeCloud) find(urn string, known map[string]bool) (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(c.things)) {
		if c.things[id].urn == urn && !known[id] {
			return id, true
		}
	}
	return "", false
}

// change runs a mutation with the hooks and faults around it.
func (c *fakeCloud) change(action string, do func()) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.around()
	fault, failing := c.fail[action]
	delete(c.fail, action)
	if !failing || fault.lost {
		do()
	}
	c.around()
	if failing {
		return status.Errorf(codes.Unavailable, "%s: connection lost", action)
	}
	return nil
}

func (c *fakeCloud) Configure(context.Context, *pulumirpc.ConfigureRequest) (*pulumirpc.ConfigureResponse, error) {
	return &pulumirpc.ConfigureResponse{SupportsPreview: true, AcceptSecrets: true}, nil
}

func (c *fakeCloud) CheckConfig(_ context.Context, r *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	return &pulumirpc.CheckResponse{Inputs: r.GetNews()}, nil
}

func (c *fakeCloud) DiffConfig(context.Context, *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	return &pulumirpc.DiffResponse{}, nil
}

func (c *fakeCloud) Check(_ context.Context, r *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	return &pulumirpc.CheckResponse{Inputs: r.GetNews()}, nil
}

func (c *fakeCloud) Diff(_ context.Context, r *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	out := &pulumirpc.DiffResponse{Changes: pulumirpc.DiffResponse_DIFF_NONE}
	for _, key := range []string{"name", "size", "link", "before"} {
		if r.GetOldInputs().GetFields()[key].String() != r.GetNews().GetFields()[key].String() {
			out.Changes = pulumirpc.DiffResponse_DIFF_SOME
			out.Diffs = append(out.Diffs, key)
			if key == "name" {
				out.Replaces = append(out.Replaces, key)
				out.DeleteBeforeReplace = r.GetNews().GetFields()["before"].GetBoolValue()
			}
		}
	}
	return out, nil
}

func (c *fakeCloud) Create(_ context.Context, r *pulumirpc.CreateRequest) (*pulumirpc.CreateResponse, error) {
	if r.GetPreview() {
		return &pulumirpc.CreateResponse{Properties: r.GetProperties()}, nil
	}
	var id string
	err := c.change("create", func() {
		c.next++
		id = fmt.Sprintf("thing-%d", c.next)
		c.things[id] = fakeThing{urn: r.GetUrn(), props: r.GetProperties()}
	})
	return &pulumirpc.CreateResponse{Id: id, Properties: r.GetProperties()}, err
}

func (c *fakeCloud) Read(_ context.Context, r *pulumirpc.ReadRequest) (*pulumirpc.ReadResponse, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	thing, ok := c.things[r.GetId()]
	if !ok {
		return &pulumirpc.ReadResponse{}, nil
	}
	return &pulumirpc.ReadResponse{Id: r.GetId(), Properties: thing.props, Inputs: thing.props}, nil
}

func (c *fakeCloud) Update(_ context.Context, r *pulumirpc.UpdateRequest) (*pulumirpc.UpdateResponse, error) {
	if r.GetPreview() {
		return &pulumirpc.UpdateResponse{Properties: r.GetNews()}, nil
	}
	err := c.change("update", func() {
		c.things[r.GetId()] = fakeThing{urn: r.GetUrn(), props: r.GetNews()}
	})
	return &pulumirpc.UpdateResponse{Properties: r.GetNews()}, err
}

func (c *fakeCloud) Delete(_ context.Context, r *pulumirpc.DeleteRequest) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, c.change("delete", func() { delete(c.things, r.GetId()) })
}

func (c *fakeCloud) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, nil
}

// fakeArgs are the inputs of a thing.
type fakeArgs struct {
	Name   pulumi.StringInput  `pulumi:"name"`
	Size   pulumi.Float64Input `pulumi:"size"`
	Link   pulumi.StringInput  `pulumi:"link"`
	Before pulumi.BoolInput    `pulumi:"before"`
}

func (a fakeArgs) inputs() pulumi.Map {
	m := pulumi.Map{"name": a.Name, "size": a.Size}
	if a.Link != nil {
		m["link"] = a.Link
	}
	if a.Before != nil {
		m["before"] = a.Before
	}
	return m
}

func newThing(ctx *pulumi.Context, name string, args fakeArgs, opts ...pulumi.ResourceOption) (*pulumi.CustomResourceState, error) {
	var res pulumi.CustomResourceState
	opts = append(opts, pulumi.Version("1.0.0"))
	err := ctx.RegisterResource("fake:index:Thing", name, args.inputs(), &res, opts...)
	return &res, err
}

func fakeOffline(t testing.TB, cloud *fakeCloud, store Store, program pulumi.RunFunc) *Offline {
	t.Helper()
	return &Offline{
		Project: "covetpy", Stack: "test", Program: program, Store: store, Find: cloud.find,
		Providers: map[string]Provider{"fake": {
			Version: semver.MustParse("1.0.0"),
			New:     func() pulumirpc.ResourceProviderServer { return cloud },
		}},
	}
}
