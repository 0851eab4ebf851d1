// Package kind is the vocabulary in which the services describe their resource
// types: one Kind a type, data as far as data goes, small functions beyond.
//
// What every type has in common does not belong here but in lifecycle, which
// interprets kinds; what the provider's schema says is in facts and is not
// repeated by a kind.
package kind

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
)

// Kind is how one resource type behaves. Type and ID are required; the zero
// value of everything else means that there is nothing to say.
type Kind struct {
	// Type is the resource's token, "aws:ec2/vpc:Vpc".
	Type string
	// Global is set for services without regions (IAM, Route 53).
	Global bool
	// ID makes the id of a new object.
	ID IDFunc
	// Autoname says how a name is made up when the program gives none.
	Autoname Autoname
	// Defaults are properties that the provider fills in when they are not given. False,
	// zero and the empty text it fills in for the resource only, not for its inputs.
	Defaults Props
	// Unsaid names further Defaults that are not filled into the inputs: those that
	// upstream declares in a type that the bridge can't read (an enumeration).
	Unsaid []string
	// Within are the defaults of objects inside the inputs, by the path of the
	// objects: "rules[*]".
	Within map[string]Props
	// Noted says how upstream notes an input that it does not keep as it was given: a
	// name without its final dot. Two that are noted alike are no change.
	Noted map[resource.PropertyKey]func(given string) string
	// Planned works out, from inputs that may be unknown, what else upstream makes of
	// them with the plan already: the whole of each property that it returns.
	Planned func(in Values) Props
	// Checks refuse single values before anything is called. The key is a path:
	// "cidrBlock", "ingresses[*].protocol". Unknown values are not checked.
	Checks map[string]Check
	// Rules refuse combinations of values before anything is called.
	Rules func(in Values) []Failure
	// Refs are the properties that name other objects.
	Refs []Ref
	// Unique are the claims of which only one object may hold each.
	Unique []Unique
	// Admit is the service's last word, given the rest of the cloud, on a
	// creation or an update. Its error is in the service's words.
	Admit func(w World, d Draft) error
	// Outputs are the properties that the service computes. What the cloud has to
	// remember but the provider never shows has a name that begins with "__".
	Outputs func(w World, d Draft) Props
	// Computed are properties one level inside an input that the service fills in
	// when the program does not: "vpcConfig.vpcId". They are unknown in the
	// preview of a creation, and stay in that of an update.
	Computed []string
	// Volatile names the outputs that any update may change: unknown in the
	// preview of one ("latestVersion").
	Volatile []string
	// Replaces and Updates correct the facts: inputs whose change makes a new
	// object although the schema does not say so, and the reverse.
	Replaces, Updates []string
	// DeleteFirst is set when the bridge deletes the old one before it makes its
	// replacement, whatever their names.
	DeleteFirst bool
	// Framework is set for types that upstream has on Terraform's plugin framework,
	// of which the bridge deletes none first for its name.
	Framework bool
	// ReplacesIf says of inputs whose change makes a new object at times when it
	// does. It is given the inputs of before and after, which may be unknown.
	ReplacesIf map[string]func(olds, news Values) bool
	// Retire may refuse a deletion ("deletion protection is on").
	Retire func(w World, o Draft) error
	// InUse is what the service says when something still refers to what is to
	// be deleted. Verbs: %[1]s its id, %[2]s the user's id, %[3]s the user's type.
	InUse string
	// Tombstone is set when a deleted object stays known.
	Tombstone *Tombstone
}

// Tombstone is the state of an object after its deletion.
type Tombstone struct {
	// State is its name, "PendingDeletion".
	State string
	// Refusal is the answer to whoever refers to it. Verb: %[1]s, the reference.
	Refusal string
	// Unless may say that nothing stays of an object with these inputs.
	Unless func(in Values) bool
}

// Ref is a property that names another object.
type Ref struct {
	// Path of the property, "subnetIds[*]".
	Path string
	// Names takes what is named out of a value that says more than a name: the alarms
	// of a rule, the bucket of a location. Without it the value is the name.
	Names func(value string) []string
	// To lists what it may name; the first that exists is meant.
	To []Target
	// Missing is the service's answer when there is none. Verb: %s, the value.
	Missing string
	// OnDelete says what deleting the target does; by default it is refused.
	OnDelete sim.OnDelete
	// External holds for values that live outside the cloud: a policy that AWS
	// manages, another account's ARN.
	External func(value string) bool
	// Foreign takes an ARN of another account as it is.
	Foreign bool
	// Service is set where an ARN may name anything, but only what this service
	// has in this account is looked for: "sns". The rest lives outside the cloud.
	Service string
}

// Target is one kind of thing that a reference may name.
type Target struct {
	// Type is the target's token.
	Type string
	// By is "id", or the path of the output that holds the value: "arn".
	By string
}

// Unique is a claim: no two living objects hold the same.
type Unique struct {
	// On are the paths of the inputs that make the claim together. Nothing is
	// claimed while all of them are unset.
	On []string
	// Scope is shared by kinds whose names collide; the kind's own by default.
	Scope string
	// Taken is the service's answer to the second. Verb: %[1]s, the first value.
	Taken string
	// Buried is the answer when a tombstone holds the claim; empty when
	// tombstones hold none.
	Buried string
}

// Autoname is how the provider makes up a name. The zero value is the bridge's:
// property "name", where the schema has it as an optional input, gets the
// logical name, a dash and seven random hexadecimal digits.
type Autoname struct {
	// Off for types whose name the service makes up or that need none.
	Off bool
	// Property is made up instead of "name": "replicationGroupId".
	Property string
	// Max is the longest name, 255 by default. A logical name that leaves no room for
	// the digits is refused.
	Max int
	// Lower is set for services that know lower case only.
	Lower bool
	// Prefix and Suffix surround it ("alias/", ".fifo").
	Prefix, Suffix string
	// Separator before the random digits, a dash by default.
	Separator string
}

// Draft is an object about to be created, updated or deleted.
type Draft struct {
	// ID of the object; empty while a new object's id is being made.
	ID string
	// In are the inputs, wholly known.
	In Values
	// Old is the object before an update or a deletion; nil for a creation.
	Old *sim.Object
}

// Settled fills in the properties that are not given: with what was there before,
// or with the service's own choice.
func (d Draft) Settled(own Props) Props {
	out := Props{}
	for key, choice := range own {
		if d.In.Has(string(key)) {
			continue
		}
		out[key] = choice
		if d.Old == nil {
			continue
		}
		if before, was := d.Old.Outputs[key]; was {
			out[key] = before
		}
	}
	return out
}

// Failure is one value that the provider refuses.
type Failure struct{ Path, Reason string }

// Key is the property that a name is made up for.
func (a Autoname) Key() resource.PropertyKey {
	if a.Property != "" {
		return resource.PropertyKey(a.Property)
	}
	return "name"
}

// IDFunc makes the id of a new object.
type IDFunc func(w World, d Draft) string

// Hashed ids look as EC2's do: a prefix and 17 hexadecimal digits.
func Hashed(prefix string) IDFunc {
	return func(w World, _ Draft) string { return w.NewID(prefix) }
}

// From is for services whose ids are an input, most often the name.
func From(path string) IDFunc {
	return func(_ World, d Draft) string { return d.In.Text(path) }
}

// Joined ids are several inputs with a separator between them.
func Joined(separator string, paths ...string) IDFunc {
	return func(_ World, d Draft) string {
		var id strings.Builder
		for i, path := range paths {
			if i > 0 {
				id.WriteString(separator)
			}
			id.WriteString(d.In.Text(path))
		}
		return id.String()
	}
}
