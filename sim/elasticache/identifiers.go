package elasticache

import "regexp"

// identifier is the form of what ElastiCache calls names and ids.
var identifier = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$`)

const identifierRule = "Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; " +
	"and must not end with a hyphen or contain two consecutive hyphens"
