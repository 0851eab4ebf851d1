// Package kinds teaches an API server the kinds that the platform uses beside
// Kubernetes' own: by the definitions that the projects publish in their Go modules,
// and by definitions of its own where a project has no module to be had.
package kinds

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"

	"github.com/covetpy/platform/tests/kube/api"
)

// source is a module, and its files of definitions.
type source struct{ module, files string }

var sources = []source{
	{"github.com/kedacore/keda/v2", "config/crd/bases/keda.sh_*.yaml"},
	{"sigs.k8s.io/karpenter", "pkg/apis/crds/karpenter.sh_*.yaml"},
	{"github.com/aws/karpenter-provider-aws", "pkg/apis/crds/karpenter.k8s.aws_*.yaml"},
	{"istio.io/api", "kubernetes/customresourcedefinitions.gen.yaml"},
	{"k8s.io/autoscaler/vertical-pod-autoscaler", "deploy/vpa-v1-crd-gen.yaml"},
	{"sigs.k8s.io/secrets-store-csi-driver", "config/crd/bases/*.yaml"},
}

// Published are the projects' own definitions. root is the folder of the module
// tests/kube; the module below it that holds types against theirs pins the projects.
func Published(ctx context.Context, root string) ([]apiextensionsv1.CustomResourceDefinition, error) {
	var out []apiextensionsv1.CustomResourceDefinition
	for _, s := range sources {
		dir, err := folder(ctx, filepath.Join(root, "upstream"), s.module)
		if err != nil {
			return nil, err
		}
		files, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(s.files)))
		if err != nil {
			return nil, err
		}
		if len(files) == 0 {
			return nil, fmt.Errorf("read the definitions of %s: it has no %s", s.module, s.files)
		}
		for _, file := range files {
			read, err := definitions(file)
			if err != nil {
				return nil, fmt.Errorf("read the definitions of %s: %w", s.module, err)
			}
			out = append(out, read...)
		}
	}
	return out, nil
}

// folder is where a module is, which is fetched where it is not there.
func folder(ctx context.Context, root, module string) (string, error) {
	for _, args := range [][]string{{"mod", "download", module}, {"list", "-m", "-f", "{{.Dir}}", module}} {
		command := exec.CommandContext(ctx, "go", args...)
		command.Dir = root
		out, err := command.CombinedOutput()
		if err != nil {
			return "", fmt.Errorf("find module %s: %w\n%s", module, err, out)
		}
		if dir := strings.TrimSpace(string(out)); filepath.IsAbs(dir) {
			return dir, nil
		}
	}
	return "", fmt.Errorf("find module %s: the go command does not know where it is", module)
}

func definitions(file string) ([]apiextensionsv1.CustomResourceDefinition, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var out []apiextensionsv1.CustomResourceDefinition
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(raw), len(raw))
	for {
		var d apiextensionsv1.CustomResourceDefinition
		err := decoder.Decode(&d)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("parse %s: %w", filepath.Base(file), err)
		}
		if d.Kind == "CustomResourceDefinition" {
			out = append(out, d)
		}
	}
}

// Install teaches a server all kinds.
func Install(ctx context.Context, client *api.Client, all []apiextensionsv1.CustomResourceDefinition) error {
	for _, d := range all {
		d.APIVersion, d.Kind = apiextensionsv1.SchemeGroupVersion.String(), "CustomResourceDefinition"
		manifest, err := runtime.DefaultUnstructuredConverter.ToUnstructured(&d)
		if err != nil {
			return fmt.Errorf("write the definition %s: %w", d.Name, err)
		}
		delete(manifest, "status")
		if _, err := client.Apply(ctx, manifest); err != nil {
			return fmt.Errorf("install the definition %s: %w", d.Name, err)
		}
	}
	for _, d := range all {
		if err := established(ctx, client, d.Name); err != nil {
			return err
		}
	}
	client.Forget()
	return nil
}

// established waits until the server serves a kind.
func established(ctx context.Context, client *api.Client, name string) error {
	kind := apiextensionsv1.SchemeGroupVersion.WithKind("CustomResourceDefinition")
	return api.Until(ctx, "kind "+name+" is served", func(ctx context.Context) (bool, error) {
		obj, err := client.Get(ctx, kind, "", name)
		if err != nil {
			return false, err
		}
		d, err := api.Read[apiextensionsv1.CustomResourceDefinition](obj)
		return slices.ContainsFunc(d.Status.Conditions, func(c apiextensionsv1.CustomResourceDefinitionCondition) bool {
			return c.Type == apiextensionsv1.Established && c.Status == apiextensionsv1.ConditionTrue
		}), err
	})
}
