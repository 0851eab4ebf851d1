package kubernetes

import (
	"path"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var riskyImages = rule.Rule{
	ID:    "kubernetes-risky-images",
	Title: "Nothing runs Tiller or the Kubernetes dashboard, and git-sync runs its own git",
	Why: "Tiller obeys anyone in the cluster with rights over all of it. The dashboard gives its own rights to whoever " +
		"reaches it. git-sync runs whatever file GITSYNC_GIT or --git names, with the repository's credentials at hand.",
	Fix:      "Remove the workload: Helm needs no Tiller, and kubectl no dashboard. Leave git-sync's git as it is.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: confined(),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		at := c.At("image")
		rep.Require(rule.Not(at.Holds(isRisky)), at, "%s runs %s", c.Label(), at.Quote())
		if at.Holds(isGitSync) == rule.Yes {
			ownGit(rep, c)
		}
	}),
}

// isRisky is true of Tiller and of the parts of the dashboard.
func isRisky(text string) bool {
	repository := strings.ToLower(kube.ParseImage(text).Repository)
	return path.Base(repository) == "tiller" ||
		strings.HasPrefix(path.Base(repository), "kubernetes-dashboard") ||
		path.Base(path.Dir(repository)) == "kubernetesui"
}

func isGitSync(text string) bool {
	return strings.HasPrefix(strings.ToLower(path.Base(kube.ParseImage(text).Repository)), "git-sync")
}

// ownGit refuses the two ways to have git-sync run another program.
func ownGit(rep *rule.Report, c kube.Container) {
	for _, variable := range c.At("env").Items() {
		name := variable.At("name")
		rep.Require(rule.Not(name.Is("GITSYNC_GIT", "GIT_SYNC_GIT")), name, "%s has git-sync run a program of its choice", c.Label())
	}
	for _, list := range []string{"args", "command"} {
		for _, arg := range c.At(list).Items() {
			other := arg.Holds(func(text string) bool {
				return slices.Contains([]string{"--git", "-git"}, text) ||
					strings.HasPrefix(text, "--git=") || strings.HasPrefix(text, "-git=")
			})
			rep.Require(rule.Not(other), arg, "%s has git-sync run a program of its choice", c.Label())
		}
	}
}
