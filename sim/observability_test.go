package sim_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim/kind"
)

func TestQuotasOfWhatWatches(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		example, name string
		most          int
		says          string
	}{
		"sampling rules of a region":           {"xray/sampling-rule", "ruleName", 25, "RuleLimitExceededException"},
		"policies of X-Ray in a region":        {"xray/resource-policy", "policyName", 5, "PolicyCountLimitExceededException"},
		"groups of X-Ray in an account":        {"xray/group-quiet", "groupName", 25, "InvalidRequestException"},
		"workspaces of Prometheus in a region": {"amp/workspace-plain", "alias", 25, "ServiceQuotaExceededException"},
		"collectors in a region":               {"amp/scraper-plain", "alias", 10, "ServiceQuotaExceededException"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			for i := range tt.most {
				_, err := s.another(tt.example, fmt.Sprint("-", i), map[string]any{tt.name: fmt.Sprint("n", i)})
				require.NoError(t, err)
			}
			_, err := s.another(tt.example, "-more", map[string]any{tt.name: "more"})
			require.ErrorContains(t, err, tt.says)
		})
	}
}

// A key of ours asks for roles of ours to write with.
func TestACollectorForAnEncryptedWorkspaceNeedsRoles(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	ours := map[string]any{"destination": map[string]any{"amp": map[string]any{"workspaceArn": "${amp/workspace.arn}"}}}
	_, err := s.another("amp/scraper-plain", "-ours", ours)
	require.ErrorContains(t, err, "is encrypted with a customer managed key: a scraper needs a roleConfiguration")
	ours["roleConfiguration"] = map[string]any{"sourceRoleArn": "${iam/role.arn}", "targetRoleArn": "${iam/role.arn}"}
	_, err = s.another("amp/scraper-plain", "-ours", ours)
	require.NoError(t, err)
	_, err = s.another("amp/scraper-plain", "-theirs", nil)
	require.NoError(t, err, "AWS's own key is the service's to use")
}

func TestMastersAreThreeOrFive(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	taken := map[int]bool{}
	for count := range 8 {
		_, err := s.another("opensearch/plain", fmt.Sprint("-", count), map[string]any{
			"domainName": fmt.Sprint("masters-", count),
			"clusterConfig": map[string]any{
				"instanceType": "t3.small.search", "dedicatedMasterEnabled": true, "dedicatedMasterCount": count,
			},
		})
		if taken[count] = err == nil; err != nil {
			require.ErrorContains(t, err, fmt.Sprintf("Dedicated master node count must be 3 or 5, got %d", count))
		}
	}
	assert.Equal(t, map[int]bool{0: false, 1: false, 2: false, 3: true, 4: false, 5: true, 6: false, 7: false}, taken)
}

func TestGrafanaDoesNotGoBack(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	m := s.need("grafana/workspace")
	newer, _ := s.diff(m, s.inputs("grafana/workspace", map[string]any{"grafanaVersion": "12.4"}))
	outputs, err := s.update(m, newer)
	require.NoError(t, err)
	m.Outputs, m.Inputs = outputs, newer
	older, diff := s.diff(m, s.inputs("grafana/workspace", nil))
	assert.Empty(t, diff.GetReplaces())
	_, err = s.update(m, older)
	require.ErrorContains(t, err, "A workspace can't go back to Grafana version 10.4")
}

func TestAWorkspaceOfGrafanaKnowsItsSAML(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	m := s.need("grafana/workspace")
	assert.Equal(t, kind.Text("NOT_CONFIGURED"), m.Outputs["samlConfigurationStatus"])
	s.need("grafana/saml-configuration")
	checked, _ := s.diff(m, s.inputs("grafana/workspace", map[string]any{"description": "Ours"}))
	outputs, err := s.update(m, checked)
	require.NoError(t, err)
	assert.Equal(t, kind.Text("CONFIGURED"), outputs["samlConfigurationStatus"])
}

// What a domain can't go back on makes another.
func TestWhatReplacesADomain(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	m := s.need("opensearch/domain")
	for title, tt := range map[string]struct {
		changes  map[string]any
		replaces []string
	}{
		"an upgrade":                      {map[string]any{"engineVersion": "OpenSearch_3.5"}, nil},
		"a downgrade":                     {map[string]any{"engineVersion": "OpenSearch_2.17"}, []string{"engineVersion"}},
		"node-to-node encryption off":     {map[string]any{"nodeToNodeEncryption": map[string]any{"enabled": false}}, []string{"nodeToNodeEncryption"}},
		"encryption at rest off":          {map[string]any{"encryptAtRest": map[string]any{"enabled": false}}, []string{"encryptAtRest"}},
		"fine-grained access control off": {map[string]any{"advancedSecurityOptions": map[string]any{"enabled": false}}, []string{"advancedSecurityOptions"}},
		"other subnets":                   {map[string]any{"vpcOptions": map[string]any{"subnetIds": []any{"${ec2/subnet.id}"}}}, []string{"vpcOptions"}},
		"another name":                    {map[string]any{"domainName": "another"}, []string{"domainName"}},
		"more nodes":                      {map[string]any{"clusterConfig": map[string]any{"instanceCount": 6}}, nil},
	} {
		t.Run(title, func(t *testing.T) {
			_, diff := s.diff(m, s.inputs("opensearch/domain", tt.changes))
			assert.Equal(t, tt.replaces, diff.GetReplaces())
			assert.NotEmpty(t, diff.GetDetailedDiff())
		})
	}
}

func TestARoleOfADomainOutsideAnyVPCMayGo(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	role := s.need("opensearch/service-linked-role")
	s.need("opensearch/plain")
	require.NoError(t, s.delete(role))
}
