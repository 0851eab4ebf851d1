package recovery

import (
	"encoding/json"
	"fmt"
)

// jobEvent is a kind of event that tells of a job that did not do its work.
type jobEvent struct {
	name        string // logical name of its rule, for ever
	description string
	detailType  string
	detail      jobDetail
}

// jobDetail is what is matched in an event. A restore tells its end as a status,
// the others as a state (AWS Backup developer guide, "Monitoring AWS Backup
// events using Amazon EventBridge").
type jobDetail struct {
	State       []string `json:"state,omitempty"`
	Status      []string `json:"status,omitempty"`
	Vault       []string `json:"backupVaultName,omitempty"`
	SourceVault []string `json:"sourceBackupVaultArn,omitempty"`
}

// jobEvents are the ends that someone has to look at. Backups and copies are
// those of this environment's vault; a restore names none, so every one of the
// account that fails is told of.
func (a *Args) jobEvents() []jobEvent {
	return []jobEvent{
		{
			name: "backup", description: "A backup of " + a.Names.Prefix() + " was not made, or not wholly",
			detailType: "Backup Job State Change",
			detail:     jobDetail{State: []string{"FAILED", "ABORTED", "EXPIRED", "PARTIAL"}, Vault: []string{a.vaultName()}},
		},
		{
			name: "copy", description: "A backup of " + a.Names.Prefix() + " was not copied, or not wholly",
			detailType: "Copy Job State Change",
			detail:     jobDetail{State: []string{"FAILED", "PARTIAL"}, SourceVault: []string{a.vaultARN()}},
		},
		{
			name: "restore", description: "A restore failed: a person's, or a test of the backups",
			detailType: "Restore Job State Change",
			detail:     jobDetail{Status: []string{"FAILED", "ABORTED"}},
		},
	}
}

// eventPattern is what an EventBridge rule matches.
type eventPattern struct {
	Detail     jobDetail `json:"detail"`
	DetailType []string  `json:"detail-type"`
	Source     []string  `json:"source"`
}

func (e jobEvent) pattern() (string, error) {
	text, err := json.Marshal(eventPattern{Detail: e.detail, DetailType: []string{e.detailType}, Source: []string{"aws.backup"}})
	if err != nil {
		return "", fmt.Errorf("write the event pattern %q: %w", e.name, err)
	}
	return string(text), nil
}
