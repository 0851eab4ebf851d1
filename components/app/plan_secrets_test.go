package app

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/kube"
	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/internal/mocktest"
	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/kubeapi/externalsecrets"
	"github.com/covetpy/platform/kubeapi/secretsstore"
)

const paymentsARN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:covetpy/prod/payments-AbCdEf"

func TestSecretsAreFilesAndVariablesSayWhere(t *testing.T) {
	volume, mount, variables := connected().secretVolume()
	assert.Equal(t, &corev1.Volume{Name: "secrets", VolumeSource: corev1.VolumeSource{CSI: &corev1.CSIVolumeSource{
		Driver: "secrets-store.csi.k8s.io", ReadOnly: new(true), VolumeAttributes: map[string]string{"secretProviderClass": "shop"},
	}}}, volume)
	assert.Equal(t, &corev1.VolumeMount{Name: "secrets", MountPath: "/var/run/secrets/covetpy", ReadOnly: true}, mount)
	assert.Equal(t, []corev1.EnvVar{
		{Name: "PAYMENTS_ID_FILE", Value: "/var/run/secrets/covetpy/payments-id"},
		{Name: "PAYMENTS_KEY_FILE", Value: "/var/run/secrets/covetpy/payments-key"},
		{Name: "SIGNING_FILE", Value: "/var/run/secrets/covetpy/signing"},
	}, variables)
}

func TestSecretsOfTheOperatorAreMountedFromItsSecret(t *testing.T) {
	a := connected()
	a.SecretStore = External
	volume, _, _ := a.secretVolume()
	assert.Equal(t, &corev1.Volume{Name: "secrets", VolumeSource: corev1.VolumeSource{
		Secret: &corev1.SecretVolumeSource{SecretName: "shop", DefaultMode: new(int32(0o440))},
	}}, volume)
}

func TestWhoHasNoSecretsMountsNone(t *testing.T) {
	volume, mount, variables := alone().secretVolume()
	assert.Nil(t, volume)
	assert.Nil(t, mount)
	assert.Empty(t, variables)
	assert.Empty(t, alone().secretObjects(&later.Values{}))
}

func TestTheDriverIsAskedForEachSecretOnce(t *testing.T) {
	objects := connected().secretObjects(&later.Values{})
	require.Len(t, objects, 1)
	class := objects[0].(*secretsstore.SecretProviderClass)
	assert.Equal(t, "shop", class.Name)
	assert.Equal(t, "aws", class.Spec.Provider)
	assert.Equal(t, "eu-west-1", class.Spec.Parameters["region"])
	assert.Equal(t, "true", class.Spec.Parameters["usePodIdentity"])
	var got []mounted
	require.NoError(t, json.Unmarshal([]byte(class.Spec.Parameters["objects"]), &got))
	assert.Equal(t, []mounted{
		{
			ObjectName: paymentsARN, ObjectType: "secretsmanager", ObjectAlias: "payments-id.json",
			JMESPath: []field{{Path: `"id"`, ObjectAlias: "payments-id"}, {Path: `"api-key"`, ObjectAlias: "payments-key"}},
		},
		{
			ObjectName: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:covetpy/prod/signing-GhIjKl",
			ObjectType: "secretsmanager", ObjectAlias: "signing",
		},
	}, got)
}

func TestASecretWholeAndByFieldHasBothFiles(t *testing.T) {
	a := connected()
	whole := a.Secrets["payments-id"]
	whole.Field = ""
	a.Secrets = map[string]Secret{"payments": whole, "payments-id": a.Secrets["payments-id"]}
	assert.Equal(t, []mounted{{
		ObjectName: paymentsARN, ObjectType: "secretsmanager", ObjectAlias: "payments",
		JMESPath: []field{{Path: `"id"`, ObjectAlias: "payments-id"}},
	}}, a.mounts(&later.Values{}))
}

