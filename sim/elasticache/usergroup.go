package elasticache

import (
	"slices"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// userGroup may list users of both engines. What counts is who is in it: Redis
// OSS always has a default user, and Valkey lets nobody in without a password.
func userGroup() kind.Kind {
	return kind.Kind{
		Type:   userGroupType,
		ID:     kind.From("userGroupId"),
		Checks: map[string]kind.Check{"engine": engineCheck(redis, valkey)},
		Refs: []kind.Ref{{
			Path: "userIds[*]", To: []kind.Target{{Type: userType, By: "id"}}, OnDelete: sim.Ignore,
			Missing:  "UserNotFound: User %s not found.",
			External: func(id string) bool { return id == everyones },
		}},
		Unique: []kind.Unique{{On: []string{"userGroupId"}, Taken: "UserGroupAlreadyExists: User group %[1]s already exists."}},
		Admit:  admitUserGroup,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{"arn": kind.Text(w.ARN("elasticache", "usergroup:"+d.ID))}
		},
		InUse: "InvalidUserGroupState: User group %[1]s is associated to %[2]s and cannot be deleted.",
	}
}

func admitUserGroup(w kind.World, d kind.Draft) error {
	if !identifier.MatchString(d.In.Text("userGroupId")) {
		return kind.Say(badValue + "The parameter UserGroupId is not a valid identifier. " + identifierRule)
	}
	var names []string
	for _, m := range members(w, d.In) {
		if slices.Contains(names, m.Text("userName")) {
			return kind.Say("DuplicateUserName: User group cannot have more than one user with the user name %s.", m.Text("userName"))
		}
		names = append(names, m.Text("userName"))
		if engine(d.In) == valkey && mode(m) == "no-password-required" {
			return kind.Say(badCombination+"No password user %s cannot be added to user group with engine Valkey", m.Text("userId"))
		}
	}
	if engine(d.In) == redis && !slices.Contains(names, everyones) {
		return kind.Say("DefaultUserRequired: Redis user group needs to contain a user with the user name default.")
	}
	for _, cache := range slices.Concat(usersOf(w, replicationGroupType, d), usersOf(w, serverlessCacheType, d)) {
		if err := admitAccess(d.ID, d.In, outputs(cache)); err != nil {
			return err
		}
	}
	return nil
}

func usersOf(w kind.World, typ string, d kind.Draft) []sim.Object {
	if d.Old == nil {
		return nil
	}
	return w.Users(typ, *d.Old)
}

// members are the inputs of the users that a group lists.
func members(w kind.World, group kind.Values) []kind.Values {
	var out []kind.Values
	for _, id := range group.Texts("userIds[*]") {
		if id == everyones {
			out = append(out, kind.Values{Props: kind.Props{
				"userId": kind.Text(everyones), "userName": kind.Text(everyones), "noPasswordRequired": kind.Flag(true),
			}})
			continue
		}
		found, _ := w.Find(userType, "id", id)
		out = append(out, kind.Values{Props: found.Inputs})
	}
	return out
}

// admitAccess refuses a group for Valkey to a cache that runs Redis OSS.
func admitAccess(id string, group, cache kind.Values) error {
	if engine(group) == valkey && engine(cache) == redis {
		return kind.Say(badCombination+"User group %s with engine valkey cannot be used with engine redis.", id)
	}
	return nil
}

// admitGroup looks at the user group of a cache, when it has one.
func admitGroup(w kind.World, id string, cache kind.Values, at int) error {
	found, ok := w.Find(userGroupType, "id", id)
	if !ok {
		return nil
	}
	if err := admitAccess(id, kind.Values{Props: found.Inputs}, cache); err != nil {
		return err
	}
	for _, m := range members(w, outputs(found)) {
		if mode(m) == "iam" && !from(at, "7.0") {
			return kind.Say(badCombination+"User %s with authentication type iam requires engine version 7.0 or higher.", m.Text("userId"))
		}
	}
	return nil
}
