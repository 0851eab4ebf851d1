package tests

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/stacks"
)

// Types of what is in clusters.
const (
	kubernetesPrefix = "kubernetes:"
	releaseType      = "kubernetes:helm.sh/v3:Release"
	namespaceType    = "kubernetes:core/v1:Namespace"
	deploymentType   = "kubernetes:apps/v1:Deployment"
	roleType         = "aws:iam/role:Role"
	rolePolicyType   = "aws:iam/rolePolicy:RolePolicy"
	targetGroupType  = "aws:lb/targetGroup:TargetGroup"
)

// decoded is an object of a cluster as its Go type; nil for what is none, a release
// or a thing of AWS.
func (w *world) decoded(o sim.Object) kubeapi.Object {
	w.t.Helper()
	if !strings.HasPrefix(o.Type, kubernetesPrefix) || o.Type == releaseType {
		return nil
	}
	manifest := o.Inputs.Mappable()
	maps.DeleteFunc(manifest, func(key string, _ any) bool { return strings.HasPrefix(key, "__") })
	raw, err := json.Marshal(manifest)
	require.NoError(w.t, err)
	object, err := kubeapi.Decode(raw)
	require.NoError(w.t, err, o.URN)
	return object
}

// objects are the living objects of a kind, by namespace and name.
func objects[T kubeapi.Object](w *world) map[string]T {
	w.t.Helper()
	out := map[string]T{}
	for _, o := range w.cloud.Everything() {
		if object, ok := w.decoded(o).(T); ok {
			out[object.GetNamespace()+"/"+object.GetName()] = object
		}
	}
	return out
}

// templates are the pods that workloads of every kind make, by kind, namespace and
// name. Their namespace is written on each.
func (w *world) templates() map[string]corev1.PodTemplateSpec {
	w.t.Helper()
	out := map[string]corev1.PodTemplateSpec{}
	add := func(kind, namespace, name string, t corev1.PodTemplateSpec) {
		t.Namespace = namespace
		out[kind+" "+namespace+"/"+name] = t
	}
	for _, d := range objects[*appsv1.Deployment](w) {
		add("Deployment", d.Namespace, d.Name, d.Spec.Template)
	}
	for _, j := range objects[*batchv1.Job](w) {
		add("Job", j.Namespace, j.Name, j.Spec.Template)
	}
	for _, c := range objects[*batchv1.CronJob](w) {
		add("CronJob", c.Namespace, c.Name, c.Spec.JobTemplate.Spec.Template)
	}
	return out
}

// containers are all of a pod's.
func containers(pod corev1.PodSpec) []corev1.Container {
	return slices.Concat(pod.InitContainers, pod.Containers)
}

// withApp returns the same world with a changed application.
func (w *world) withApp(name string, change func(*config.App)) *world {
	w.t.Helper()
	return w.with(func(c *config.Config) {
		a, ok := c.Apps[name]
		require.True(w.t, ok, name)
		change(&a)
		c.Apps[name] = a
	})
}

// withFile returns the same world under a changed file of its environment.
func (w *world) withFile(change func(text string) string) *world {
	w.t.Helper()
	name := w.loaded.Environment
	raw, err := os.ReadFile(filepath.Join(root, config.FileName(name)))
	require.NoError(w.t, err)
	dir, err := os.MkdirTemp("", "environment")
	require.NoError(w.t, err)
	defer func() { require.NoError(w.t, os.RemoveAll(dir)) }()
	text := change(string(raw))
	require.NotEqual(w.t, string(raw), text)
	require.NoError(w.t, os.WriteFile(filepath.Join(dir, config.FileName(name)), []byte(text), 0o600))
	out := *w
	out.loaded, err = config.Load(dir, name, stacks.Check(name, today))
	require.NoError(w.t, err)
	return &out
}

// told is what a run does to each resource, "create Deployment app-app-deployment-blue",
// sorted.
func told(r *engine.Result) []string {
	var out []string
	for _, s := range r.Changes() {
		token := string(s.URN.Type())
		out = append(out, string(s.Action)+" "+token[strings.LastIndex(token, ":")+1:]+" "+s.URN.Name())
	}
	slices.Sort(out)
	return out
}
