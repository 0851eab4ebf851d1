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

// ARNPattern matches the ARN of a secret, which ends in six characters that Secrets
// Manager draws: "...:secret:covetpy/prod/payments-??????" (Secrets Manager user guide,
// "Permissions policy examples").
func (a *Args) ARNPattern(name string) string {
	return a.Where.ARN("secretsmanager", "secret:"+a.SecretName(name)+"-??????")
}
