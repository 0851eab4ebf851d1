package app

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/later"
)

// variableForm is a name that a shell can read.
var variableForm = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// Reasons why a variable is refused whatever its value.
const (
	stopsImport = "no such variable: the framework stops at import when it is set, to a valid value even, and reads nothing from it"
	serverPort  = "no such variable, but port: the framework reads nothing from it, and stops at import when it is no number"
	isIdentity  = "no such variable: SDKs take it before the pod's own identity (uses says what the role may do)"
	// readsFile is what to do with a credential.
	readsFile = "a file: put the value into Secrets Manager and name it in secrets; %s_FILE then says where it is"
)

// refused are variables that break the framework, or the pods' identity.
func refused(name string) string {
	switch name {
	case "COVET_DB_REDIS_URL", "COVET_FEATURES", "COVET_SECURITY_CORS_ALLOW_HEADERS", "COVET_SECURITY_CORS_ALLOW_METHODS",
		"COVET_SECURITY_CORS_ALLOW_ORIGINS", "COVET_SECURITY_RATE_LIMIT_STORAGE_URL", "COVET_SERVER_SSL_CA_CERTS",
		"COVET_SERVER_SSL_CERTFILE", "COVET_SERVER_SSL_KEYFILE":
		return stopsImport
	case "COVET_SERVER_PORT":
		return serverPort
	case "AWS_ACCESS_KEY_ID", "AWS_CONFIG_FILE", "AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
		"AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_PROFILE", "AWS_ROLE_ARN",
		"AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SHARED_CREDENTIALS_FILE", "AWS_WEB_IDENTITY_TOKEN_FILE":
		return isIdentity
	default:
		return ""
	}
}

func (a *Args) checkEnvironment(c *fault.Check) {
	from := a.setElsewhere()
	for _, name := range slices.Sorted(maps.Keys(a.Environment)) {
		path, value := "environment."+name, a.Environment[name]
		field, taken := from[name]
		switch reason := refused(name); {
		case !variableForm.MatchString(name):
			c.Add("environment", fault.Written(name), "names of letters, digits and _, not beginning with a digit")
		case reason != "":
			c.Add(path, name, reason)
		case taken:
			c.Add(path, name, "another name, as "+field+" sets this one")
		default:
			checkCredential(c, path, name, value)
		}
	}
	a.checkFramework(c)
}

// setElsewhere are the variables that follow from other fields, and from which.
func (a *Args) setElsewhere() map[string]string {
	out := map[string]string{
		variableHost:      "the component itself",
		variablePort:      "port",
		variableKeepAlive: "shutdown.keepAliveSeconds",
		variableDrain:     "shutdown.drainSeconds",
		variableProxies:   "reach.loadBalancer",
	}
	for _, d := range a.derivedVariables(&later.Values{}) {
		out[d.name] = d.from
	}
	for file := range a.Secrets {
		out[fileVariable(file)] = "secrets." + file
	}
	return out
}

// checkFramework refuses pairs with which the framework stops at import.
func (a *Args) checkFramework(c *fault.Check) {
	if a.Environment["COVET_ENVIRONMENT"] == "production" && a.Environment["COVET_DB_URL"] == "" {
		c.Add("environment.COVET_ENVIRONMENT", "production",
			"another value, or environment.COVET_DB_URL beside it: without one the framework takes SQLite, and stops as that is not for production")
	}
	if a.Environment["COVET_ENV"] == "production" && truthy(a.Environment["COVET_DEBUG"]) {
		c.Add("environment.COVET_DEBUG", a.Environment["COVET_DEBUG"],
			"false, as environment.COVET_ENV is production and the framework stops with both")
	}
}

func truthy(text string) bool {
	return slices.Contains([]string{"1", "on", "t", "true", "y", "yes"}, strings.ToLower(strings.TrimSpace(text)))
}
