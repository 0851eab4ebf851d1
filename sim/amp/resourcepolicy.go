package amp

import (
	"slices"

	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/policydoc"
)

// shareable are the actions that a workspace's policy may grant. Source: Amazon Managed
// Service for Prometheus User Guide, "Resource-based policies".
var shareable = []string{
	"aps:RemoteWrite", "aps:QueryMetrics", "aps:GetLabels", "aps:GetSeries", "aps:GetMetricMetadata",
}

func resourcePolicy() kind.Kind {
	return kind.Kind{
		Type:      "aws:amp/resourcePolicy:ResourcePolicy",
		Framework: true,
		ID:        kind.From("workspaceId"),
		Replaces:  []string{"workspaceId"},
		Checks:    map[string]kind.Check{"policyDocument": kind.JSON(1 << 20)},
		Refs:      []kind.Ref{home()},
		Unique: []kind.Unique{{
			On:    []string{"workspaceId"},
			Taken: "the resource policy of the workspace %[1]s is another resource's already; the service would overwrite it, the simulated cloud refuses",
		}},
		Admit:    admitPolicy,
		Outputs:  func(w kind.World, _ kind.Draft) kind.Props { return kind.Props{"revisionId": kind.Text(w.Hex(16))} },
		Volatile: []string{"revisionId"},
	}
}

func admitPolicy(w kind.World, d kind.Draft) error {
	document, err := policydoc.Parse(d.In.Text("policyDocument"))
	if err != nil || len(document.Statement) == 0 {
		return invalid("Workspace resource policy cannot be malformed")
	}
	found, _ := w.Find(workspaceType, "id", d.In.Text("workspaceId"))
	own := kind.Values{Props: found.Outputs}.Text("arn")
	for _, s := range document.Statement {
		switch {
		case len(s.Principal) == 0 || len(s.Action) == 0:
			return invalid("Resource policy cannot contain invalid arguments")
		case slices.ContainsFunc(s.Action, func(action string) bool { return !slices.Contains(shareable, action) }):
			return invalid("Resource policy contains actions that are not supported")
		case len(s.Resource) == 0 || slices.ContainsFunc(s.Resource, func(arn string) bool { return arn != own }):
			return invalid("Resource in policy does not match workspace resource ARN")
		}
		if _, unknown := kind.UnknownRole(w, s.Principal["AWS"]...); unknown {
			return invalid("Resource policy cannot contain invalid arguments")
		}
	}
	return nil
}
