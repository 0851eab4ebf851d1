package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var volumeTypes = rule.Rule{
	ID:    "kubernetes-volume-types",
	Title: "Pods name no storage device or server themselves",
	Why: "A volume that names an NFS server, a disk or a driver of its own goes past storage classes, their encryption " +
		"and their access rules; several of these types have left Kubernetes since.",
	Fix: "Use configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected or secret; " +
		"a share is mounted by a claim for a persistent volume.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads(),
	Controls: confined(restricted("Volume Types")),
	Since:    since,
	Check: pods(func(p kube.Pod, rep *rule.Report) {
		for _, volume := range p.Spec.At("volumes").Items() {
			// The node's own directories are judged by a rule of their own.
			answers := []rule.Truth{volume.At("hostPath").Present(), unsaid(p, volume)}
			for _, source := range allowedSources {
				answers = append(answers, volume.At(source).Present())
			}
			rep.Require(rule.Or(answers...), volume, "the volume %s names its storage itself", volume.At("name").Quote())
		}
	}),
}

var allowedSources = []string{
	"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret",
}

// unsaid says whether a patch speaks of a volume without saying what it is.
func unsaid(p kube.Pod, volume rule.Value) rule.Truth {
	keys, known := volume.Keys()
	said := []rule.Truth{rule.No}
	for _, key := range keys {
		if key != "name" {
			said = append(said, volume.Field(key).Present())
		}
	}
	return rule.And(rule.Of(p.Patch), known, rule.Not(rule.Or(said...)))
}
