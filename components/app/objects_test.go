package app

import (
	"encoding/json"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/kubeapi/elbv2"
)

func TestEveryObjectIsWhatItsKindTakes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyArgs().Draw(t, "args")
		objects, err := Objects(a) // reads each back strictly
		require.NoError(t, err)
		for _, object := range objects {
			assert.Equal(t, "apps", object.GetNamespace(), object.GetName())
			assert.Equal(t, a.Name, object.GetLabels()[LabelName], object.GetName())
			assert.Equal(t, "covetpy", object.GetLabels()[LabelPartOf], object.GetName())
		}
	})
}

// podOf is the template of an object that makes pods.
func podOf(object kubeapi.Object) *corev1.PodTemplateSpec {
	switch object := object.(type) {
	case *appsv1.Deployment:
		return &object.Spec.Template
	case *batchv1.Job:
		return &object.Spec.Template
	case *batchv1.CronJob:
		return &object.Spec.JobTemplate.Spec.Template
	default:
		return nil
	}
}

func TestEveryPodIsRestricted(t *testing.T) {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	require.NoError(t, err)
	level := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	rapid.Check(t, func(t *rapid.T) {
		objects, err := Objects(anyArgs().Draw(t, "args"))
		require.NoError(t, err)
		pods := 0
		for _, object := range objects {
			pod := podOf(object)
			if pod == nil {
				continue
			}
			pods++
			result := policy.AggregateCheckResults(evaluator.EvaluatePod(level, &pod.ObjectMeta, &pod.Spec))
			assert.True(t, result.Allowed, "%s: %s", object.GetName(), result.ForbiddenDetail())
		}
		assert.Positive(t, pods)
	})
}

func TestAPodsResourcesAreWhatItsNodeCanHoldItTo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		objects, err := Objects(anyArgs().Draw(t, "args"))
		require.NoError(t, err)
		for _, object := range objects {
			if pod := podOf(object); pod != nil {
				for _, c := range pod.Spec.Containers {
					requests, limits := c.Resources.Requests, c.Resources.Limits
					assert.Positive(t, requests.Cpu().Sign(), object.GetName())
					assert.True(t, requests.Memory().Equal(*limits.Memory()), object.GetName())
					assert.True(t, requests.StorageEphemeral().Equal(*limits.StorageEphemeral()), object.GetName())
				}
			}
		}
	})
}

func TestAPodEndsInTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyArgs().Draw(t, "args")
		objects, err := Objects(a)
		require.NoError(t, err)
		for _, object := range objects {
			d, ok := object.(*appsv1.Deployment)
			if !ok {
				continue
			}
			spec := d.Spec.Template.Spec
			waits := 0
			if hook := spec.Containers[0].Lifecycle; hook != nil {
				waits = int(hook.PreStop.Sleep.Seconds)
			}
			grace := int(*spec.TerminationGracePeriodSeconds)
			assert.GreaterOrEqual(t, grace, waits+a.Shutdown.DrainSeconds+MarginSeconds)
			if edge := a.edge(); edge != nil {
				assert.GreaterOrEqual(t, waits, edge.DeregistrationSeconds+MarginSeconds)
			}
			if a.Placement.Capacity == Spot {
				assert.LessOrEqual(t, grace, 120)
			}
		}
	})
}

func TestObjectsAreOfWhatIsKnown(t *testing.T) {
	a := web()
	a.Service.Edge.Blue = pulumi.String("").ToStringOutput()
	_, err := Objects(a)
	require.ErrorContains(t, err, `make *elbv2.TargetGroupBinding "web-blue" of application "web": spec: targetGroupARN: take`)

	a = web()
	a.Reach.ObjectStorage = pulumi.StringArray{}.ToStringArrayOutput()
	_, err = Objects(a)
	require.ErrorContains(t, err, `take a list of type pulumi.StringArrayOutput as known`)

	a = web()
	a.Port = 0
	_, err = Objects(a)
	require.ErrorContains(t, err, `make objects of application "web": port: missing`)
}

func TestWhatIsNotKnownYetIsAMarkAndTheRestIsPlain(t *testing.T) {
	a := web()
	a.Service.Edge.Blue = pulumi.String("arn").ToStringOutput()
	values := &later.Values{}
	for _, object := range newPlan(a.withDefaults(), values).objects() {
		raw, err := json.Marshal(object)
		require.NoError(t, err)
		_, binding := object.(*elbv2.TargetGroupBinding)
		marked := binding && object.GetName() == "web-blue"
		if kind, _ := kubeapi.KindOf(object); kind.Kind == "NetworkPolicy" {
			continue // S3's ranges are a list, which is a mark in any case
		}
		assert.Equal(t, marked, later.Marked(string(raw)), "%T %s", object, object.GetName())
	}
}
