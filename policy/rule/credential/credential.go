// Package credential finds what looks like a credential in a text: the forms that
// are known by their beginning, and assignments to names that say what they hold.
//
// It is for texts that people write by hand (scripts, parameters, environment
// variables). A reference to where a secret is kept is none.
package credential

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"io"
	"regexp"
	"strings"
)

// form is one way that a credential looks.
type form struct {
	kind    string
	pattern *regexp.Regexp
}

var forms = []form{
	{"an AWS access key", regexp.MustCompile(`\b(AKIA|ASIA)[A-Z2-7]{16}\b`)},
	{"a private key", regexp.MustCompile(`-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----`)},
	{"a token of GitHub", regexp.MustCompile(`\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,})`)},
	{"a token of GitLab", regexp.MustCompile(`\bglpat-[A-Za-z0-9_-]{20,}`)},
	{"a token of Slack", regexp.MustCompile(`\bxox[abeoprs]-[A-Za-z0-9-]{10,}`)},
	{"a key of Stripe", regexp.MustCompile(`\b[sr]k_live_[A-Za-z0-9]{16,}`)},
	{"a JSON web token", regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}`)},
	{"a password in a connection string", regexp.MustCompile(`(?i)\b(password|pwd|accountkey)=[^\s;$&]{4,}(;|$)`)},
	{"a password in an address", regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]*://[^/\s:@]*:([^/\s:@$]|\$[^({A-Za-z_])[^/\s@]*@`)},
	{"a password in an address", regexp.MustCompile(`\b[a-z][a-z0-9+.-]*://[^\s/:@$]*:[^\s/@:$<{%]{3,}@[^\s/@]+`)},
}

// assignment is a name that says what it holds, and what is assigned to it. A value
// that begins with a reference ($X, ${X}, {{ x }}, <x>, %x%, arn:, a path) is none.
var assignment = regexp.MustCompile(`(?i)(?:^|[^a-z0-9])[a-z0-9_.-]*` +
	`(?:passw(?:or)?d|secret[_-]?(?:access[_-]?)?key|client[_-]?secret|api[_-]?key|auth[_-]?token|access[_-]?token)` +
	`["']?\s*[:=]\s*["']?([^\s"',;]{6,})`)

// notALiteral are beginnings of what refers to a secret instead of being one.
var notALiteral = []string{"$", "{{", "<", "%", "arn:", "/", "file:", "`", "("}

// In is what kind of credential a text holds, in a few words, or nothing.
func In(text string) string {
	for _, f := range forms {
		if f.pattern.MatchString(text) {
			return f.kind
		}
	}
	for _, found := range assignment.FindAllStringSubmatch(text, -1) {
		if !refers(found[1]) {
			return "a password or key assigned by its name"
		}
	}
	return ""
}

// Held is true of a text with a credential in it.
func Held(text string) bool { return In(text) != "" }

func refers(value string) bool {
	for _, prefix := range notALiteral {
		if strings.HasPrefix(strings.ToLower(value), prefix) {
			return true
		}
	}
	return false
}

// limit is how much of a compressed text is read: EC2 takes 16 KiB of user data.
const limit = 1 << 20

// Plain is a text as its reader would have it: out of base64 and gzip, where it is
// in them.
func Plain(text string) string {
	decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil || len(decoded) == 0 {
		return text
	}
	packed, err := gzip.NewReader(bytes.NewReader(decoded))
	if err != nil {
		return string(decoded)
	}
	unpacked, err := io.ReadAll(io.LimitReader(packed, limit))
	if err != nil {
		return string(decoded)
	}
	return string(unpacked)
}
