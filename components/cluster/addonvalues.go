package cluster

import (
	"encoding/json"
	"fmt"
	"maps"
)

// The structs below are the parts of the add-ons' configuration schemas that
// are in use (`aws eks describe-addon-configuration`). Flags are the strings
// that the schemas ask for.

type vpcCNIValues struct {
	EnableNetworkPolicy string    `json:"enableNetworkPolicy"`
	Env                 vpcCNIEnv `json:"env"`
}

// vpcCNIEnv gives nodes whole /28 prefixes, and keeps one in reserve: 110 pods
// on a node where single addresses would allow 29.
type vpcCNIEnv struct {
	EnablePrefixDelegation string `json:"ENABLE_PREFIX_DELEGATION"`
	WarmPrefixTarget       string `json:"WARM_PREFIX_TARGET"`
}

// tolerating is what a deployment needs to run on tainted nodes.
type tolerating struct {
	Tolerations []toleration `json:"tolerations"`
}

type toleration struct {
	Key      string `json:"key"`
	Operator string `json:"operator"`
	Effect   string `json:"effect,omitempty"`
}

type ebsCSIValues struct {
	Controller ebsCSIController `json:"controller"`
}

type ebsCSIController struct {
	tolerating
	ExtraVolumeTags map[string]string `json:"extraVolumeTags"`
}

// clusterTag marks the volumes and snapshots that the EBS driver makes for this
// cluster; the driver's role may touch no others. The driver refuses tags of
// its own and of Kubernetes' prefixes here.
const clusterTag = "Cluster"

// values is the configuration of an add-on, empty when its own defaults do:
// every add-on that runs on each node (the node monitoring agent and the EBS
// driver's node half among them) tolerates every taint as it comes.
func (a *Args) values(addon Addon) (string, error) {
	system := tolerating{Tolerations: []toleration{
		{Key: SystemTaint.Key, Operator: "Exists", Effect: string(SystemTaint.Effect)},
	}}
	switch addon {
	case VPCCNI:
		return marshal(addon, vpcCNIValues{
			EnableNetworkPolicy: "true",
			Env:                 vpcCNIEnv{EnablePrefixDelegation: "true", WarmPrefixTarget: "1"},
		})
	case CoreDNS, MetricsServer, SnapshotController:
		return marshal(addon, system)
	case EBSCSIDriver:
		return marshal(addon, ebsCSIValues{Controller: ebsCSIController{
			tolerating:      system,
			ExtraVolumeTags: a.volumeTags(),
		}})
	default:
		return "", nil
	}
}

// volumeTags are the tags of persistent volumes, which no provider's default
// tags reach.
func (a *Args) volumeTags() map[string]string {
	out := maps.Clone(a.Tags.Map())
	out[clusterTag] = a.Name()
	return out
}

func marshal(addon Addon, v any) (string, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("write the configuration of add-on %q: %w", addon, err)
	}
	return string(text), nil
}
