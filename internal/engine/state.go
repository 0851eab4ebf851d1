package engine

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/pulumi/pulumi/pkg/v3/backend"
	"github.com/pulumi/pulumi/pkg/v3/resource/deploy"
	pkgstack "github.com/pulumi/pulumi/pkg/v3/resource/stack"
	"github.com/pulumi/pulumi/pkg/v3/secrets/b64"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
)

// load returns the state of the environment, nil before the first run. Where a
// journal is left of a run that has ended or was cut off, load settles what is
// open in it with the cloud, folds it into a new checkpoint and commits that.
//
// Every step of it can be cut off and done again: what settling finds is itself
// appended to the journal.
func (o *Offline) load(ctx context.Context) (*deploy.Snapshot, []Repair, error) {
	base, err := o.checkpoint()
	if err != nil {
		return nil, nil, err
	}
	entries, err := o.Store.Journal()
	if err != nil {
		return nil, nil, err
	}
	var repairs []Repair
	if len(entries) > 0 {
		var settled []apitype.JournalEntry
		settled, repairs, err = o.settle(ctx, base, entries)
		if err != nil {
			return nil, repairs, fmt.Errorf("settle what the last run left open: %w", err)
		}
		if base, err = replay(base, append(entries, settled...)); err != nil {
			return nil, repairs, err
		}
		if err := o.commit(base); err != nil {
			return nil, repairs, err
		}
	}
	if base == nil {
		return nil, repairs, nil
	}
	snap, err := decodeDeployment(ctx, base)
	return snap, repairs, err
}

// checkpoint reads the committed deployment, nil before the first commit.
func (o *Offline) checkpoint() (*apitype.DeploymentV3, error) {
	raw, err := o.Store.Checkpoint()
	if err != nil || raw == nil {
		return nil, err
	}
	var file stateFile
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, fmt.Errorf("read checkpoint: %w", err)
	}
	return file.Deployment, nil
}

// replay applies a journal to the deployment that it began from.
func replay(base *apitype.DeploymentV3, entries []apitype.JournalEntry) (*apitype.DeploymentV3, error) {
	if base == nil {
		base = &apitype.DeploymentV3{}
	}
	replayer := backend.NewJournalReplayer(base)
	for _, e := range entries {
		if err := replayer.Add(e); err != nil {
			return nil, fmt.Errorf("replay journal entry %d: %w", e.SequenceID, err)
		}
	}
	typed, err := replayer.GenerateDeployment()
	if err != nil {
		return nil, fmt.Errorf("replay journal: %w", err)
	}
	deployment := typed.Deployment
	if deployment.SecretsProviders == nil {
		deployment.SecretsProviders = &apitype.SecretsProvidersV1{Type: b64.Type}
	}
	return deployment, nil
}

func (o *Offline) commit(deployment *apitype.DeploymentV3) error {
	raw, err := encodeDeployment(deployment)
	if err != nil {
		return err
	}
	return o.Store.Commit(raw)
}

// stateFile is the form of `pulumi stack export`, and of a checkpoint.
type stateFile struct {
	Version    int                   `json:"version"`
	Deployment *apitype.DeploymentV3 `json:"deployment"`
}

func encodeDeployment(deployment *apitype.DeploymentV3) ([]byte, error) {
	out, err := json.Marshal(stateFile{apitype.DeploymentSchemaVersionCurrent, deployment})
	if err != nil {
		return nil, fmt.Errorf("encode deployment: %w", err)
	}
	return out, nil
}

func encodeSnapshot(ctx context.Context, snap *deploy.Snapshot) ([]byte, error) {
	if snap == nil {
		return encodeDeployment(&apitype.DeploymentV3{Resources: []apitype.ResourceV3{}})
	}
	deployment, _, _, err := pkgstack.SerializeDeploymentWithMetadata(ctx, snap, false)
	if err != nil {
		return nil, fmt.Errorf("encode deployment: %w", err)
	}
	return encodeDeployment(deployment)
}

// decodeDeployment turns a deployment into what the engine works on, and
// refuses one that contradicts itself.
func decodeDeployment(ctx context.Context, deployment *apitype.DeploymentV3) (*deploy.Snapshot, error) {
	snap, err := pkgstack.DeserializeDeploymentV3(ctx, *deployment, pkgstack.Base64SecretsProvider{})
	if err != nil {
		return nil, fmt.Errorf("decode deployment: %w", err)
	}
	if err := snap.VerifyIntegrity(); err != nil {
		return nil, fmt.Errorf("the state contradicts itself: %w", err)
	}
	return snap, nil
}
