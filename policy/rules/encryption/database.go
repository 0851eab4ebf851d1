package encryption

import (
	"strconv"
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

// Types of databases, which several rules are about.
const (
	clusterType         = "aws:rds/cluster:Cluster"
	clusterInstanceType = "aws:rds/clusterInstance:ClusterInstance"
	instanceType        = "aws:rds/instance:Instance"

	clusterParametersType = "aws:rds/clusterParameterGroup:ClusterParameterGroup"
	parametersType        = "aws:rds/parameterGroup:ParameterGroup"
)

// tlsParameter is the one by which an engine refuses connections in clear text.
type tlsParameter struct {
	engine string // or the beginning of a parameter group's family
	name   string
	on     []string
	// from is the first major version that refuses them unless it is told
	// otherwise; 0 where none does.
	from int
}

// tlsParameters by engine, a longer name before one that it begins with (RDS and
// Aurora user guides, "Using SSL/TLS" of each engine).
var tlsParameters = []tlsParameter{
	{"aurora-postgresql", "rds.force_ssl", []string{"1"}, 17},
	{"aurora-mysql", "require_secure_transport", []string{"1", "on"}, 0},
	{"postgres", "rds.force_ssl", []string{"1"}, 15},
	{"mysql", "require_secure_transport", []string{"1", "on"}, 0},
	{"mariadb", "require_secure_transport", []string{"1", "on"}, 0},
	{"sqlserver", "rds.force_ssl", []string{"1"}, 0},
}

// tlsParameterOf is the parameter of an engine or a family, and nil when it has
// none that is known here.
func tlsParameterOf(name string) *tlsParameter {
	for i, p := range tlsParameters {
		if strings.HasPrefix(strings.ToLower(name), p.engine) {
			return &tlsParameters[i]
		}
	}
	return nil
}

// byDefault says whether a version, "17.5" or the "17" of "aurora-postgresql17",
// refuses clear text unless it is told otherwise.
func (p tlsParameter) byDefault(version string) bool {
	major, _, _ := strings.Cut(version, ".")
	n, err := strconv.Atoi(major)
	return err == nil && p.from > 0 && n >= p.from
}

// refuses says whether the settings of a parameter group make an engine refuse
// clear text.
func (p tlsParameter) refuses(settings rule.Value, family string) rule.Truth {
	named, right := []rule.Truth{rule.No}, []rule.Truth{rule.Yes}
	for _, setting := range settings.Items() {
		this := want.Among(setting.At("name"), p.name)
		named = append(named, this)
		right = append(right, rule.Or(rule.Not(this), want.Among(setting.At("value"), p.on...)))
	}
	byDefault := rule.Of(p.byDefault(family[len(p.engine):]))
	return rule.And(rule.And(right...), rule.Or(byDefault, rule.Or(named...)))
}
