package amp

import "github.com/covetpy/platform/sim/kind"

// alertManagerDefinition is the configuration of a workspace's Alertmanager, of which it
// has one.
func alertManagerDefinition() kind.Kind {
	return kind.Kind{
		Type:   "aws:amp/alertManagerDefinition:AlertManagerDefinition",
		ID:     kind.From("workspaceId"),
		Refs:   []kind.Ref{home()},
		Unique: single("Alert manager definition"),
		Admit:  func(w kind.World, d kind.Draft) error { return admitAlertManager(w, d.In.Text("definition")) },
	}
}
