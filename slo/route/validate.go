package route

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/common/model"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/slo"
)

// Limits of Amazon Managed Service for Prometheus. The first three are quotas of
// its user guide, "Service quotas": "Nodes in alert manager routing tree",
// "Inhibition rules in alert manager definition file" and "Alert manager
// definition file size". That they exist is confirmed by the names and by the
// metrics of their use (guide, "Use CloudWatch metrics to monitor ... resources");
// the numbers are from memory, as the rows of the table were not found in a public
// copy. A number that is too low refuses too soon, one that is too high leaves the
// refusal to AWS.
const (
	MaxNodes       = 100
	MaxInhibitions = 100
	MaxBytes       = 1 << 20
	// MaxRepeat is what the service takes a longer repeat interval for (guide,
	// "Create an alert manager configuration").
	MaxRepeat = 5 * slo.Day
)

// A topic is standard, and signed for with a region, which topics of other regions
// would need of their own (guide, "Configure alert manager to send messages to your
// Amazon SNS topic"). Whose account it is in, only the plan knows.
var (
	topicForm  = regexp.MustCompile(`^arn:aws[a-z-]*:sns:([a-z0-9-]+):[0-9]{12}:[A-Za-z0-9_-]{1,256}$`)
	secretForm = regexp.MustCompile(`^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+$`)
)

// Faults finds every fault of the settings at once.
func (s Settings) Faults() fault.Faults {
	var c fault.Check
	c.Require(s.Region != "", "region", nil, "a region, eu-west-1")
	names := make([]string, len(s.Receivers))
	for i, r := range s.Receivers {
		path := fmt.Sprintf("receivers[%d]", i)
		c.Require(r.Name != "", path+".name", nil, "a name")
		c.Require(!slices.Contains(names[:i], r.Name), path+".name", r.Name, "a name that no other receiver has")
		s.checkReceiver(&c, path, r)
		names[i] = r.Name
	}
	checkName(&c, "fallback", s.Fallback, names)
	for i, r := range s.Routes {
		checkRoute(&c, fmt.Sprintf("routes[%d]", i), r.withDefaults(), names)
	}
	c.Require(len(s.Routes) < MaxNodes, "routes", fmt.Sprintf("%d routes", len(s.Routes)),
		fmt.Sprintf("%d at most: Amazon Managed Service for Prometheus takes a tree of %d nodes", MaxNodes-1, MaxNodes))
	return c.Faults()
}

func (s Settings) checkReceiver(c *fault.Check, path string, r Receiver) {
	if (r.Topic != "") == (r.PagerDuty != nil) {
		c.Add(path, r.Name, "exactly one of topic and pagerDuty: Amazon Managed Service for Prometheus tells nobody else")
	}
	if m := topicForm.FindStringSubmatch(r.Topic); r.Topic != "" {
		c.Require(m != nil, path+".topic", r.Topic, "the ARN of an SNS topic")
		c.Require(m == nil || m[1] == s.Region, path+".topic", r.Topic, fmt.Sprintf("a topic in region (%s)", s.Region))
		c.Require(!strings.HasSuffix(r.Topic, ".fifo"), path+".topic", r.Topic, "a standard topic")
	}
	if p := r.PagerDuty; p != nil {
		c.Require(secretForm.MatchString(p.Secret), path+".pagerDuty.secret", fault.Written(p.Secret), "the ARN of a secret in Secrets Manager")
	}
}

func checkRoute(c *fault.Check, path string, r Route, names []string) {
	checkName(c, path+".receiver", r.Receiver, names)
	c.Require(len(r.Match) > 0, path+".match", nil, "labels to match: what matches everything is the fallback")
	for i, m := range r.Match {
		at := fmt.Sprintf("%s.match[%d]", path, i)
		c.Require(model.LegacyValidation.IsValidLabelName(m.Label), at+".label", fault.Written(m.Label), "the name of a label")
		fault.OneOf(c, at+".op", m.Op, slo.Equals, slo.Differs, slo.Matches, slo.MatchesNot)
		_, err := regexp.Compile(m.Value)
		c.Require(err == nil || m.Op == slo.Equals || m.Op == slo.Differs, at+".value", m.Value, "a regular expression (RE2)")
	}
	c.Require(r.Wait >= 0, path+".wait", r.Wait, "0 or more")
	c.Require(r.Interval >= time.Second, path+".interval", r.Interval, "a second or more")
	c.Require(r.Repeat >= r.Interval && r.Repeat <= MaxRepeat, path+".repeat", r.Repeat,
		fmt.Sprintf("from %s.interval (%s) to %s", path, r.Interval, slo.Range(MaxRepeat)))
}

func checkName(c *fault.Check, path, name string, names []string) {
	c.Require(slices.Contains(names, name), path, fault.Written(name), "the name of a receiver that there is: "+fault.Words(names))
}
