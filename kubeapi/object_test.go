package kubeapi_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	istioapi "istio.io/api/networking/v1"
	istionetworking "istio.io/client-go/pkg/apis/networking/v1"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/kubeapi"
)

func TestAManifestHasItsKindAndNeitherStatusNorNull(t *testing.T) {
	got, err := kubeapi.Manifest(&appsv1.Deployment{
		ObjectMeta: metav1.ObjectMeta{Name: "shop", Namespace: "apps"},
		Spec: appsv1.DeploymentSpec{
			Selector: &metav1.LabelSelector{MatchLabels: map[string]string{"a": "b"}},
			Template: corev1.PodTemplateSpec{Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "app"}}}},
		},
		Status: appsv1.DeploymentStatus{Replicas: 3},
	})
	require.NoError(t, err)
	assert.Equal(t, map[string]any{
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": map[string]any{"name": "shop", "namespace": "apps"},
		"spec": map[string]any{
			"selector": map[string]any{"matchLabels": map[string]any{"a": "b"}},
			"strategy": map[string]any{},
			"template": map[string]any{
				"metadata": map[string]any{},
				"spec":     map[string]any{"containers": []any{map[string]any{"name": "app", "resources": map[string]any{}}}},
			},
		},
	}, got)
}

func TestWhatIsNullIsLeftOut(t *testing.T) {
	got, err := kubeapi.Manifest(&corev1.Pod{Spec: corev1.PodSpec{Containers: nil, NodeSelector: map[string]string{"a": ""}}})
	require.NoError(t, err)
	assert.Equal(t, map[string]any{
		"apiVersion": "v1", "kind": "Pod", "metadata": map[string]any{},
		"spec": map[string]any{"nodeSelector": map[string]any{"a": ""}},
	}, got, "containers were null")
}

// unheardOf is an object whose kind is in no scheme.
type unheardOf struct{ corev1.Pod }

func TestAKindThatIsNotInTheSchemeIsAnError(t *testing.T) {
	_, err := kubeapi.Manifest(&unheardOf{})
	assert.ErrorContains(t, err, "find the kind of *kubeapi_test.unheardOf")
}

func TestAnObjectIsReadAsItsType(t *testing.T) {
	got, err := kubeapi.Decode([]byte(`{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"shop"},"automountServiceAccountToken":false}`))
	require.NoError(t, err)
	assert.Equal(t, &corev1.ServiceAccount{
		TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "ServiceAccount"}, ObjectMeta: metav1.ObjectMeta{Name: "shop"},
		AutomountServiceAccountToken: new(false),
	}, got)
}

