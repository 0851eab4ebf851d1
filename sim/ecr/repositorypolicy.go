package ecr

import (
	"math"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/policydoc"
)

func repositoryPolicy() kind.Kind {
	k := repositoryPart("aws:ecr/repositoryPolicy:RepositoryPolicy", "a policy")
	k.Checks = map[string]kind.Check{"policy": kind.JSON(math.MaxInt)}
	k.Admit = func(w kind.World, d kind.Draft) error { return admitPolicy(w, d.In.Text("policy")) }
	return k
}

// admitPolicy looks at a repository's policy as ECR does; an empty text is none.
// What it is about need not be said: it is the repository.
func admitPolicy(w kind.World, text string) error {
	if text == "" {
		return nil
	}
	wrong := invalid("PolicyText", "Invalid repository policy provided")
	document, err := policydoc.Parse(text)
	if err != nil || len(document.Statement) == 0 {
		return wrong
	}
	for _, s := range document.Statement {
		actions := slices.Concat(s.Action, s.NotAction)
		switch {
		case s.Effect != "Allow" && s.Effect != "Deny",
			len(s.Principal)+len(s.NotPrincipal) == 0,
			len(actions) == 0,
			slices.ContainsFunc(actions, func(a string) bool { return a != "*" && !strings.HasPrefix(strings.ToLower(a), "ecr:") }):
			return wrong
		}
		if _, unknown := kind.UnknownRole(w, slices.Concat(s.Principal["AWS"], s.NotPrincipal["AWS"])...); unknown {
			return wrong
		}
	}
	return nil
}
