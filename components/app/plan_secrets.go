package app

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/kubeapi/externalsecrets"
	"github.com/covetpy/platform/kubeapi/secretsstore"
)

// SecretsPath is the folder of the files that secrets are in.
const SecretsPath = "/var/run/secrets/covetpy"

const (
	secretsVolume = "secrets"
	csiDriver     = "secrets-store.csi.k8s.io"
	// providerAWS is the provider that the driver asks.
	providerAWS = "aws"
	// secretMode lets the owner and the group of the files read them, and nobody write.
	secretMode int32 = 0o440
	// refreshInterval is how long a rotated secret takes to reach the pods at most,
	// with External. The driver looks every two minutes by itself.
	refreshInterval = 10 * time.Minute
)

// secretVolume is what a pod mounts its secrets by, and the variables that say where
// each file is; nothing for an application without secrets.
func (a *Args) secretVolume() (*corev1.Volume, *corev1.VolumeMount, []corev1.EnvVar) {
	if len(a.Secrets) == 0 {
		return nil, nil, nil
	}
	volume := &corev1.Volume{Name: secretsVolume}
	if a.SecretStore == CSI {
		volume.CSI = &corev1.CSIVolumeSource{
			Driver: csiDriver, ReadOnly: new(true),
			VolumeAttributes: map[string]string{"secretProviderClass": a.Name},
		}
	} else {
		volume.Secret = &corev1.SecretVolumeSource{SecretName: a.Name, DefaultMode: new(secretMode)}
	}
	mount := &corev1.VolumeMount{Name: secretsVolume, MountPath: SecretsPath, ReadOnly: true}
	var variables []corev1.EnvVar
	for _, file := range slices.Sorted(maps.Keys(a.Secrets)) {
		variables = append(variables, corev1.EnvVar{Name: fileVariable(file), Value: path.Join(SecretsPath, file)})
	}
	return volume, mount, variables
}

// fileVariable says where a secret's file is: "PAYMENTS_KEY_FILE".
func fileVariable(file string) string { return variableName(file) + "_FILE" }

// secretObjects are where the pods' secrets come from. They name secrets and hold
// none.
func (a *Args) secretObjects(values *later.Values) []kubeapi.Object {
	switch {
	case len(a.Secrets) == 0:
		return nil
	case a.SecretStore == CSI:
		return []kubeapi.Object{a.providerClass(values)}
	default:
		return []kubeapi.Object{a.externalSecret(values)}
	}
}

// mounted is one secret as the driver's provider for AWS takes it (its
// documentation, "SecretProviderClass options").
type mounted struct {
	ObjectName  string `json:"objectName"`
	ObjectType  string `json:"objectType"`
	ObjectAlias string `json:"objectAlias"`
	// JMESPath are fields that get files of their own beside that of the whole secret.
	JMESPath []field `json:"jmesPath,omitempty"`
}

type field struct {
	Path        string `json:"path"`
	ObjectAlias string `json:"objectAlias"`
}

// providerClass is the driver's way to the secrets, as the pods: it takes their
// identity for each mount.
func (a *Args) providerClass(values *later.Values) *secretsstore.SecretProviderClass {
	return &secretsstore.SecretProviderClass{
		ObjectMeta: metav1.ObjectMeta{Name: a.Name, Labels: a.labels()},
		Spec: secretsstore.SecretProviderClassSpec{
			Provider: providerAWS,
			Parameters: map[string]string{
				// Without it, the provider asks the node for its region at every mount.
				"region":         a.Where.Region,
				"usePodIdentity": "true",
				"objects":        written(a.mounts(values)),
			},
		},
	}
}

// mounts are the secrets, each once: the provider refuses to be asked for one twice.
// The whole of a secret gets a file in any case. Where none was asked for it is named
// after the first field's, with a dot, which no other file has in its name.
func (a *Args) mounts(values *later.Values) []mounted {
	var out []mounted
	place := map[string]int{}
	for _, file := range slices.Sorted(maps.Keys(a.Secrets)) {
		secret := a.Secrets[file]
		at, known := place[secret.Name]
		if !known {
			at = len(out)
			place[secret.Name] = at
			out = append(out, mounted{
				ObjectName: values.Text(secret.ARN), ObjectType: "secretsmanager",
				ObjectAlias: file + ".json",
			})
		}
		if secret.Field == "" {
			out[at].ObjectAlias = file
			continue
		}
		// In quotes, a field's name is a name whatever is in it.
		out[at].JMESPath = append(out[at].JMESPath, field{Path: `"` + secret.Field + `"`, ObjectAlias: file})
	}
	return out
}

// written is a list as JSON, which is YAML.
func written(list []mounted) string {
	raw, err := json.Marshal(list)
	if err != nil {
		panic(err) // texts alone
	}
	return string(raw)
}

// externalSecret has the operator copy the secrets into a Secret of the namespace.
func (a *Args) externalSecret(values *later.Values) *externalsecrets.ExternalSecret {
	out := &externalsecrets.ExternalSecret{
		ObjectMeta: metav1.ObjectMeta{Name: a.Name, Labels: a.labels()},
		Spec: externalsecrets.ExternalSecretSpec{
			SecretStoreRef: externalsecrets.SecretStoreRef{Name: a.storeName(), Kind: externalsecrets.KindClusterSecretStore},
			// A secret that someone deletes by mistake stays with the pods that run.
			Target: externalsecrets.Target{
				Name: a.Name, CreationPolicy: externalsecrets.CreateOwner, DeletionPolicy: externalsecrets.DeleteRetain,
			},
			RefreshInterval: &metav1.Duration{Duration: refreshInterval},
		},
	}
	for _, file := range slices.Sorted(maps.Keys(a.Secrets)) {
		secret := a.Secrets[file]
		out.Spec.Data = append(out.Spec.Data, externalsecrets.Data{
			SecretKey: file,
			RemoteRef: externalsecrets.RemoteRef{Key: values.Text(secret.ARN), Property: secret.Field},
		})
	}
	return out
}

func (a *Args) storeName() string {
	if a.StoreName == "" {
		return DefaultStoreName
	}
	return a.StoreName
}
