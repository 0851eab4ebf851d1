package kind

import (
	"strings"
	"time"

	"github.com/covetpy/platform/sim"
)

// World is the rest of the cloud as a kind sees it while a call is decided.
type World struct {
	// Region of the object; for a global service the provider's.
	Region string

	urn      string
	cloud    *sim.Cloud
	tx       *sim.Tx
	registry *Registry
}

// NewWorld is the view of one call for the resource with the URN.
func NewWorld(cloud *sim.Cloud, tx *sim.Tx, registry *Registry, region, urn string) World {
	return World{Region: region, urn: urn, cloud: cloud, tx: tx, registry: registry}
}

// Account is the account's twelve digits.
func (w World) Account() string { return w.cloud.Account() }

// Now is the cloud's time.
func (w World) Now() time.Time { return w.cloud.Now() }

// Timestamp is the cloud's time as AWS writes it.
func (w World) Timestamp() string { return w.Now().Format(time.RFC3339) }

// Name is the logical name of the resource.
func (w World) Name() string { return w.urn[strings.LastIndex(w.urn, "::")+2:] }

// ARN of a regional resource of this account.
func (w World) ARN(service, resource string) string {
	return strings.Join([]string{"arn", w.cloud.Partition(), service, w.Region, w.Account(), resource}, ":")
}

// GlobalARN of a resource of a service without regions.
func (w World) GlobalARN(service, resource string) string {
	return strings.Join([]string{"arn", w.cloud.Partition(), service, "", w.Account(), resource}, ":")
}

// foreign is true for an ARN of another account.
func (w World) foreign(arn string) bool {
	const account, parts = 4, 6
	fields := strings.SplitN(arn, ":", parts)
	return len(fields) == parts && fields[account] != "" && fields[account] != w.Account()
}

// owns is true for the ARN of something that a service has in this account,
// there or not.
func (w World) owns(service, arn string) bool {
	parts := strings.SplitN(arn, ":", 6)
	return len(parts) == 6 && parts[2] == service && parts[4] == w.Account()
}

// NewID draws an id as EC2 makes them: a prefix and 17 hexadecimal digits.
func (w World) NewID(prefix string) string { return prefix + w.Hex(17) }

// Hex draws n hexadecimal digits that were never drawn before.
func (w World) Hex(n int) string { return w.tx.Hex(w.urn, n) }

// UUID draws an id in the form of a UUID.
func (w World) UUID() string {
	h := w.Hex(32)
	return strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:]}, "-")
}

// Find returns the living object of a type by its id (by "id") or by one of its
// outputs ("arn", "name").
func (w World) Find(typ, by, value string) (sim.Object, bool) {
	found, ok := w.find(Target{typ, by}, value)
	return found, ok && found.Alive()
}

// All returns every living object of a type in this region.
func (w World) All(typ string) []sim.Object {
	var out []sim.Object
	for _, o := range w.tx.OfType(typ) {
		if o.Where == w.registry.regionOf(typ, w.Region) {
			out = append(out, o)
		}
	}
	return out
}

// Users returns the living objects of a type that refer to o.
func (w World) Users(typ string, o sim.Object) []sim.Object {
	var out []sim.Object
	seen := map[[2]string]bool{} // every region has ids of its own
	for _, name := range o.Names {
		for _, user := range w.tx.Users(name) {
			if at := [2]string{user.Where, user.ID}; user.Type == typ && user.Alive() && !seen[at] {
				seen[at] = true
				out = append(out, user)
			}
		}
	}
	return out
}

// find may return a tombstone.
func (w World) find(t Target, value string) (sim.Object, bool) {
	named := w.tx.Named(w.registry.key(t, w.Region, value))
	for _, o := range named {
		if o.Alive() {
			return o, true
		}
	}
	if len(named) > 0 {
		return named[0], true
	}
	return sim.Object{}, false
}
