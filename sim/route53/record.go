package route53

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const recordType = "aws:route53/record:Record"

func record() kind.Kind {
	return kind.Kind{
		Type:     recordType,
		Global:   true,
		ID:       recordID,
		Noted:    map[resource.PropertyKey]func(string) string{"name": normal},
		Defaults: kind.Props{"multivalueAnswerRoutingPolicy": kind.Flag(false), "ttl": kind.Number(0)},
		Checks: map[string]kind.Check{
			"failoverRoutingPolicies[*].type": kind.OneOf("PRIMARY", "SECONDARY"),
			"geoproximityRoutingPolicy.bias":  kind.Between(-99, 99),
			"zoneId":                          kind.Length(1, 64),
		},
		Rules: recordRules,
		// Records may be made in zones of other owners and stacks, which the ledger
		// does not have.
		Refs: []kind.Ref{{
			Path: "zoneId", To: []kind.Target{{Type: zoneType, By: "id"}}, OnDelete: sim.Cascade,
			Missing:  "NoSuchHostedZone: No hosted zone found with ID: %s",
			External: func(id string) bool { return !made.MatchString(id) && zoneForm.MatchString(id) },
		}},
		Admit: admitRecord,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{"fqdn": kind.Text(expanded(d.In.Text("name"), zoneName(w, d.In)))}
		},
	}
}

// zoneForm is that of all zones' ids, made that of the ids given out here, with
// an L for ledger at their end: a zone of ours that is gone is nobody else's.
var (
	zoneForm = regexp.MustCompile(`^(?:/hostedzone/)?Z[A-Z0-9]{7,31}$`)
	made     = regexp.MustCompile(`^Z0[0-9A-F]{18}L$`)
)

// routingPolicies are the ways to choose among records of one name and type;
// each record has one of them at most, and then a set identifier.
var routingPolicies = []string{
	"cidrRoutingPolicy", "failoverRoutingPolicies", "geolocationRoutingPolicies", "geoproximityRoutingPolicy",
	"latencyRoutingPolicies", "multivalueAnswerRoutingPolicy", "weightedRoutingPolicies",
}

// recordRules say which inputs go together, in the provider's words.
func recordRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	refuse := func(path, reason string) { failures = append(failures, kind.Failure{Path: path, Reason: reason}) }
	if in.Has("aliases") == in.Has("records") {
		refuse("aliases", "exactly one of aliases, records must be specified")
	}
	if in.Has("aliases") && in.Has("ttl") {
		refuse("ttl", `"ttl": conflicts with aliases`)
	}
	if in.Has("ttl") && !in.Has("records") {
		refuse("ttl", `"ttl": all of records, ttl must be specified`)
	}
	if len(in.All("aliases[*]")) > 1 {
		refuse("aliases", "Too many list items. Attribute supports 1 item maximum")
	}
	var chosen []string
	for _, policy := range routingPolicies {
		if in.Has(policy) {
			chosen = append(chosen, policy)
		}
	}
	if len(chosen) > 1 {
		refuse(chosen[0], strconv.Quote(chosen[0])+": conflicts with "+chosen[1])
	}
	if len(chosen) > 0 && !in.Has("setIdentifier") {
		refuse(chosen[0], strconv.Quote(chosen[0])+": all of setIdentifier must be specified")
	}
	return failures
}

// recordID is upstream's: zone, name and type, and the set identifier of a
// record that is one of several. A record that overwrites another resource's
// would have that one's id; the ledger keeps both and tells them apart.
func recordID(w kind.World, d kind.Draft) string {
	parts := []string{cleanZone(d.In), strings.ToLower(d.In.Text("name")), d.In.Text("type")}
	if set := d.In.Text("setIdentifier"); set != "" {
		parts = append(parts, set)
	}
	id := strings.Join(parts, "_")
	if _, taken := w.Find(recordType, "id", id); taken {
		id += "_" + w.Hex(8)
	}
	return id
}

func cleanZone(in kind.Values) string { return strings.TrimPrefix(in.Text("zoneId"), "/hostedzone/") }

// zoneName is the name of a record's zone; empty for one that the ledger does
// not have.
func zoneName(w kind.World, in kind.Values) string {
	found, _ := w.Find(zoneType, "id", cleanZone(in))
	return normal(kind.Values{Props: found.Inputs}.Text("name"))
}

// siblings are the other records of the same zone and name.
func siblings(w kind.World, d kind.Draft) []kind.Values {
	zone := zoneName(w, d.In)
	name := expanded(d.In.Text("name"), zone)
	var out []kind.Values
	for _, o := range w.All(recordType) {
		in := kind.Values{Props: o.Inputs}
		if o.ID != d.ID && cleanZone(in) == cleanZone(d.In) && expanded(in.Text("name"), zone) == name {
			out = append(out, in)
		}
	}
	return out
}

// routed is true for a record that is one of several.
func routed(in kind.Values) bool { return slices.ContainsFunc(routingPolicies, in.Has) }
