// Package upstream knows the sources of the AWS provider that is not ours: where
// they are, which types they have, and how to make a copy that has only the
// services in use, because the whole takes half an hour and 12 GB to build.
package upstream

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
)

// ModulePath is what upstream's provider calls itself, whatever serves it.
const ModulePath = "github.com/hashicorp/terraform-provider-aws"

// Module is the provider's module in the module cache.
type Module struct {
	// Version is of the module that stands in for it in provider/go.mod.
	Version string
	// Dir holds its sources, read only.
	Dir string
}

// Find downloads the module at the version that the provider's go.mod, in dir,
// pins, and checks it against go.sum.
func Find(ctx context.Context, dir string) (Module, error) {
	var stderr bytes.Buffer
	list := exec.CommandContext(ctx, "go", "mod", "download", "-json", ModulePath)
	list.Dir, list.Stderr = dir, &stderr
	raw, err := list.Output()
	if err != nil {
		return Module{}, fmt.Errorf("download %s: %w\n%s%s", ModulePath, err, raw, stderr.Bytes())
	}
	var found struct{ Version, Dir string }
	if err := json.Unmarshal(raw, &found); err != nil {
		return Module{}, fmt.Errorf("parse what go mod download said of %s: %w", ModulePath, err)
	}
	return Module{Version: found.Version, Dir: found.Dir}, nil
}
