package operations

import "github.com/covetpy/platform/policy/rule"

const eventSubscriptionType = "aws:rds/eventSubscription:EventSubscription"

var databaseEvents = rule.Rule{
	ID:    "operations-database-events",
	Title: "Somebody hears of failures and maintenance of every database and its proxy",
	Why: "RDS tells of a failure, of a failover and of maintenance that it will do whether you like it or not, once, as an " +
		"event. Without a subscription nobody gets it; one that is switched off or of other categories looks as if.",
	Fix: "Add eventSubscriptions of the source types db-cluster, db-instance and db-proxy with the categories of the settings, for " +
		"all sources or with the database among sourceIds.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{clusterType, clusterInstanceType, instanceType, databaseProxyType, eventSubscriptionType},
	Controls: recorded(rule.FSBP.IDs("RDS.19", "RDS.20")...),
	Settings: []rule.Setting{
		{
			Name: "clusterEvents", Doc: "Categories of events of clusters that somebody has to hear of.",
			Texts: rule.Same([]string{"failure", "maintenance"}),
		},
		{
			Name: "instanceEvents", Doc: "Categories of events of instances that somebody has to hear of.",
			Texts: rule.Same([]string{"failure", "maintenance"}),
		},
		{
			Name: "proxyEvents", Doc: "Categories of events of proxies that somebody has to hear of.",
			Texts: rule.Same([]string{"failure"}),
		},
	},
	Since: "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, r := range s.OfType(clusterType) {
			judgeEvents(s, rep.On(r), r, "db-cluster", rep.Texts("clusterEvents"), r.At("clusterIdentifier"))
		}
		for _, r := range s.OfType(clusterInstanceType, instanceType) {
			judgeEvents(s, rep.On(r), r, "db-instance", rep.Texts("instanceEvents"), r.At("identifier"))
		}
		for _, r := range s.OfType(databaseProxyType) {
			judgeEvents(s, rep.On(r), r, "db-proxy", rep.Texts("proxyEvents"), r.At("name"))
		}
	},
}

func judgeEvents(s *rule.Stack, rep *rule.Report, r *rule.Resource, source string, categories []string, at rule.Value) {
	for _, category := range categories {
		heard := []rule.Truth{isAbroad(s, r)}
		for _, subscription := range s.OfType(eventSubscriptionType) {
			heard = append(heard, hears(subscription, r, source, category))
		}
		rep.Require(rule.Or(heard...), at, "nobody hears of events of the category %q", category)
	}
}

// isAbroad says whether a database is a copy of one in another region, or an
// instance of such a copy. It is not asked: its events are told in its own region
// alone, and a subscription of this one can't hear them.
func isAbroad(s *rule.Stack, r *rule.Resource) rule.Truth {
	if r.Type == clusterType {
		return r.At("sourceRegion").Given()
	}
	answers := []rule.Truth{rule.No}
	for _, cluster := range s.OfType(clusterType) {
		answers = append(answers, rule.And(memberOf(r, cluster), cluster.At("sourceRegion").Given()))
	}
	return rule.Or(answers...)
}

// hears says whether a subscription tells of a category of a database's events. It
// is on unless switched off, and of everything that it does not narrow.
func hears(subscription, r *rule.Resource, source, category string) rule.Truth {
	enabled, types := subscription.At("enabled"), subscription.At("sourceType")
	categories, ids := subscription.At("eventCategories"), subscription.At("sourceIds")
	return rule.And(
		rule.Or(rule.Not(enabled.Present()), enabled.IsTrue()),
		rule.Or(types.Blank(), types.Is(source)),
		rule.Or(rule.Not(categories.Given()), categories.Contains(category)),
		rule.Or(rule.Not(ids.Given()), rule.Refers(subscription, "sourceIds", r, "clusterIdentifier", "identifier", "name", "id")),
	)
}
