package eks

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const accessEntryType = "aws:eks/accessEntry:AccessEntry"

const entryTaken = "ResourceInUseException: The specified access entry resource is already in use on this cluster."

func accessEntry() kind.Kind {
	return kind.Kind{
		Type:     accessEntryType,
		ID:       kind.Joined(":", "clusterName", "principalArn"),
		Defaults: kind.Props{"type": kind.Text("STANDARD")},
		Checks: map[string]kind.Check{
			"principalArn": kind.All(kind.ARN("iam"), kind.Pattern(`arn:[^:]+:iam::\d{12}:(role|user)/.+`, "expected the ARN of an IAM role or user")),
		},
		// The principal may be another account's, so that it is no reference.
		Refs: []kind.Ref{home()},
		Unique: []kind.Unique{{
			On:    []string{"clusterName", "principalArn"},
			Taken: entryTaken,
		}},
		Admit:    admitEntry,
		Volatile: []string{"modifiedAt"},
		Outputs:  accessEntryOutputs,
	}
}

func admitEntry(w kind.World, d kind.Draft) error {
	if err := admitEntries(w, d); err != nil {
		return err
	}
	// EKS makes the entry of a managed node group's role itself.
	cluster, _ := w.Find(clusterType, "id", d.In.Text("clusterName"))
	for _, group := range w.Users(nodeGroupType, cluster) {
		if d.Old == nil && (kind.Values{Props: group.Outputs}).Text("nodeRoleArn") == d.In.Text("principalArn") {
			return kind.Say(entryTaken)
		}
	}
	if d.In.Text("type") != "STANDARD" && (d.In.Has("kubernetesGroups") || d.In.Has("userName")) {
		return kind.Say(onlyStandard)
	}
	for _, group := range d.In.Texts("kubernetesGroups[*]") {
		if prefix := reservedPrefix(group, "system:", "eks:", "aws:", "amazon:", "iam:"); prefix != "" {
			return kind.Say("InvalidParameterException: The kubernetes group name %s is invalid, it cannot start with %s", group, prefix)
		}
	}
	if prefix := reservedPrefix(d.In.Text("userName"), "system:", "eks:", "aws:", "amazon:", "iam:"); prefix != "" {
		return kind.Say("InvalidParameterException: The username %s is invalid, it cannot start with %s", d.In.Text("userName"), prefix)
	}
	return nil
}

// admitEntries is refused where a ConfigMap alone says who is let in.
func admitEntries(w kind.World, d kind.Draft) error {
	if outputsOf(w, d.In.Text("clusterName")).Text("accessConfig.authenticationMode") == "CONFIG_MAP" {
		return kind.Say("InvalidRequestException: The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.")
	}
	return nil
}

func reservedPrefix(name string, prefixes ...string) string {
	for _, prefix := range prefixes {
		if strings.HasPrefix(name, prefix) {
			return prefix
		}
	}
	return ""
}

func accessEntryOutputs(w kind.World, d kind.Draft) kind.Props {
	arn := d.In.Text("principalArn")
	user, groups := arn, kind.Texts()
	switch typ := d.In.Text("type"); {
	case typ == "EC2_LINUX" || typ == "EC2_WINDOWS" || typ == "EC2":
		user, groups = "system:node:{{EC2PrivateDNSName}}", kind.Texts("system:nodes")
	case strings.Contains(arn, ":role/"):
		user = strings.Replace(arn, ":iam:", ":sts:", 1)
		user = strings.Replace(user, ":role/", ":assumed-role/", 1) + "/{{SessionName}}"
	}
	out := d.Settled(kind.Props{"userName": kind.Text(user), "kubernetesGroups": groups})
	out["modifiedAt"] = kind.Text(w.Timestamp())
	if d.Old == nil {
		parts := strings.SplitN(arn, ":", 6)
		typ, path, _ := strings.Cut(parts[5], "/")
		name := path[strings.LastIndex(path, "/")+1:]
		out["accessEntryArn"] = kind.Text(w.ARN("eks", strings.Join([]string{"access-entry", d.In.Text("clusterName"), typ, parts[4], name, w.UUID()}, "/")))
		out["createdAt"] = kind.Text(w.Timestamp())
	}
	return out
}
