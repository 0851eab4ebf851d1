package cluster

import (
	"fmt"
	"slices"

	"github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes"
	metav1 "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/meta/v1"
	storagev1 "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/storage/v1"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/tags"
)

// kubernetes makes the way in and the default class of volumes.
func (m *maker) kubernetes(entered []pulumi.Resource) error {
	if err := m.provider(entered); err != nil {
		return err
	}
	if !slices.Contains(m.args.Addons.Optional, EBSCSIDriver) {
		return nil
	}
	return m.storageClass()
}

func (m *maker) provider(entered []pulumi.Resource) error {
	text := pulumi.All(m.c.Name, m.c.Endpoint, m.c.CertificateAuthority).ApplyT(func(v []any) (string, error) {
		return kubeconfigText(v[0].(string), m.args.Where.Region, v[1].(string), v[2].(string))
	}).(pulumi.StringOutput)
	m.c.Kubeconfig = pulumi.ToSecret(text).(pulumi.StringOutput)
	provider, err := kubernetes.NewProvider(m.ctx, m.logical("kubernetes"), &kubernetes.ProviderArgs{
		Kubeconfig: m.c.Kubeconfig,
		// Without it, a change of the kubeconfig's text replaces the provider, and
		// with it every object. The ARN is known in every preview and the same for
		// as long as the cluster has its name.
		ClusterIdentifier:     pulumi.String(m.args.ARN()),
		EnableServerSideApply: pulumi.Bool(true),
	},
		// Nobody is let in before the administrators' entries are there, and
		// nothing can be deleted once they are gone.
		m.child(pulumi.DependsOn(entered))...)
	if err != nil {
		return fmt.Errorf("make the Kubernetes provider: %w", err)
	}
	m.c.Provider = provider
	return nil
}

// storageClass is what a claim gets that asks for nothing in particular: a gp3
// volume, encrypted with our key, in the zone of the pod that needs it.
func (m *maker) storageClass() error {
	_, err := storagev1.NewStorageClass(m.ctx, m.logical("gp3"), &storagev1.StorageClassArgs{
		Metadata: metav1.ObjectMetaArgs{
			Name:        pulumi.String("gp3"),
			Annotations: pulumi.StringMap{"storageclass.kubernetes.io/is-default-class": pulumi.String("true")},
		},
		Provisioner: pulumi.String("ebs.csi.aws.com"),
		Parameters: pulumi.StringMap{
			"type":      pulumi.String("gp3"),
			"encrypted": pulumi.String("true"),
			"kmsKeyId":  m.args.Keys.Volumes.ToStringOutput(),
			// The driver tags the volumes that it makes, and by the tag they are backed up.
			"tagSpecification_1": pulumi.String(tags.KeyBackup + "=" + string(tags.BackupVolumes)),
		},
		VolumeBindingMode:    pulumi.String("WaitForFirstConsumer"),
		AllowVolumeExpansion: pulumi.Bool(true),
		ReclaimPolicy:        pulumi.String("Delete"),
	},
		// Not DeletedWith(the cluster), though it is nothing but a row in it: the
		// engine would count it as deleted before the cluster is, and a destroy cut
		// off in between leaves an object that the next up finds in its way.
		m.child(pulumi.Provider(m.c.Provider))...)
	if err != nil {
		return fmt.Errorf("make the default storage class: %w", err)
	}
	return nil
}
