package database

import (
	"slices"
	"strconv"
	"strings"
)

// versions on offer, oldest first: those of aurora-postgresql that AWS listed and
// did not call deprecated in the middle of 2026, without PostgreSQL 13, which is
// past its standard support. docs/database.md, "Minor upgrades", has the command
// that shows what a region offers today.
func versions() []string {
	return []string{
		"14.6", "14.13", "14.15", "14.17", "14.18", "14.19", "14.20", "14.22",
		"15.8", "15.10", "15.12", "15.13", "15.14", "15.15", "15.17",
		"16.4", "16.6", "16.8", "16.9", "16.10", "16.11", "16.13",
		"17.4", "17.5", "17.6", "17.7", "17.9",
	}
}

// Versions lists the engine versions on offer, oldest first.
func Versions() []string { return versions() }

func offered(version string) bool { return slices.Contains(versions(), version) }

// parse reads "17.5". A version that is no version is 0.0, which offers nothing.
func parse(version string) (major, minor int) {
	a, b, _ := strings.Cut(version, ".")
	major, errMajor := strconv.Atoi(a)
	minor, errMinor := strconv.Atoi(b)
	if errMajor != nil || errMinor != nil {
		return 0, 0
	}
	return major, minor
}

// from is the first minor version of each major one that can do a thing. A major
// version that it does not name, and that is newer than all it names, can.
type from map[int]int

func (f from) has(version string) bool {
	major, minor := parse(version)
	if first, named := f[major]; named {
		return minor >= first
	}
	for named := range f {
		if major <= named {
			return false
		}
	}
	return true
}

// fullRange are the versions whose serverless instances pause (a minimum of 0
// capacity units) and grow to 256 of them (Aurora user guide, "Aurora Serverless
// v2 capacity").
var fullRange = from{13: 15, 14: 12, 15: 7, 16: 3}

// family is the parameter groups' family, "aurora-postgresql17".
func family(version string) string {
	major, _ := parse(version)
	return engine + strconv.Itoa(major)
}

// engine of every cluster.
const engine = "aurora-postgresql"

// Logs that a cluster can export (RDS API, CreateDBCluster,
// EnableCloudwatchLogsExports).
const (
	logPostgreSQL = "postgresql"
	logIAMErrors  = "iam-db-auth-error"
	logInstance   = "instance" // why an instance did not pause
)

// exports are the logs that a cluster has: the long-term version 14.6 is older
// than the log of failed IAM logins, and the instances' own log tells of pausing
// alone.
func exports(version string, pauses bool) []string {
	out := []string{logPostgreSQL}
	if fullRange.has(version) {
		out = append(out, logIAMErrors)
	}
	if pauses {
		out = append(out, logInstance)
	}
	return out
}
