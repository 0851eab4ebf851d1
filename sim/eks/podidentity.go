package eks

import (
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

const associated = "ResourceInUseException: Association already exists: %s"

const podIdentityType = "aws:eks/podIdentityAssociation:PodIdentityAssociation"

func podIdentityAssociation() kind.Kind {
	return kind.Kind{
		Type: podIdentityType,
		ID:   func(w kind.World, _ kind.Draft) string { return "a-" + w.Hex(17) },
		Checks: map[string]kind.Check{
			"namespace":      kind.Length(1, 63),
			"serviceAccount": kind.Length(1, 253),
			"roleArn":        kind.ARN("iam"),
			"targetRoleArn":  kind.ARN("iam"),
		},
		// The target role may be another account's, so that it is no reference.
		Refs:     []kind.Ref{home(), role("roleArn", noSuchRole)},
		Replaces: []string{"clusterName", "namespace", "serviceAccount"},
		Admit: func(w kind.World, d kind.Draft) error {
			return admitIdentity(w, d, d.In.Text("namespace"), d.In.Text("serviceAccount"))
		},
		Outputs: podIdentityOutputs,
	}
}

// admitIdentity gives each service account of a cluster one role: by an
// association or by an add-on, but not by both.
func admitIdentity(w kind.World, d kind.Draft, namespace, account string) error {
	found, _ := w.Find(clusterType, "id", d.In.Text("clusterName"))
	for _, association := range w.Users(podIdentityType, found) {
		has := kind.Values{Props: association.Outputs}
		if association.ID != d.ID && has.Text("namespace") == namespace && has.Text("serviceAccount") == account {
			return kind.Say(associated, association.ID)
		}
	}
	for _, installed := range w.Users(addonType, found) {
		has := kind.Values{Props: installed.Outputs}
		accounts := has.Texts("podIdentityAssociations[*].serviceAccount")
		if installed.ID != d.ID && namespaceOf(has.Text("addonName")) == namespace && slices.Contains(accounts, account) {
			return kind.Say(associated, installed.ID)
		}
	}
	return nil
}

func podIdentityOutputs(w kind.World, d kind.Draft) kind.Props {
	out := d.Settled(kind.Props{"disableSessionTags": kind.Flag(false)})
	if d.Old == nil {
		out["associationId"] = kind.Text(d.ID)
		out["associationArn"] = kind.Text(w.ARN("eks", "podidentityassociation/"+d.In.Text("clusterName")+"/"+d.ID))
	}
	external := last(d).Text("externalId")
	switch {
	case !d.In.Has("targetRoleArn"):
		external = ""
	case external == "":
		external = w.UUID()
	}
	out["externalId"] = kind.Text(external)
	return out
}
