package app

import (
	"strings"
	"sync"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/mocktest"
)

// requests notes what the engine is asked for beyond what a recorder keeps.
type requests struct {
	*mocktest.Recorder
	mu sync.Mutex
	// providers by the token of what they make, and for how long it is waited for.
	providers, patience map[string]string
}

func (r *requests) NewResource(args pulumi.MockResourceArgs) (string, resource.PropertyMap, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.providers[args.TypeToken] = args.Provider
	r.patience[args.TypeToken] = args.RegisterRPC.GetCustomTimeouts().GetCreate()
	return r.Recorder.NewResource(args)
}

func note() *requests {
	return &requests{Recorder: mocktest.New(), providers: map[string]string{}, patience: map[string]string{}}
}

// provider is an explicit provider of a package, as a stack has it.
func provider(t require.TestingT, ctx *pulumi.Context, of string) pulumi.ProviderResource {
	out := &struct{ pulumi.ProviderResourceState }{}
	require.NoError(t, ctx.RegisterResource("pulumi:providers:"+of, "the-"+of, pulumi.Map{}, out))
	return out
}

func TestEachPartIsMadeByTheProviderOfItsPackage(t *testing.T) {
	rec := note()
	require.NoError(t, pulumi.RunErr(func(ctx *pulumi.Context) error {
		_, err := NewAppDeployment(ctx, "app", meshed(), pulumi.Providers(provider(t, ctx, "aws"), provider(t, ctx, "kubernetes")))
		return err
	}, pulumi.WithMocks(mocktest.Project, mocktest.Stack, rec)))
	parts := 0
	for token, by := range rec.providers {
		for _, of := range []string{"aws", "kubernetes"} {
			if strings.HasPrefix(token, of+":") {
				parts++
				assert.Contains(t, by, "::the-"+of+"::", token)
			}
		}
	}
	assert.Greater(t, parts, 2)
}

func TestPulumiWaitsAsLongAsWhatItWaitsForMayTake(t *testing.T) {
	rec := note()
	a := web()
	a.Probes.StartupSeconds, a.Migration.TimeoutSeconds = 120, 3600
	require.NoError(t, pulumi.RunErr(func(ctx *pulumi.Context) error {
		_, err := NewAppDeployment(ctx, "app", a)
		return err
	}, pulumi.WithMocks(mocktest.Project, mocktest.Stack, rec)))
	assert.Equal(t, "1360s", rec.patience["kubernetes:apps/v1:Deployment"], "600 for nodes, and four rounds of 120 to start, 10 to be seen ready and 60 to join")
	assert.Equal(t, "4200s", rec.patience["kubernetes:batch/v1:Job"])
	assert.Empty(t, rec.patience["kubernetes:core/v1:ServiceAccount"])
}
