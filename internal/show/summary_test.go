package show

import (
	"strings"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/engine"
)

func TestAPlanListsWhatChanges(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		result *engine.Result
		want   string
	}{
		"nothing": {&engine.Result{Steps: []engine.Step{step(engine.ActionSame, vpc), step(engine.ActionRead, bucket)}}, ""},
		"an update, a replacement and a creation": {eventful(), `
  ~  aws:ec2/vpc:Vpc                                              main
       enableDnsHostnames
       tags.Owner
  ++ aws:ec2/subnet:Subnet                                        private-a
       cidrBlock  (forces a replacement)
       tags
  -- aws:ec2/subnet:Subnet                                        private-a
  +  aws:s3/bucket:Bucket                                         loose
`},
		"a deletion, whatever differed": {
			&engine.Result{Steps: []engine.Step{{Action: engine.ActionDelete, URN: bucket, Changed: []string{"tags"}}}}, `
  -  aws:s3/bucket:Bucket                                         loose
`,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			Plan(&b, c.result)
			require.Equal(t, strings.TrimPrefix(c.want, "\n"), b.String())
		})
	}
}

func TestASummaryTellsWhatARunDid(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		summary Summary
		want    string
	}{
		"nothing to do": {
			Summary{Result: &engine.Result{Operation: engine.OpDestroy, Duration: 2 * time.Millisecond}}, `
Resources  none
Duration   0s
`,
		},
		"how far a run is from the best that it could be": {
			Summary{
				Result:       &engine.Result{Operation: engine.OpUp, Duration: 11 * time.Second},
				CriticalPath: 10 * time.Second,
			}, `
Resources      none
Duration       11s
Critical path  10s; the run took 10 % more
`,
		},
		"a preview says what is to be done": {
			Summary{Result: &engine.Result{
				Operation: engine.OpPreview, Duration: 50 * time.Millisecond,
				Steps: []engine.Step{
					step(engine.ActionCreate, whole), step(engine.ActionCreate, vpc), step(engine.ActionUpdate, bucket), step(engine.ActionSame, subnet),
				},
			}}, `
Resources  2 to create, 1 to update, 1 unchanged
              3  covetpy:network:Network
              1  the stack itself
Duration   50ms
`,
		},
		"a destroy says what was done": {
			Summary{Result: &engine.Result{
				Operation: engine.OpDestroy, Steps: []engine.Step{step(engine.ActionDelete, vpc)}, Duration: time.Second,
			}, Prelude: 120 * time.Millisecond}, `
Resources  1 deleted
              1  covetpy:network:Network
Duration   1s, after a preview of 120ms
`,
		},
		"everything at once": {
			Summary{Result: eventful(), Policies: PolicySummary{
				Rules: 2, Resources: 6, Decided: 11, Undecided: 1, Elapsed: 3 * time.Millisecond,
			}}, `
Resources  1 created, 1 updated, 1 replaced, 1 unchanged
              3  covetpy:network:Network
              2  the stack itself
Policies   2 rules on 6 resources in 3ms: 11 checks decided, 1 not decidable yet
           1 mandatory and 1 advisory violations, 0 waived
Repaired   adopted aws:ec2/vpc:Vpc main
           dropped aws:ec2/subnet:Subnet private-a
Exports    kubeconfig = [secret]
           subnetIds = [subnet-1]
           vpcId = vpc-1
Duration   1.23s
`,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			c.summary.Write(&b)
			require.Equal(t, c.want, b.String())
		})
	}
}

func TestAnExportIsShownOnOneLineAndSecretsNever(t *testing.T) {
	t.Parallel()
	text := resource.NewProperty("hidden")
	cases := map[string]struct {
		value resource.PropertyValue
		line  string
		json  any
	}{
		"a text":            {resource.NewProperty("vpc-1"), "vpc-1", "vpc-1"},
		"a small number":    {resource.NewProperty(1.5), "1.5", 1.5},
		"a large number":    {resource.NewProperty(111122223333.0), "111122223333", 111122223333.0},
		"a truth":           {resource.NewProperty(true), "true", true},
		"nothing":           {resource.NewNullProperty(), "null", nil},
		"a secret":          {resource.MakeSecret(text), "[secret]", "[secret]"},
		"something unknown": {resource.MakeComputed(resource.NewProperty("")), "(known after up)", "(known after up)"},
		"an unknown output": {resource.NewProperty(resource.Output{Element: text}), "(known after up)", "(known after up)"},
		"a secret output": {
			resource.NewProperty(resource.Output{Element: text, Known: true, Secret: true}), "[secret]", "[secret]",
		},
		"a known output": {resource.NewProperty(resource.Output{Element: resource.NewProperty("a"), Known: true}), "a", "a"},
		"a list with a secret": {
			resource.NewProperty([]resource.PropertyValue{resource.NewProperty("a"), resource.MakeSecret(text)}),
			"[a, [secret]]",
			[]any{"a", "[secret]"},
		},
		"an object with an object": {
			resource.NewProperty(resource.PropertyMap{
				"b": resource.NewProperty(resource.PropertyMap{"deep": resource.MakeSecret(text)}), "a": resource.NewProperty(2.0),
			}),
			"{a: 2, b: {deep: [secret]}}",
			map[string]any{"a": 2.0, "b": map[string]any{"deep": "[secret]"}},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.line, value(c.value))
			require.Equal(t, c.json, plain(c.value))
		})
	}
}
