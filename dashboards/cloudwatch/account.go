package cloudwatch

// Dimensions of what belongs to a network or an account.
const (
	Currency     = "Currency"
	NATGateway   = "NatGatewayId"
	EventRule    = "RuleName" // of the default event bus
	ServiceName  = "ServiceName"
	billedRegion = "us-east-1"
)

var nat = family{
	namespace:  "AWS/NATGateway",
	guide:      "https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html",
	dimensions: []string{set(NATGateway)},
}

// Metrics of NAT gateways. The guide knows no other dimension; by which a regional
// gateway has its metrics was not found, and is taken to be the same.
var (
	NATBytesOut       = nat.metric("BytesOutToDestination", Bytes)
	NATBytesIn        = nat.metric("BytesInFromDestination", Bytes)
	NATConnections    = nat.metric("ActiveConnectionCount", Count)
	NATPortErrors     = nat.metric("ErrorPortAllocation", Count)
	NATPacketsDropped = nat.metric("PacketsDropCount", Count)
	NATAttempts       = nat.metric("ConnectionAttemptCount", Count)
	NATEstablished    = nat.metric("ConnectionEstablishedCount", Count)
)

var events = family{
	namespace:  "AWS/Events",
	guide:      "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html",
	dimensions: []string{set(EventRule)},
}

// Metrics of EventBridge rules on the default bus. What is zero is not sent.
var (
	RuleInvocations       = events.metric("Invocations", Count)
	RuleFailedInvocations = events.metric("FailedInvocations", Count)
)

var billing = family{
	namespace: "AWS/Billing", region: billedRegion,
	guide:      "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html",
	dimensions: []string{set(Currency), set(Currency, ServiceName)},
}

// EstimatedCharges are the month's so far, in the currency, several times a day.
// AWS sends them only where the account's owner has asked for billing alerts.
var EstimatedCharges = billing.metric("EstimatedCharges", None)
