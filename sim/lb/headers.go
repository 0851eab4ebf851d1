package lb

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// headerForms are the values that the attributes routing.http.response.* take.
// Source: Application Load Balancers guide, "Enable HTTP header modification".
var headerForms = []struct {
	input string
	form  kind.Check
}{
	{"AccessControlAllowCredentials", kind.Pattern("true", "expected true")},
	{"AccessControlMaxAge", kind.Pattern(`-1|[0-9]{1,4}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2}|86400`, "expected -1 to 86400 seconds")},
	{"AccessControlAllowOrigin", kind.Pattern(`\*|https?://.+`, "expected a URL or *")},
	{"AccessControlAllowMethods", kind.Pattern(`\*|(?:(?:GET|HEAD|POST|DELETE|CONNECT|OPTIONS|TRACE|PATCH|PUT)(?:,\s*)?)+`, "expected a list of methods or *")},
	{"AccessControlAllowHeaders", kind.Length(1, 1024)},
	{"AccessControlExposeHeaders", kind.Length(1, 1024)},
	{"ContentSecurityPolicy", kind.Length(1, 1024)},
	{"StrictTransportSecurity", kind.Pattern(`(?i:max-age=[0-9]+(?:;\s*(?:includeSubDomains|preload))*;?)`, "expected max-age=SECONDS, includeSubDomains, preload")},
	{"XContentTypeOptions", kind.Pattern("nosniff", "expected nosniff")},
	{"XFrameOptions", kind.Pattern(`DENY|SAMEORIGIN|ALLOW-FROM https?://.+`, "expected DENY, SAMEORIGIN or ALLOW-FROM and a URL")},
}

// renamedHeaders are those of a request that an HTTPS listener may rename.
var renamedHeaders = []string{
	"MtlsClientcert", "MtlsClientcertIssuer", "MtlsClientcertLeaf", "MtlsClientcertSerialNumber",
	"MtlsClientcertSubject", "MtlsClientcertValidity", "TlsCipherSuite", "TlsVersion",
}

// admitHeaders looks at the listener's attributes. The provider leaves out
// those that the listener's protocol does not have.
func admitHeaders(in kind.Values, protocol string) error {
	wrong := func(attribute, value, why string) error {
		return kind.Say("ValidationError: The value '%s' is not valid for the attribute '%s': %s", value, attribute, why)
	}
	for _, header := range headerForms {
		for _, v := range in.All("routingHttpResponse" + header.input + "HeaderValue") {
			if why := header.form(v); isHTTP(protocol) && v.IsString() && v.StringValue() != "" && why != "" {
				return wrong("routing.http.response."+snake(header.input)+".header_value", v.StringValue(), why)
			}
		}
	}
	form := kind.Pattern(`[A-Za-z0-9_-]{1,40}`, "expected at most 40 letters, digits, hyphens and underscores")
	for _, header := range renamedHeaders {
		for _, v := range in.All("routingHttpRequestXAmzn" + header + "HeaderName") {
			if why := form(v); protocol == "HTTPS" && v.IsString() && v.StringValue() != "" && why != "" {
				return wrong("routing.http.request.x_amzn_"+snake(header)+".header_name", v.StringValue(), why)
			}
		}
	}
	return nil
}

// snake is a name in the service's spelling: XFrameOptions is x_frame_options.
func snake(name string) string {
	var out strings.Builder
	for i, r := range name {
		if i > 0 && r >= 'A' && r <= 'Z' {
			out.WriteByte('_')
		}
		out.WriteRune(r)
	}
	return strings.ToLower(out.String())
}
