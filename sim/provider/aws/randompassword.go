package aws

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// Lengths of a password (Secrets Manager API, GetRandomPassword).
const (
	usualPassword   = 32
	longestPassword = 4096
)

// characterTypes are what passwords are made of, each with the argument that
// leaves it out.
var characterTypes = []struct{ without, characters string }{
	{"excludeLowercase", "abcdefghijklmnopqrstuvwxyz"},
	{"excludeUppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
	{"excludeNumbers", "0123456789"},
	{"excludePunctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"},
}

// randomPassword gives another password at each call, as Secrets Manager does,
// and the same ones in the same order from every new cloud.
func randomPassword(p place, args kind.Props) (kind.Props, error) {
	if err := knownArguments(args, "excludeCharacters", "excludeLowercase", "excludeNumbers", "excludePunctuation",
		"excludeUppercase", "includeSpace", "passwordLength", "region", "requireEachIncludedType"); err != nil {
		return nil, err
	}
	in := kind.Values{Props: args}
	length := usualPassword
	if in.Has("passwordLength") {
		length = in.Number("passwordLength")
	}
	types := passwordTypes(in)
	switch {
	case length < 1 || length > longestPassword:
		return nil, fmt.Errorf("InvalidParameterException: PasswordLength %d is not between 1 and %d", length, longestPassword)
	case len(types) == 0:
		return nil, fmt.Errorf("InvalidParameterException: no characters are left to make a password of")
	case length < len(types):
		return nil, fmt.Errorf("InvalidParameterException: a password of %d can't hold one of each of %d types of characters", length, len(types))
	}
	out := kind.Props{
		"id":     kind.Text(in.Or("region", p.region)),
		"region": kind.Text(in.Or("region", p.region)), "randomPassword": kind.Text(password(p.cloud, length, types)),
	}
	for key, value := range args {
		if _, set := out[key]; !set {
			out[key] = value
		}
	}
	return out, nil
}

// passwordTypes are the types of characters that the arguments leave.
func passwordTypes(in kind.Values) []string {
	var out []string
	for _, typ := range characterTypes {
		left := strings.Map(func(r rune) rune {
			if strings.ContainsRune(in.Text("excludeCharacters"), r) {
				return -1
			}
			return r
		}, typ.characters)
		if !in.Flag(typ.without) && left != "" {
			out = append(out, left)
		}
	}
	if in.Flag("includeSpace") {
		out = append(out, " ")
	}
	return out
}

// password takes its first characters from each type in turn, so that each is
// there, and the others from all.
func password(cloud *sim.Cloud, length int, types []string) string {
	var seed string
	_ = cloud.Transact(func(tx *sim.Tx) error { // which writes nothing that could fail
		seed = tx.Hex("getRandomPassword", 2*sha256.Size)
		return nil
	})
	all := strings.Join(types, "")
	var out strings.Builder
	for i := range length {
		from := all
		if i < len(types) {
			from = types[i]
		}
		sum := sha256.Sum256(fmt.Appendf(nil, "%s|%d", seed, i))
		out.WriteByte(from[(int(sum[0])<<8|int(sum[1]))%len(from)])
	}
	return out.String()
}
