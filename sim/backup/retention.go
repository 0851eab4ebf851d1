package backup

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// retention is for how long a rule keeps recovery points in one vault.
type retention struct {
	rule string
	// days, or not positive for ever.
	days int
	// name of the vault in the plan's own region, or the ARN of any.
	name, arn string
}

// retentions are those of every rule of a plan, copies included. A copy that
// says nothing is kept as long as its source.
func retentions(in kind.Values) []retention {
	var all []retention
	for _, rule := range in.Objects("rules[*]") {
		days := rule.Number("lifecycle.deleteAfter")
		all = append(all, retention{rule: rule.Text("ruleName"), days: days, name: rule.Text("targetVaultName")})
		for _, to := range rule.Objects("copyActions[*]") {
			kept := retention{rule: rule.Text("ruleName"), days: days, arn: to.Text("destinationVaultArn")}
			if to.Has("lifecycle.deleteAfter") {
				kept.days = to.Number("lifecycle.deleteAfter")
			}
			all = append(all, kept)
		}
	}
	return all
}

// into is true when the recovery points go into a vault. where is the plan's
// region.
func (r retention) into(home sim.Object, where string) bool {
	if r.arn != "" {
		return r.arn == kind.Values{Props: home.Outputs}.Text("arn")
	}
	return r.name == home.ID && where == home.Where
}

// find returns the vault; false for another account's.
func (r retention) find(w kind.World) (sim.Object, bool) {
	if r.arn != "" {
		return w.Find(vaultType, "arn", r.arn)
	}
	return w.Find(vaultType, "id", r.name)
}
