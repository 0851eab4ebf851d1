package app

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

// lookalike is a form that credentials have.
type lookalike struct {
	what string
	form *regexp.Regexp
}

func lookalikes() []lookalike {
	return []lookalike{
		{"an access key of AWS", regexp.MustCompile(`\b(AKIA|ASIA)[A-Z2-7]{16}\b`)},
		{"a private key", regexp.MustCompile(`-----BEGIN [A-Z ]*PRIVATE KEY`)},
		{"a signed token", regexp.MustCompile(`\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}`)},
		{"a token of GitHub, GitLab, Slack or Stripe", regexp.MustCompile(`\b(gh[oprsu]_|github_pat_|glpat-|xox[a-z]-|[rs]k_live_)\w{10,}`)},
		{"an address with a password in it", regexp.MustCompile(`://[^/\s:@]*:[^/\s@]+@`)},
		{"a password that is assigned", regexp.MustCompile(`(?i)(password|passwd|pwd|secret|token|api[_-]?key|account[_-]?key)["']?\s*[=:]\s*[^\s]`)},
	}
}

// secretWords is a variable's name that ends in what it holds, and so not one that
// ends in FILE, ARN or NAME.
var secretWords = regexp.MustCompile(
	`(^|_)(PASSWORD|PASSWD|PWD|PASSPHRASE|PASS|SECRET|TOKEN|APIKEY|CREDENTIALS?|(API|ACCESS|ACCOUNT|AUTH|ENCRYPTION|MASTER|PRIVATE|SECRET|SIGNING)_KEY)$`)

// checkCredential refuses a value that looks like a credential: whoever may look at
// pods reads it, and so does every copy of the state. It does not repeat the value.
func checkCredential(c *fault.Check, path, name, value string) {
	instead := fmt.Sprintf(readsFile, strings.ToUpper(name))
	if secretWords.MatchString(strings.ToUpper(name)) && value != "" && !strings.HasPrefix(value, "/") {
		c.Add(path, "a value of a variable that is named like a secret", instead)
		return
	}
	for _, l := range lookalikes() {
		if l.form.MatchString(value) {
			c.Add(path, "what looks like "+l.what, instead)
			return
		}
	}
}
