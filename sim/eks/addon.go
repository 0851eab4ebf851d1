package eks

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"sigs.k8s.io/yaml"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const addonType = "aws:eks/addon:Addon"

const noSuchRole = "InvalidParameterException: Role provided in the request does not exist: %s"

func addon() kind.Kind {
	return kind.Kind{
		Type: addonType,
		ID:   kind.Joined(":", "clusterName", "addonName"),
		Checks: map[string]kind.Check{
			"configurationValues":   configuration,
			"serviceAccountRoleArn": kind.ARN("iam"),
		},
		Refs: []kind.Ref{
			home(),
			role("serviceAccountRoleArn", noSuchRole),
			role("podIdentityAssociations[*].roleArn", noSuchRole),
		},
		Unique: []kind.Unique{{
			On:    []string{"addonName", "clusterName"},
			Taken: "ResourceInUseException: Addon already exists",
		}},
		Admit:    admitAddon,
		Volatile: []string{"modifiedAt"},
		Outputs:  addonOutputs,
	}
}

// configuration accepts JSON and YAML; each add-on's own schema is not known.
func configuration(v resource.PropertyValue) string {
	var values map[string]any
	if v.IsString() && yaml.Unmarshal([]byte(v.StringValue()), &values) != nil {
		return "ConfigurationValue provided in request is not supported: neither a JSON nor a YAML object"
	}
	return ""
}

// daemons and deployments are the add-ons of AWS and of the community, by what
// they run: a daemon is healthy without a node, a deployment is not. Source: EKS
// user guide, "AWS add-ons" and "Community add-ons".
var (
	daemons = []string{
		"vpc-cni", "kube-proxy", "eks-pod-identity-agent", "eks-node-monitoring-agent", "aws-guardduty-agent",
		"aws-mountpoint-s3-csi-driver", "aws-network-flow-monitoring-agent", "aws-secrets-store-csi-driver-provider",
		"prometheus-node-exporter", "fluent-bit",
	}
	deployments = []string{
		"coredns", "aws-ebs-csi-driver", "aws-efs-csi-driver", "aws-fsx-csi-driver", "snapshot-controller", "metrics-server",
		"kube-state-metrics", "cert-manager", "external-dns", "adot", "amazon-cloudwatch-observability", "aws-privateca-connector-for-kubernetes",
	}
)

func admitAddon(w kind.World, d kind.Draft) error {
	cluster, name := d.In.Text("clusterName"), d.In.Text("addonName")
	plane := outputsOf(w, cluster)
	known := slices.Contains(daemons, name) || slices.Contains(deployments, name)
	version := d.In.Text("addonVersion")
	switch {
	case !known:
		return kind.Say("InvalidParameterException: Addon %s specified is not supported in %s kubernetes version", name, plane.Text("version"))
	// kube-proxy is offered with its cluster's minor version only.
	case name == "kube-proxy" && version != "" && version != last(d).Text("addonVersion") && minor(version) != minor(plane.Text("version")):
		return kind.Say("InvalidParameterException: Addon version specified is not supported")
	}
	if err := admitAddonIdentities(w, d); err != nil {
		return err
	}
	if d.Old == nil && slices.Contains(deployments, name) && !plane.Flag("computeConfig.enabled") && !hasNodes(w, cluster) {
		return kind.Say("unexpected state 'DEGRADED', wanted target 'ACTIVE'. last error: InsufficientNumberOfReplicas: The add-on is unhealthy because it doesn't have the desired number of replicas.")
	}
	return nil
}

func hasNodes(w kind.World, cluster string) bool {
	found, _ := w.Find(clusterType, "id", cluster)
	return slices.ContainsFunc(w.Users(nodeGroupType, found), func(group sim.Object) bool {
		return kind.Values{Props: group.Outputs}.Number("scalingConfig.desiredSize") > 0
	})
}

// addonNamespaces are where add-ons run that do not run in kube-system.
var addonNamespaces = map[string]string{
	"adot": "opentelemetry-operator-system", "amazon-cloudwatch-observability": "amazon-cloudwatch", "aws-guardduty-agent": "amazon-guardduty",
	"cert-manager": "cert-manager", "external-dns": "external-dns", "fluent-bit": "fluent-bit",
	"kube-state-metrics": "kube-state-metrics", "prometheus-node-exporter": "prometheus-node-exporter",
}

func namespaceOf(addon string) string {
	if namespace, ok := addonNamespaces[addon]; ok {
		return namespace
	}
	return "kube-system"
}

// admitAddonIdentities gives each service account one role.
func admitAddonIdentities(w kind.World, d kind.Draft) error {
	var seen []string
	for _, account := range d.In.Texts("podIdentityAssociations[*].serviceAccount") {
		if slices.Contains(seen, account) {
			return kind.Say("InvalidParameterException: Service account %s is in more than one pod identity association", account)
		}
		seen = append(seen, account)
		if err := admitIdentity(w, d, namespaceOf(d.In.Text("addonName")), account); err != nil {
			return err
		}
	}
	return nil
}

func addonOutputs(w kind.World, d kind.Draft) kind.Props {
	version := "v1.0.0-eksbuild.1"
	if d.In.Text("addonName") == "kube-proxy" {
		version = "v" + outputsOf(w, d.In.Text("clusterName")).Text("version") + ".0-eksbuild.1"
	}
	out := d.Settled(kind.Props{"addonVersion": kind.Text(version), "configurationValues": kind.Text("")})
	out["modifiedAt"] = kind.Text(w.Timestamp())
	if d.Old == nil {
		out["arn"] = kind.Text(w.ARN("eks", "addon/"+d.In.Text("clusterName")+"/"+d.In.Text("addonName")+"/"+w.UUID()))
		out["createdAt"] = kind.Text(w.Timestamp())
	}
	return out
}
