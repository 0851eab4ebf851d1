// Package grafana describes the resource types of Amazon Managed Grafana, one file
// each.
//
// No dashboard is served here, and nobody signs in: that IAM Identity Center is
// there, and whom it knows, is taken as given.
package grafana

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const (
	workspaceType         = "aws:grafana/workspace:Workspace"
	samlConfigurationType = "aws:grafana/workspaceSamlConfiguration:WorkspaceSamlConfiguration"
)

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		roleAssociation(),
		workspace(),
		workspaceSAMLConfiguration(),
		workspaceServiceAccount(),
	}
}

// The ways in which users sign in.
const (
	identityCenter = "AWS_SSO"
	saml           = "SAML"
)

// badRequest is all that the service says of a request whose parts do not go
// together.
const badRequest = "BadRequestException: Invalid request body"

// home refers to the workspace. What belongs to one goes with it.
func home() kind.Ref {
	return kind.Ref{
		Path: "workspaceId", To: []kind.Target{{Type: workspaceType, By: "id"}}, OnDelete: sim.Cascade,
		Missing: "ResourceNotFoundException: Workspace with ID %s not found",
	}
}

// workspaceOf is the workspace that a resource belongs to, as it is.
func workspaceOf(w kind.World, d kind.Draft) kind.Values {
	found, _ := w.Find(workspaceType, "id", d.In.Text("workspaceId"))
	return kind.Values{Props: found.Outputs}
}

// invalid is the service's refusal of a value.
func invalid(words string, values ...any) error {
	return kind.Say("ValidationException: "+words, values...)
}
