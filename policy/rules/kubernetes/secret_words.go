package kubernetes

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

// namesSecret is true of the name of a variable or a flag whose value is a secret.
func namesSecret(name string) bool {
	words := humps.ReplaceAllString(strings.Trim(name, "- "), "${1}_${2}")
	words = strings.ToUpper(strings.NewReplacer("-", "_", ".", "_").Replace(words))
	return secretName.MatchString(words) && !secretObject.MatchString(words)
}

// reference is a value that says where a secret is: another variable, a file, an
// ARN, a place in a store, a URL (of which looksSecret judges the password).
var reference = regexp.MustCompile(`^(\$\(.*\)|\$\{.*\}|\$[A-Za-z_]+|\.{0,2}/.*|arn:.*|vault:.*|[a-z][a-z0-9+.-]*://.*)$`)

// isLiteral is true of a value that is a secret itself, where one is expected.
func isLiteral(value string) bool {
	text := strings.TrimSpace(value)
	switch strings.ToLower(text) {
	case "", "true", "false", "none", "null", "-":
		return false
	}
	return !strings.HasPrefix(text, "--") && !reference.MatchString(text)
}

// secretShapes are those of secrets that give themselves away, whatever their name.
var secretShapes = []*regexp.Regexp{
	regexp.MustCompile(`\b(AKIA|ASIA)[A-Z0-9]{16}\b`),                                             // an AWS access key
	regexp.MustCompile(`-----BEGIN [A-Z ]*PRIVATE KEY`),                                           // a private key
	regexp.MustCompile(`\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,})`),              // GitHub
	regexp.MustCompile(`\bglpat-[A-Za-z0-9_-]{20}`),                                               // GitLab
	regexp.MustCompile(`\bxox[abeoprs]-[A-Za-z0-9-]{10,}`),                                        // Slack
	regexp.MustCompile(`\b[rs]k_live_[A-Za-z0-9]{16,}`),                                           // Stripe
	regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}`),         // a signed token
	regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]*://[^/\s:@]*:([^/\s:@$]|\$[^({A-Za-z_])[^/\s@]*@`), // a URL with a password
	regexp.MustCompile(`(?i)\b(password|pwd|accountkey)=[^\s;$&]{4,}(;|$)`),                       // a connection string
}

// looksSecret is true of a text that has a secret in it by the look of it.
func looksSecret(text string) bool {
	for _, shape := range secretShapes {
		if shape.MatchString(text) {
			return true
		}
	}
	return false
}
