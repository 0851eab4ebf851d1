package objects

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/yannh/kubeconform/pkg/resource"
	"github.com/yannh/kubeconform/pkg/validator"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/covetpy/platform/tests/kube/api"
)

// schemas validates objects by what the server says of its kinds (OpenAPI v3), with
// kubeconform. Nothing is fetched from elsewhere.
type schemas struct {
	validator validator.Validator
	dir       string
}

// close removes the schemas' files.
func (s *schemas) close() error { return os.RemoveAll(s.dir) }

// newSchemas writes a schema for each kind of some objects.
func newSchemas(client *api.Client, kinds []schema.GroupVersionKind) (s *schemas, err error) {
	dir, err := os.MkdirTemp("", "covetpy-kube-schemas-")
	if err != nil {
		return nil, fmt.Errorf("keep schemas: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}()
	paths, err := client.Discovery().OpenAPIV3().Paths()
	if err != nil {
		return nil, fmt.Errorf("ask for schemas: %w", err)
	}
	documents := map[schema.GroupVersion]map[string]any{}
	for _, kind := range kinds {
		document, ok := documents[kind.GroupVersion()]
		if !ok {
			at, ok := paths[pathOf(kind.GroupVersion())]
			if !ok {
				return nil, fmt.Errorf("ask for the schema of %s: the server has none", kind)
			}
			raw, err := at.Schema("application/json")
			if err != nil {
				return nil, fmt.Errorf("ask for the schema of %s: %w", kind, err)
			}
			if err := json.Unmarshal(raw, &document); err != nil {
				return nil, fmt.Errorf("parse the schema of %s: %w", kind, err)
			}
			documents[kind.GroupVersion()] = document
		}
		if err := write(dir, document, kind); err != nil {
			return nil, err
		}
	}
	v, err := validator.New([]string{filepath.Join(dir, "{{.ResourceKind}}{{.KindSuffix}}.json")}, validator.Opts{Strict: true})
	return &schemas{validator: v, dir: dir}, err
}

// pathOf is where the server has the schemas of a group's version.
func pathOf(v schema.GroupVersion) string {
	if v.Group == "" {
		return "api/" + v.Version
	}
	return "apis/" + v.String()
}

// write writes a kind's schema under the name by which kubeconform looks for it.
func write(dir string, document map[string]any, kind schema.GroupVersionKind) error {
	components, _ := document["components"].(map[string]any)
	all, _ := components["schemas"].(map[string]any)
	for name, s := range all {
		if !describes(s, kind) {
			continue
		}
		closed(all)
		raw, err := json.Marshal(map[string]any{"$ref": "#/components/schemas/" + name, "components": components})
		if err != nil {
			return err
		}
		file := strings.ToLower(kind.Kind) + "-"
		if kind.Group != "" {
			file += strings.ToLower(strings.Split(kind.Group, ".")[0]) + "-"
		}
		return os.WriteFile(filepath.Join(dir, file+strings.ToLower(kind.Version)+".json"), raw, 0o600)
	}
	return fmt.Errorf("find the schema of %s: the server has none", kind)
}

// describes says whether a schema is that of a kind.
func describes(s any, kind schema.GroupVersionKind) bool {
	fields, _ := s.(map[string]any)
	kinds, _ := fields["x-kubernetes-group-version-kind"].([]any)
	if len(kinds) != 1 { // of all kinds are only the options of calls
		return false
	}
	k, _ := kinds[0].(map[string]any)
	return k["group"] == kind.Group && k["version"] == kind.Version && k["kind"] == kind.Kind
}

// closed has a schema refuse the fields that it does not name, as the server does.
func closed(s any) {
	switch s := s.(type) {
	case map[string]any:
		_, named := s["properties"].(map[string]any)
		_, others := s["additionalProperties"]
		if named && !others && s["x-kubernetes-preserve-unknown-fields"] != true {
			s["additionalProperties"] = false
		}
		for _, inner := range s {
			closed(inner)
		}
	case []any:
		for _, inner := range s {
			closed(inner)
		}
	}
}

// check says what is wrong with an object.
func (s *schemas) check(manifest map[string]any) error {
	raw, err := json.Marshal(manifest)
	if err != nil {
		return err
	}
	result := s.validator.ValidateResource(resource.Resource{Bytes: raw})
	if result.Status == validator.Valid {
		return nil
	}
	return fmt.Errorf("kubeconform: %w", result.Err)
}