func TestReadingIsStrict(t *testing.T) {
	for name, tt := range map[string]struct{ raw, want string }{
		"no JSON":        {`{`, "unexpected"},
		"no kind":        {`{"metadata":{"name":"a"}}`, "Kind"},
		"another kind":   {`{"apiVersion":"apps/v1","kind":"Deploy"}`, `no kind "Deploy" is registered for version "apps/v1"`},
		"a list of them": {`{"apiVersion":"v1","kind":"PodList","items":[]}`, "*v1.PodList has no metadata"},
		"unknown fields, all of them": {
			`{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"name":"a","imge":"b"}],"nodeSelektor":{}}}`,
			"unknown field \"spec.containers[0].imge\"\nunknown field \"spec.nodeSelektor\"",
		},
		"a field twice": {`{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","name":"b"}}`, `duplicate field "metadata.name"`},
		"another case":  {`{"apiVersion":"v1","kind":"Pod","spec":{"Containers":[]}}`, `unknown field "spec.Containers"`},
		"a wrong type":  {`{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"name":5}]}}`, "cannot unmarshal number"},
		"a field that Istio's reader skips": {
			`{"apiVersion":"networking.istio.io/v1","kind":"ServiceEntry","spec":{"hosts":["a.example"],"prots":[{"number":443}]}}`,
			`unknown field "spec.prots"`,
		},
		"and one in a list there": {
			`{"apiVersion":"networking.istio.io/v1","kind":"ServiceEntry","spec":{"hosts":["a.example"],"ports":[{"number":443,"nam":"tls"}]}}`,
			`unknown field "spec.ports[0].nam"`,
		},
		"a repeated field that Istio's reader skips": {
			`{"apiVersion":"networking.istio.io/v1","kind":"ServiceEntry","spec":{"ports":[{"name":"a"},{"name":"b","name":"c"}],"hosts":["a.example"],"hosts":["b.example"]}}`,
			"duplicate field \"spec.ports[1].name\"\nduplicate field \"spec.hosts\"",
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := kubeapi.Decode([]byte(tt.raw))
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

func TestIstioIsReadWhereNothingIsWrong(t *testing.T) {
	want := &istionetworking.ServiceEntry{
		TypeMeta:   metav1.TypeMeta{APIVersion: "networking.istio.io/v1", Kind: "ServiceEntry"},
		ObjectMeta: metav1.ObjectMeta{Name: "partner", Namespace: "apps"},
		Spec: istioapi.ServiceEntry{
			Hosts: []string{"a.example"}, Ports: []*istioapi.ServicePort{{Number: 443, Name: "tls", Protocol: "TLS"}},
			Location: istioapi.ServiceEntry_MESH_EXTERNAL, Resolution: istioapi.ServiceEntry_DNS,
		},
	}
	manifest, err := kubeapi.Manifest(want)
	require.NoError(t, err)
	raw, err := json.Marshal(manifest)
	require.NoError(t, err)
	got, err := kubeapi.Decode(raw)
	require.NoError(t, err)
	again, err := kubeapi.Manifest(got)
	require.NoError(t, err)
	assert.Equal(t, manifest, again)
}

// Every kind has a type of its own, which an empty object of it can be read as.
func TestEveryKindOfTheSchemeIsWrittenAndRead(t *testing.T) {
	scheme, err := kubeapi.Scheme()
	require.NoError(t, err)
	read := 0
	for kind := range scheme.AllKnownTypes() {
		made, err := scheme.New(kind)
		require.NoError(t, err)
		object, ok := made.(kubeapi.Object)
		if !ok || kind.Version == runtime.APIVersionInternal {
			continue // lists, and options of requests
		}
		object.SetName("a")
		manifest, err := kubeapi.Manifest(object)
		require.NoError(t, err, kind)
		raw, err := json.Marshal(manifest)
		require.NoError(t, err, kind)
		got, err := kubeapi.Decode(raw)
		require.NoError(t, err, kind)
		assert.Equal(t, "a", got.GetName(), kind)
		read++
	}
	assert.Greater(t, read, 50)
}

func TestKindsWithoutANamespaceAreToldApart(t *testing.T) {
	scheme, err := kubeapi.Scheme()
	require.NoError(t, err)
	var wide []string
	for kind := range scheme.AllKnownTypes() {
		if !kubeapi.Namespaced(kind.GroupKind()) && !slices.Contains(wide, kind.Kind) {
			wide = append(wide, kind.Kind)
		}
	}
	slices.Sort(wide)
	assert.Equal(t, []string{
		"ClusterRole", "ClusterRoleBinding", "ClusterSecretStore", "EC2NodeClass", "Namespace", "NodePool", "PriorityClass", "StorageClass",
	}, wide)
}

// A field of another name, anywhere in an object, is found by the path that it has.
func TestAFieldThatIsNotThereIsFoundWhereverItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`x[a-z]{3,8}Field`).Draw(t, "name")
		value := rapid.SampledFrom([]string{`"a"`, `1`, `true`, `{"a":"b"}`, `["a"]`}).Draw(t, "value")
		path := rapid.SampledFrom([]string{"", "metadata", "spec", "spec.template.spec", "spec.template.spec.containers[0]"}).Draw(t, "path")
		place := map[string]string{}
		place[path] = `,"` + name + `":` + value
		raw := `{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"` + place["metadata"] + `},"spec":{"replicas":1,` +
			`"template":{"spec":{"containers":[{"name":"a"` + place["spec.template.spec.containers[0]"] + `}]` + place["spec.template.spec"] +
			`}}` + place["spec"] + `}` + place[""] + `}`
		_, err := kubeapi.Decode([]byte(raw))
		want := `unknown field "` + strings.TrimPrefix(path+"."+name, ".") + `"`
		if err == nil || err.Error() != want {
			t.Fatalf("%v, want %s", err, want)
		}
	})
}
