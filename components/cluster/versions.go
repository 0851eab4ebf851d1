package cluster

import (
	"slices"
	"strings"
	"time"

	"github.com/covetpy/platform/infra/fault"
)

// release is one Kubernetes version on EKS.
type release struct {
	version string
	// standardUntil is the last day of standard support.
	standardUntil time.Time
}

// extendedUntil is the last day of extended support, twelve months on. EKS then
// upgrades the cluster by itself.
func (r release) extendedUntil() time.Time { return r.standardUntil.AddDate(1, 0, 0) }

// releases on offer, oldest first: those with pinned add-ons (addons.go).
// Source: EKS user guide, "Amazon EKS Kubernetes release calendar", read in
// November 2026.
func releases() []release {
	return []release{
		{"1.33", day(2026, time.July, 29)},
		{"1.34", day(2026, time.December, 2)},
		{"1.35", day(2027, time.March, 27)},
		{"1.36", day(2027, time.August, 2)},
	}
}

func day(year int, month time.Month, d int) time.Time {
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

// Releases lists the Kubernetes versions on offer, oldest first.
func Releases() []string {
	return versionsWhere(func(release) bool { return true })
}

func versionsWhere(keep func(release) bool) []string {
	var out []string
	for _, r := range releases() {
		if keep(r) {
			out = append(out, r.version)
		}
	}
	return out
}

// past says whether the day is over at a moment.
func past(last, moment time.Time) bool { return !moment.UTC().Before(last.AddDate(0, 0, 1)) }

// Support types of EKS (EKS API, UpgradePolicyRequest).
const (
	supportStandard = "STANDARD"
	supportExtended = "EXTENDED"
)

// supportType is STANDARD unless the version is past its standard support,
// which validation has let through for a reason. With STANDARD, EKS upgrades
// the cluster at the end of support and never charges for extended support
// unasked (its own default does).
func supportType(version string, asOf time.Time) string {
	for _, r := range releases() {
		if r.version == version && past(r.standardUntil, asOf) {
			return supportExtended
		}
	}
	return supportStandard
}

// checkVersion faults a version that is not on offer, that is past extended
// support, or that is past standard support without a reason. It says whether
// the version stands, and so whether what goes with it is worth checking.
func checkVersion(c *fault.Check, version, reason string, asOf time.Time) bool {
	if asOf.IsZero() {
		c.Add("asOf", nil, "the day that support is judged by")
		return false
	}
	i := slices.IndexFunc(releases(), func(r release) bool { return r.version == version })
	if i < 0 {
		found := any(version)
		if version == "" {
			found = nil
		}
		c.Add("version", found, fault.Words(Releases()))
		return false
	}
	r := releases()[i]
	standard := versionsWhere(func(r release) bool { return !past(r.standardUntil, asOf) })
	switch {
	case past(r.extendedUntil(), asOf):
		c.Add("version", version, fault.Words(standard)+"; "+version+" left extended support on "+r.extendedUntil().Format(time.DateOnly))
	case past(r.standardUntil, asOf) && strings.TrimSpace(reason) == "":
		c.Add("version", version, fault.Words(standard)+", or a supportReason: the standard support of "+version+
			" ended on "+r.standardUntil.Format(time.DateOnly)+" and its control plane now costs six times as much")
	default:
		return true
	}
	return false
}
