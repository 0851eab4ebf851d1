package route53

import (
	"net/netip"
	"regexp"
	"strconv"
)

// caaForm is flags, tag and value: `0 issue "amazon.com"`. Tags may be anything;
// the value is in quotation marks. Source: Route 53 Developer Guide, "CAA record
// type".
var caaForm = regexp.MustCompile(`^([0-9]{1,3}) ([a-zA-Z0-9]{1,15}) "([^"]*)"$`)

// longestText of one quoted string in a TXT record.
const longestText = 255

// admitValues looks at the values of the types that have a form of their own.
func admitValues(typ string, values []string) error {
	for _, value := range values {
		if problem := fatal(typ, value); problem != "" {
			return batch("Invalid Resource Record: 'FATAL problem: %s encountered with '%s''", problem, value)
		}
	}
	if typ == "CNAME" && len(values) > 1 {
		return batch("RRSet of type CNAME may have one value only")
	}
	return nil
}

func fatal(typ, value string) string {
	switch typ {
	case "A":
		if address, err := netip.ParseAddr(value); err != nil || !address.Is4() {
			return "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)"
		}
	case "AAAA":
		if address, err := netip.ParseAddr(value); err != nil || !address.Is6() {
			return "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)"
		}
	case "CAA":
		return fatalCAA(value)
	case "TXT", "SPF":
		if len(value) > longestText && !regexp.MustCompile(`" ?"`).MatchString(value) {
			return "CharacterStringTooLong (Value is too long)"
		}
	case "CNAME", "NS", "PTR":
		if value == "" {
			return "DomainNameEmpty (Domain name is empty)"
		}
	}
	return ""
}

func fatalCAA(value string) string {
	parts := caaForm.FindStringSubmatch(value)
	if parts == nil {
		return `CAARRDATAIllegalFormat (Value must be in the format: flags tag "value")`
	}
	if flags, err := strconv.Atoi(parts[1]); err != nil || flags > 255 {
		return "CAARRDATAIllegalFlags (Flags must be between 0 and 255)"
	}
	return ""
}
