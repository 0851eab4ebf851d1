package app

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/internal/mocktest"
)

// ship runs the constructor against the recorder.
func ship(t *testing.T, a *Args) (*mocktest.Recorder, *AppDeployment) {
	t.Helper()
	rec := mocktest.New()
	var out *AppDeployment
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		made, err := NewAppDeployment(ctx, "app-"+a.Name, a)
		out = made
		return err
	}))
	return rec, out
}

func TestTheOrderOfThings(t *testing.T) {
	rec, _ := ship(t, delivering())
	for name, test := range map[string]struct {
		typ, name string
		after     []string
	}{
		"a binding comes after the Service that it names": {
			"kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding", "app-web-targetgroupbinding-blue", []string{"app-web-service-blue"},
		},
		"pods come after their account, and after the binding that gives them readiness gates": {
			"kubernetes:apps/v1:Deployment", "app-web-deployment-blue",
			[]string{"app-web-serviceaccount", "app-web-service-blue", "app-web-targetgroupbinding-blue"},
		},
		"and after the migration of their image": {
			"kubernetes:apps/v1:Deployment", "app-web-deployment-blue", []string{"app-web-job-migrate-aaaaaaaaaaaa"},
		},
		"a migration has what pods have": {
			"kubernetes:batch/v1:Job", "app-web-job-migrate-aaaaaaaaaaaa",
			[]string{"app-web-identity", "app-web-networkpolicy-reach", "app-web-secretproviderclass", "app-web-serviceaccount"},
		},
		"autoscalers and budgets come after what they name": {
			"kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "app-web-horizontalpodautoscaler-blue", []string{"app-web-deployment-blue"},
		},
		"crons are of a release that was migrated to": {
			"kubernetes:batch/v1:CronJob", "app-web-cronjob-report", []string{"app-web-deployment-blue"},
		},
		"and so do those of the other colour": {
			"kubernetes:apps/v1:Deployment", "app-web-deployment-green",
			[]string{"app-web-serviceaccount", "app-web-service-green", "app-web-targetgroupbinding-green"},
		},
		"and after the role that they are given when they are made": {
			"kubernetes:apps/v1:Deployment", "app-web-deployment-blue",
			[]string{"app-web-identity", "app-web-identity-queues", "app-web-networkpolicy-reach", "app-web-secretproviderclass"},
		},
		"requests come last": {
			"kubernetes:core/v1:Service", "app-web-service", []string{"app-web-deployment-blue", "app-web-deployment-green"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Subset(t, rec.One(t, test.typ, test.name).DependsOn, test.after)
		})
	}
}

func TestAMeshIsThereBeforePodsAndSharesAreGivenOutAfterThem(t *testing.T) {
	rec, _ := ship(t, meshed())
	pods := rec.One(t, "kubernetes:apps/v1:Deployment", "app-web-deployment-green")
	assert.Subset(t, pods.DependsOn, []string{
		"app-web-authorizationpolicy", "app-web-peerauthentication", "app-web-sidecar", "app-web-telemetry",
	})
	for _, shares := range []mocktest.Resource{
		rec.One(t, "kubernetes:networking.istio.io/v1:VirtualService", "app-web-virtualservice"),
		rec.One(t, "kubernetes:networking.istio.io/v1:DestinationRule", "app-web-destinationrule"),
	} {
		assert.Subset(t, shares.DependsOn, []string{"app-web-deployment-blue", "app-web-deployment-green"})
	}
}

func TestEveryPartIsTheApplications(t *testing.T) {
	for name, a := range map[string]*Args{"a service": web(), "in the middle of a delivery": delivering(), "in a mesh": meshed(), "a worker": worker()} {
		t.Run(name, func(t *testing.T) {
			rec, _ := ship(t, a)
			for _, r := range rec.All() {
				if r.Custom {
					assert.Equal(t, "app-"+a.Name, r.Parent, r.Name)
				}
			}
		})
	}
}

func TestWithoutATargetGroupNothingIsRegistered(t *testing.T) {
	a := web()
	a.Service.Edge.Green = nil
	rec := mocktest.New()
	err := rec.Run(func(ctx *pulumi.Context) error {
		_, err := NewAppDeployment(ctx, "app", a)
		return err
	})
	require.ErrorContains(t, err, "give Blue and Green the ARN of each")
	assert.Empty(t, rec.All())
}

func TestFaultsComeAllAtOnceAndBeforeAnythingIsRegistered(t *testing.T) {
	a := web()
	a.Delivery.Image = Image{Repository: "docker.io/library/python:3.13", Digest: "3.13"}
	a.Placement.Architecture = ARM64
	a.Shutdown.PreStopSeconds = 10
	rec := mocktest.New()
	var faults fault.Faults
	_ = rec.Run(func(ctx *pulumi.Context) error {
		_, err := NewAppDeployment(ctx, "app", a)
		faults = fault.Of(err)
		return err
	})
	var paths []string
	for _, f := range faults {
		paths = append(paths, f.Path)
	}
	assert.Equal(t, []string{"delivery.image.digest", "delivery.image.repository", "placement", "shutdown.preStopSeconds"}, paths)
	assert.Empty(t, rec.All())
}

func TestAReleaseIsMigratedToOnce(t *testing.T) {
	rec, _ := ship(t, delivering())
	jobs := rec.Of("kubernetes:batch/v1:Job")
	assert.Len(t, jobs, 2, "one for each image")
	for _, job := range jobs {
		assert.Equal(t, []string{"spec"}, job.IgnoreChanges, "another variable would run it again")
	}
	again := delivering()
	again.Delivery.Candidate.Image = again.Delivery.Image
	rec, _ = ship(t, again)
	assert.Equal(t, []string{"app-web-job-migrate-aaaaaaaaaaaa"}, rec.Names("kubernetes:batch/v1:Job"), "one image in both colours")
}

func TestAColoursPodsDoNotWaitForTheMigrationOfTheOther(t *testing.T) {
	rec, _ := ship(t, delivering())
	blue := rec.One(t, "kubernetes:apps/v1:Deployment", "app-web-deployment-blue")
	assert.NotContains(t, blue.DependsOn, "app-web-job-migrate-bbbbbbbbbbbb")
}

// controller stands for what serves an application's kinds.
type controller struct{ pulumi.CustomResourceState }

func TestEveryObjectComesAfterItsControllersAndGoesBeforeThem(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		made := &controller{}
		if err := ctx.RegisterResource("kubernetes:helm.sh/v3:Release", "controllers", pulumi.Map{}, made); err != nil {
			return err
		}
		a := meshed()
		a.After = []pulumi.Resource{made}
		_, err := NewAppDeployment(ctx, "app", a)
		return err
	}))
	objects := 0
	for _, r := range rec.All() {
		if r.Custom && r.Parent == "app" && strings.HasPrefix(r.Type, "kubernetes:") {
			objects++
			assert.Contains(t, r.DependsOn, "controllers", r.Name)
		}
	}
	assert.Greater(t, objects, 10)
}

func TestABindingToAnotherTargetGroupIsMadeAnew(t *testing.T) {
	rec, _ := ship(t, web())
	binding := rec.One(t, "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding", "app-web-targetgroupbinding-blue")
	assert.True(t, binding.DeleteBeforeReplace)
	assert.Equal(t, []string{"spec.targetGroupARN", "spec.targetType"}, binding.ReplaceOnChanges)
}
