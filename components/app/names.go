package app

import (
	"strings"

	"github.com/covetpy/platform/infra/naming"
)

// MaxName is the longest name of an application: with the colour and with what a
// controller appends (a replica set's hash and a pod's) it is still a DNS label.
const MaxName = 30

// Labels of every object of an application (Kubernetes, "Recommended Labels").
const (
	LabelName      = "app.kubernetes.io/name"
	LabelPartOf    = "app.kubernetes.io/part-of"
	LabelComponent = "app.kubernetes.io/component"
	LabelVersion   = "app.kubernetes.io/version"
	LabelManagedBy = "app.kubernetes.io/managed-by"
	// LabelColour is in the selectors of a colour's pods.
	LabelColour = "covetpy.dev/colour"
	// LabelTrack is on the Deployment alone: on the pods it would roll them out again
	// whenever a colour's part changes.
	LabelTrack = "covetpy.dev/track"
)

// component is what pods of an application are there for.
type component string

// Components.
const (
	componentService   component = "service"
	componentWorker    component = "worker"
	componentMigration component = "migration"
	componentCron      component = "cron"
)

// Parts of names, of what Pulumi and AWS know.
const (
	partAccount       = "account"
	partRole          = "app"
	partIdentity      = "identity"
	partNetworkPolicy = "reach"
)

// component of the pods that are always there.
func (a *Args) component() component {
	if a.Service == nil {
		return componentWorker
	}
	return componentService
}

// colourName is what a colour's objects are called.
func (a *Args) colourName(c Colour) string { return a.Name + "-" + string(c) }

// labels of an object that belongs to the application as a whole.
func (a *Args) labels() map[string]string {
	return map[string]string{
		LabelName:      a.Name,
		LabelPartOf:    a.Names.Project,
		LabelManagedBy: "pulumi",
	}
}

// selector is the labels that choose pods: no more than is needed, as a
// Deployment's can't be changed. An empty colour is pods of no colour, or of both.
func (a *Args) selector(of component, colour Colour) map[string]string {
	out := map[string]string{LabelName: a.Name, LabelComponent: string(of)}
	if colour != "" {
		out[LabelColour] = string(colour)
	}
	return out
}

// podLabels are those of pods that run an image.
func (a *Args) podLabels(of component, colour Colour, image Image) map[string]string {
	out := a.labels()
	for key, value := range a.selector(of, colour) {
		out[key] = value
	}
	out[LabelVersion] = image.short()
	return out
}

// shortDigest is how much of a digest tells releases apart.
const shortDigest = 12

// short is the beginning of the digest, without its algorithm.
func (i Image) short() string {
	_, digest, _ := strings.Cut(i.Digest, ":")
	return digest[:min(len(digest), shortDigest)]
}

// accountName is the service account of all pods of the application.
func (a *Args) accountName() string { return a.Name }

// RoleName is the physical name of the role of the application's pods.
func (a *Args) RoleName() string { return a.Names.Name(naming.IAMRole, partRole, a.Name) }
