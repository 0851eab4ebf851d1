package app

import (
	"maps"
	"strings"

	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/kubeapi"
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
	partRole          = "app"
	partIdentity      = "identity"
	partNetworkPolicy = "reach"
	partCallers       = "callers"
)

// Parts of names, of what the role may do.
const (
	partBuckets  = "buckets"
	partCaches   = "caches"
	partDatabase = "database"
	partQueues   = "queues"
	partSecrets  = "secrets"
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
	maps.Copy(out, a.selector(of, colour))
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

// migrationName is of the job that a release has. It is known by the release, so
// that the next release's is another job, and a second run of the program finds it.
func (a *Args) migrationName(image Image) string { return a.Name + "-migrate-" + image.short() }

// cronName is of a job by the clock.
func (a *Args) cronName(name string) string { return a.Name + "-" + name }

// accountName is the service account of all pods of the application.
func (a *Args) accountName() string { return a.Name }

// RoleName is the physical name of the role of the application's pods.
func (a *Args) RoleName() string { return a.Names.Name(naming.IAMRole, partRole, a.Name) }

// priorityClass is the name of the class of the pods' priority, as
// components/services makes it.
func (a *Args) priorityClass() string { return a.Names.Project + "-" + string(a.Priority) }

// host is the name by which others in the cluster call the application.
func (a *Args) host() string { return hostOf(a.Name, a.Namespace) }

// logical is the logical name of an object: the component's name, the kind, and what
// the object's name has beyond the application's ("web-deployment-blue").
func (b *build) logical(object kubeapi.Object) (string, error) {
	kind, err := kubeapi.KindOf(object)
	if err != nil {
		return "", err
	}
	out := b.name + "-" + strings.ToLower(kind.Kind)
	if object.GetName() == b.args.Name {
		return out, nil
	}
	return out + "-" + strings.TrimPrefix(object.GetName(), b.args.Name+"-"), nil
}

// hostOf is the name by which others in the cluster call an application.
func hostOf(name, namespace string) string { return name + "." + namespace + ".svc.cluster.local" }
