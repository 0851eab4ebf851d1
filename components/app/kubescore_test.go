//go:build kubescore

package app

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/kubeapi"
)

// ignored are kube-score's checks that are not meant for these objects, and why.
var ignored = map[string]string{
	"container-image-pull-policy": "it wants Always, so that a tag that was moved is pulled again; a digest can only be one image",
	"deployment-has-host-podantiaffinity": "it knows pod anti-affinity alone; hosts are spread over by topologySpreadConstraints, " +
		"which let a second pod onto a host where there is no other room",
}

// finding is a check of an object as kube-score prints it (-o json, version 2).
type finding struct {
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

// wellDone is kube-score's best grade.
const wellDone = 10

func TestKubeScoreHasNothingToSay(t *testing.T) {
	for name, a := range map[string]*Args{"a service": web(), "in the middle of a delivery": delivering(), "in a mesh": meshed(), "a worker": worker()} {
		t.Run(name, func(t *testing.T) {
			checks := 0
			for _, object := range score(t, a) {
				for _, c := range object.Checks {
					if _, skip := ignored[c.Check.ID]; skip || c.Skipped {
						continue
					}
					checks++
					assert.Equal(t, wellDone, c.Grade, "%s: %s: %v", object.ObjectName, c.Check.ID, c.Comments)
				}
			}
			assert.Positive(t, checks)
		})
	}
}

// score runs kube-score at its pinned version. It is a program and no library here:
// its packages do not compile with the Kubernetes libraries of this module.
func score(t *testing.T, a *Args) []finding {
	t.Helper()
	objects, err := Objects(a)
	require.NoError(t, err)
	var in bytes.Buffer
	for _, object := range objects {
		manifest, err := kubeapi.Manifest(object)
		require.NoError(t, err)
		raw, err := json.Marshal(manifest)
		require.NoError(t, err)
		in.WriteString("---\n")
		in.Write(raw)
		in.WriteString("\n")
	}
	command := exec.CommandContext(t.Context(), "go", "tool", "-modfile=../../tools/go.mod", "kube-score", "score",
		// Resources says why there is no limit on the processor.
		"--ignore-container-cpu-limit", "--kubernetes-version", "v1.36", "--output-format", "json", "-")
	command.Stdin = &in
	out, err := command.Output() // its exit status is 1 when it has something to say
	if _, ok := err.(*exec.ExitError); !ok {
		require.NoError(t, err)
	}
	var findings []finding
	require.NoError(t, json.Unmarshal(out, &findings), string(out))
	return findings
}
