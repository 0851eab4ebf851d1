package rule

import (
	"fmt"
	"strings"
)

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

// Framework is a catalogue of controls.
type Framework string

// The catalogues that rules answer to. Editions are part of the name, because
// the numbers of controls move between editions.
const (
	FSBP   Framework = "AWS FSBP"                // AWS Security Hub, Foundational Security Best Practices
	CISAWS Framework = "CIS AWS Foundations 5.0" // CIS Amazon Web Services Foundations Benchmark
	CISEKS Framework = "CIS EKS 1.8"             // CIS Amazon EKS Benchmark
	NIST   Framework = "NIST SP 800-53 rev. 5"   // Security and Privacy Controls
	SOC2   Framework = "SOC 2 (TSC 2017)"        // AICPA Trust Services Criteria
	GDPR   Framework = "GDPR"                    // Regulation (EU) 2016/679
	PCIDSS Framework = "PCI DSS 4.0"             // Payment Card Industry Data Security Standard
	CSF    Framework = "NIST CSF 2.0"            // Cybersecurity Framework
	PSS    Framework = "Pod Security Standards"  // Kubernetes, the restricted and baseline profiles
	// AWSWA is the AWS Well-Architected Framework, for what no benchmark asks.
	AWSWA Framework = "AWS Well-Architected"
)

// IDs are controls of the catalogue.
func (f Framework) IDs(ids ...string) []Control {
	out := make([]Control, len(ids))
	for i, id := range ids {
		out[i] = Control{Framework: f, ID: id}
	}
	return out
}

// Control is one control of a catalogue, such as EKS.3 of AWS FSBP.
type Control struct {
	Framework Framework
	ID        string
}

// String is "AWS FSBP EKS.3".
func (c Control) String() string { return strings.TrimSpace(string(c.Framework) + " " + c.ID) }
