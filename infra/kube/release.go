package kube

import (
	"encoding/json"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/later"
)

// ReleaseToken is the type of a Helm release in Pulumi.
const ReleaseToken = "kubernetes:helm.sh/v3:Release"

// Chart is a chart of an exact version.
type Chart struct {
	// Name is "keda", or "oci://host/path" of one in a registry.
	Name string
	// Repository is the URL of the chart's repository, empty for one in a registry.
	Repository string
	// Version is exact: "2.21.0".
	Version string
}

// Release is a chart that is installed.
type Release struct {
	Chart Chart
	// Name of the release, and Namespace that exists already or is the cluster's own.
	Name, Namespace string
	// Values is a struct of the chart's values in use, with the chart's names in its
	// json tags; nil keeps all of the chart's own.
	Values any
	// SkipCRDs leaves out the folder crds of the chart, where another release brings
	// the kinds.
	SkipCRDs bool
}

// Helm waits so long for a release's pods, in seconds.
const releaseTimeout = 600

// revisions that Helm keeps to go back to.
const maxHistory = 5

// releaseArgs is the provider's release (Pulumi registry, kubernetes helm.sh/v3
// Release).
type releaseArgs struct {
	Chart           string          `json:"chart"`
	Version         string          `json:"version"`
	Name            string          `json:"name"`
	Namespace       string          `json:"namespace"`
	RepositoryOpts  *repositoryOpts `json:"repositoryOpts,omitempty"`
	Values          any             `json:"values,omitempty"`
	SkipCRDs        bool            `json:"skipCrds,omitempty"`
	Atomic          bool            `json:"atomic"`
	CleanupOnFail   bool            `json:"cleanupOnFail"`
	WaitForJobs     bool            `json:"waitForJobs"`
	CreateNamespace bool            `json:"createNamespace"`
	MaxHistory      int             `json:"maxHistory"`
	Timeout         int             `json:"timeout"`
}

type repositoryOpts struct {
	Repo string `json:"repo"`
}

// Install registers a release under a logical name. It is rolled back when it fails,
// and waited for until its pods are ready.
func Install(ctx *pulumi.Context, name string, r Release, values *later.Values, opts ...pulumi.ResourceOption) (*ReleaseResource, error) {
	plain, err := r.plain()
	if err != nil {
		return nil, fmt.Errorf("install chart %q: %w", r.Chart.Name, err)
	}
	if values == nil {
		values = &later.Values{}
	}
	props, err := values.Map(plain)
	if err != nil {
		return nil, fmt.Errorf("install chart %q: %w", r.Chart.Name, err)
	}
	made := &ReleaseResource{}
	if err := ctx.RegisterResource(ReleaseToken, name, props, made, opts...); err != nil {
		return nil, fmt.Errorf("install chart %q: %w", r.Chart.Name, err)
	}
	return made, nil
}

// plain is the release as the provider takes it.
func (r Release) plain() (map[string]any, error) {
	args := releaseArgs{
		Chart: r.Chart.Name, Version: r.Chart.Version, Name: r.Name, Namespace: r.Namespace, Values: r.Values, SkipCRDs: r.SkipCRDs,
		Atomic: true, CleanupOnFail: true, WaitForJobs: true, MaxHistory: maxHistory, Timeout: releaseTimeout,
	}
	if r.Chart.Repository != "" {
		args.RepositoryOpts = &repositoryOpts{Repo: r.Chart.Repository}
	}
	raw, err := json.Marshal(args)
	if err != nil {
		return nil, err
	}
	out := map[string]any{}
	err = json.Unmarshal(raw, &out)
	return out, err
}

// ReleaseResource is a release in a cluster.
type ReleaseResource struct {
	pulumi.CustomResourceState

	// Namespace that it was installed to.
	Namespace pulumi.StringOutput `pulumi:"namespace"`
}
