package registry

import (
	"encoding/json"
	"fmt"
)

// lifecycle is a repository's lifecycle policy (ECR user guide, "Lifecycle
// policy properties").
type lifecycle struct {
	Rules []lifecycleRule `json:"rules"`
}

type lifecycleRule struct {
	Priority    int       `json:"rulePriority"`
	Description string    `json:"description"`
	Selection   selection `json:"selection"`
	Action      action    `json:"action"`
}

type selection struct {
	TagStatus   string   `json:"tagStatus"`
	TagPatterns []string `json:"tagPatternList,omitempty"`
	CountType   string   `json:"countType"`
	CountUnit   string   `json:"countUnit,omitempty"`
	CountNumber int      `json:"countNumber"`
}

type action struct {
	Type string `json:"type"`
}

// lifecyclePolicy ends what nobody can name any more, and the oldest of what has
// a tag. An image that runs and is old goes, too: keep more than there are
// releases to go back to.
func (a *Args) lifecyclePolicy() (string, error) {
	text, err := json.Marshal(lifecycle{Rules: []lifecycleRule{
		{
			Priority: 1, Description: "Images without a tag",
			Selection: selection{TagStatus: "untagged", CountType: "sinceImagePushed", CountUnit: "days", CountNumber: a.UntaggedDays},
			Action:    action{Type: "expire"},
		},
		{
			Priority: 2, Description: "All but the latest images",
			Selection: selection{TagStatus: "tagged", TagPatterns: []string{"*"}, CountType: "imageCountMoreThan", CountNumber: a.KeepImages},
			Action:    action{Type: "expire"},
		},
	}})
	if err != nil {
		return "", fmt.Errorf("write lifecycle policy: %w", err)
	}
	return string(text), nil
}
