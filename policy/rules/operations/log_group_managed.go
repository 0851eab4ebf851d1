package operations

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// producer is a resource that writes logs to groups that it names itself. What it
// finds no group for, it makes one for: without a key, and for ever.
type producer struct {
	typ  string
	name string // the property that the groups' names have in them
	logs string // the property that lists what is written; empty when it always writes
	// group is the name of a log group: {name} and {log} stand for those.
	group string
	// own is a property that names another log group instead.
	own string
}

var producers = []producer{
	{typ: eksClusterType, name: "name", logs: "enabledClusterLogTypes", group: "/aws/eks/{name}/cluster"},
	{typ: "aws:rds/cluster:Cluster", name: "clusterIdentifier", logs: "enabledCloudwatchLogsExports", group: "/aws/rds/cluster/{name}/{log}"},
	{typ: "aws:rds/instance:Instance", name: "identifier", logs: "enabledCloudwatchLogsExports", group: "/aws/rds/instance/{name}/{log}"},
	{typ: databaseProxyType, name: "name", group: "/aws/rds/proxy/{name}"},
	{typ: lambdaFunction, name: "name", group: "/aws/lambda/{name}", own: "loggingConfig.logGroup"},
}

func producerTypes() []string {
	out := []string{logGroupType}
	for _, p := range producers {
		out = append(out, p.typ)
	}
	return out
}

var logGroupManaged = rule.Rule{
	ID:    "operations-log-group-managed",
	Title: "What writes logs writes them to a log group of the program",
	Why: "The control plane, the database and functions make the log group that they don't find, with AWS's own key " +
		"and kept for ever: the rules about log groups never see it.",
	Fix:        "Add an aws.cloudwatch.LogGroup with the name that the service uses, before the service.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      producerTypes(),
	Controls:   recorded(rule.NIST.IDs("AU-9")...),
	Since:      since,
	CheckStack: checkProducers,
}

func checkProducers(s *rule.Stack, rep *rule.Report) {
	groups := s.OfType(logGroupType)
	for _, p := range producers {
		for _, r := range s.OfType(p.typ) {
			logs := []rule.Value{r.At(p.name)}
			if p.logs != "" {
				logs = r.At(p.logs).Items()
			}
			for _, log := range logs {
				wanted, known := p.groupOf(r, log)
				answers := []rule.Truth{rule.Not(known), rule.And(rule.Of(p.own != ""), rule.Not(r.At(p.own).Blank()))}
				for _, group := range groups {
					answers = append(answers, rule.And(known, group.At("name").IsName(wanted)))
				}
				rep.On(r).Require(rule.Or(answers...), log, "no log group of the stack is called %s", wanted)
			}
		}
	}
}

// groupOf is the name of the group that a log goes to.
func (p producer) groupOf(r *rule.Resource, log rule.Value) (string, rule.Truth) {
	name, known := r.At(p.name).Name()
	kind, kindKnown := log.Text()
	if known = rule.And(known, kindKnown); known == rule.No {
		return "", rule.No // without a name Pulumi makes one up, known later
	}
	return strings.NewReplacer("{name}", name, "{log}", kind).Replace(p.group), known
}
