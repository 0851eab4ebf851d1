package upstream

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	karpenteraws "github.com/aws/karpenter-provider-aws/pkg/apis/v1"
	kedacore "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	karpentercore "sigs.k8s.io/karpenter/pkg/apis/v1"
	secretsstorecore "sigs.k8s.io/secrets-store-csi-driver/apis/v1"

	// The modules of these have definitions of kinds that tests install.
	_ "istio.io/api/networking/v1"
	_ "k8s.io/autoscaler/vertical-pod-autoscaler/pkg/apis/autoscaling.k8s.io/v1"

	"github.com/covetpy/platform/kubeapi/karpenter"
	"github.com/covetpy/platform/kubeapi/keda"
	"github.com/covetpy/platform/kubeapi/secretsstore"
)

// pair is a type of ours and the project's own.
type pair struct{ ours, theirs reflect.Type }

var pairs = map[string]pair{
	"ScaledObject":          {reflect.TypeFor[keda.ScaledObject](), reflect.TypeFor[kedacore.ScaledObject]()},
	"TriggerAuthentication": {reflect.TypeFor[keda.TriggerAuthentication](), reflect.TypeFor[kedacore.TriggerAuthentication]()},
	"NodePool":              {reflect.TypeFor[karpenter.NodePool](), reflect.TypeFor[karpentercore.NodePool]()},
	"EC2NodeClass":          {reflect.TypeFor[karpenter.EC2NodeClass](), reflect.TypeFor[karpenteraws.EC2NodeClass]()},
	"SecretProviderClass":   {reflect.TypeFor[secretsstore.SecretProviderClass](), reflect.TypeFor[secretsstorecore.SecretProviderClass]()},
}

func TestEveryFieldOfOursIsOneOfTheProjects(t *testing.T) {
	t.Parallel()
	for kind, p := range pairs {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			assert.Empty(t, Differences(p.ours, p.theirs))
		})
	}
}

// A value that has something in every field tells what a walk over types can't: that
// what writes itself there reads the text that is here.
func TestTheProjectsTypesReadAllThatOursSayAndLoseNothing(t *testing.T) {
	t.Parallel()
	for kind, p := range pairs {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			ours := reflect.New(p.ours)
			fill(ours.Elem())
			said, err := json.Marshal(ours.Interface())
			require.NoError(t, err)

			theirs := reflect.New(p.theirs)
			decoder := json.NewDecoder(bytes.NewReader(said))
			decoder.DisallowUnknownFields()
			require.NoError(t, decoder.Decode(theirs.Interface()), "%s", said)

			again, err := json.Marshal(theirs.Interface())
			require.NoError(t, err)
			assert.Equal(t, paths(t, said), intersection(paths(t, said), paths(t, again)), "%s", again)
		})
	}
}
