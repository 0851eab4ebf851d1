package tests

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"

	"github.com/covetpy/platform/internal/engine"
)

// TestNoSecretIsInAManifest looks at all that every environment sends to its cluster,
// and to Secrets Manager: a secret has a name there, and never a value.
func TestNoSecretIsInAManifest(t *testing.T) {
	t.Parallel()
	for _, name := range environments(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, name)
			w.run(engine.OpUp)
			require.Empty(t, objects[*corev1.Secret](w))
			for _, o := range w.cloud.Everything() {
				require.False(t, strings.HasPrefix(o.Type, "aws:secretsmanager/secretVersion:"), o.URN)
			}
			templates := w.templates()
			require.NotEmpty(t, templates)
			for _, template := range templates {
				for _, c := range containers(template.Spec) {
					require.Empty(t, fromSecrets(c), c.Name)
				}
			}
		})
	}
}

// fromSecrets are a container's variables that come from Secrets of Kubernetes.
func fromSecrets(c corev1.Container) []string {
	var out []string
	for _, v := range c.Env {
		if v.ValueFrom != nil && v.ValueFrom.SecretKeyRef != nil {
			out = append(out, v.Name)
		}
	}
	for _, from := range c.EnvFrom {
		if from.SecretRef != nil {
			out = append(out, from.SecretRef.Name)
		}
	}
	return out
}

func TestAVariableFromASecretIsFound(t *testing.T) {
	t.Parallel()
	ref := corev1.LocalObjectReference{Name: "payments"}
	require.Equal(t, []string{"KEY", "payments"}, fromSecrets(corev1.Container{
		Env: []corev1.EnvVar{
			{Name: "PLAIN", Value: "1"},
			{Name: "KEY", ValueFrom: &corev1.EnvVarSource{SecretKeyRef: &corev1.SecretKeySelector{LocalObjectReference: ref, Key: "key"}}},
		},
		EnvFrom: []corev1.EnvFromSource{{SecretRef: &corev1.SecretEnvSource{LocalObjectReference: ref}}, {ConfigMapRef: &corev1.ConfigMapEnvSource{}}},
	}))
}

// TestSecretsComeAsFiles looks for the files of every secret that an application
// declares, in each of its pods, by the store that it asks for.
func TestSecretsComeAsFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "prod")
	w.run(engine.OpUp)
	mounted := map[string]int{}
	for name, template := range w.templates() {
		a := w.loaded.Config.Apps[template.Labels["app.kubernetes.io/name"]]
		if len(a.Secrets) == 0 {
			continue
		}
		i := slices.IndexFunc(template.Spec.Volumes, func(v corev1.Volume) bool { return v.CSI != nil || v.Secret != nil })
		require.GreaterOrEqual(t, i, 0, name)
		volume := template.Spec.Volumes[i]
		require.Equal(t, string(a.SecretStore) == "csi", volume.CSI != nil, name)
		mounted[string(a.SecretStore)]++
		c := template.Spec.Containers[0]
		require.True(t, slices.ContainsFunc(c.VolumeMounts, func(m corev1.VolumeMount) bool { return m.Name == volume.Name && m.ReadOnly }), name)
		require.True(t, slices.ContainsFunc(c.Env, func(v corev1.EnvVar) bool {
			return v.Name == "PAYMENTS_FILE" && strings.HasPrefix(v.Value, "/var/run/secrets/covetpy/")
		}), name)
	}
	require.Len(t, mounted, 2, "both stores are in use")
}
