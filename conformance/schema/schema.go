// Package schema reads the package schema that the bridge derives from upstream's
// provider: the properties of every type in use, as Pulumi sees them.
package schema

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// Package is a provider's schema.
type Package struct {
	Resources map[string]Resource `json:"resources"`
	Functions map[string]Function `json:"functions"`
	// Types are the nested objects that Property.Ref names, by token.
	Types map[string]Object `json:"types"`
}

// Resource is one resource type.
type Resource struct {
	Inputs         map[string]Property `json:"inputProperties"`
	RequiredInputs []string            `json:"requiredInputs"`
	// Outputs are all properties, inputs too.
	Outputs map[string]Property `json:"properties"`
	// Always are the properties that a resource always has once it is there.
	Always []string `json:"required"`
}

// Function is one data source.
type Function struct {
	Arguments Object `json:"inputs"`
	Results   Object `json:"outputs"`
}

// Object is a nested object.
type Object struct {
	Properties map[string]Property `json:"properties"`
	Required   []string            `json:"required"`
}

// Property is one value.
type Property struct {
	Type    string    `json:"type"`
	Ref     string    `json:"$ref"`
	Items   *Property `json:"items"`
	Values  *Property `json:"additionalProperties"`
	Secret  bool      `json:"secret"`
	Replace bool      `json:"willReplaceOnChanges"`
}

// Nested is the token of the object that the property holds, "" when it holds none.
func (p Property) Nested() string {
	token, ok := strings.CutPrefix(p.Ref, "#/types/")
	if !ok {
		return "" // the schema's own, as for any value
	}
	return token
}

// Read reads a schema.json.
func Read(file string) (Package, error) {
	var p Package
	raw, err := os.ReadFile(file)
	if err != nil {
		return p, fmt.Errorf("read the provider's schema: %w", err)
	}
	if err := json.Unmarshal(raw, &p); err != nil {
		return p, fmt.Errorf("parse %s: %w", file, err)
	}
	delete(p.Functions, bridges)
	return p, nil
}

// bridges is a function that the bridge adds to every provider.
const bridges = "pulumi:providers:aws/terraformConfig"
