package backup

import (
	"math"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/policydoc"
)

func vaultPolicy() kind.Kind {
	k := vaultSetting("aws:backup/vaultPolicy:VaultPolicy", "a policy")
	k.Checks = map[string]kind.Check{"policy": kind.JSON(math.MaxInt)}
	k.Admit = admitVaultPolicy
	return k
}

func admitVaultPolicy(w kind.World, d kind.Draft) error {
	wrong := kind.Say("InvalidParameterValueException: The policy of backup vault %s is not a valid access policy.", d.In.Text("backupVaultName"))
	document, err := policydoc.Parse(d.In.Text("policy"))
	if err != nil || len(document.Statement) == 0 {
		return wrong
	}
	for _, s := range document.Statement {
		actions := slices.Concat(s.Action, s.NotAction)
		switch {
		case s.Effect != "Allow" && s.Effect != "Deny",
			len(s.Principal)+len(s.NotPrincipal) == 0,
			len(actions) == 0,
			len(s.Resource)+len(s.NotResource) == 0,
			slices.ContainsFunc(actions, func(a string) bool { return a != "*" && !strings.HasPrefix(strings.ToLower(a), "backup:") }):
			return wrong
		}
		if _, unknown := kind.UnknownRole(w, slices.Concat(s.Principal["AWS"], s.NotPrincipal["AWS"])...); unknown {
			return kind.Say("InvalidParameterValueException: Provided principal is not valid. Please input a valid principal and retry the request.")
		}
	}
	return nil
}
