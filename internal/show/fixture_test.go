package show

import (
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"

	"github.com/covetpy/platform/internal/engine"
)

func urn(parents, typ, name string) resource.URN {
	return resource.NewURN("dev", "covetpy", tokens.Type(parents), tokens.Type(typ), name)
}

const network = "covetpy:network:Network"

// The resources that the tests tell of.
var (
	stack    = urn("", string(resource.RootStackType), "covetpy-dev")
	provider = urn("", "pulumi:providers:aws", "aws")
	whole    = urn("", network, "network")
	vpc      = urn(network, "aws:ec2/vpc:Vpc", "main")
	subnet   = urn(network, "aws:ec2/subnet:Subnet", "private-a")
	bucket   = urn("", "aws:s3/bucket:Bucket", "loose")
)

func step(action engine.Action, u resource.URN) engine.Step {
	return engine.Step{Action: action, URN: u, Custom: u != stack && u != whole}
}

// eventful is an update in which everything happens that can.
func eventful() *engine.Result {
	return &engine.Result{
		Operation: engine.OpUp,
		Steps: []engine.Step{
			step(engine.ActionSame, stack),
			step(engine.ActionUpdate, provider),
			step(engine.ActionSame, whole),
			{Action: engine.ActionUpdate, URN: vpc, Changed: []string{"enableDnsHostnames", "tags.Owner"}},
			{Action: engine.ActionCreateReplacement, URN: subnet, Changed: []string{"cidrBlock", "tags"}, Replacing: []string{"cidrBlock"}},
			step(engine.ActionDeleteReplaced, subnet),
			step(engine.ActionCreate, bucket),
			step(engine.ActionRead, bucket),
		},
		Violations: []engine.Violation{
			{Policy: "cmk", Mandatory: true, URN: bucket, Message: "not encrypted\nuse a key"},
			{Policy: "tags", Message: "the stack has no owner"},
		},
		Diagnostics: []engine.Diagnostic{
			{Severity: engine.SeverityError, URN: vpc, Message: "it broke\ntwice"},
			{Severity: engine.SeverityWarning, Message: "slow"},
		},
		Outputs: resource.PropertyMap{
			"vpcId":      resource.NewProperty("vpc-1"),
			"kubeconfig": resource.MakeSecret(resource.NewProperty("apiVersion")),
			"subnetIds":  resource.NewProperty([]resource.PropertyValue{resource.NewProperty("subnet-1")}),
		},
		Repairs: []engine.Repair{
			{URN: vpc, What: engine.RepairAdopted},
			{URN: subnet, What: engine.RepairDropped},
		},
		Duration: 1234567 * time.Microsecond,
	}
}
