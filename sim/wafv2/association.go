package wafv2

import (
	"regexp"
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// others are the resources with web ACLs that this cloud has no types for.
var others = regexp.MustCompile(`^arn:aws[a-z-]*:(?:apigateway|appsync|cognito-idp|apprunner|ec2|amplify):`)

// webACLAssociation goes with its load balancer, and keeps its web ACL.
func webACLAssociation() kind.Kind {
	return kind.Kind{
		Type:   "aws:wafv2/webAclAssociation:WebAclAssociation",
		ID:     kind.Joined(",", "webAclArn", "resourceArn"),
		Checks: map[string]kind.Check{"resourceArn": kind.ARN(), "webAclArn": kind.ARN()},
		Refs: []kind.Ref{
			{Path: "webAclArn", To: []kind.Target{{Type: webACLType, By: "arn"}}, Missing: missing},
			{
				Path: "resourceArn", To: []kind.Target{{Type: "aws:lb/loadBalancer:LoadBalancer", By: "arn"}},
				OnDelete: sim.Cascade, Missing: missing, External: others.MatchString,
			},
		},
		// The service lets a second association take the place of the first, whose
		// deletion then takes away the second.
		Unique: []kind.Unique{{
			On:    []string{"resourceArn"},
			Taken: "the resource %[1]s is associated with a web ACL by another resource already; AWS WAF would replace it and then lose both, the simulated cloud refuses",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			resource, acl := d.In.Text("resourceArn"), d.In.Text("webAclArn")
			switch {
			case strings.Contains(acl, ":global/"):
				return invalid("The scope is not valid.", "SCOPE_VALUE", cloudfront)
			case strings.Contains(resource, ":loadbalancer/") && !strings.Contains(resource, ":loadbalancer/app/"):
				return invalid(noARN, "RESOURCE_ARN", resource)
			case kind.RegionOfARN(resource) != kind.RegionOfARN(acl) || kind.RegionOfARN(acl) != w.Region:
				return kind.Say(missing)
			}
			return nil
		},
	}
}
