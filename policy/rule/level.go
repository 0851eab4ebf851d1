package rule

import "fmt"

// Tier is how much an environment matters. The levels of every rule rise, or
// stay, from Dev to Prod.
type Tier string

// The tiers.
const (
	Dev     Tier = "dev"
	Staging Tier = "staging"
	Prod    Tier = "prod"
)

// Tiers is every tier, the least strict first.
func Tiers() []Tier { return []Tier{Dev, Staging, Prod} }

// ParseTier reads a tier's name.
func ParseTier(s string) (Tier, error) {
	for _, t := range Tiers() {
		if string(t) == s {
			return t, nil
		}
	}
	return "", fmt.Errorf("read tier %q: accepted are dev, staging and prod", s)
}

// Level is what a violation does to a deployment. A greater level is stricter.
type Level int8

// The levels. Pulumi's fourth, remediate, has no place here: this pack changes
// no resource.
const (
	Disabled  Level = iota // the rule does not run
	Advisory               // the violation is printed
	Mandatory              // the violation stops the deployment
)

// String is the level's name in Pulumi's policy configuration.
func (l Level) String() string {
	switch l {
	case Disabled:
		return "disabled"
	case Advisory:
		return "advisory"
	case Mandatory:
		return "mandatory"
	default:
		return fmt.Sprintf("level(%d)", int8(l))
	}
}

// Levels is a rule's level in each tier.
type Levels struct {
	Dev, Staging, Prod Level
}

// Everywhere is the same level in every tier.
func Everywhere(l Level) Levels { return Levels{Dev: l, Staging: l, Prod: l} }

// In returns the level of a tier. An unknown tier gets production's: strictness
// is the safe mistake.
func (l Levels) In(t Tier) Level {
	switch t {
	case Dev:
		return l.Dev
	case Staging:
		return l.Staging
	default:
		return l.Prod
	}
}

// Severity is how much harm a violation can do, whatever the tier.
type Severity int8

// The severities, as AWS Security Hub uses them. The zero value is none, so that
// a rule that forgets its severity is found out.
const (
	Low Severity = iota + 1
	Medium
	High
	Critical
)

// String is "low", "medium", "high" or "critical".
func (s Severity) String() string {
	names := []string{"unset", "low", "medium", "high", "critical"}
	if s < 0 || int(s) >= len(names) {
		return fmt.Sprintf("severity(%d)", int8(s))
	}
	return names[s]
}
