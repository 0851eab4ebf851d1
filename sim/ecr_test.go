package sim_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim/examples"
	"github.com/covetpy/platform/sim/kind"
)

// What the examples can't show of ECR: the many ways in which a lifecycle
// policy is wrong, and what there is once in a region.

func TestLifecyclePolicyText(t *testing.T) {
	t.Parallel()
	const (
		expire   = `"action":{"type":"expire"}`
		count    = `"countType":"imageCountMoreThan","countNumber":5`
		days     = `"countType":"sinceImagePushed","countUnit":"days","countNumber":5`
		untagged = `{"rulePriority":1,"selection":{"tagStatus":"untagged",` + days + `},` + expire + `}`
	)
	one := func(selection string) string {
		return `{"rules":[{"rulePriority":1,"selection":{` + selection + `},` + expire + `}]}`
	}
	many := func(rules ...string) string { return `{"rules":[` + strings.Join(rules, ",") + `]}` }
	rest := func(priority int) string {
		return fmt.Sprintf(`{"rulePriority":%d,"selection":{"tagStatus":"any",%s},%s}`, priority, count, expire)
	}
	for title, tt := range map[string]struct{ policy, says string }{
		"counts images":           {one(`"tagStatus":"any",` + count), ""},
		"counts their days":       {one(`"tagStatus":"untagged",` + days), ""},
		"names tags by prefix":    {one(`"tagStatus":"tagged","tagPrefixList":["v"],` + count), ""},
		"names tags by pattern":   {one(`"tagStatus":"tagged","tagPatternList":["*a*b*c*"],` + count), ""},
		"ends with all the rest":  {many(untagged, rest(2)), ""},
		"may be in any order":     {many(rest(2), untagged), ""},
		"may archive":             {many(`{"rulePriority":1,"selection":{"tagStatus":"any",` + days + `},"action":{"type":"transition","targetStorageClass":"archive"}}`), ""},
		"may expire the archived": {one(`"tagStatus":"any","storageClass":"archive","countType":"sinceImageTransitioned","countUnit":"days","countNumber":90`), ""},

		"is an object":                           {`[]`, "Lifecycle policy parsing failure: Could not map policyString into LifecyclePolicy"},
		"has rules":                              {`{}`, `object has missing required properties (["rules"])`},
		"knows no other properties":              {one(`"tagStatus":"any","tags":[],` + count), `properties which are not allowed by the schema: (["tags"])`},
		"has no nulls":                           {one(`"tagStatus":"any","countUnit":null,` + count), "failed to match exactly one schema"},
		"has an action in each rule":             {many(`{"rulePriority":1,"selection":{"tagStatus":"any",` + count + `}}`), `missing required properties (["action"])`},
		"says what it selects":                   {one(count), `missing required properties (["tagStatus"])`},
		"says how many":                          {one(`"tagStatus":"any","countType":"imageCountMoreThan"`), `missing required properties (["countNumber"])`},
		"has priorities from 1 on":               {many(rest(0)), "numeric instance is lower than the required minimum (minimum: 1, found: 0)"},
		"counts from 1 on":                       {one(`"tagStatus":"any","countType":"imageCountMoreThan","countNumber":0`), "lower than the required minimum"},
		"knows three tag statuses":               {one(`"tagStatus":"all",` + count), `instance value ("all") not found in enum`},
		"names tags when it selects by tag":      {one(`"tagStatus":"tagged",` + count), "Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED"},
		"names them in one way":                  {one(`"tagStatus":"tagged","tagPrefixList":["v"],"tagPatternList":["v*"],` + count), "must specify only one of tagPrefixList or tagPatternList"},
		"names none when it does not":            {one(`"tagStatus":"any","tagPatternList":["v*"],` + count), "Cannot specify tagPatternList with tagStatus ANY"},
		"has patterns of at most four wildcards": {one(`"tagStatus":"tagged","tagPatternList":["*a*b*c*d*"],` + count), "Invalid tag pattern provided"},
		"counts images without a unit":           {one(`"tagStatus":"any","countUnit":"days",` + count), "failed to match exactly one schema"},
		"counts days with a unit":                {one(`"tagStatus":"any","countType":"sinceImagePushed","countNumber":5`), "failed to match exactly one schema"},
		"knows days only":                        {one(`"tagStatus":"any","countType":"sinceImagePushed","countUnit":"weeks","countNumber":5`), `instance value ("weeks") not found in enum`},
		"archives somewhere":                     {many(`{"rulePriority":1,"selection":{"tagStatus":"any",` + days + `},"action":{"type":"transition"}}`), "failed to match exactly one schema"},
		"expires or archives":                    {many(`{"rulePriority":1,"selection":{"tagStatus":"any",` + days + `},"action":{"type":"delete"}}`), `instance value ("delete") not found in enum`},
		"counts the archived by their days there": {
			one(`"tagStatus":"any","storageClass":"archive",` + days), "support the STANDARD storage class only",
		},
		"has every priority once":        {many(untagged, rest(1)), "Duplicate priority in multiple rules"},
		"has all the rest at the end":    {many(rest(1), strings.Replace(untagged, `:1,`, `:2,`, 1)), "Rule for tagStatus=ANY must have the lowest priority"},
		"has all the rest once":          {many(rest(1), rest(2)), "Only one rule can specify tagStatus=ANY"},
		"selects the untagged once":      {many(untagged, strings.Replace(untagged, `:1,`, `:2,`, 1)), "Only one rule can select Untagged images"},
		"has at most fifty rules":        {many(strings.Split(strings.Repeat(untagged+";", 50)+untagged, ";")...), "array is too long: must have at most 50 elements but instance has 51 elements"},
		"is told what is wrong in ECR's": {`{"rules":[]}`, "InvalidParameterException: Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: array is too short"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			_, err := s.another("ecr/lifecycle-policy", "", map[string]any{"policy": tt.policy})
			if tt.says == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, tt.says)
			}
		})
	}
}

