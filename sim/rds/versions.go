package rds

import (
	"slices"
	"strconv"
	"strings"
)

// engine is the only engine that is simulated.
const engine = "aurora-postgresql"

// offered are the minor versions of Aurora PostgreSQL that a cluster can be
// made of, oldest first. Source: Release Notes for Aurora PostgreSQL, "Aurora
// PostgreSQL updates", November 2026.
var offered = map[int][]int{
	13: {9, 11, 12, 13, 14, 15, 16, 18, 20, 21, 22, 23},
	14: {6, 8, 9, 10, 11, 12, 13, 15, 17, 18, 19, 20, 22, 23},
	15: {4, 5, 6, 7, 8, 10, 12, 13, 14, 15, 17, 18},
	16: {1, 2, 3, 4, 6, 8, 9, 10, 11, 13, 14},
	17: {4, 5, 6, 7, 9, 10},
	18: {3, 4},
}

// unasked is the version that a cluster gets that asks for none.
const unasked = "17.7"

// pausing is the first minor version of each major one whose serverless
// capacity can go down to zero; later majors all can. Source: Aurora user guide,
// "Aurora Serverless v2 capacity".
var pausing = map[int]int{13: 15, 14: 12, 15: 7, 16: 3}

// version is a number such as 16.4; minor is -1 where only the major is said.
type version struct{ major, minor int }

func parse(s string) (version, bool) {
	majorText, minorText, exact := strings.Cut(s, ".")
	major, err := strconv.Atoi(majorText)
	if err != nil {
		return version{}, false
	}
	if !exact {
		return version{major, -1}, true
	}
	minor, err := strconv.Atoi(minorText)
	return version{major, minor}, err == nil
}

func (v version) String() string { return strconv.Itoa(v.major) + "." + strconv.Itoa(v.minor) }

// family is that of the version's parameter groups.
func (v version) family() string { return engine + strconv.Itoa(v.major) }

func (v version) before(other version) bool {
	return v.major < other.major || v.major == other.major && v.minor < other.minor
}

// pauses is true when serverless instances of the version can scale to zero.
func (v version) pauses() bool {
	first, limited := pausing[v.major]
	return !limited || v.minor >= first
}

// resolve is the exact version that is meant: the newest minor one where only
// the major is said.
func resolve(asked string) (version, bool) {
	v, ok := parse(asked)
	minors := offered[v.major]
	switch {
	case !ok || len(minors) == 0:
		return version{}, false
	case v.minor == -1:
		return version{v.major, minors[len(minors)-1]}, true
	}
	return v, slices.Contains(minors, v.minor)
}
