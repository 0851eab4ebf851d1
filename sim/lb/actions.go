package lb

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// The types of actions, and the input that each needs.
const (
	forward, redirect, fixedResponse = "forward", "redirect", "fixed-response"
	withCognito, withOIDC, withJWT   = "authenticate-cognito", "authenticate-oidc", "jwt-validation"
)

var actionInputs = map[string]string{
	redirect: "redirect", fixedResponse: "fixedResponse",
	withCognito: "authenticateCognito", withOIDC: "authenticateOidc", withJWT: "jwtValidation",
}

// actionChecks are the checks of a list of actions.
func actionChecks(list string) map[string]kind.Check {
	at := func(path string) string { return list + "[*]." + path }
	return map[string]kind.Check{
		at("type"):                        kind.OneOf(forward, withOIDC, withCognito, redirect, fixedResponse, withJWT),
		at("targetGroupArn"):              kind.ARN(),
		at("forward.targetGroups[*].arn"): kind.ARN(),
		at("redirect.path"):               kind.All(kind.Length(1, 128), kind.Pattern(`/.*`, "must begin with a slash")),
		at("redirect.port"):               kind.Pattern(`#\{port\}|[1-9][0-9]{0,4}`, "expected a port or #{port}"),
	}
}

// actionRefs are the target groups of a list of actions.
func actionRefs(list string) []kind.Ref {
	ref := func(path string) kind.Ref {
		return kind.Ref{
			Path: list + path, To: []kind.Target{{Type: targetGroupType, By: "arn"}},
			Missing: "TargetGroupNotFound: One or more target groups not found: '%s'",
		}
	}
	return []kind.Ref{ref("[*].targetGroupArn"), ref("[*].forward.targetGroups[*].arn")}
}

// actionRules hold each action to the input of its type, in the provider's
// words.
func actionRules(list string, in kind.Values) []kind.Failure {
	var failures []kind.Failure
	for i, action := range in.Objects(list + "[*]") {
		at := fmt.Sprintf("%s[%d]", list, i)
		typ := action.Text("type")
		refuse := func(path, format string, args ...any) {
			failures = append(failures, kind.Failure{Path: at + "." + path, Reason: fmt.Sprintf(format, args...)})
		}
		needs, special := actionInputs[typ]
		switch {
		case special && !action.Has(needs):
			refuse(needs, "Attribute %q must be specified when %q is %q.", at+"."+needs, at+".type", typ)
		case typ == forward && !action.Has("forward") && !action.Has("targetGroupArn"):
			refuse("type", "Either %q or %q must be specified when %q is %q.", at+".targetGroupArn", at+".forward", at+".type", typ)
		}
		groups := action.Texts("forward.targetGroups[*].arn")
		if one := action.Text("targetGroupArn"); one != "" && slices.ContainsFunc(groups, func(arn string) bool { return arn != one }) {
			refuse("forward", "You can specify both a top-level target group ARN (%q) and, with %q, a target group list with ARNs, only if the ARNs match.", at+".targetGroupArn", at+".forward")
		}
		for _, list := range action.All("forward.targetGroups") {
			if n := len(action.All("forward.targetGroups[*]")); list.IsArray() && (n < 1 || n > 5) {
				refuse("forward.targetGroups", "expected 1 to 5 target groups, got %d", n)
			}
		}
	}
	return failures
}

// front is where actions are taken: a load balancer, at a port.
type front struct {
	balancer sim.Object
	protocol string
	port     int
}

// admitActions is the service's word on a list of actions. self is the listener
// or rule that has them, empty for a new one.
func admitActions(w kind.World, at front, actions []kind.Values, self string) error {
	if len(actions) == 0 {
		return kind.Say("ValidationError: At least one action must be specified")
	}
	for i, action := range actions {
		typ := action.Text("type")
		ends := typ == forward || typ == redirect || typ == fixedResponse
		switch {
		case ends != (i == len(actions)-1):
			return kind.Say("InvalidLoadBalancerAction: A list of actions must end with exactly one of the type 'forward', 'fixed-response' or 'redirect'")
		case !ends && at.protocol != "HTTPS":
			return kind.Say("InvalidLoadBalancerAction: Actions of type '%s' are supported only on HTTPS listeners", typ)
		case typ != forward && outputsOf(at.balancer).Text("loadBalancerType") != application:
			return kind.Say("InvalidLoadBalancerAction: Actions of type '%s' are supported only on Application Load Balancers", typ)
		case typ == redirect && loops(action, at):
			return kind.Say("InvalidLoadBalancerAction: The redirect configuration is not valid because it creates a loop.")
		}
		if err := admitForward(w, at, action, self); err != nil {
			return err
		}
	}
	return nil
}

