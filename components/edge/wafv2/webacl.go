package wafv2

import (
	"reflect"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Tokens of the provider's resources.
const (
	WebACLToken               = "aws:wafv2/webAcl:WebAcl"
	WebACLAssociationToken    = "aws:wafv2/webAclAssociation:WebAclAssociation"
	LoggingConfigurationToken = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
)

// providerVersion is the version that every resource of the AWS SDK asks for.
// Without it the engine would start a second provider beside theirs wherever no
// provider is given.
const providerVersion = "7.41.0"

func withVersion(opts []pulumi.ResourceOption) []pulumi.ResourceOption {
	return append([]pulumi.ResourceOption{pulumi.Version(providerVersion)}, opts...)
}

// WebACL is a firewall's rules (WAF API reference, CreateWebACL).
type WebACL struct {
	pulumi.CustomResourceState

	// Arn of the web ACL.
	Arn pulumi.StringOutput `pulumi:"arn"`
	// Capacity that the rules use, in WCU. More than 1500 costs more.
	Capacity pulumi.IntOutput `pulumi:"capacity"`
	// Name of the web ACL.
	Name pulumi.StringOutput `pulumi:"name"`
}

// WebACLArgs says what web ACL to make.
type WebACLArgs struct {
	// Name can't be changed.
	Name pulumi.StringInput
	// Description is what the console shows.
	Description pulumi.StringInput
	// Scope is "REGIONAL" for load balancers. It can't be changed.
	Scope pulumi.StringInput
	// DefaultAction is for requests that no rule decides on.
	DefaultAction DefaultAction
	// RuleJSON is what RuleJSON writes. The provider sees no drift in it.
	RuleJSON pulumi.StringInput
	// VisibilityConfig is for the web ACL as a whole.
	VisibilityConfig VisibilityConfig
	// Tags of the web ACL.
	Tags pulumi.StringMap
}

type webACLArgs struct {
	Name             *string           `pulumi:"name"`
	Description      *string           `pulumi:"description"`
	Scope            string            `pulumi:"scope"`
	DefaultAction    DefaultAction     `pulumi:"defaultAction"`
	RuleJSON         *string           `pulumi:"ruleJson"`
	VisibilityConfig VisibilityConfig  `pulumi:"visibilityConfig"`
	Tags             map[string]string `pulumi:"tags"`
}

// ElementType is the plain form of the arguments.
func (WebACLArgs) ElementType() reflect.Type { return reflect.TypeFor[webACLArgs]() }

// DefaultAction is Allow or Block; exactly one is set.
type DefaultAction struct {
	Allow *Allowing `pulumi:"allow"`
	Block *Blocking `pulumi:"block"`
}

// Allowing lets the request through.
type Allowing struct{}

// Blocking refuses the request.
type Blocking struct{}

// VisibilityConfig is what is kept of requests apart from logs.
type VisibilityConfig struct {
	CloudwatchMetricsEnabled bool `pulumi:"cloudwatchMetricsEnabled"`
	// MetricName is at most 128 letters, digits, dashes and underscores.
	MetricName string `pulumi:"metricName"`
	// SampledRequestsEnabled keeps some requests for three hours, whole.
	SampledRequestsEnabled bool `pulumi:"sampledRequestsEnabled"`
}

// NewWebACL registers a web ACL.
func NewWebACL(ctx *pulumi.Context, name string, args *WebACLArgs, opts ...pulumi.ResourceOption) (*WebACL, error) {
	made := &WebACL{}
	if err := ctx.RegisterResource(WebACLToken, name, args, made, withVersion(opts)...); err != nil {
		return nil, err
	}
	return made, nil
}

// WebACLAssociation puts a web ACL in front of a resource, which can have one.
type WebACLAssociation struct {
	pulumi.CustomResourceState
}

// WebACLAssociationArgs says which web ACL to put before what. Neither can be
// changed.
type WebACLAssociationArgs struct {
	ResourceArn pulumi.StringInput
	WebACLArn   pulumi.StringInput
}

type webACLAssociationArgs struct {
	ResourceArn string `pulumi:"resourceArn"`
	WebACLArn   string `pulumi:"webAclArn"`
}

// ElementType is the plain form of the arguments.
func (WebACLAssociationArgs) ElementType() reflect.Type {
	return reflect.TypeFor[webACLAssociationArgs]()
}

// NewWebACLAssociation registers an association.
func NewWebACLAssociation(ctx *pulumi.Context, name string, args *WebACLAssociationArgs, opts ...pulumi.ResourceOption) (*WebACLAssociation, error) {
	made := &WebACLAssociation{}
	if err := ctx.RegisterResource(WebACLAssociationToken, name, args, made, withVersion(opts)...); err != nil {
		return nil, err
	}
	return made, nil
}
