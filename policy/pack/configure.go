package pack

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/policy/rule"
)

// everyPolicy is the name by which a policy configuration means all of them; the
// engine has applied it to each before it calls.
const everyPolicy = "all"

// override is what a policy configuration says about one rule.
type override struct {
	level    rule.Level
	settings map[string]any
}

// Configure sets levels and settings by rule. They replace what an earlier call
// set. A name that is no rule's, or no setting of it, is an error: a misspelt
// override must not go unnoticed. All faults are reported at once.
func (p *Pack) Configure(_ context.Context, req *pulumirpc.ConfigureAnalyzerRequest) (*emptypb.Empty, error) {
	overrides := map[string]override{}
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(req.GetPolicyConfig())) {
		config := req.GetPolicyConfig()[name]
		r, ok := p.find(name)
		if !ok {
			if name != everyPolicy {
				faults = append(faults, fmt.Errorf("no rule is named %s (platform policy list names them)", name))
			}
			continue
		}
		settings, err := readSettings(r, config.GetProperties())
		if err != nil {
			faults = append(faults, fmt.Errorf("rule %s: %w", name, err))
			continue
		}
		// An alias must not depend on the order of a map: the id itself wins.
		if _, taken := overrides[r.ID]; !taken || name == r.ID {
			overrides[r.ID] = override{level: ruleLevel(config.GetEnforcementLevel()), settings: settings}
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, status.Errorf(codes.InvalidArgument, "configure policy pack: %v", err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.overrides = overrides
	return &emptypb.Empty{}, nil
}

// readSettings reads what a configuration sets about a rule besides its level.
func readSettings(r rule.Rule, written *structpb.Struct) (map[string]any, error) {
	settings := map[string]any{}
	var faults []error
	for name, value := range written.AsMap() {
		at := slices.IndexFunc(r.Settings, func(s rule.Setting) bool { return s.Name == name })
		if at < 0 {
			faults = append(faults, fmt.Errorf("it has no setting %s; it has %s", name, settingNames(r)))
			continue
		}
		read, err := r.Settings[at].Read(value)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		settings[name] = read
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return settings, errors.Join(faults...)
}

func settingNames(r rule.Rule) string {
	if len(r.Settings) == 0 {
		return "none"
	}
	names := make([]string, len(r.Settings))
	for i, s := range r.Settings {
		names[i] = s.Name
	}
	return strings.Join(names, ", ")
}

// configSchema tells the engine which settings a rule has, nil for none: it
// refuses a configuration file that says otherwise.
func configSchema(r rule.Rule) *pulumirpc.PolicyConfigSchema {
	if len(r.Settings) == 0 {
		return nil
	}
	properties := map[string]any{}
	for _, s := range r.Settings {
		properties[s.Name] = s.Schema()
	}
	wire, err := structpb.NewStruct(properties)
	if err != nil {
		panic(fmt.Sprintf("schema of %s: %v", r.ID, err)) // made of texts and maps alone
	}
	return &pulumirpc.PolicyConfigSchema{Properties: wire}
}

// find returns the rule of the pack that an id or an alias names.
func (p *Pack) find(name string) (rule.Rule, bool) {
	for _, r := range p.rules {
		if r.ID == name || slices.Contains(r.Aliases, name) {
			return r, true
		}
	}
	return rule.Rule{}, false
}

// level is a rule's level: the configured one, or that of the tier. The caller
// holds the lock.
func (p *Pack) level(r rule.Rule) rule.Level {
	if o, ok := p.overrides[r.ID]; ok {
		return o.level
	}
	return r.Levels.In(p.tier)
}
