package rds

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

var (
	userForm     = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9_]{0,62}$`)
	databaseForm = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9_]{0,62}$`)
)

// reserved are words that can be neither a user's nor a database's name. Not all
// of PostgreSQL's key words are listed: those that programs try.
var reserved = []string{"admin", "all", "analyse", "analyze", "default", "group", "rdsadmin", "select", "table", "user"}

// admitCredentials asks for a user and a password, from whichever of them the
// program may say it. The cluster that takes them from another cluster asks
// for none.
func admitCredentials(w kind.World, d kind.Draft) error {
	if d.Old != nil {
		return admitPassword(d)
	}
	if isSecondary(w, d) || d.In.Has("restoreToPointInTime") {
		return nil
	}
	user, database := d.In.Text("masterUsername"), d.In.Text("databaseName")
	switch {
	case user == "":
		return kind.Say("InvalidParameterValue: The parameter MasterUsername must be provided and must not be blank.")
	case slices.Contains(reserved, strings.ToLower(user)):
		return kind.Say("InvalidParameterValue: MasterUsername %s cannot be used as it is a reserved word used by the engine", user)
	case !userForm.MatchString(user):
		return kind.Say("InvalidParameterValue: Invalid master user name")
	case slices.Contains(reserved, strings.ToLower(database)):
		return kind.Say("InvalidParameterValue: DatabaseName %s cannot be used. It is a reserved word for this engine", database)
	case database != "" && !databaseForm.MatchString(database):
		return kind.Say("InvalidParameterValue: DatabaseName must begin with a letter and contain only alphanumeric characters.")
	case passwordOf(d) == "" && !d.In.Flag("manageMasterUserPassword"):
		return kind.Say("InvalidParameterValue: The parameter MasterUserPassword must be provided and must not be blank.")
	}
	return admitPassword(d)
}

func passwordOf(d kind.Draft) string { return d.In.Or("masterPassword", d.In.Text("masterPasswordWo")) }

func admitPassword(d kind.Draft) error {
	const shortestPassword, longestPassword = 8, 128
	const invalid = "InvalidParameterValue: The parameter MasterUserPassword is not a valid password"
	password := passwordOf(d)
	switch {
	case last(d).Has("masterUserSecrets[*]") && !d.In.Flag("manageMasterUserPassword") && password == "":
		return kind.Say("InvalidParameterCombination: MasterUserPassword must be provided when ManageMasterUserPassword is set to false.")
	case password == "":
		return nil
	case len(password) < shortestPassword:
		return kind.Say(invalid+" because it is shorter than %d characters.", shortestPassword)
	case len(password) > longestPassword:
		return kind.Say(invalid+" because it is longer than %d characters.", longestPassword)
	case strings.ContainsFunc(password, unfit):
		return kind.Say(invalid + `. Only printable ASCII characters besides '/', '@', '"', ' ' may be used.`)
	}
	return nil
}

// unfit characters are in no password.
func unfit(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`/@"`, r) }

// secretsOf is the secret that RDS keeps for a cluster that leaves its password
// to it.
func secretsOf(w kind.World, d kind.Draft) resource.PropertyValue {
	if !d.In.Flag("manageMasterUserPassword") {
		return kind.List()
	}
	arn := last(d).Text("masterUserSecrets[*].secretArn")
	if arn == "" {
		arn = w.ARN("secretsmanager", managedSecret+w.UUID()+"-"+w.Hex(6))
	}
	return kind.List(kind.Nested(kind.Props{
		"kmsKeyId":     kind.Text(d.In.Or("masterUserSecretKmsKeyId", managedKey(w, "aws/secretsmanager"))),
		"secretArn":    kind.Text(arn),
		"secretStatus": kind.Text("active"),
	}))
}

// managedSecret is what the names of such secrets begin with.
const managedSecret = "secret:rds!cluster-"
