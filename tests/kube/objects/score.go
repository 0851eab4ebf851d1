package objects

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// unmeant are kube-score's checks that are not meant for these objects.
var unmeant = []string{
	"container-image-pull-policy",         // it wants Always, so that a tag that was moved is pulled again; a digest is one image
	"deployment-has-host-podantiaffinity", // it knows no topologySpreadConstraints, which is how pods are spread over hosts
}

// scored is one object as kube-score prints it (-o json, version 2).
type scored struct {
	ObjectName string `json:"object_name"`
	Checks     []struct {
		Check struct {
			ID string `json:"id"`
		} `json:"check"`
		Grade    int  `json:"grade"`
		Skipped  bool `json:"skipped"`
		Comments []struct {
			Path    string `json:"path"`
			Summary string `json:"summary"`
		} `json:"comments"`
	} `json:"checks"`
}

// critical is the grade of what kube-score calls critical; the next is a warning.
const critical = 1

// findings asks kube-score, as the tools' module pins it. It is a program here, as
// its packages do not compile with the libraries of a present Kubernetes. What is
// critical is returned, and how many checks there were.
func findings(ctx context.Context, repository string, manifests []map[string]any) (found []string, checks int, err error) {
	var in bytes.Buffer
	for _, m := range manifests {
		raw, err := json.Marshal(m)
		if err != nil {
			return nil, 0, err
		}
		fmt.Fprintf(&in, "---\n%s\n", raw)
	}
	command := exec.CommandContext(ctx, "go", "tool", "-modfile="+filepath.Join(repository, "tools", "go.mod"), "kube-score", "score",
		"--ignore-container-cpu-limit", // pods have none, on purpose (components/app, Resources)
		"--output-format", "json", "-")
	command.Dir, command.Stdin = repository, &in
	out, err := command.Output() // its exit status is 1 when something is critical
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || len(out) == 0) {
		if ok {
			err = fmt.Errorf("%w\n%s", err, exit.Stderr)
		}
		return nil, 0, fmt.Errorf("run kube-score: %w", err)
	}
	var objects []scored
	if err := json.Unmarshal(out, &objects); err != nil {
		return nil, 0, fmt.Errorf("read what kube-score says: %w", err)
	}
	for _, o := range objects {
		for _, c := range o.Checks {
			if c.Skipped || slices.Contains(unmeant, c.Check.ID) || c.Check.ID == targetsPod && !hasPods(manifests, o.ObjectName) {
				continue
			}
			checks++
			if c.Grade <= critical {
				found = append(found, strings.TrimSpace(fmt.Sprintf("%s: %s: %v", o.ObjectName, c.Check.ID, c.Comments)))
			}
		}
	}
	return found, checks, nil
}

// targetsPod wants a pod for each network policy.
const targetsPod = "networkpolicy-targets-pod"

// hasPods says whether anything that makes pods is in the namespace of an object,
// which kube-score calls Kind/group/version/namespace/name. The pods of controllers
// come with their charts, which it does not see.
func hasPods(manifests []map[string]any, object string) bool {
	parts := strings.Split(object, "/")
	if len(parts) < 2 {
		return true
	}
	return slices.ContainsFunc(manifests, func(m map[string]any) bool {
		obj := unstructured.Unstructured{Object: m}
		return obj.GetNamespace() == parts[len(parts)-2] && slices.Contains([]string{"Deployment", "Job", "CronJob"}, obj.GetKind())
	})
}
