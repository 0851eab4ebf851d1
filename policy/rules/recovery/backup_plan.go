package recovery

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

var backupPlan = rule.Rule{
	ID:    "recovery-backup-plan",
	Title: "Every store is covered by a backup plan, or says why it needs none",
	Why: "A store that nobody backs up looks like any other until the day it is lost. Which plan covers it has to " +
		"follow from the store itself, so that a new one can't be forgotten.",
	Fix: "Give the store the tag Backup with the class that a selection of AWS Backup asks for, or with none and the " +
		"tag BackupReason, which says why nothing would be lost. A cache keeps snapshots of its own " +
		"(snapshotRetentionLimit).",
	Severity:   rule.High,
	Levels:     rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:      append(storeTypes(), selectionType, planType),
	Controls:   restorable(rule.FSBP.ID("RDS.26"), rule.FSBP.ID("DynamoDB.4"), rule.FSBP.ID("EC2.28"), rule.FSBP.ID("ElastiCache.1")),
	Since:      since,
	CheckStack: checkStores,
}

func checkStores(s *rule.Stack, rep *rule.Report) {
	selections := s.OfType(selectionType)
	for _, r := range s.OfType(storeTypes()...) {
		tag := tagOf(r, tagBackup)
		answers := []rule.Truth{rule.And(tag.Is(noBackup), rule.Not(tagOf(r, tagReason).Blank()))}
		if days := stores[r.Type].snapshots; days != "" {
			answers = append(answers, atLeastOne(r.At(days)))
		} else {
			for _, selection := range selections {
				answers = append(answers, rule.And(selects(selection, r), planned(s, selection)))
			}
		}
		rep.On(r).Require(rule.Or(answers...), tag, "no backup plan of the stack selects it (its tag is %s), and it gives no reason", tag.Quote())
	}
}

// tagOf reads a tag among all that the resource carries, the provider's default
// tags included, or else among its own.
func tagOf(r *rule.Resource, key string) rule.Value {
	if all := r.At("tagsAll"); all.Present() != rule.No {
		return all.At(key)
	}
	return r.At("tags").At(key)
}

func atLeastOne(v rule.Value) rule.Truth {
	n, known := v.Number()
	if known != rule.Yes {
		return known
	}
	return rule.Of(n >= 1)
}

// planned says whether a selection is of a plan that backs something up. A plan
// that the stack does not make can't be looked at.
func planned(s *rule.Stack, selection *rule.Resource) rule.Truth {
	plans, _ := s.Referred(selection, "planId", planType)
	if len(plans) == 0 {
		return rule.And(rule.Not(selection.At("planId").Blank()), rule.Unknown)
	}
	rules := plans[0].At("rules")
	return rule.And(rules.Present(), rule.Of(len(rules.Items()) > 0))
}

// selects says whether a selection takes a store. AWS Backup assigns a resource
// when its ARN is listed (everything, where nothing is) and all conditions hold;
// of the older selection tags one is enough, with or without a list (AWS Backup
// API reference, BackupSelection).
func selects(selection, r *rule.Resource) rule.Truth {
	resources, tags := selection.At("resources").Items(), selection.At("selectionTags").Items()
	listed := []rule.Truth{rule.Of(len(resources) == 0 && len(tags) == 0), lists(selection, "resources", r)}
	for _, tag := range tags {
		listed = append(listed, hasTag(tag, r, same))
	}
	held := []rule.Truth{rule.Not(lists(selection, "notResources", r))}
	for _, condition := range selection.At("conditions").Items() {
		for _, c := range condition.At("stringEquals").Items() {
			held = append(held, hasTag(c, r, same))
		}
		for _, c := range condition.At("stringNotEquals").Items() {
			held = append(held, rule.Not(hasTag(c, r, same)))
		}
		for _, c := range condition.At("stringLikes").Items() {
			held = append(held, hasTag(c, r, rule.Like))
		}
		for _, c := range condition.At("stringNotLikes").Items() {
			held = append(held, rule.Not(hasTag(c, r, rule.Like)))
		}
	}
	return rule.And(rule.Or(listed...), rule.And(held...))
}

// lists says whether a list of ARNs, possibly with stars, has a store's: because
// the list is made from the store, or because an entry matches. What is made from
// other stores alone has none of this one.
func lists(selection *rule.Resource, path string, r *rule.Resource) rule.Truth {
	from := selection.From(path, storeTypes()...)
	if slices.Contains(from, r.URN) {
		return rule.Yes
	}
	answers := []rule.Truth{rule.No}
	for _, entry := range selection.At(path).Items() {
		pattern, known := entry.Text()
		switch {
		case known == rule.Yes:
			answers = append(answers, matches(pattern, r))
		case known == rule.Unknown && len(from) > 0:
		default:
			answers = append(answers, known)
		}
	}
	return rule.Or(answers...)
}

// matches says whether a pattern matches a store's ARN. Before the ARN is known,
// its shape can tell: a pattern of another service does not match it, and one of
// all that a type has does.
func matches(pattern string, r *rule.Resource) rule.Truth {
	if pattern == "*" {
		return rule.Yes
	}
	if arn, known := r.At("arn").Text(); known != rule.Unknown {
		return rule.And(known, rule.Of(rule.Like(pattern, arn)))
	}
	parts, ok := aws.SplitARN(pattern)
	if !ok {
		return rule.Unknown
	}
	shape := stores[r.Type]
	prefix, _, open := strings.Cut(parts.Resource, "*")
	switch {
	case !rule.Like(parts.Service, shape.service),
		!strings.HasPrefix(prefix, shape.kind) && !strings.HasPrefix(shape.kind, prefix):
		return rule.No
	case open && strings.HasPrefix(shape.kind, prefix) && strings.HasSuffix(parts.Resource, "*") && anywhere(parts.Region) && anywhere(parts.Account):
		return rule.Yes
	default:
		return rule.Unknown
	}
}

// anywhere says whether a part of a pattern leaves nothing out; a bucket's ARN has
// neither region nor account.
func anywhere(part string) bool { return part == "*" || part == "" }

func same(wanted, found string) bool { return wanted == found }

// hasTag says whether a store has a tag as a condition wants it. The key of a
// condition is "aws:ResourceTag/Name", that of a selection tag the name alone.
func hasTag(condition rule.Value, r *rule.Resource, compare func(wanted, found string) bool) rule.Truth {
	key, keyKnown := condition.At("key").Text()
	wanted, wantedKnown := condition.At("value").Text()
	if known := rule.And(keyKnown, wantedKnown); known != rule.Yes {
		return known
	}
	found, known := tagOf(r, strings.TrimPrefix(key, "aws:ResourceTag/")).Text()
	if known != rule.Yes {
		return known
	}
	return rule.Of(compare(wanted, found))
}
