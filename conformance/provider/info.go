package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/hashicorp/terraform-provider-aws/xpprovider"
	pfbridge "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	shim "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim"
	shimv2 "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
	ptokens "github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
)

// maxName and nameSeparator are how the Pulumi provider makes names up.
const (
	maxName       = 255
	nameSeparator = "-"
)

// tokens says under which Pulumi tokens upstream's types are served. `conform
// build` writes it.
type tokens struct {
	// Version of the Go SDK whose names these are.
	Version string `json:"version"`
	// Resources and DataSources lead from upstream's type to the token.
	Resources   map[string]string `json:"resources"`
	DataSources map[string]string `json:"dataSources"`
}

func readTokens(file string) (tokens, error) {
	var t tokens
	raw, err := os.ReadFile(file)
	if err != nil {
		return t, fmt.Errorf("read which types to serve: %w", err)
	}
	if err := json.Unmarshal(raw, &t); err != nil {
		return t, fmt.Errorf("parse %s: %w", file, err)
	}
	return t, nil
}

// provider describes upstream's provider to the bridge. metadata is what an
// earlier `schema` wrote, nil for that one itself.
func provider(ctx context.Context, t tokens, metadata []byte) (tfbridge.ProviderInfo, error) {
	framework, sdk, err := xpprovider.GetProvider(ctx)
	if err != nil {
		return tfbridge.ProviderInfo{}, fmt.Errorf("make upstream's provider: %w", err)
	}
	p := pfbridge.MuxShimWithPF(ctx, shimv2.NewProvider(sdk), framework)
	info := tfbridge.ProviderInfo{
		P: p, Name: "aws", Version: t.Version, GitHubOrg: "hashicorp", ResourcePrefix: "aws",
		MetadataInfo: tfbridge.NewProviderMetadata(metadata),
		Resources:    map[string]*tfbridge.ResourceInfo{},
		DataSources:  map[string]*tfbridge.DataSourceInfo{},
	}
	if err := mapTypes(&info, t); err != nil {
		return info, err
	}
	if err := rename(&info); err != nil {
		return info, err
	}
	info.SetAutonaming(maxName, nameSeparator)
	return info, nil
}

// mapTypes gives every type in use its token, and has the bridge leave the rest.
func mapTypes(info *tfbridge.ProviderInfo, t tokens) error {
	resources, sources := names(info.P.ResourcesMap()), names(info.P.DataSourcesMap())
	for tf, token := range t.Resources {
		if !resources[tf] {
			return fmt.Errorf("upstream has no resource type %s, which is to be %s", tf, token)
		}
		info.Resources[tf] = &tfbridge.ResourceInfo{Tok: ptokens.Type(token)}
	}
	for tf, token := range t.DataSources {
		if !sources[tf] {
			return fmt.Errorf("upstream has no data source %s, which is to be %s", tf, token)
		}
		info.DataSources[tf] = &tfbridge.DataSourceInfo{Tok: ptokens.ModuleMember(token)}
	}
	for tf := range resources {
		if info.Resources[tf] == nil {
			info.IgnoreMappings = append(info.IgnoreMappings, tf)
		}
	}
	for tf := range sources {
		if info.DataSources[tf] == nil {
			info.IgnoreMappings = append(info.IgnoreMappings, tf)
		}
	}
	return nil
}

func names(m shim.ResourceMap) map[string]bool {
	out := map[string]bool{}
	m.Range(func(name string, _ shim.Resource) bool {
		out[name] = true
		return true
	})
	return out
}
