package network

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var s3Cors = rule.Rule{
	ID:    "network-s3-cors",
	Title: "No CORS rule of a bucket admits every origin",
	Why: "With an origin of * a page of anyone may read, in a visitor's browser, what the visitor may read, and " +
		"with PUT also write it. A pattern such as https://* is the same.",
	Fix:      "Name the origins in allowedOrigins, \"https://app.example.com\".",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:s3/bucketCorsConfiguration:BucketCorsConfiguration", "aws:s3/bucket:Bucket"},
	Controls: exposure(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, item := range r.At("corsRules").Items() {
			for _, origin := range item.At("allowedOrigins").Items() {
				rep.Require(origin.Holds(namesHost), origin, "%s is any site", origin.Quote())
			}
		}
	},
}

// namesHost is true for an origin whose wildcard, if it has one, stands below a
// domain of somebody: two labels at least remain.
func namesHost(origin string) bool {
	_, host, found := strings.Cut(strings.ToLower(strings.TrimSpace(origin)), "://")
	if !found {
		host = strings.TrimSpace(origin)
	}
	star := strings.LastIndex(host, "*")
	if star < 0 {
		return host != ""
	}
	rest, below := strings.CutPrefix(host[star+1:], ".")
	return below && strings.Contains(rest, ".")
}
