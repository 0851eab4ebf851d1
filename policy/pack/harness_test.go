package pack_test

import (
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
)

const (
	queueType  = "aws:sqs/queue:Queue"
	keyType    = "aws:kms/key:Key"
	bucketType = "aws:s3/bucket:Bucket"
	keyARN     = "arn:aws:kms:eu-west-1:111122223333:key/1"
)

func urn(typ, name string) resource.URN {
	return resource.NewURN("dev", "covetpy", "", tokens.Type(typ), name)
}

// wire marshals properties as the engine does for an analyzer.
func wire(t testing.TB, m resource.PropertyMap) *structpb.Struct {
	t.Helper()
	s, err := plugin.MarshalProperties(m, plugin.MarshalOptions{KeepUnknowns: true, KeepSecrets: true, SkipInternalKeys: true})
	require.NoError(t, err)
	return s
}

func request(t testing.TB, typ, name string, m resource.PropertyMap) *pulumirpc.AnalyzeRequest {
	t.Helper()
	return &pulumirpc.AnalyzeRequest{Type: typ, Name: name, Urn: string(urn(typ, name)), Properties: wire(t, m)}
}

func analyze(t testing.TB, p *pack.Pack, typ, name string, m resource.PropertyMap) *pulumirpc.AnalyzeResponse {
	t.Helper()
	res, err := p.Analyze(t.Context(), request(t, typ, name, m))
	require.NoError(t, err)
	return res
}

// inStack is a resource as the engine shows it at the end: on maps a property to
// the resources that it was made from.
func inStack(t testing.TB, typ, name string, m resource.PropertyMap, on map[string][]resource.URN) *pulumirpc.AnalyzerResource {
	t.Helper()
	res := &pulumirpc.AnalyzerResource{
		Type: typ, Name: name, Urn: string(urn(typ, name)), Properties: wire(t, m),
		PropertyDependencies: map[string]*pulumirpc.AnalyzerPropertyDependencies{},
	}
	for property, urns := range on {
		deps := &pulumirpc.AnalyzerPropertyDependencies{}
		for _, u := range urns {
			deps.Urns = append(deps.Urns, string(u))
		}
		res.PropertyDependencies[property] = deps
	}
	return res
}

func text(s string) resource.PropertyValue { return resource.NewProperty(s) }

func unknown() resource.PropertyValue { return resource.MakeComputed(text("")) }

// tiered is a rule that fails every queue, at a level of its own in each tier.
func tiered() rule.Rule {
	return rule.Rule{
		ID: "test-tiered", Aliases: []string{"test-old"},
		Title: "Queues do not exist", Why: "They are in the way.", Fix: "Remove it.", Severity: rule.High,
		Levels: rule.Levels{Dev: rule.Disabled, Staging: rule.Advisory, Prod: rule.Mandatory},
		Types:  []string{queueType}, Since: "0.1.0",
		Controls: []rule.Control{{Framework: rule.FSBP, ID: "SQS.1"}},
		Check:    func(r *rule.Resource, rep *rule.Report) { rep.Fail(r.At("name"), "it exists") },
	}
}

func newPack(t testing.TB, o pack.Options) *pack.Pack {
	t.Helper()
	p, err := pack.New(o)
	require.NoError(t, err)
	return p
}

// ticking is a clock that advances by a millisecond each time it is read.
func ticking() func() time.Time {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	return func() time.Time {
		now = now.Add(time.Millisecond)
		return now
	}
}
