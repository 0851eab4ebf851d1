package acm

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// records are what the public DNS says, by name and type: "example.com CAA".
type records map[string][]string

// publicRecords are those of zones that are not private. A zone that is not in
// the ledger counts as public: its records are.
func publicRecords(w kind.World) records {
	out := records{}
	for _, o := range w.All("aws:route53/record:Record") {
		in := kind.Values{Props: o.Inputs}
		if zone, ok := w.Find("aws:route53/zone:Zone", "id", in.Text("zoneId")); ok && (kind.Values{Props: zone.Inputs}).Has("vpcs") {
			continue
		}
		key := lookup((kind.Values{Props: o.Outputs}).Text("fqdn"), in.Text("type"))
		out[key] = append(out[key], in.Texts("records[*]")...)
	}
	return out
}

func lookup(name, typ string) string {
	return strings.ToLower(strings.TrimSuffix(name, ".")) + " " + typ
}

func (r records) has(cname, value string) bool {
	return slices.ContainsFunc(r[lookup(cname, "CNAME")], func(v string) bool {
		return strings.EqualFold(strings.TrimSuffix(v, "."), strings.TrimSuffix(value, "."))
	})
}

// amazon is who a CAA record has to name for ACM to issue. Source: ACM guide,
// "Configure a CAA record".
var amazon = []string{"amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"}

// mayIssue asks the nearest CAA records above a name; none let everybody issue.
func (r records) mayIssue(name string) bool {
	base, wildcard := strings.CutPrefix(name, "*.")
	for labels := strings.Split(base, "."); len(labels) > 0; labels = labels[1:] {
		if found := r[lookup(strings.Join(labels, "."), "CAA")]; len(found) > 0 {
			return permits(found, wildcard)
		}
	}
	return true
}

// permits reads the values of a CAA record: `0 issue "amazon.com"`. For a
// wildcard issuewild counts where there is one.
func permits(values []string, wildcard bool) bool {
	issuers := map[string][]string{}
	for _, value := range values {
		fields := strings.SplitN(value, " ", 3)
		if len(fields) == 3 {
			issuer, _, _ := strings.Cut(strings.Trim(fields[2], `"`), ";")
			issuers[fields[1]] = append(issuers[fields[1]], strings.TrimSpace(issuer))
		}
	}
	property := "issue"
	if wildcard && len(issuers["issuewild"]) > 0 {
		property = "issuewild"
	}
	return len(issuers[property]) == 0 || slices.ContainsFunc(issuers[property], func(i string) bool { return slices.Contains(amazon, i) })
}