func TestALifecyclePolicyGoesBeforeTheNextComes(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	_, diff := s.diff(s.need("ecr/lifecycle-policy"), s.inputs("ecr/lifecycle-policy", s.Examples["ecr/lifecycle-policy"].Replace))
	assert.True(t, diff.GetDeleteBeforeReplace())
}

func TestARepositoryTakesItsPoliciesWithIt(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	parts := []examples.Made{s.need("ecr/lifecycle-policy"), s.need("ecr/repository-policy")}
	require.NoError(t, s.delete(s.Made["ecr/repository"]))
	for _, part := range parts {
		_, found := s.read(part)
		assert.False(t, found, part.URN)
	}
}

func TestEveryRegionHasARegistry(t *testing.T) {
	t.Parallel()
	abroad := map[string]any{"region": "eu-central-1"}
	for title, changes := range map[string]map[string]any{
		"ecr/registry-scanning-configuration": abroad,
		"ecr/pull-through-cache-rule":         abroad,
		"ecr/repository-plain":                abroad,
		"ecr/replication-configuration": {
			"region":                   "eu-central-1",
			"replicationConfiguration": map[string]any{"rules": []any{map[string]any{"destinations": []any{map[string]any{"region": "eu-west-1", "registryId": "111122223333"}}}}},
		},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			s.need(title)
			_, err := s.another(title, "-abroad", changes)
			require.NoError(t, err)
		})
	}
}

func TestARepositorySaysWhereItIs(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	outputs := kind.Values{Props: s.need("ecr/repository").Outputs}
	assert.Equal(t,
		[]string{"arn:aws:ecr:eu-west-1:111122223333:repository/covetpy-dev/orders", "111122223333", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/covetpy-dev/orders"},
		[]string{outputs.Text("arn"), outputs.Text("registryId"), outputs.Text("repositoryUrl")},
	)
}

// Upstream would make a rule again that came back with a prefix nobody gave it.
func TestARuleHasNoUpstreamPrefixOfItsOwn(t *testing.T) {
	t.Parallel()
	assert.NotContains(t, newStage(t).need("ecr/pull-through-cache-rule").Outputs, resource.PropertyKey("upstreamRepositoryPrefix"))
}

func TestReplicationIsLimited(t *testing.T) {
	t.Parallel()
	destination := map[string]any{"region": "eu-central-1", "registryId": "111122223333"}
	repeat := func(n int, item any) []any {
		items := make([]any, n)
		for i := range items {
			items[i] = item
		}
		return items
	}
	for title, tt := range map[string]struct {
		rules []any
		says  string
	}{
		"to ten rules":               {repeat(11, map[string]any{"destinations": repeat(1, destination)}), "at most 10, got 11"},
		"to 25 destinations of each": {repeat(1, map[string]any{"destinations": repeat(26, destination)}), "at most 25, got 26"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			_, err := s.another("ecr/replication-configuration", "", map[string]any{"replicationConfiguration": map[string]any{"rules": tt.rules}})
			require.ErrorContains(t, err, tt.says)
		})
	}
}
