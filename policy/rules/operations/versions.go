package operations

import (
	"strconv"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// version of an engine: "17.5", or "8.0.mysql_aurora.3.08.0", whose own version is
// what follows Aurora's name. Minor is -1 when it is not written, "17" or "6.x":
// AWS then takes one that it recommends.
type version struct{ major, minor int }

func parseVersion(text string) (version, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if _, own, found := strings.Cut(text, "mysql_aurora."); found {
		text = own
	}
	parts := strings.Split(text, ".")
	major, err := strconv.Atoi(parts[0])
	if err != nil {
		return version{}, false
	}
	minor := -1
	if len(parts) > 1 {
		if n, err := strconv.Atoi(parts[1]); err == nil {
			minor = n
		}
	}
	return version{major, minor}, true
}

// inSupport says whether a version of an engine is not older than the oldest one
// that is accepted. Accepted are listed as "engine version", one for each major
// version; a newer major version than all of these is accepted, one between or
// before them is not, and an engine that is not listed is not judged.
func inSupport(engine, text string, oldest []string) bool {
	found, ok := parseVersion(text)
	listed, newest := false, -1
	for _, entry := range oldest {
		name, least, _ := strings.Cut(entry, " ")
		accepted, readable := parseVersion(least)
		if !strings.EqualFold(name, engine) || !readable {
			continue
		}
		listed, newest = true, max(newest, accepted.major)
		if ok && found.major == accepted.major {
			return found.minor < 0 || found.minor >= accepted.minor
		}
	}
	return !listed || ok && found.major > newest
}

// oldestVersions is the setting of a rule about versions.
func oldestVersions(accepted ...string) []rule.Setting {
	return []rule.Setting{{
		Name: "oldest",
		Doc: "The oldest version accepted of each major version, as \"engine version\". Newer major versions than all that " +
			"are listed are accepted, engines that are not listed are not judged.",
		Texts: rule.Same(accepted),
	}}
}

// judgeVersion demands a version in support. Engine is what an unset one means.
func judgeVersion(rep *rule.Report, engine, at rule.Value, unset string) {
	name, known := engine.Text()
	if known == rule.No {
		name = unset
	}
	text, versionKnown := at.Text()
	switch {
	case known == rule.Unknown || versionKnown == rule.Unknown:
		rep.Undecided(at)
	case versionKnown == rule.No || strings.TrimSpace(text) == "":
		rep.Fail(at, "no version is given, so nobody can say which one runs")
	case !inSupport(name, text, rep.Texts("oldest")):
		rep.Fail(at, "%s %s is older than what is accepted", name, at.Quote())
	}
}
