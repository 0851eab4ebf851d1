package elasticache

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// everyones is the user that every account has, and the name that clients have
// who give none.
const everyones = "default"

// user may be deleted while a user group lists it: ElastiCache takes it out of
// the group. Only a group's default user stays.
func user() kind.Kind {
	return kind.Kind{
		Type:     userType,
		ID:       kind.From("userId"),
		Defaults: kind.Props{"noPasswordRequired": kind.Flag(false)},
		Checks: map[string]kind.Check{
			"engine": engineCheck(redis, valkey),
		},
		Rules: func(in kind.Values) []kind.Failure {
			if n := len(in.All("passwords[*]")); n > mostPasswords {
				return []kind.Failure{{
					Path:   "passwords",
					Reason: fmt.Sprintf("Too many list items: Attribute passwords supports 2 item maximum, but config has %d declared.", n),
				}}
			}
			return nil
		},
		Unique: []kind.Unique{{On: []string{"userId"}, Taken: "UserAlreadyExists: User %[1]s already exists."}},
		Admit:  admitUser,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{
				"arn":                kind.Text(w.ARN("elasticache", "user:"+d.ID)),
				"authenticationMode": kind.Nested(shownMode(d.In)),
			}
		},
		Computed: []string{"authenticationMode.passwordCount"},
		Retire: func(w kind.World, o kind.Draft) error {
			groups := w.Users(userGroupType, *o.Old)
			if o.In.Text("userName") != everyones || len(groups) == 0 {
				return nil
			}
			return kind.Say("DefaultUserAssociatedToUserGroup: The default user %s is associated to user group %s and cannot be deleted.", o.ID, groups[0].ID)
		},
	}
}

const mostPasswords = 2

// password looks at the length only, and never repeats what it looked at.
func password(v resource.PropertyValue) string {
	if !v.IsString() {
		return ""
	}
	if n := utf8.RuneCountInString(v.StringValue()); n < 16 || n > 128 {
		return "Passwords length must be between 16-128 characters."
	}
	return ""
}

// engineCheck accepts engines in whatever case they are written.
func engineCheck(engines ...string) kind.Check {
	accepted := kind.OneOf(engines...)
	return func(v resource.PropertyValue) string {
		if !v.IsString() {
			return ""
		}
		return accepted(kind.Text(strings.ToLower(v.StringValue())))
	}
}

// mode is how a user proves who it is: "iam", "password",
// "no-password-required" or, when the program says nothing, "null".
func mode(in kind.Values) string {
	switch {
	case in.Text("authenticationMode.type") != "":
		return in.Text("authenticationMode.type")
	case in.Flag("noPasswordRequired"):
		return "no-password-required"
	case in.Has("passwords[*]"):
		return "password"
	}
	return "null"
}

// secrets are the passwords of a user, wherever they are written.
func secrets(in kind.Values) []resource.PropertyValue {
	return append(in.All("passwords[*]"), in.All("authenticationMode.passwords[*]")...)
}

// shownMode is the mode as ElastiCache tells it.
func shownMode(in kind.Values) kind.Props {
	shown := kind.Props{}
	for _, given := range in.Objects("authenticationMode") {
		shown = given.Props.Copy()
	}
	if _, given := shown["type"]; !given {
		shown["type"] = kind.Text(strings.TrimSuffix(mode(in), "-required"))
	}
	shown["passwordCount"] = kind.Number(len(secrets(in)))
	return shown
}

func admitUser(_ kind.World, d kind.Draft) error {
	id, name, authentication := d.In.Text("userId"), d.In.Text("userName"), mode(d.In)
	passwords := secrets(d.In)
	switch {
	case id == everyones && d.Old == nil:
		return kind.Say("UserAlreadyExists: User default already exists.")
	case !identifier.MatchString(id):
		return kind.Say(badValue + "The parameter UserId is not a valid identifier. " + identifierRule)
	case name == "" || len(name) > 120:
		return kind.Say(badValue + "User name length must be between 1-120 characters.")
	case authentication == "null":
		return kind.Say(badValue + "Input Authentication type: null is not in the allowed list: [password,no-password-required,iam]")
	case d.In.Flag("noPasswordRequired") && authentication != "no-password-required":
		return kind.Say(badCombination+"No password required flag is true but provided authentication type is %s", authentication)
	case authentication == "no-password-required" && engine(d.In) == valkey:
		return kind.Say(badCombination + "No-password-required is not allowed for a user with engine Valkey")
	case authentication == "iam" && id != name:
		return kind.Say(badCombination + "User Id and User name must be same for authentication type: iam")
	case authentication != "password" && len(passwords) > 0:
		return kind.Say(badCombination+"Password field is not allowed with authentication type: %s", authentication)
	case authentication == "password" && len(passwords) == 0:
		return kind.Say(badCombination + "A user with Authentication Mode: password, must have at least one password")
	case len(passwords) > mostPasswords:
		return kind.Say(badValue + "Maximum number of passwords allowed in this service is 2.")
	}
	for _, secret := range passwords {
		if reason := password(secret); reason != "" {
			return kind.Say(badValue+"%s", reason)
		}
	}
	if reason := wrongAccess(d.In.Text("accessString")); reason != "" {
		return kind.Say(badValue+"%s", reason)
	}
	return nil
}
