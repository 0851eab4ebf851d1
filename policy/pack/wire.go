package pack

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/policy/rule"
)

// properties reads a resource's properties with everything that the engine says
// about them: what is unknown, secret, an output or another resource.
func properties(urn string, wire *structpb.Struct) (resource.PropertyMap, error) {
	m, err := plugin.UnmarshalProperties(wire, plugin.MarshalOptions{
		Label:            "policy." + urn,
		KeepUnknowns:     true,
		KeepSecrets:      true,
		KeepResources:    true,
		KeepOutputValues: true,
	})
	if err != nil {
		return nil, fmt.Errorf("read properties of %s: %w", urn, err)
	}
	return m, nil
}

func wireLevel(l rule.Level) pulumirpc.EnforcementLevel {
	switch l {
	case rule.Disabled:
		return pulumirpc.EnforcementLevel_DISABLED
	case rule.Advisory:
		return pulumirpc.EnforcementLevel_ADVISORY
	default:
		return pulumirpc.EnforcementLevel_MANDATORY
	}
}

// ruleLevel reads a level of the protocol. To remediate is more than this pack
// does, so who asks for it gets the strictest that there is.
func ruleLevel(l pulumirpc.EnforcementLevel) rule.Level {
	switch l {
	case pulumirpc.EnforcementLevel_DISABLED:
		return rule.Disabled
	case pulumirpc.EnforcementLevel_ADVISORY:
		return rule.Advisory
	default:
		return rule.Mandatory
	}
}

func wireSeverity(s rule.Severity) pulumirpc.PolicySeverity {
	switch s {
	case rule.Low:
		return pulumirpc.PolicySeverity_POLICY_SEVERITY_LOW
	case rule.Medium:
		return pulumirpc.PolicySeverity_POLICY_SEVERITY_MEDIUM
	case rule.High:
		return pulumirpc.PolicySeverity_POLICY_SEVERITY_HIGH
	case rule.Critical:
		return pulumirpc.PolicySeverity_POLICY_SEVERITY_CRITICAL
	default:
		return pulumirpc.PolicySeverity_POLICY_SEVERITY_UNSPECIFIED
	}
}

func wireType(r rule.Rule) pulumirpc.PolicyType {
	if r.CheckStack != nil {
		return pulumirpc.PolicyType_POLICY_TYPE_STACK
	}
	return pulumirpc.PolicyType_POLICY_TYPE_RESOURCE
}
