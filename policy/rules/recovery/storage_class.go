package recovery

import (
	"strconv"
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

const storageClassType = "kubernetes:storage.k8s.io/v1:StorageClass"

var storageClass = rule.Rule{
	ID:    "recovery-storage-class",
	Title: "Volumes of a storage class are covered by a backup plan, or say why they need none",
	Why: "The CSI driver makes the volumes of claims out of Pulumi's sight, with the tags that the storage class gives " +
		"them and no others. Without the tag that a backup plan selects by, what StatefulSets write is backed up by " +
		"nobody.",
	Fix: "Give parameters a tagSpecification_1 of \"Backup=volumes\", or of whatever a selection asks for; or " +
		"\"Backup=none\" and a second one with BackupReason.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{storageClassType, selectionType},
	Controls: restorable(rule.FSBP.ID("EC2.28")),
	Since:    "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, r := range s.OfType(storageClassType) {
			provisioner, parameters := r.At("provisioner"), r.At("parameters")
			mine := provisioner.Is("ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com")
			class := parameterTag(parameters, tagBackup)
			answers := []rule.Truth{
				rule.Not(mine),
				rule.And(rule.Of(class == noBackup), rule.Of(parameterTag(parameters, tagReason) != ""), parameters.Present()),
			}
			for _, selection := range s.OfType(selectionType) {
				answers = append(answers, asksFor(selection, class))
			}
			if unknownTag(parameters) {
				answers = append(answers, rule.Unknown)
			}
			rep.On(r).Require(rule.Or(answers...), parameters, "no backup plan of the stack selects its volumes (their tag is %q), and it gives no reason", class)
		}
	},
}

// maxTags is more than the tags that EBS takes for a volume.
const maxTags = 64

// parameterTag is the value of a tag that the driver gives volumes: its parameters
// tagSpecification_1 and so on each have one, "Backup=volumes" (aws-ebs-csi-driver,
// docs/tagging.md).
func parameterTag(parameters rule.Value, key string) string {
	for i := range maxTags {
		text, _ := parameters.At("tagSpecification_" + strconv.Itoa(i)).Text()
		if name, value, found := strings.Cut(text, "="); found && strings.TrimSpace(name) == key {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func unknownTag(parameters rule.Value) bool {
	for i := range maxTags {
		if parameters.At("tagSpecification_"+strconv.Itoa(i)).Present() == rule.Unknown {
			return true
		}
	}
	return false
}

// asksFor says whether a selection takes stores with a value of the tag Backup, as
// far as that tag goes: others come from the driver's own settings.
func asksFor(selection *rule.Resource, class string) rule.Truth {
	answers := []rule.Truth{rule.No}
	ask := func(items rule.Value, compare func(wanted, found string) bool) {
		for _, item := range items.Items() {
			wanted, known := item.At("value").Text()
			if known == rule.Yes {
				known = rule.Of(class != "" && compare(wanted, class))
			}
			answers = append(answers, rule.And(want.Among(item.At("key"), tagBackup, "aws:ResourceTag/"+tagBackup), known))
		}
	}
	ask(selection.At("selectionTags"), same)
	for _, condition := range selection.At("conditions").Items() {
		ask(condition.At("stringEquals"), same)
		ask(condition.At("stringLikes"), rule.Like)
	}
	return rule.Or(answers...)
}
