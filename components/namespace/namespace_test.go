package namespace

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/internal/mocktest"
)

const (
	configMapToken = "kubernetes:core/v1:ConfigMap"
	controller     = "controller"
)

// run makes a namespace after a controller, and something that waits for its name.
func run(t *testing.T, args *Args) *mocktest.Recorder {
	t.Helper()
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		before := &pulumi.CustomResourceState{}
		if err := ctx.RegisterResource(configMapToken, controller, pulumi.Map{}, before); err != nil {
			return err
		}
		args.After = []pulumi.Resource{before}
		n, err := NewNamespace(ctx, "apps", args)
		if err != nil {
			return err
		}
		in := pulumi.Map{"metadata": pulumi.Map{"namespace": n.Name}}
		return ctx.RegisterResource(configMapToken, "user", in, &pulumi.CustomResourceState{})
	}))
	return rec
}

// What is put into the namespace waits for all that guards it, which waits for the
// namespace, which waits for the controllers: so they also go in the opposite order.
func TestTheOrderOfThings(t *testing.T) {
	rec := run(t, meshed())
	got := map[string][]string{}
	for _, r := range rec.All() {
		if r.Custom {
			got[r.Name] = r.DependsOn
		}
	}
	in := []string{"apps-namespace"}
	assert.Equal(t, map[string][]string{
		controller:          nil,
		"apps-namespace":    {controller},
		"apps-quota":        in,
		"apps-limits":       in,
		"apps-default-deny": in,
		"apps-dns":          in,
		"apps-peers":        in,
		"apps-access":       in,
		"user":              {"apps-access", "apps-default-deny", "apps-dns", "apps-limits", "apps-namespace", "apps-peers", "apps-quota"},
	}, got)
}

func TestEveryPartIsTheNamespaces(t *testing.T) {
	for _, r := range run(t, meshed()).All() {
		if r.Custom && r.Name != controller && r.Name != "user" {
			assert.Equal(t, "apps", r.Parent, r.Name)
			assert.Equal(t, Type, r.ParentType, r.Name)
		}
	}
}

func TestTheNameIsKnownInAPreview(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Preview(func(ctx *pulumi.Context) error {
		n, err := NewNamespace(ctx, "apps", meshed())
		if err != nil {
			return err
		}
		in := pulumi.Map{"metadata": pulumi.Map{"namespace": n.Name}}
		return ctx.RegisterResource(configMapToken, "user", in, &pulumi.CustomResourceState{})
	}))
	user := rec.One(t, configMapToken, "user")
	assert.Equal(t, "apps", user.Inputs["metadata"].ObjectValue()["namespace"].StringValue())
}

func TestFaultsComeAllAtOnceAndBeforeAnythingIsRegistered(t *testing.T) {
	rec := mocktest.New()
	bad := apps()
	bad.Name, bad.KubernetesVersion = "default", ""
	err := rec.Run(func(ctx *pulumi.Context) error {
		_, err := NewNamespace(ctx, "apps", bad)
		return err
	})
	assert.Len(t, fault.Of(err), 2)
	assert.Empty(t, rec.All())
	require.ErrorContains(t, rec.Run(func(ctx *pulumi.Context) error {
		_, err := NewNamespace(ctx, "apps", nil)
		return err
	}), "args are nil")
}
