// Package kubescore asks kube-score, at the version that the tools' module pins, what
// it thinks of objects of Kubernetes. It is a program here and no library: its
// packages do not compile with the libraries of a present Kubernetes.
//
// How good a grade has to be is the caller's to say.
package kubescore

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
)

// Grades: what is critical, and the best there is.
const (
	Critical = 1
	Best     = 10
)

// Unmeant are the checks that are not meant for the platform's objects, and why.
var Unmeant = map[string]string{
	"container-image-pull-policy": "it wants Always, so that a tag that was moved is pulled again; a digest can only be one image",
	"deployment-has-host-podantiaffinity": "it knows pod anti-affinity alone; hosts are spread over by topologySpreadConstraints, " +
		"which let a second pod onto a host where there is no other room",
}

// version of Kubernetes that objects are judged for: the newest that a cluster is
// offered with.
const version = "v1.36"

// Finding is what a check says of an object.
type Finding struct {
	// Object is Kind/group/version/namespace/name.
	Object string
	// Check is its id, "container-resources".
	Check string
	Grade int
	// Comments say what is wrong where.
	Comments []Comment
}

// Comment is about one place of an object.
type Comment struct {
	Path    string `json:"path"`
	Summary string `json:"summary"`
}

// String is for people.
func (f Finding) String() string { return fmt.Sprintf("%s: %s: %v", f.Object, f.Check, f.Comments) }

// scored is one object as kube-score prints it (-o json, version 2).
type scored struct {
	ObjectName string `json:"object_name"`
	Checks     []struct {
		Check struct {
			ID string `json:"id"`
		} `json:"check"`
		Grade    int       `json:"grade"`
		Skipped  bool      `json:"skipped"`
		Comments []Comment `json:"comments"`
	} `json:"checks"`
}

// Score returns what each check that applies says of each object, but for Unmeant.
// root is the repository's folder.
func Score(ctx context.Context, root string, manifests []map[string]any) ([]Finding, error) {
	var in bytes.Buffer
	for _, m := range manifests {
		raw, err := json.Marshal(m)
		if err != nil {
			return nil, fmt.Errorf("write an object for kube-score: %w", err)
		}
		fmt.Fprintf(&in, "---\n%s\n", raw)
	}
	command := exec.CommandContext(ctx, "go", "tool", "-modfile="+filepath.Join(root, "tools", "go.mod"), "kube-score", "score", // #nosec G204 -- the path is the caller's own
		// components/app, Resources says why there is no limit on the processor.
		"--ignore-container-cpu-limit", "--kubernetes-version", version, "--output-format", "json", "-")
	command.Dir, command.Stdin = root, &in
	out, err := command.Output() // its exit status is 1 when it has something to say
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || len(out) == 0) {
		if ok {
			err = fmt.Errorf("%w\n%s", err, exit.Stderr)
		}
		return nil, fmt.Errorf("run kube-score: %w", err)
	}
	var objects []scored
	if err := json.Unmarshal(out, &objects); err != nil {
		return nil, fmt.Errorf("read what kube-score says: %w", err)
	}
	var found []Finding
	for _, o := range objects {
		for _, c := range o.Checks {
			if _, unmeant := Unmeant[c.Check.ID]; !unmeant && !c.Skipped {
				found = append(found, Finding{Object: o.ObjectName, Check: c.Check.ID, Grade: c.Grade, Comments: c.Comments})
			}
		}
	}
	return found, nil
}
