package dashboards

import (
	"fmt"

	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"

	"github.com/covetpy/platform/infra/tags"
)

// variable is a choice at the top of a dashboard, of values that a data source
// lists.
type variable struct {
	name, label, description string
	// query lists the values. It is for CloudWatch where cloudWatch is set.
	query      string
	cloudWatch bool
	// pick is a regular expression that the values have to match; of a group in it,
	// only the group is taken.
	pick string
	// hidden variables are not a choice: they find ids that AWS has made.
	hidden bool
	// several says that more than one can be chosen, and all are at first.
	several bool
}

func (v variable) builder(e Environment) cog.Builder[dashboard.VariableModel] {
	source := e.Sources.Metrics.ref()
	if v.cloudWatch {
		source = e.Sources.CloudWatch.ref()
	}
	b := dashboard.NewQueryVariableBuilder(v.name).Label(v.label).Description(v.description).Datasource(source).
		Query(dashboard.StringOrMap{String: &v.query}).Definition(v.query).Regex(v.pick).
		Refresh(dashboard.VariableRefreshOnDashboardLoad).Sort(dashboard.VariableSortAlphabeticalAsc).
		Multi(v.several).IncludeAll(v.several)
	if v.several {
		all := []string{"$__all"}
		b.Current(dashboard.VariableOption{
			Text:  dashboard.StringOrArrayOfString{ArrayOfString: []string{"All"}},
			Value: dashboard.StringOrArrayOfString{ArrayOfString: all},
		})
	}
	if v.hidden {
		b.Hide(dashboard.VariableHideHideVariable)
	}
	return b
}

// labelValues is a choice among the values of a label.
func labelValues(name, label, description, series, of string) variable {
	return variable{
		name: name, label: label, description: description, several: true,
		query: fmt.Sprintf("label_values(%s, %s)", series, of),
	}
}

// Names of hidden variables.
const (
	variableBalancer = "load_balancer"
	variableNAT      = "nat_gateway"
)

// balancerVariable finds the end of the load balancer's ARN, which CloudWatch knows
// it by and AWS makes up.
func (e Environment) balancerVariable() variable {
	return variable{
		name: variableBalancer, label: "Load balancer", cloudWatch: true, hidden: true,
		description: "The environment's load balancer, by its name.",
		query:       fmt.Sprintf("dimension_values(%s, AWS/ApplicationELB, RequestCount, LoadBalancer)", e.Region),
		pick:        "/^app\\/" + e.Edge.LoadBalancer + "\\/.+$/",
	}
}

// natVariable finds the ids of the environment's NAT gateways by their tag.
func (e Environment) natVariable() variable {
	return variable{
		name: variableNAT, label: "NAT gateways", cloudWatch: true, hidden: true, several: true,
		description: "The environment's NAT gateways, by their tags.",
		query: fmt.Sprintf(`resource_arns(%s, ec2:natgateway, {%q: [%q], %q: [%q]})`, e.Region,
			tags.KeyProject, e.Names.Project, tags.KeyEnvironment, e.Names.Environment),
		pick: "/natgateway\\/(nat-[0-9a-f]+)$/",
	}
}
