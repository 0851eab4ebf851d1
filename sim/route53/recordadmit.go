package route53

import (
	"fmt"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// batch is Route 53's refusal of a change.
func batch(format string, args ...any) error {
	return kind.Say("InvalidChangeBatch: [%s]", fmt.Sprintf(format, args...))
}

func admitRecord(w kind.World, d kind.Draft) error {
	zone := zoneName(w, d.In)
	name, typ := expanded(d.In.Text("name"), zone), d.In.Text("type")
	if zone != "" && !within(name, zone) {
		return batch("RRSet with DNS name %s. is not permitted in zone %s.", name, zone)
	}
	if err := admitShape(d.In, name); err != nil {
		return err
	}
	if zone != "" && name == zone {
		switch {
		case typ == "CNAME":
			return batch("RRSet of type CNAME with DNS name %s. is not permitted at apex in zone %s.", name, zone)
		case (typ == "NS" || typ == "SOA") && d.Old == nil && !d.In.Flag("allowOverwrite"):
			return exists(name, d.In) // every zone begins with these two
		}
	}
	if err := admitBeside(d, name, zone, siblings(w, d)); err != nil {
		return err
	}
	for _, alias := range d.In.Objects("aliases[*]") {
		if err := admitAlias(w, d, alias); err != nil {
			return err
		}
	}
	return admitValues(typ, d.In.Texts("records[*]"))
}

// admitShape is the API's word on which parts a record has.
func admitShape(in kind.Values, name string) error {
	at := fmt.Sprintf("in Change with [Action=CREATE, Name=%s, Type=%s, SetIdentifier=%s]", name, in.Text("type"), in.Or("setIdentifier", "null"))
	switch {
	case in.Has("records") && (len(in.All("records[*]")) == 0 || !in.Has("ttl")):
		return kind.Say("InvalidInput: Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none %s", at)
	case in.Has("setIdentifier") && !routed(in):
		return kind.Say("InvalidInput: Invalid request: Expected exactly one of [Weight, Region, Failover, GeoLocation, GeoProximityLocation, CidrRoutingConfig, or MultiValueAnswer], but found none %s", at)
	}
	if ttl := in.Number("ttl"); ttl < 0 || ttl > 2147483647 {
		return kind.Say("InvalidInput: Invalid request: The TTL %d is not between 0 and 2147483647 %s", ttl, at)
	}
	for _, policy := range in.Objects("weightedRoutingPolicies[*]") {
		if weight := policy.Number("weight"); weight < 0 || weight > 255 {
			return kind.Say("InvalidInput: Invalid request: The Weight %d is not between 0 and 255 %s", weight, at)
		}
	}
	return nil
}

func exists(name string, in kind.Values) error {
	set := ""
	if id := in.Text("setIdentifier"); id != "" {
		set = ", set identifier='" + id + "'"
	}
	return batch("Tried to create resource record set [name='%s.', type='%s'%s] but it already exists", name, in.Text("type"), set)
}

// admitBeside compares a record with the others of its name: CNAMEs stand
// alone, and a name and type has one record unless all of them are routed.
func admitBeside(d kind.Draft, name, zone string, others []kind.Values) error {
	in := d.In
	typ := in.Text("type")
	overwrites := in.Flag("allowOverwrite") ||
		d.Old != nil && (kind.Values{Props: d.Old.Inputs}).Text("setIdentifier") == in.Text("setIdentifier") // an update does
	for _, other := range others {
		switch {
		case other.Text("type") == typ:
			same := other.Text("setIdentifier") == in.Text("setIdentifier")
			if same && !overwrites {
				return exists(name, in)
			}
			if !same && routed(other) != routed(in) {
				return batch("RRSet with DNS name %s., type %s, SetIdentifier %s cannot be created as other RRSets exist with the same name and type.", name, typ, in.Text("setIdentifier"))
			}
		case typ == "CNAME":
			return batch("RRSet of type CNAME with DNS name %s. is not permitted as it conflicts with other records with the same DNS name in zone %s.", name, zone)
		case other.Text("type") == "CNAME":
			return batch("RRSet of type %s with DNS name %s. is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone %s.", typ, name, zone)
		}
	}
	return nil
}

const loadBalancerType = "aws:lb/loadBalancer:LoadBalancer"

// admitAlias looks for the target where the ledger would have it: a load
// balancer, or another record of the zone. All else is taken at its word.
func admitAlias(w kind.World, d kind.Draft, alias kind.Values) error {
	target, zone := normal(alias.Text("name")), alias.Text("zoneId")
	refuse := func(why string) error {
		return batch("Tried to create an alias that targets %s., type %s in zone %s, but %s", target, d.In.Text("type"), zone, why)
	}
	const outside, missing = "the alias target name does not lie within the target zone", "that target was not found"
	if region := balancerRegion(target); region != "" {
		there := w
		there.Region = region
		for _, o := range there.All(loadBalancerType) {
			is := kind.Values{Props: o.Outputs}
			if normal(is.Text("dnsName")) != strings.TrimPrefix(target, "dualstack.") {
				continue
			}
			if is.Text("zoneId") != zone {
				return refuse(outside)
			}
			return nil
		}
		return refuse(missing)
	}
	found, ok := w.Find(zoneType, "id", zone)
	if !ok {
		return nil
	}
	name := normal(kind.Values{Props: found.Inputs}.Text("name"))
	if !within(target, name) {
		return refuse(outside)
	}
	for _, o := range w.Users(recordType, found) {
		if in := (kind.Values{Props: o.Inputs}); expanded(in.Text("name"), name) == target && in.Text("type") == d.In.Text("type") {
			return nil
		}
	}
	return refuse(missing)
}

// balancerRegion is the region in the name of a load balancer, empty for other
// names: x.eu-west-1.elb.amazonaws.com, x.elb.eu-west-1.amazonaws.com.
func balancerRegion(name string) string {
	labels := strings.Split(strings.TrimSuffix(strings.TrimSuffix(name, ".cn"), ".amazonaws.com"), ".")
	if len(labels) < 3 || !strings.Contains(name, ".amazonaws.com") {
		return ""
	}
	switch last := labels[len(labels)-1]; {
	case last == "elb":
		return labels[len(labels)-2]
	case labels[len(labels)-2] == "elb":
		return last
	}
	return ""
}
