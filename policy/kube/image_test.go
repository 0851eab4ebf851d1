package kube_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/kube"
)

func TestThePartsOfAnImage(t *testing.T) {
	digest := "sha256:" + strings.Repeat("0a", 32)
	tests := map[string]kube.Image{
		"nginx":                           {Registry: "docker.io", Repository: "nginx"},
		"library/nginx:1.27":              {Registry: "docker.io", Repository: "library/nginx", Tag: "1.27"},
		"localhost/shop":                  {Registry: "localhost", Repository: "shop"},
		"registry.example:5000/team/shop": {Registry: "registry.example:5000", Repository: "team/shop"},
		"Registry.Example:5000/shop:2":    {Registry: "registry.example:5000", Repository: "shop", Tag: "2"},
		"ghcr.io/team/shop:2@" + digest:   {Registry: "ghcr.io", Repository: "team/shop", Tag: "2", Digest: digest},
		"shop@sha256:abc":                 {Registry: "docker.io", Repository: "shop"},
		"shop@" + strings.ToUpper(digest): {Registry: "docker.io", Repository: "shop"},
		" team/shop@" + digest + " ":      {Registry: "docker.io", Repository: "team/shop", Digest: digest},
		"team.example/shop:v1/not-a-tag":  {Registry: "team.example", Repository: "shop:v1/not-a-tag"},
	}
	for reference, want := range tests {
		assert.Equal(t, want, kube.ParseImage(reference), reference)
	}
}
