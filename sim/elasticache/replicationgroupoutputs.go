package elasticache

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const defaultPort = 6379

// replicationGroupOutputs fills in what the program leaves to ElastiCache. It
// is admitted: its shape is known.
func replicationGroupOutputs(w kind.World, d kind.Draft) kind.Props {
	s, _ := shapeOf(w, d.In)
	members := s.members(d.ID)
	out := kind.Props{
		"arn":                 kind.Text(w.ARN("elasticache", "replicationgroup:"+d.ID)),
		"clusterEnabled":      kind.Flag(s.settings.clustered),
		"engineVersionActual": kind.Text(releases[s.at].actual),
		"memberClusters":      kind.Texts(members...),
		"replicationGroupId":  kind.Text(d.ID),
	}
	if !d.In.Has("securityGroupNames") {
		out["securityGroupNames"] = kind.List() // of before there were VPCs
	}
	if _, vpc, ok := zonesOf(w, d.In.Text("subnetGroupName")); ok && !d.In.Has("securityGroupIds") {
		home, _ := w.Find("aws:ec2/vpc:Vpc", "id", vpc)
		out["securityGroupIds"] = kind.Texts(outputs(home).Text("defaultSecurityGroupId"))
	}
	given := func(key string) bool { return d.In.Has(key) }
	fill := kind.Props{
		"atRestEncryptionEnabled":  kind.Flag(atRest(d.In)),
		"autoMinorVersionUpgrade":  kind.Flag(true),
		"clusterMode":              kind.Text(s.clusterMode(d.In)),
		"dataTieringEnabled":       kind.Flag(false),
		"engine":                   kind.Text(redis),
		"engineVersion":            kind.Text(s.shown(d.In)),
		"ipDiscovery":              kind.Text("ipv4"),
		"maintenanceWindow":        kind.Text(freeHour(d.In.Text("snapshotWindow"))),
		"networkType":              kind.Text("ipv4"),
		"numCacheClusters":         kind.Number(len(members)),
		"numNodeGroups":            kind.Number(len(s.replicas)),
		"parameterGroupName":       kind.Text(s.group),
		"port":                     kind.Number(defaultPort),
		"replicasPerNodeGroup":     kind.Number(s.replicas[0]),
		"snapshotRetentionLimit":   kind.Number(0),
		"snapshotWindow":           kind.Text(freeNight(d.In.Or("maintenanceWindow", "sun:05:00-sun:06:00"))),
		"subnetGroupName":          kind.Text(everyones),
		"transitEncryptionEnabled": kind.Flag(false),
		"transitEncryptionMode":    kind.Text(transitMode(d.In)),
	}
	for key, value := range fill {
		if !given(string(key)) {
			out[key] = value
		}
	}
	for key, address := range endpoints(w, d, s) {
		out[key] = kind.Text(address)
	}
	return out
}

func transitMode(in kind.Values) string {
	if in.Flag("transitEncryptionEnabled") {
		return in.Or("transitEncryptionMode", "required")
	}
	return ""
}

// endpoints are named by the mode and by whether clients have to use TLS.
// Source: ElastiCache user guide, "Finding connection endpoints".
func endpoints(w kind.World, d kind.Draft, s shape) map[resource.PropertyKey]string {
	label, suffix := domain(w)
	name := func(parts ...string) string { return strings.Join(append(parts, suffix), ".") }
	out := map[resource.PropertyKey]string{"configurationEndpointAddress": "", "primaryEndpointAddress": "", "readerEndpointAddress": ""}
	encrypted := d.In.Flag("transitEncryptionEnabled")
	switch {
	case s.settings.clustered && encrypted:
		out["configurationEndpointAddress"] = name("clustercfg", d.ID, label)
	case s.settings.clustered:
		out["configurationEndpointAddress"] = name(d.ID, label, "clustercfg")
	case encrypted:
		out["primaryEndpointAddress"] = name("master", d.ID, label)
		out["readerEndpointAddress"] = name("replica", d.ID, label)
	default:
		out["primaryEndpointAddress"] = name(d.ID, label, "ng", "0001")
		out["readerEndpointAddress"] = name(d.ID+"-ro", label, "ng", "0001")
	}
	return out
}
