package secrets

import (
	"strings"

	"github.com/covetpy/platform/infra/naming"
)

// SecretName is the physical name of a secret, known before it exists:
// "covetpy/prod/payments".
func (a *Args) SecretName(name string) string {
	return strings.TrimPrefix(a.Names.Path(naming.Secret, name), "/")
}