// actionDefaults are what upstream fills into the actions at a path: a redirect keeps
// what it does not change.
func actionDefaults(path string) map[string]kind.Props {
	return map[string]kind.Props{
		path + "[*].redirect": {
			"host": kind.Text("#{host}"), "path": kind.Text("/#{path}"), "port": kind.Text("#{port}"),
			"protocol": kind.Text("#{protocol}"), "query": kind.Text("#{query}"),
		},
		path + "[*].forward.targetGroups[*]": {"weight": kind.Number(1)},
	}
}

// numbered gives the actions of a list an order: those that are given none have their
// place.
func numbered(list resource.PropertyKey) func(in kind.Values) kind.Props {
	return func(in kind.Values) kind.Props {
		given := in.All(string(list) + "[*]")
		out := make([]resource.PropertyValue, len(given))
		for i, action := range given {
			out[i] = action
			if action.IsObject() && !action.ObjectValue().HasValue("order") {
				props := maps.Clone(action.ObjectValue())
				props["order"] = kind.Number(i + 1)
				out[i] = kind.Nested(props)
			}
		}
		if len(out) == 0 {
			return nil
		}
		return kind.Props{list: kind.List(out...)}
	}
}

// loops is true for a redirect that changes nothing: at least one of protocol,
// host, port, path and query has to differ.
func loops(action kind.Values, at front) bool {
	keeps := func(part, otherwise string, same ...string) bool {
		return slices.Contains(append(same, otherwise), action.Or("redirect."+part, otherwise))
	}
	return keeps("protocol", "#{protocol}", at.protocol) && keeps("port", "#{port}", fmt.Sprint(at.port)) &&
		keeps("host", "#{host}") && keeps("path", "/#{path}") && keeps("query", "#{query}")
}

// admitForward looks at where requests go: groups of the same VPC, of a
// protocol that fits, and of this load balancer alone.
func admitForward(w kind.World, at front, action kind.Values, self string) error {
	total, weighted := 0, action.Objects("forward.targetGroups[*]")
	for _, group := range weighted {
		total += group.Number("weight")
	}
	if len(weighted) > 0 && total == 0 {
		return kind.Say("ValidationError: At least one target group of a forward action must have a weight greater than 0")
	}
	for _, arn := range append(action.Texts("targetGroupArn"), action.Texts("forward.targetGroups[*].arn")...) {
		group, ok := w.Find(targetGroupType, "arn", arn)
		if !ok {
			continue
		}
		is := outputsOf(group)
		balancer := outputsOf(at.balancer)
		switch {
		case group.Where != w.Region:
			return kind.Say("TargetGroupNotFound: One or more target groups not found: '%s'", arn)
		case is.Text("targetType") != lambda && is.Text("vpcId") != balancer.Text("vpcId"):
			return kind.Say("InvalidConfigurationRequest: The following target groups are in a different VPC than load balancer %s: %s", at.balancer.ID, arn)
		case is.Text("targetType") != lambda && !compatible(at.protocol, is):
			return kind.Say("IncompatibleProtocols: The listener and its associated target group '%s' have incompatible protocols", arn)
		}
		for _, other := range loadBalancersOf(w, group, self) {
			if other != at.balancer.ID {
				return kind.Say("TargetGroupAssociationLimit: The following target groups cannot be associated with more than one load balancer: %s", arn)
			}
		}
	}
	return nil
}

// compatible is true when a listener's protocol and a target group's go
// together. HTTP/2 and gRPC reach their targets from encrypted listeners only.
func compatible(protocol string, group kind.Values) bool {
	version := strings.ToUpper(group.Or("protocolVersion", "HTTP1"))
	return isHTTP(protocol) == isHTTP(group.Text("protocol")) && (protocol != "HTTP" || version == "HTTP1")
}
