package rds

import (
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// named makes the id of types whose id is their name: the one given, or made
// up after a prefix as upstream does.
func named(key, prefixKey, otherwise string) kind.IDFunc {
	return func(w kind.World, d kind.Draft) string {
		const random = 26
		if name := d.In.Text(key); name != "" {
			return name
		}
		return d.In.Or(prefixKey, otherwise) + w.Hex(random)
	}
}

// form refuses texts with any of several faults, in upstream's words; the
// property's name comes first there, and is in the failure's path here.
func form(faults ...fault) kind.Check {
	return func(v resource.PropertyValue) string {
		if !v.IsString() {
			return ""
		}
		for _, f := range faults {
			if f.in(v.StringValue()) {
				return f.words
			}
		}
		return ""
	}
}

type fault struct {
	in    func(s string) bool
	words string
}

// must match the expression, which is a constant.
func must(expression, words string) fault {
	re := regexp.MustCompile(expression)
	return fault{func(s string) bool { return !re.MatchString(s) }, words}
}

func longerThan(most int, words string) fault {
	return fault{func(s string) bool { return len(s) > most }, words}
}

var (
	twoHyphens  = fault{func(s string) bool { return strings.Contains(s, "--") }, "cannot contain two consecutive hyphens"}
	hyphenAtEnd = fault{func(s string) bool { return strings.HasSuffix(s, "-") }, "cannot end with a hyphen"}
	letterFirst = must(`^[a-z]`, "first character must be a letter")
	lowerCase   = must(`^[0-9a-z-]+$`, "only lowercase alphanumeric characters and hyphens allowed")
)

// The names that upstream accepts, each with the prefix that 26 characters
// follow.
var (
	identifier       = form(lowerCase, letterFirst, twoHyphens, hyphenAtEnd)
	identifierPrefix = form(lowerCase, letterFirst, twoHyphens)

	groupName = form(
		must(`^[0-9a-z.-]+$`, "only lowercase alphanumeric characters, periods, and hyphens allowed in parameter group"),
		letterFirst, twoHyphens, hyphenAtEnd, longerThan(255, "parameter group cannot be greater than 255 characters"),
	)
	groupNamePrefix = form(lowerCase, letterFirst, twoHyphens, longerThan(255, "parameter group cannot be greater than 226 characters"))

	subnetGroupName = form(
		subnetGroupLetters, longerThan(255, "cannot be longer than 255 characters"),
		fault{func(s string) bool { return strings.EqualFold(s, "default") }, `"Default" is not allowed`},
	)
	subnetGroupNamePrefix = form(subnetGroupLetters, longerThan(229, "cannot be longer than 229 characters"))
	subnetGroupLetters    = must(`^[0-9a-z_ .-]+$`, "only lowercase alphanumeric characters, hyphens, underscores, periods, and spaces allowed")

	subscriptionName       = form(subscriptionLetters, hyphenAtEnd, twoHyphens, longerThan(255, "cannot be longer than 255 characters"))
	subscriptionNamePrefix = form(subscriptionLetters, twoHyphens, longerThan(229, "cannot be longer than 229 characters"))
	subscriptionLetters    = must(`^[A-Za-z][0-9A-Za-z-]*$`, "only ASCII letters, digits, and hyphens allowed, and it must begin with a letter")

	snapshotName = form(must(`^[0-9A-Za-z-]+$`, "only alphanumeric characters and hyphens allowed"), twoHyphens, hyphenAtEnd)
)

// longestIdentifier is RDS' limit for clusters, instances and proxies, made-up
// names included.
const longestIdentifier = 63

// admitLength refuses an identifier that is too long; prefix is what a made-up
// one begins with.
func admitLength(parameter, identifier, prefix string) error {
	const random = 26
	if len(identifier) > longestIdentifier || identifier == "" && len(prefix)+random > longestIdentifier {
		return kind.Say("InvalidParameterValue: The parameter %s is not a valid identifier because it is longer than %d characters.", parameter, longestIdentifier)
	}
	return nil
}
