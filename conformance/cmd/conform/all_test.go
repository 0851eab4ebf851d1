package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAFailureIsToldAndTheOthersAreRun(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	cmd := &cobra.Command{}
	cmd.SetOut(&out)
	cmd.SetContext(t.Context())
	err := runAll(cmd, [][]string{{"--help"}, {"check", "nowhere"}, {"--help"}})
	require.EqualError(t, err, "conform check nowhere failed")
	assert.Equal(t, 2, strings.Count(out.String(), "--help"+strings.Repeat(" ", 26)+" ok"), out.String())

	out.Reset()
	err = runAll(cmd, [][]string{{"nothing"}, {"--help"}})
	require.EqualError(t, err, "conform nothing failed")
	assert.NotContains(t, out.String(), "--help", "nothing works without the first, the build")
}

// The README's table and this command are one list.
func TestTheReadmeListsWhatIsRun(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../../README.md")
	require.NoError(t, err)
	for _, step := range steps([]string{"dev", "staging", "prod"}) {
		line := "`conform " + strings.Join(step, " ") + "`"
		if step[0] == "up" {
			line = "`conform up dev`"
		}
		assert.Contains(t, string(readme), "| "+line+" |")
		command, _, err := newRoot().Find(step)
		require.NoError(t, err)
		assert.Equal(t, step[0], command.Name())
	}
}
