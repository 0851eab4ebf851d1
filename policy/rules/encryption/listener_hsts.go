package encryption

import (
	"strconv"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const settingMaxAge = "leastSeconds"

var listenerHSTS = rule.Rule{
	ID:    "encryption-listener-hsts",
	Title: "HTTPS listeners tell browsers to come back with HTTPS only",
	Why: "The first request of a visit is plain HTTP until a redirect answers, and whoever sits in between answers " +
		"instead. A browser that was told so before (Strict-Transport-Security) never sends that request.",
	Fix:      "Set routingHttpResponseStrictTransportSecurityHeaderValue to max-age=31536000.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{listenerType},
	Controls: inTransit(),
	Settings: []rule.Setting{{Name: settingMaxAge, Doc: "For how many seconds browsers have to remember it.", Number: rule.Same(31536000.0)}},
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		header := r.At("routingHttpResponseStrictTransportSecurityHeaderValue")
		text, known := header.Text()
		if known == rule.Yes {
			known = rule.Of(maxAge(text) >= rep.Number(settingMaxAge))
		}
		rep.Require(rule.Or(rule.Not(r.At("protocol").Is("HTTPS")), known), header,
			"browsers are not told to use HTTPS for long enough: the header is %s", header.Quote())
	},
}

// maxAge is the max-age of a Strict-Transport-Security header (RFC 6797, section
// 6.1), 0 where there is none.
func maxAge(header string) float64 {
	for directive := range strings.SplitSeq(header, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		if strings.EqualFold(name, "max-age") {
			seconds, err := strconv.ParseFloat(strings.Trim(value, `"`), 64)
			if err == nil {
				return seconds
			}
		}
	}
	return 0
}
