// Package amp describes the resource types of Amazon Managed Service for Prometheus,
// one file each. What a rules file, an Alertmanager's configuration and a scraper's may
// say is in rulesfile.go, alertmanagerfile.go and scrapefile.go.
//
// No sample is taken and no rule evaluated here: what is judged is what the service
// judges when it is called.
package amp

import (
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const (
	workspaceType = "aws:amp/workspace:Workspace"
	logGroupType  = "aws:cloudwatch/logGroup:LogGroup"
)

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		alertManagerDefinition(),
		queryLoggingConfiguration(),
		resourcePolicy(),
		ruleGroupNamespace(),
		scraper(),
		workspace(),
		workspaceConfiguration(),
	}
}

// longestFile of rules, and of an Alertmanager's configuration, in bytes: the quotas
// "Rule group namespace definition file size" and "Alert manager definition file size"
// of the Amazon Managed Service for Prometheus User Guide, "service quotas". The guide's
// "Use CloudWatch metrics to monitor ... resources" counts both in bytes. The megabyte
// is from memory: the rows of the table were not found in a public copy.
const longestFile = 1 << 20

// invalid is the service's refusal of a request.
func invalid(words string, values ...any) error {
	return kind.Say("ValidationException: "+words, values...)
}

// home refers to the workspace. What belongs to one goes with it.
func home() kind.Ref {
	return kind.Ref{
		Path: "workspaceId", To: []kind.Target{{Type: workspaceType, By: "id"}}, OnDelete: sim.Cascade,
		Missing: "ResourceNotFoundException: Workspace not found: %s",
	}
}

// single is the claim of what a workspace has one of.
func single(what string) []kind.Unique {
	return []kind.Unique{{On: []string{"workspaceId"}, Taken: "ConflictException: " + what + " already exists for workspace %[1]s"}}
}

// admitLogGroup wants a log group of the workspace's account and region, which is there.
// Its ARN ends as that of the group's streams does.
func admitLogGroup(w kind.World, arn string) error {
	if arn == "" {
		return nil
	}
	if region := kind.RegionOfARN(arn); region != w.Region {
		return invalid("Invalid log group ARN - region: %s (expected: %s)", region, w.Region)
	}
	if _, there := w.Find(logGroupType, "arn", strings.TrimSuffix(arn, ":*")); !there {
		return kind.Say("ResourceNotFoundException: The log group %s does not exist", arn)
	}
	return nil
}
