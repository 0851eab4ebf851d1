package rds

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

func eventSubscription() kind.Kind {
	return kind.Kind{
		Type:     "aws:rds/eventSubscription:EventSubscription",
		ID:       named("name", "namePrefix", ""),
		Defaults: kind.Props{"enabled": kind.Flag(true)},
		Checks: map[string]kind.Check{
			"snsTopic": kind.ARN(),
			"sourceType": kind.OneOf(
				"db-instance", "db-parameter-group", "db-security-group", "db-snapshot", "db-cluster", "db-cluster-snapshot",
				"custom-engine-version", "db-proxy", "blue-green-deployment", "db-shard-group", "zero-etl",
			),
		},
		Rules: func(in kind.Values) []kind.Failure { return conflicts(in, [2]string{"name", "namePrefix"}) },
		Refs:  []kind.Ref{topic()},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "SubscriptionAlreadyExist: Event Subscription already exists: %[1]s",
		}},
		Admit: inTurn(admitTopic, admitCategories, admitSources, admitPublishing),
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{
				"arn":           kind.Text(w.ARN("rds", "es:"+d.ID)),
				"customerAwsId": kind.Text(w.Account()),
				"name":          kind.Text(d.ID),
			}
		},
	}
}

// topic is in the region of the subscription.
func topic() kind.Ref {
	ref := kind.Topic("snsTopic")
	ref.Missing = "SNSTopicArnNotFound: SNS topic ARN %s does not exist"
	return ref
}

func admitTopic(w kind.World, d kind.Draft) error {
	if arn := d.In.Text("snsTopic"); !strings.HasPrefix(arn, w.ARN("sns", "")) {
		return kind.Say("SNSTopicArnNotFound: SNS topic ARN %s does not exist", arn)
	}
	return nil
}

// categories are those of the events of a source type. Source: RDS user guide,
// "Amazon RDS event categories and event messages". Types that are not listed
// take any.
var categories = map[string][]string{
	"db-cluster": {
		"configuration change", "creation", "deletion", "failover", "failure", "global-failover", "maintenance", "migration", "notification", "serverless",
	},
	"db-instance": {
		"availability", "backtrack", "backup", "configuration change", "creation", "deletion", "failover", "failure", "low storage", "maintenance",
		"notification", "read replica", "recovery", "restoration", "security", "security patching",
	},
	"db-parameter-group":  {"configuration change"},
	"db-proxy":            {"configuration change", "creation", "deletion", "failure"},
	"db-cluster-snapshot": {"backup", "creation", "deletion", "notification", "restoration"},
	"db-snapshot":         {"creation", "deletion", "notification", "restoration"},
}

func admitCategories(_ kind.World, d kind.Draft) error {
	source := d.In.Text("sourceType")
	asked := d.In.Texts("eventCategories[*]")
	if source == "" && len(asked) > 0 {
		return kind.Say("InvalidParameterCombination: If SourceType is null, Categories must also be null.")
	}
	known, listed := categories[source]
	for _, category := range asked {
		if listed && !slices.Contains(known, category) {
			return kind.Say("SubscriptionCategoryNotFound: The supplied category %s does not exist.", category)
		}
	}
	return nil
}

// sourceTypes are the types of sources that are simulated.
var sourceTypes = map[string]string{
	"db-cluster": clusterType, "db-instance": clusterInstanceType, "db-parameter-group": parameterGroupType, "db-proxy": proxyType,
}

func admitSources(w kind.World, d kind.Draft) error {
	ids := d.In.Texts("sourceIds[*]")
	if len(ids) > 0 && !d.In.Has("sourceType") {
		return kind.Say("InvalidParameterCombination: If SourceType is null, SourceIds must also be null.")
	}
	typ, simulated := sourceTypes[d.In.Text("sourceType")]
	for _, id := range ids {
		known := slices.ContainsFunc(w.All(typ), func(o sim.Object) bool { return o.ID == id })
		if simulated && !known {
			return kind.Say("SourceNotFound: Could not find source :%s", id)
		}
	}
	return nil
}
