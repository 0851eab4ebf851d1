package pack

import (
	"context"
	"fmt"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/covetpy/platform/policy/rule"
)

// Handshake needs nothing from the engine: the pack never calls back.
func (p *Pack) Handshake(
	context.Context, *pulumirpc.AnalyzerHandshakeRequest,
) (*pulumirpc.AnalyzerHandshakeResponse, error) {
	return &pulumirpc.AnalyzerHandshakeResponse{}, nil
}

// GetPluginInfo returns the pack's version.
func (p *Pack) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: Version}, nil
}

// GetAnalyzerInfo describes every rule, at its level in the tier. The engine
// sends these levels back in Configure, with those that the user's policy
// configuration changes.
func (p *Pack) GetAnalyzerInfo(context.Context, *emptypb.Empty) (*pulumirpc.AnalyzerInfo, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	policies := make([]*pulumirpc.PolicyInfo, len(p.rules))
	for i, r := range p.rules {
		policies[i] = &pulumirpc.PolicyInfo{
			Name:             r.ID,
			DisplayName:      r.Title,
			Description:      r.Why,
			EnforcementLevel: wireLevel(p.level(r)),
			PolicyType:       wireType(r),
			Severity:         wireSeverity(r.Severity),
			Tags:             tags(r),
			RemediationSteps: r.Fix,
			ConfigSchema:     configSchema(r),
		}
	}
	return &pulumirpc.AnalyzerInfo{
		Name:           Name,
		DisplayName:    "CovetPy platform",
		Description:    "Proves that an environment is encrypted, least-privileged, unreachable where it must be, and recoverable.",
		Version:        Version,
		SupportsConfig: true,
		Policies:       policies,
	}, nil
}

func tags(r rule.Rule) []string {
	out := []string{r.Concern()}
	for _, c := range r.Controls {
		out = append(out, c.String())
	}
	return out
}

// ConfigureStack takes the tier and the account from the stack's configuration,
// <project>:tier and <project>:account, unless the pack was made for them.
func (p *Pack) ConfigureStack(
	_ context.Context, req *pulumirpc.AnalyzerStackConfigureRequest,
) (*pulumirpc.AnalyzerStackConfigureResponse, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if written, ok := req.GetConfig()[req.GetProject()+":tier"]; ok && !p.fixedTier {
		tier, err := rule.ParseTier(written)
		if err != nil {
			return nil, status.Errorf(codes.InvalidArgument, "configure policy pack: %s:tier: %v", req.GetProject(), err)
		}
		p.tier = tier
	}
	if written := req.GetConfig()[req.GetProject()+":account"]; p.account == "" {
		p.account = written
	}
	return &pulumirpc.AnalyzerStackConfigureResponse{}, nil
}

// Remediate changes nothing: what is wrong is mended where it is written.
func (p *Pack) Remediate(context.Context, *pulumirpc.AnalyzeRequest) (*pulumirpc.RemediateResponse, error) {
	return &pulumirpc.RemediateResponse{}, nil
}

// Cancel has nothing to stop: every call returns by itself at once.
func (p *Pack) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, nil
}

// describe is a finding as the engine prints it below the rule's name.
func describe(r rule.Rule, f rule.Finding) string {
	where := f.Path
	if where == "" {
		where = "the resource"
	}
	return fmt.Sprintf("%s\n%s: %s\nFix: %s", r.Title, where, f.Message, r.Fix)
}
