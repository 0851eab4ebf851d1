package engine

import (
	"encoding/json"
	"fmt"
	"maps"

	"github.com/pulumi/pulumi/pkg/v3/resource/analyzer"
)

// PolicyConfig is what Pulumi's policy configuration file says, by policy: a level
// and settings.
type PolicyConfig map[string]*json.RawMessage

// ReadPolicyConfig reads a file as `pulumi preview --policy-pack-config` does:
//
//	{"rule-id": "advisory", "another": {"enforcementLevel": "mandatory", "days": 30}}
//
// What a policy knows of its settings is checked when the run begins.
func ReadPolicyConfig(path string) (PolicyConfig, error) {
	read, err := analyzer.LoadPolicyPackConfigFromFile(path)
	if err != nil {
		return nil, fmt.Errorf("read policy configuration %s: %w", path, err)
	}
	out := PolicyConfig{}
	for name, c := range read {
		written := map[string]any{}
		maps.Copy(written, c.Properties)
		if c.EnforcementLevel != "" {
			written["enforcementLevel"] = c.EnforcementLevel
		}
		raw, err := json.Marshal(written)
		if err != nil {
			return nil, fmt.Errorf("read policy configuration %s: %s: %w", path, name, err)
		}
		message := json.RawMessage(raw)
		out[name] = &message
	}
	return out, nil
}
