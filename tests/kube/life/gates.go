package life

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	admissionv1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/covetpy/platform/kubeapi/elbv2"
	"github.com/covetpy/platform/tests/kube/api"
)

// gatePrefix is of the gates of the AWS Load Balancer Controller (its documentation,
// "Pod readiness gate"): a namespace that asks for it has a gate put into each pod
// that a TargetGroupBinding is going to register, and into no pod that was there
// before.
const gatePrefix = "target-health.elbv2.k8s.aws/"

// gates is the part of the load balancer's controller that opens a gate when the load
// balancer finds a pod healthy.
type gates struct {
	client *api.Client
	shut   atomic.Bool
	opened atomic.Int64
}

const gatePolicy = "readiness-gates"

// inject is the controller's other part, its webhook, as a policy that the API server
// itself carries out: it puts the gates in. A TargetGroupBinding's Service is taken
// for that of the pods whose name and colour it has in its own name, as a policy
// can't look it up.
func inject(ctx context.Context, client *api.Client) error {
	mine := `has(object.metadata.labels) && "covetpy.dev/colour" in object.metadata.labels && ` +
		`params.spec.serviceRef.name == object.metadata.labels["app.kubernetes.io/name"] + "-" + object.metadata.labels["covetpy.dev/colour"]`
	gate := `Object.spec.readinessGates{conditionType: "` + gatePrefix + `" + params.metadata.name}`
	policy := &admissionv1.MutatingAdmissionPolicy{
		ObjectMeta: metav1.ObjectMeta{Name: gatePolicy},
		Spec: admissionv1.MutatingAdmissionPolicySpec{
			ParamKind: &admissionv1.ParamKind{APIVersion: "elbv2.k8s.aws/v1beta1", Kind: "TargetGroupBinding"},
			MatchConstraints: &admissionv1.MatchResources{
				NamespaceSelector: &metav1.LabelSelector{MatchLabels: map[string]string{elbv2.LabelReadinessGate: elbv2.Enabled}},
				ResourceRules: []admissionv1.NamedRuleWithOperations{{RuleWithOperations: admissionv1.RuleWithOperations{
					Operations: []admissionv1.OperationType{admissionv1.Create},
					Rule:       admissionv1.Rule{APIGroups: []string{""}, APIVersions: []string{"v1"}, Resources: []string{"pods"}},
				}}},
			},
			MatchConditions:    []admissionv1.MatchCondition{{Name: "its-service", Expression: mine}},
			ReinvocationPolicy: admissionv1.NeverReinvocationPolicy,
			Mutations: []admissionv1.Mutation{{PatchType: admissionv1.PatchTypeJSONPatch, JSONPatch: &admissionv1.JSONPatch{Expression: `has(object.spec.readinessGates) ? ` +
				`[JSONPatch{op: "add", path: "/spec/readinessGates/-", value: ` + gate + `}] : ` +
				`[JSONPatch{op: "add", path: "/spec/readinessGates", value: [` + gate + `]}]`}}},
		},
	}
	missing := admissionv1.AllowAction
	binding := &admissionv1.MutatingAdmissionPolicyBinding{
		ObjectMeta: metav1.ObjectMeta{Name: gatePolicy},
		Spec: admissionv1.MutatingAdmissionPolicyBindingSpec{
			PolicyName: gatePolicy,
			ParamRef:   &admissionv1.ParamRef{Selector: &metav1.LabelSelector{}, ParameterNotFoundAction: &missing},
		},
	}
	for kind, obj := range map[string]any{"MutatingAdmissionPolicy": policy, "MutatingAdmissionPolicyBinding": binding} {
		manifest, err := runtime.DefaultUnstructuredConverter.ToUnstructured(obj)
		if err != nil {
			return err
		}
		manifest["apiVersion"], manifest["kind"] = admissionv1.SchemeGroupVersion.String(), kind
		if _, err := client.Apply(ctx, manifest); err != nil {
			return fmt.Errorf("have readiness gates put in: %w", err)
		}
	}
	return nil
}

// run opens gates until the context ends: those of pods whose containers are ready,
// some time after that, unless gates are shut.
func (g *gates) run(ctx context.Context, namespace string) error {
	const healthy = 500 * time.Millisecond // what the load balancer's checks take
	since := map[string]time.Time{}
	for ctx.Err() == nil {
		pods, err := podsOf(ctx, g.client, namespace, "")
		if err != nil {
			return unlessEnded(ctx, err)
		}
		for _, pod := range pods {
			if !waits(pod) || g.shut.Load() {
				continue
			}
			if first, ok := since[string(pod.UID)]; !ok {
				since[string(pod.UID)] = time.Now()
				continue
			} else if time.Since(first) < healthy {
				continue
			}
			if err := g.open(ctx, pod); err != nil {
				return unlessEnded(ctx, err)
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(100 * time.Millisecond):
		}
	}
	return nil
}

// waits says whether a pod waits for its gates alone.
func waits(pod corev1.Pod) bool {
	return pod.DeletionTimestamp == nil && len(pod.Spec.ReadinessGates) > 0 &&
		is(pod, corev1.ContainersReady) && !is(pod, corev1.PodReady)
}

// open does the controller's part, and then the kubelet's, which is what sees that
// all gates are open.
func (g *gates) open(ctx context.Context, pod corev1.Pod) error {
	now := metav1.Now()
	var conditions []corev1.PodCondition
	for _, gate := range pod.Spec.ReadinessGates {
		if !strings.HasPrefix(string(gate.ConditionType), gatePrefix) {
			return nil
		}
		conditions = append(conditions, corev1.PodCondition{Type: gate.ConditionType, Status: corev1.ConditionTrue, LastTransitionTime: now})
	}
	conditions = append(conditions, corev1.PodCondition{Type: corev1.PodReady, Status: corev1.ConditionTrue, LastTransitionTime: now})
	err := g.client.PatchStatus(ctx, podKind, pod.Namespace, pod.Name, corev1.PodStatus{Conditions: conditions})
	switch {
	case err == nil:
		g.opened.Add(1)
	case !apierrors.IsNotFound(err): // it may have ended meanwhile
		return err
	}
	return nil
}

// unlessEnded is an error, unless nobody waits for an answer any more.
func unlessEnded(ctx context.Context, err error) error {
	if ctx.Err() == nil {
		return err
	}
	return nil
}
