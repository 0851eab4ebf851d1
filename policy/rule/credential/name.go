package credential

import (
	"regexp"
	"strings"
)

// secretName is a name whose last words are those of a secret: DB_PASSWORD,
// dbPassword, --api-key, but neither PASSWORD_FILE nor SECRET_NAME.
var secretName = regexp.MustCompile(`(^|_)(PASSWORD|PASSWD|PWD|PASSPHRASE|PASS|SECRET|TOKEN|APIKEY|(API|ACCESS|SECRET|PRIVATE|ENCRYPTION|SIGNING|AUTH|ACCOUNT|MASTER)_KEY|CREDENTIALS?)$`)

// secretObject is a name whose value is that of a Secret in the cluster.
var secretObject = regexp.MustCompile(`(^|_)(PULL|TLS|CERT|CERTIFICATE)_SECRET$`)

var humps = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// Named is true of the name of a variable or a flag whose value is a secret.
func Named(name string) bool {
	words := humps.ReplaceAllString(strings.Trim(name, "- "), "${1}_${2}")
	words = strings.ToUpper(strings.NewReplacer("-", "_", ".", "_").Replace(words))
	return secretName.MatchString(words) && !secretObject.MatchString(words)
}

// reference is a value that says where a secret is: another variable, a file, an
// ARN, a place in a store, a URL (of which In judges the password).
var reference = regexp.MustCompile(`^(\$\(.*\)|\$\{.*\}|\$[A-Za-z_]+|\.{0,2}/.*|arn:.*|vault:.*|[a-z][a-z0-9+.-]*://.*)$`)

// IsLiteral is true of a value that is a secret itself, where one is expected.
func IsLiteral(value string) bool {
	text := strings.TrimSpace(value)
	switch strings.ToLower(text) {
	case "", "true", "false", "none", "null", "-":
		return false
	}
	return !strings.HasPrefix(text, "--") && !reference.MatchString(text)
}
