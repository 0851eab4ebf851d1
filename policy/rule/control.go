package rule

import (
	"maps"
	"slices"
	"strings"
)

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

// ID is one control of the catalogue.
func (f Framework) ID(id string) Control { return Control{Framework: f, ID: id} }

// IDs are controls of the catalogue.
func (f Framework) IDs(ids ...string) []Control {
	out := make([]Control, len(ids))
	for i, id := range ids {
		out[i] = f.ID(id)
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

// shortNames are what a person types for the frameworks. One name may mean
// several.
var shortNames = map[string][]Framework{
	"fsbp": {FSBP}, "cis": {CISAWS, CISEKS}, "cis-aws": {CISAWS}, "cis-eks": {CISEKS}, "nist": {NIST}, "csf": {CSF},
	"soc2": {SOC2}, "gdpr": {GDPR}, "pci": {PCIDSS}, "pss": {PSS}, "well-architected": {AWSWA},
}

// ShortNames are the short names of the frameworks, sorted.
func ShortNames() []string { return slices.Sorted(maps.Keys(shortNames)) }

// Matching is those of some controls that a person means by "cis", "fsbp EKS.3" or
// "EKS.3", written out, whatever the case of letters.
func Matching(controls []Control, query string) []string {
	words := strings.Fields(query)
	if len(words) == 0 {
		return nil
	}
	frameworks, named := shortNames[strings.ToLower(words[0])]
	if named {
		words = words[1:]
	}
	var out []string
	for _, c := range controls {
		id := strings.Join(words, " ")
		if named && !slices.Contains(frameworks, c.Framework) || len(words) > 0 && !strings.EqualFold(c.ID, id) {
			continue
		}
		out = append(out, c.String())
	}
	return out
}
