package elasticache

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

func parameterGroup() kind.Kind {
	return kind.Kind{
		Type:     parameterGroupType,
		ID:       lowered("name"),
		Autoname: kind.Autoname{Lower: true},
		Defaults: kind.Props{"description": kind.Text("Managed by Pulumi")},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "CacheParameterGroupAlreadyExists: A cache parameter group with the name %[1]s already exists.",
		}},
		Admit: func(_ kind.World, d kind.Draft) error {
			family := d.In.Text("family")
			switch {
			case !identifier.MatchString(d.In.Text("name")):
				return kind.Say(badValue + "The parameter CacheParameterGroupName is not a valid identifier. " + identifierRule)
			case strings.HasPrefix(strings.ToLower(d.In.Text("name")), "default."):
				return kind.Say(badValue + "The parameter CacheParameterGroupName must not begin with default.")
			case !slices.Contains(families(), family):
				return kind.Say(badValue+"CacheParameterGroupFamily %s is not a valid parameter group family.", family)
			}
			for _, p := range d.In.Objects("parameters[*]") {
				if reason := wrongParameter(family, p.Text("name"), p.Text("value")); reason != "" {
					return kind.Say(badValue+"%s", reason)
				}
			}
			return nil
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{"arn": kind.Text(w.ARN("elasticache", "parametergroup:"+d.ID)), "name": kind.Text(d.ID)}
		},
		InUse: "InvalidCacheParameterGroupState: One or more cache clusters are still members of this parameter group %[1]s, so the group cannot be deleted.",
	}
}

// The parameter groups that every region has.
const (
	defaultGroup = "default."
	clusterOn    = ".cluster.on"
)

// settings are what is known of the parameter group of a cache.
type settings struct {
	family string
	// clustered is set by cluster-enabled.
	clustered bool
}

// settingsOf a parameter group; false when there is no such group.
func settingsOf(w kind.World, name string) (settings, bool) {
	if family, ours := strings.CutPrefix(name, defaultGroup); ours {
		family, clustered := strings.CutSuffix(family, clusterOn)
		return settings{family, clustered}, slices.Contains(families(), family)
	}
	found, ok := w.Find(parameterGroupType, "id", strings.ToLower(name))
	if !ok {
		return settings{}, false
	}
	s := settings{family: outputs(found).Text("family")}
	for _, p := range outputs(found).Objects("parameters[*]") {
		if p.Text("name") == "cluster-enabled" {
			s.clustered = p.Text("value") == "yes"
		}
	}
	return s, true
}
