package ecr

import (
	"math"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/policydoc"
)

func registryPolicy() kind.Kind {
	k := registrySetting("aws:ecr/registryPolicy:RegistryPolicy", "a policy")
	k.Checks = map[string]kind.Check{"policy": kind.JSON(math.MaxInt)}
	single := k.Admit
	k.Admit = func(w kind.World, d kind.Draft) error {
		if err := single(w, d); err != nil {
			return err
		}
		return admitRegistryPolicy(w, d.In.Text("policy"))
	}
	return k
}

// admitRegistryPolicy looks at a registry's policy as ECR does: unlike that of a
// repository it has to say which repositories it is about, all of them this
// registry's.
func admitRegistryPolicy(w kind.World, text string) error {
	wrong := invalid("PolicyText", "Invalid registry policy provided")
	if err := admitPolicy(w, text); err != nil {
		return wrong
	}
	document, err := policydoc.Parse(text)
	if err != nil {
		return wrong
	}
	own := w.ARN("ecr", "repository/")
	for _, s := range document.Statement {
		if len(s.Resource) == 0 || slices.ContainsFunc(s.Resource, func(r string) bool { return r != "*" && !strings.HasPrefix(r, own) }) {
			return wrong
		}
	}
	return nil
}
