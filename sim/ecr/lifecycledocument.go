package ecr

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// lifecycle is a lifecycle policy. Source: ECR user guide, "Lifecycle policy
// properties".
type lifecycle struct {
	Rules []lifecycleRule `json:"rules"`
}

type lifecycleRule struct {
	Priority    int                 `json:"rulePriority"`
	Description string              `json:"description"`
	Selection   *lifecycleSelection `json:"selection"`
	Action      *lifecycleAction    `json:"action"`
}

type lifecycleSelection struct {
	TagStatus    string   `json:"tagStatus"`
	TagPrefixes  []string `json:"tagPrefixList"`
	TagPatterns  []string `json:"tagPatternList"`
	StorageClass string   `json:"storageClass"`
	CountType    string   `json:"countType"`
	CountUnit    string   `json:"countUnit"`
	CountNumber  *int     `json:"countNumber"`
}

type lifecycleAction struct {
	Type   string `json:"type"`
	Target string `json:"targetStorageClass"`
}

const (
	mostLifecycleRules = 50
	mostTagWildcards   = 4
	// noSchema is what a rule is told that is of neither known shape: one counts
	// images, one their days.
	noSchema = "instance failed to match exactly one schema (matched 0 out of 2)"
)

// wrongLifecycle is what ECR objects to in a lifecycle policy, or "".
func wrongLifecycle(text string) string {
	const failure = "Lifecycle policy validation failure: "
	var document lifecycle
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&document); err != nil {
		if _, field, unknown := strings.Cut(err.Error(), "unknown field "); unknown {
			return failure + "object instance has properties which are not allowed by the schema: ([" + field + "])"
		}
		return "Lifecycle policy parsing failure: Could not map policyString into LifecyclePolicy."
	}
	switch n := len(document.Rules); {
	case document.Rules == nil:
		return failure + `object has missing required properties (["rules"])`
	case n == 0:
		return failure + "array is too short: must have at least 1 elements but instance has 0 elements"
	case n > mostLifecycleRules:
		return failure + fmt.Sprintf("array is too long: must have at most %d elements but instance has %d elements", mostLifecycleRules, n)
	case hasNull(text):
		return failure + noSchema
	}
	for _, rule := range document.Rules {
		if reason := rule.wrong(); reason != "" {
			return failure + reason
		}
	}
	if reason := document.contradiction(); reason != "" {
		return failure + reason
	}
	return ""
}

// hasNull is true when a null stands for something left out: ECR reads none.
func hasNull(text string) bool {
	decoder := json.NewDecoder(strings.NewReader(text))
	for {
		token, err := decoder.Token()
		if err != nil {
			return false
		}
		if token == nil {
			return true
		}
	}
}

func (r lifecycleRule) wrong() string {
	if missing := r.missing(); len(missing) > 0 {
		return `object has missing required properties (["` + strings.Join(missing, `","`) + `"])`
	}
	if r.Priority < 1 {
		return fmt.Sprintf("numeric instance is lower than the required minimum (minimum: 1, found: %d)", r.Priority)
	}
	for _, wrong := range []func() string{r.Selection.wrongTags, r.Selection.wrongCount, r.Action.wrong} {
		if reason := wrong(); reason != "" {
			return reason
		}
	}
	return ""
}

func (r lifecycleRule) missing() []string {
	var names []string
	need := func(name string, there bool) {
		if !there {
			names = append(names, name)
		}
	}
	need("action", r.Action != nil)
	need("selection", r.Selection != nil)
	if r.Action != nil {
		need("type", r.Action.Type != "")
	}
	if r.Selection != nil {
		need("countNumber", r.Selection.CountNumber != nil)
		need("countType", r.Selection.CountType != "")
		need("tagStatus", r.Selection.TagStatus != "")
	}
	return names
}

func (s lifecycleSelection) wrongTags() string {
	known := []string{"any", "tagged", "untagged"}
	switch listed := len(s.TagPrefixes) + len(s.TagPatterns); {
	case !slices.Contains(known, s.TagStatus):
		return notInEnum(s.TagStatus, known)
	case s.TagStatus == "tagged" && listed == 0:
		return "Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED."
	case len(s.TagPrefixes) > 0 && len(s.TagPatterns) > 0:
		return "If policy has a tagged rule, it must specify only one of tagPrefixList or tagPatternList"
	case s.TagStatus != "tagged" && listed > 0:
		list := "tagPrefixList"
		if len(s.TagPatterns) > 0 {
			list = "tagPatternList"
		}
		return "Cannot specify " + list + " with tagStatus " + strings.ToUpper(s.TagStatus)
	case slices.ContainsFunc(s.TagPatterns, func(p string) bool { return strings.Count(p, "*") > mostTagWildcards }):
		return "Invalid tag pattern provided"
	}
	return ""
}

func (s lifecycleSelection) wrongCount() string {
	byDays := slices.Contains([]string{"sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned"}, s.CountType)
	switch {
	case byDays != (s.CountUnit != ""), !byDays && s.CountType != "imageCountMoreThan":
		return noSchema
	case byDays && s.CountUnit != "days":
		return notInEnum(s.CountUnit, []string{"days"})
	case *s.CountNumber < 1:
		return fmt.Sprintf("numeric instance is lower than the required minimum (minimum: 1, found: %d)", *s.CountNumber)
	case s.StorageClass == "archive" && s.CountType != "sinceImageTransitioned":
		return "SINCE_IMAGE_PUSHED, SINCE_IMAGE_PULLED and IMAGE_COUNT_MORE_THAN support the STANDARD storage class only"
	}
	return ""
}

func (a lifecycleAction) wrong() string {
	known := []string{"expire", "transition"}
	switch {
	case !slices.Contains(known, a.Type):
		return notInEnum(a.Type, known)
	case (a.Type == "transition") != (a.Target == "archive"):
		return noSchema
	}
	return ""
}

func notInEnum(value string, known []string) string {
	return fmt.Sprintf(`instance value ("%s") not found in enum (possible values: ["%s"])`, value, strings.Join(known, `","`))
}

// contradiction is what rules can't say together.
func (l lifecycle) contradiction() string {
	type group struct{ class, status string }
	once := map[string]string{
		"any":      "Only one rule can specify tagStatus=ANY per storage class",
		"untagged": "Only one rule can select Untagged images per storage class",
	}
	priorities, last, seen := map[int]bool{}, map[string]int{}, map[group]bool{}
	for _, rule := range l.Rules {
		of := group{cmp.Or(rule.Selection.StorageClass, "standard"), rule.Selection.TagStatus}
		switch {
		case priorities[rule.Priority]:
			return "Duplicate priority in multiple rules"
		case seen[of] && once[of.status] != "":
			return once[of.status]
		}
		priorities[rule.Priority], seen[of] = true, true
		last[of.class] = max(last[of.class], rule.Priority)
	}
	for _, rule := range l.Rules {
		if rule.Selection.TagStatus == "any" && rule.Priority < last[cmp.Or(rule.Selection.StorageClass, "standard")] {
			return "Rule for tagStatus=ANY must have the lowest priority per storage class"
		}
	}
	return ""
}
