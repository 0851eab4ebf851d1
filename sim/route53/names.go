package route53

import "strings"

// normal is a domain name in lower case and without the period at its end.
func normal(name string) string { return strings.ToLower(strings.TrimSuffix(name, ".")) }

// expanded is a record's full name, as the provider makes it: a name that does
// not end as the zone's gets the zone's at its end. "www.example.org" in the
// zone example.com is www.example.org.example.com.
func expanded(name, zone string) string {
	name = normal(name)
	switch {
	case zone == "" || strings.HasSuffix(name, zone):
		return name
	case name == "":
		return zone
	default:
		return name + "." + zone
	}
}

// within is true for the zone's own name and all below it.
func within(name, zone string) bool { return name == zone || strings.HasSuffix(name, "."+zone) }
