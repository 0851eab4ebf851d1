package cloudwatch

// Dimensions of load balancers and firewalls.
const (
	LoadBalancer   = "LoadBalancer" // the end of its ARN, "app/covetpy-prod-edge/50dc6c495c0c9188"
	TargetGroup    = "TargetGroup"  // the end of its ARN
	CertificateARN = "CertificateArn"
	Region         = "Region"
	Rule           = "Rule" // a rule's metric name, or AllRules
	WebACL         = "WebACL"
)

// AllRules is the value of Rule that stands for the web ACL as a whole.
const AllRules = "ALL"

var balancer = family{
	namespace:  "AWS/ApplicationELB",
	guide:      "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
	dimensions: []string{set(LoadBalancer)},
}

// Metrics of application load balancers. A balancer without traffic sends none.
var (
	BalancerRequests            = balancer.metric("RequestCount", Count)
	BalancerBytes               = balancer.metric("ProcessedBytes", Bytes)
	BalancerConnections         = balancer.metric("ActiveConnectionCount", Count)
	BalancerNewConnections      = balancer.metric("NewConnectionCount", Count)
	BalancerRejectedConnections = balancer.metric("RejectedConnectionCount", Count)
	BalancerTLSErrors           = balancer.metric("ClientTLSNegotiationErrorCount", Count)
	BalancerCapacityUnits       = balancer.metric("ConsumedLCUs", Count)
	Balancer4XX                 = balancer.metric("HTTPCode_ELB_4XX_Count", Count)
	Balancer5XX                 = balancer.metric("HTTPCode_ELB_5XX_Count", Count)
	Target2XX                   = balancer.metric("HTTPCode_Target_2XX_Count", Count)
	Target3XX                   = balancer.metric("HTTPCode_Target_3XX_Count", Count)
	Target4XX                   = balancer.metric("HTTPCode_Target_4XX_Count", Count)
	Target5XX                   = balancer.metric("HTTPCode_Target_5XX_Count", Count)
	TargetResponseTime          = balancer.metric("TargetResponseTime", Seconds)
	HealthyTargets              = balancer.metric("HealthyHostCount", Count, set(TargetGroup, LoadBalancer))
	UnhealthyTargets            = balancer.metric("UnHealthyHostCount", Count, set(TargetGroup, LoadBalancer))
)

var firewall = family{
	namespace:  "AWS/WAFV2",
	guide:      "https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html",
	dimensions: []string{set(WebACL, Region, Rule)},
}

// Metrics of a web ACL in a region and of its rules. What is zero is not sent.
var (
	FirewallAllowed = firewall.metric("AllowedRequests", Count)
	FirewallBlocked = firewall.metric("BlockedRequests", Count)
	FirewallCounted = firewall.metric("CountedRequests", Count)
)

var certificates = family{
	namespace:  "AWS/CertificateManager",
	guide:      "https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html",
	dimensions: []string{set(CertificateARN)},
}

// CertificateDays are the days until a certificate ends, sent twice a day. The
// guide calls the unit "Integer", which CloudWatch does not have.
var CertificateDays = certificates.metric("DaysToExpiry", None)
