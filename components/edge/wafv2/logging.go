package wafv2

import (
	"reflect"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// LoggingConfiguration is where a web ACL logs to, and what (WAF API reference,
// LoggingConfiguration).
type LoggingConfiguration struct {
	pulumi.CustomResourceState
}

// LoggingConfigurationArgs says where to log to, and what.
type LoggingConfigurationArgs struct {
	// ResourceArn is the web ACL's. It can't be changed.
	ResourceArn pulumi.StringInput
	// LogDestinationConfigs is one ARN of something named aws-waf-logs-.... It
	// can't be changed.
	LogDestinationConfigs pulumi.StringArray
	// RedactedFields are written as "REDACTED".
	RedactedFields []RedactedField
	// LoggingFilter is which requests are logged; nil for all.
	LoggingFilter *LoggingFilter
}

type loggingConfigurationArgs struct {
	ResourceArn           string          `pulumi:"resourceArn"`
	LogDestinationConfigs []string        `pulumi:"logDestinationConfigs"`
	RedactedFields        []RedactedField `pulumi:"redactedFields"`
	LoggingFilter         *LoggingFilter  `pulumi:"loggingFilter"`
}

// ElementType is the plain form of the arguments.
func (LoggingConfigurationArgs) ElementType() reflect.Type {
	return reflect.TypeFor[loggingConfigurationArgs]()
}

// RedactedField is a part of the request that is kept out of the log.
type RedactedField struct {
	SingleHeader *SingleHeader `pulumi:"singleHeader"`
}

// SingleHeader is a header by its name in lower case.
type SingleHeader struct {
	Name string `pulumi:"name"`
}

// LoggingFilter decides on each request by the first filter that applies.
type LoggingFilter struct {
	// DefaultBehavior is "KEEP" or "DROP".
	DefaultBehavior string   `pulumi:"defaultBehavior"`
	Filters         []Filter `pulumi:"filters"`
}

// Filter keeps or drops what meets its conditions.
type Filter struct {
	Behavior string `pulumi:"behavior"` // "KEEP" or "DROP"
	// Requirement is "MEETS_ANY" or "MEETS_ALL".
	Requirement string      `pulumi:"requirement"`
	Conditions  []Condition `pulumi:"conditions"`
}

// Condition is what a rule has done to the request.
type Condition struct {
	ActionCondition *ActionCondition `pulumi:"actionCondition"`
}

// ActionCondition is an action: "BLOCK", "COUNT", "EXCLUDED_AS_COUNT" and others.
type ActionCondition struct {
	Action string `pulumi:"action"`
}

// NewLoggingConfiguration registers where a web ACL logs to.
func NewLoggingConfiguration(ctx *pulumi.Context, name string, args *LoggingConfigurationArgs, opts ...pulumi.ResourceOption) (*LoggingConfiguration, error) {
	made := &LoggingConfiguration{}
	if err := ctx.RegisterResource(LoggingConfigurationToken, name, args, made, withVersion(opts)...); err != nil {
		return nil, err
	}
	return made, nil
}
