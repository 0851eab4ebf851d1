package lb

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// slowStart accepts 30 to 900 seconds, and 0 for none.
func slowStart(v resource.PropertyValue) string {
	if v.IsNumber() && v.NumberValue() == 0 {
		return ""
	}
	return kind.Between(30, 900)(v)
}

// admitMatcher looks at the codes by which a target counts as healthy: "200",
// "200,202", "200-299".
func admitMatcher(in kind.Values) error {
	codes := in.Text("healthCheck.matcher")
	if codes == "" {
		return nil
	}
	what, least, most := "HTTP", 200, 599
	switch {
	case strings.EqualFold(in.Text("protocolVersion"), "GRPC"):
		what, least, most = "GRPC", 0, 99
	case isHTTP(in.Text("protocol")):
		most = 499
	}
	for code := range strings.FieldsFuncSeq(codes, func(r rune) bool { return r == ',' || r == '-' }) {
		if n, err := strconv.Atoi(code); err != nil || n < least || n > most {
			return fmt.Errorf("ValidationError: Health check matcher %s code '%s' must be within '%d-%d' inclusive", what, codes, least, most)
		}
	}
	return nil
}