func TestTheOperatorIsToldWhichSecrets(t *testing.T) {
	a := connected()
	a.SecretStore = External
	want := &externalsecrets.ExternalSecret{
		ObjectMeta: metav1.ObjectMeta{Name: "shop", Labels: a.labels()},
		Spec: externalsecrets.ExternalSecretSpec{
			SecretStoreRef:  externalsecrets.SecretStoreRef{Name: "secrets-manager", Kind: "ClusterSecretStore"},
			Target:          externalsecrets.Target{Name: "shop", CreationPolicy: "Owner", DeletionPolicy: "Retain"},
			RefreshInterval: &metav1.Duration{Duration: 10 * time.Minute},
			Data: []externalsecrets.Data{
				{SecretKey: "payments-id", RemoteRef: externalsecrets.RemoteRef{Key: paymentsARN, Property: "id"}},
				{SecretKey: "payments-key", RemoteRef: externalsecrets.RemoteRef{Key: paymentsARN, Property: "api-key"}},
				{SecretKey: "signing", RemoteRef: externalsecrets.RemoteRef{
					Key: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:covetpy/prod/signing-GhIjKl",
				}},
			},
		},
	}
	assert.Equal(t, []kubeapi.Object{want}, a.secretObjects(&later.Values{}))
	a.StoreName = "vault"
	want.Spec.SecretStoreRef.Name = "vault"
	assert.Equal(t, []kubeapi.Object{want}, a.secretObjects(&later.Values{}))
}

// An ARN that is made by another component gets into the provider's list, and the
// list is read as what it was written as.
func TestAnARNThatIsMadeLaterGetsIntoTheList(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		a, values := connected(), &later.Values{}
		signing := a.Secrets["signing"]
		signing.ARN = pulumi.String("arn:made").ToStringOutput()
		a.Secrets = map[string]Secret{"signing": signing}
		_, err := kube.Register(ctx, "secrets", a.secretObjects(values)[0], values)
		return err
	}))
	made := rec.One(t, "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass", "secrets")
	list := made.Inputs["spec"].ObjectValue()["parameters"].ObjectValue()["objects"].StringValue()
	assert.JSONEq(t, `[{"objectName":"arn:made","objectType":"secretsmanager","objectAlias":"signing"}]`, list)
}

func secretFaults(a *Args) fault.Faults {
	var c fault.Check
	a.checkSecrets(&c)
	return c.Faults()
}

func TestSecretsThatAreRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*Args)
		want   fault.Faults
	}{
		"without a store": {
			func(a *Args) { a.SecretStore = "" },
			fault.Faults{{Path: "secretStore", Accepted: "csi or external-secrets"}},
		},
		"a store that is not used": {
			func(a *Args) { a.StoreName = "vault" },
			fault.Faults{{Path: "storeName", Found: "vault", Accepted: "none, as secretStore is not external-secrets"}},
		},
		"a store's name that is none": {
			func(a *Args) { a.SecretStore, a.StoreName = External, "The Store" },
			fault.Faults{{Path: "storeName", Found: "The Store", Accepted: "the name of a ClusterSecretStore"}},
		},
		"one secret in two whole files": {
			func(a *Args) { a.Secrets["again"] = a.Secrets["signing"] },
			fault.Faults{{
				Path: "secrets.signing.name", Found: "covetpy/prod/signing",
				Accepted: "another secret than secrets.again, or a field of it: the driver writes all of a secret to one file",
			}},
		},
		"a file, a name, a key and a field that are none": {
			func(a *Args) {
				a.Secrets = map[string]Secret{"a.json": {Name: "prod/*", KeyAlias: "alias/aws?", Field: "a.b"}}
			},
			fault.Faults{
				{Path: "secrets.a.json", Found: "a.json", Accepted: keyWords},
				{Path: "secrets.a.json.field", Found: "a.b", Accepted: "the name of a field: letters, digits, _ and -"},
				{Path: "secrets.a.json.keyAlias", Found: "alias/aws?", Accepted: aliasWords},
				{Path: "secrets.a.json.name", Found: "prod/*", Accepted: "the name of a secret of Secrets Manager"},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := connected()
			tt.change(a)
			assert.Equal(t, tt.want, secretFaults(a))
		})
	}
	assert.Empty(t, secretFaults(connected()))
	assert.Empty(t, secretFaults(alone()))
}

func TestTheOperatorMayWriteASecretTwice(t *testing.T) {
	a := connected()
	a.SecretStore, a.Secrets["again"] = External, a.Secrets["signing"]
	assert.Empty(t, secretFaults(a))
}
