package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/conformance/route"
	"github.com/covetpy/platform/conformance/up"
)

func sample() *up.Record {
	return &up.Record{
		Environment: "dev",
		Resources:   map[string]up.Resources{"aws:kms/key:Key": {All: 3, Emulated: 3}, "aws:backup/selection:Selection": {All: 1}},
		Replaced:    map[string]int{"aws:kms/key:Key": 1},
		Entries: []route.Entry{
			{Token: "aws:kms/key:Key", Emulator: "moto", Counts: map[route.Operation]route.Count{
				route.OpValidate: {OK: 6}, route.OpCreate: {OK: 3}, route.OpRead: {OK: 3}, route.OpDelete: {OK: 3},
			}},
			{Token: "aws:backup/selection:Selection", Why: "nobody has it", Counts: map[route.Operation]route.Count{
				route.OpValidate: {OK: 1, Failed: 1}, route.OpCreate: {OK: 1}, route.OpDelete: {OK: 1},
			}},
		},
		Adjusted: []route.Adjusted{{Adjustment: route.Adjustment{Type: "aws:kms/key:Key", Property: "xksKeyId", Why: "it has none"}, Times: 2}},
		Phases:   []up.Phase{{Differences: []up.Difference{{Type: "aws:kms/key:Key", Why: "it forgets"}, {Type: "aws:sqs/queue:Queue"}}}},
	}
}

func TestARecordIsRendered(t *testing.T) {
	t.Parallel()
	page := Markdown([]*up.Record{sample()})
	for _, want := range []string{
		"| dev | types | 2 | 1 (50 %) | 1 (50 %) |\n| | resources | 4 | 3 (75 %) | 3 (75 %) |\n",
		"| `aws:backup/selection:Selection` | 1 | no | the simulated cloud, as nobody has it |  |  |  |  |  |\n",
		"| `aws:kms/key:Key` | 3 | yes | moto | 3 | 3 |  | 1 | 3 |\n",
		"- `aws:kms/key:Key` differs: it forgets.\n",
		"- `aws:kms/key:Key`: upstream is asked without `xksKeyId`, as it has none.\n",
		"- `aws:sqs/queue:Queue` differs: NOBODY EXPECTS IT.\n",
	} {
		assert.Contains(t, page, want)
	}
}

func TestEnvironmentsAreInOrder(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []string{"dev", "staging", "prod", "alpha"}, Order([]string{"alpha", "prod", "staging", "dev"}))
}

// TestTheDocumentIsThatOfTheRecords holds the document to the records that are kept.
func TestTheDocumentIsThatOfTheRecords(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	kept, err := filepath.Glob("records/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, kept)
	var names []string
	for _, file := range kept {
		names = append(names, strings.TrimSuffix(filepath.Base(file), ".json"))
	}
	var records []*up.Record
	for _, name := range Order(names) {
		r, err := up.Load("records", name)
		require.NoError(t, err)
		records = append(records, r)
	}
	document, err := os.ReadFile(filepath.Join(root, Document))
	require.NoError(t, err)
	assert.Contains(t, string(document), "<!-- fidelity:aws -->\n"+Markdown(records)+"<!-- /fidelity -->",
		"refresh it: go run -C conformance ./cmd/conform report --write")
}
