package encryption

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/credential"
)

var parameterType = rule.Rule{
	ID:    "encryption-parameter-type",
	Title: "Parameters that hold secrets are SecureStrings",
	Why: "A String lies in plain text, in the parameter and in each of its hundred old versions, and is shown by " +
		"every listing of the console. A parameter is taken for a secret when its name ends like one, or its " +
		"value looks like a credential.",
	Fix:      "Set type to SecureString, and keyId to a KMS key of the account.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:ssm/parameter:Parameter"},
	Controls: atRest(),
	Settings: []rule.Setting{{
		Name: "endings", Doc: "How names of parameters that hold secrets end, in lower case and without separators.",
		Texts: rule.Same([]string{"password", "passwd", "secret", "token", "apikey", "privatekey", "accesskey", "credentials"}),
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		kind := r.At("type")
		secure := kind.Is("SecureString")
		named := r.At("name").Holds(func(name string) bool { return endsLikeSecret(name, rep.Texts("endings")) })
		rep.Require(rule.Or(secure, rule.Not(named)), kind, "its name says that it holds a secret, and it is a %s", kind.Quote())
		for _, path := range []string{"value", "insecureValue"} {
			at := r.At(path)
			looks := at.Holds(func(text string) bool { return credential.In(text) != "" })
			rep.Require(rule.Or(secure, rule.Not(looks)), at, "it looks like a credential, and the parameter is a %s", kind.Quote())
		}
	},
}

func endsLikeSecret(name string, endings []string) bool {
	name = strings.NewReplacer("-", "", "_", "", ".", "").Replace(strings.ToLower(name))
	for _, ending := range endings {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}
