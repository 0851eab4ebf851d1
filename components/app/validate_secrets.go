package app

import (
	"maps"
	"regexp"
	"slices"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/covetpy/platform/infra/fault"
)

var (
	// secretForm is what Secrets Manager takes as a name (API reference, CreateSecret,
	// Name).
	secretForm = regexp.MustCompile(`^[A-Za-z0-9/_+=.@-]{1,512}$`)
	// fieldForm is what both stores take for a field's name and not for a path.
	fieldForm = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*$`)
)

func (a *Args) checkSecrets(c *fault.Check) {
	if len(a.Secrets) > 0 {
		fault.OneOf(c, "secretStore", a.SecretStore, CSI, External)
	}
	if a.StoreName != "" {
		c.Require(a.SecretStore == External, "storeName", a.StoreName, "none, as secretStore is not "+string(External))
		c.Require(len(validation.IsDNS1123Subdomain(a.StoreName)) == 0, "storeName", a.StoreName, "the name of a ClusterSecretStore")
	}
	whole := map[string]string{}
	for _, file := range slices.Sorted(maps.Keys(a.Secrets)) {
		path, secret := "secrets."+file, a.Secrets[file]
		c.Require(keyForm.MatchString(file), path, fault.Written(file), keyWords)
		c.Require(secretForm.MatchString(secret.Name), path+".name", fault.Written(secret.Name), "the name of a secret of Secrets Manager")
		c.Require(aliasForm.MatchString(secret.KeyAlias), path+".keyAlias", fault.Written(secret.KeyAlias), aliasWords)
		c.Require(secret.Field == "" || fieldForm.MatchString(secret.Field), path+".field", secret.Field, "the name of a field: letters, digits, _ and -")
		if secret.Field != "" || a.SecretStore != CSI {
			continue
		}
		if first, twice := whole[secret.Name]; twice {
			c.Add(path+".name", secret.Name, "another secret than secrets."+first+", or a field of it: the driver writes all of a secret to one file")
			continue
		}
		whole[secret.Name] = file
	}
}
