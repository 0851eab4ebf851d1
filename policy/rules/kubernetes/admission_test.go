package kubernetes

import (
	"encoding/json"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/policy/rule"
)

// release is the one of Kubernetes whose admission the rules are held against.
var release = api.MajorMinorVersion(1, 36)

// answers maps each of admission's checks to the rules that say the same
// together. A check that the restricted profile replaces has none.
var answers = map[policy.CheckID][]rule.Rule{
	"allowPrivilegeEscalation":   {privilegeEscalation},
	"appArmorProfile":            {appArmor},
	"capabilities_baseline":      nil, // capabilities_restricted
	"capabilities_restricted":    {addedCapabilities, droppedCapabilities},
	"hostNamespaces":             {hostNamespaces},
	"hostPathVolumes":            {hostPath},
	"hostPorts":                  {hostPorts},
	"hostProbesAndHostLifecycle": {hostProbes},
	"privileged":                 {privileged},
	"procMount":                  nil, // procMount_restricted
	"procMount_restricted":       {procMount},
	"restrictedVolumes":          {hostPath, volumeTypes},
	"runAsNonRoot":               {runAsNonRoot},
	"runAsUser":                  {rootUser},
	"seLinuxOptions":             {seLinux},
	"seccompProfile_baseline":    nil, // seccompProfile_restricted
	"seccompProfile_restricted":  {seccomp},
	"sysctls":                    {sysctls},
	"windowsHostProcess":         {windowsHostProcess},
}

// On any pod each rule says what the API server's own admission says.
func TestTheRestrictedProfileIsAdmissions(t *testing.T) {
	checks := policy.DefaultChecks()
	for _, check := range checks {
		require.Contains(t, answers, check.ID)
	}
	require.Len(t, checks, len(answers))
	evaluator, err := policy.NewEvaluator(checks, nil)
	require.NoError(t, err)

	rapid.Check(t, func(t *rapid.T) {
		meta, spec := podMeta().Draw(t, "meta"), podSpec().Draw(t, "spec")
		whole := true
		for _, check := range checks {
			rules := answers[check.ID]
			if len(rules) == 0 {
				continue
			}
			allowed := passes(t, rules, meta, spec)
			whole = whole && allowed
			assert.Equal(t, current(check)(meta, spec).Allowed, allowed, "%s", check.ID)
		}
		admitted := true
		for _, result := range evaluator.EvaluatePod(api.LevelVersion{Level: api.LevelRestricted, Version: release}, meta, spec) {
			admitted = admitted && result.Allowed
		}
		assert.Equal(t, admitted, whole, "the profile as a whole")
	})
}

// current is a check as the release has it.
func current(check policy.Check) policy.CheckPodFn {
	var found policy.CheckPodFn
	for _, version := range check.Versions {
		if !release.Older(version.MinimumVersion) {
			found = version.CheckPod
		}
	}
	return found
}

// passes asks the rules about a Deployment of the pod.
func passes(t *rapid.T, rules []rule.Rule, meta *metav1.ObjectMeta, spec *corev1.PodSpec) bool {
	raw, err := json.Marshal(corev1.PodTemplateSpec{ObjectMeta: *meta, Spec: *spec})
	require.NoError(t, err)
	var template map[string]any
	require.NoError(t, json.Unmarshal(raw, &template))
	r := &rule.Resource{
		Type:       "kubernetes:apps/v1:Deployment",
		Properties: resource.NewPropertyMapFromMap(map[string]any{"spec": map[string]any{"template": template}}),
	}
	for _, asked := range rules {
		rep := rule.NewReport(asked, rule.Context{}, "")
		asked.Check(r, rep)
		require.Empty(t, rep.Open(), asked.ID)
		if len(rep.Findings()) > 0 {
			return false
		}
	}
	return true
}
