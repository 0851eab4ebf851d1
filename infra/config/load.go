package config

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/config/internal/decode"
	"github.com/covetpy/platform/infra/config/internal/shape"
	"github.com/covetpy/platform/infra/fault"
)

// Check finds faults that need more than one value, or knowledge that is a
// component's. Paths are whole: "network.cidr".
//
// Checks run even when other values could not be read; what they say about a
// value that could not be read is dropped, as they saw its default instead.
type Check func(Config) fault.Faults

// Loaded is an environment's configuration and where it came from.
type Loaded struct {
	Environment string
	Config      Config

	origins map[string]string // of every leaf
	removed map[string]string // entries that the file took away from the defaults
	values  map[string]string // as the engine takes them
}

// environmentName keeps names of resources short and file names plain.
var environmentName = regexp.MustCompile(`^[a-z][a-z0-9-]{1,15}$`)

// FileName is the file that holds an environment.
func FileName(env string) string { return "Pulumi." + env + ".yaml" }

// Environments lists the environments that have a file in the folder, sorted.
func Environments(root string) ([]string, error) {
	entries, err := os.ReadDir(root)
	if err != nil {
		return nil, fmt.Errorf("list environments: %w", err)
	}
	var out []string
	for _, e := range entries {
		name, hasPrefix := strings.CutPrefix(e.Name(), "Pulumi.")
		name, hasSuffix := strings.CutSuffix(name, ".yaml")
		if hasPrefix && hasSuffix && environmentName.MatchString(name) {
			out = append(out, name)
		}
	}
	return out, nil
}

// Load reads Pulumi.<env>.yaml in the folder root. The error is fault.Faults,
// each with its line, when the file can be read but says something wrong.
func Load(root, env string, checks ...Check) (*Loaded, error) {
	if err := validateName(env); err != nil {
		return nil, err
	}
	content, err := os.ReadFile(filepath.Join(root, FileName(env))) // #nosec G304 -- the name was validated
	if os.IsNotExist(err) {
		return nil, noSuchEnvironment(root, env)
	}
	if err != nil {
		return nil, fmt.Errorf("read environment %s: %w", env, err)
	}
	src, err := parseFile(FileName(env), content)
	if err != nil {
		return nil, err
	}
	return load(env, src, checks)
}

// FromStrings reads what the engine hands a program: the value of each key with
// its namespace ("covetpy:network"), text as it is and anything else as JSON.
// The error is fault.Faults, without lines.
func FromStrings(env string, values map[string]string, checks ...Check) (*Loaded, error) {
	if err := validateName(env); err != nil {
		return nil, err
	}
	return load(env, parseStrings(values), checks)
}

func validateName(env string) error {
	if environmentName.MatchString(env) {
		return nil
	}
	return fmt.Errorf("name environment %q: take 2 to 16 lower-case letters, digits and dashes, beginning with a letter", env)
}

func noSuchEnvironment(root, env string) error {
	known, err := Environments(root)
	if err != nil {
		return err
	}
	if len(known) == 0 {
		return fmt.Errorf("load environment %s: there is no %s, nor any other environment, in %s", env, FileName(env), root)
	}
	return fmt.Errorf("load environment %s: there is no %s; take %s, or copy one of their files", env, FileName(env), shape.Or(known))
}

func load(env string, src source, checks []Check) (*Loaded, error) {
	tier, tierKnown := src.tier()
	c := table(tier)
	read := decode.Into(src.root, &c, decode.Options{
		Where: src.where,
		Parts: parts(tier),
	})
	derived := derive(&c)
	l := &Loaded{
		Environment: env,
		Config:      c,
		origins:     origins(c, tier, read.Origins, derived),
		removed:     read.Removed,
		values:      src.values,
	}
	faults := slices.Concat(src.faults, read.Faults)
	if tierKnown {
		// Every default hangs on the tier: without it a check would judge what nobody wrote.
		faults = append(faults, l.check(src, read, checks)...)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return l, nil
}

// check runs the checks and places what they find.
func (l *Loaded) check(src source, read decode.Result, checks []Check) fault.Faults {
	var out fault.Faults
	for _, check := range append([]Check{zoneIDs}, checks...) {
		for _, f := range check(l.Config) {
			if slices.ContainsFunc(read.Failed, func(path string) bool { return related(path, f.Path) }) {
				continue
			}
			if f.Where == "" {
				f.Where = l.place(f, read.Origins, src.name)
			}
			out = append(out, f)
		}
	}
	return out
}

// related reports whether one path lies under the other.
func related(a, b string) bool {
	under := func(path, parent string) bool {
		rest, ok := strings.CutPrefix(path, parent)
		return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
	}
	return under(a, b) || under(b, a)
}

// place is where a fault is. What is missing is no default: it is missing where
// the file has what would hold it. And a default is only wrong beside what a file
// wrote, so it is placed there too, if the file has what holds it.
func (l *Loaded) place(f fault.Fault, positions map[string]string, source string) string {
	if _, written := positions[f.Path]; !written {
		for holder := f.Path; holder != ""; {
			holder = holder[:max(0, strings.LastIndexAny(holder, ".["))]
			where, ok := positions[holder]
			switch {
			case ok && f.Found == "":
				return where
			case ok && l.isDefault(f.Path):
				return fmt.Sprintf("%s (%s)", where, l.origins[f.Path])
			}
		}
	}
	return l.nearestOrigin(f.Path, positions, source)
}

// isDefault is true for a value that neither a file wrote nor others gave.
func (l *Loaded) isDefault(path string) bool {
	origin, ok := l.origins[path]
	return ok && origin == defaultOrigin(l.Config.Tier)
}

// nearestOrigin is where the value at the path came from, or else what holds it.
func (l *Loaded) nearestOrigin(path string, positions map[string]string, source string) string {
	for path != "" {
		if where, ok := l.origins[path]; ok {
			return where
		}
		if where, ok := positions[path]; ok {
			return where
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return source
}

// Strings returns the configuration as the engine takes it and FromStrings reads
// it: what was written, without defaults, under every namespace. Encrypted
// values of other namespaces stay encrypted.
func (l *Loaded) Strings() map[string]string { return maps.Clone(l.values) }

// zoneIDs demands an id for each zone, where ids are given.
func zoneIDs(c Config) fault.Faults {
	var check fault.Check
	given := len(c.Network.ZoneIDs)
	check.Require(given == 0 || given == c.Network.Zones, "network.zoneIds",
		fmt.Sprintf("%d zone ids", given), fmt.Sprintf("none, or one for each of %d zones", c.Network.Zones))
	return check.Faults()
}
