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

// providers notes by which provider each kind of resource is made.
type providers struct {
	*mocktest.Recorder
	mu sync.Mutex
	of map[string]string
}

func (p *providers) NewResource(args pulumi.MockResourceArgs) (string, resource.PropertyMap, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.of[args.TypeToken] = args.Provider
	return p.Recorder.NewResource(args)
}

// provider is an explicit provider of a package, as a stack has it.
func provider(t require.TestingT, ctx *pulumi.Context, of string) pulumi.ProviderResource {
	out := &struct{ pulumi.ProviderResourceState }{}
	require.NoError(t, ctx.RegisterResource("pulumi:providers:"+of, "the-"+of, pulumi.Map{}, out))
	return out
}

func TestEachPartIsMadeByTheProviderOfItsPackage(t *testing.T) {
	rec := &providers{Recorder: mocktest.New(), of: map[string]string{}}
	require.NoError(t, pulumi.RunErr(func(ctx *pulumi.Context) error {
		_, err := NewAppDeployment(ctx, "app", meshed(), pulumi.Providers(provider(t, ctx, "aws"), provider(t, ctx, "kubernetes")))
		return err
	}, pulumi.WithMocks(mocktest.Project, mocktest.Stack, rec)))
	parts := 0
	for token, by := range rec.of {
		for _, of := range []string{"aws", "kubernetes"} {
			if strings.HasPrefix(token, of+":") {
				parts++
				assert.Contains(t, by, "::the-"+of+"::", token)
			}
		}
	}
	assert.Greater(t, parts, 2)
}
