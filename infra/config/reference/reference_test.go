package reference_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/config/internal/shape"
	"github.com/covetpy/platform/infra/config/reference"
)

const repository = "../../.."

func render(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := reference.Render(repository)
	require.NoError(t, err)
	return files
}

func TestSchemaIsFresh(t *testing.T) { requireFresh(t, reference.SchemaFile) }

func TestPageIsFresh(t *testing.T) { requireFresh(t, reference.PageFile) }

func requireFresh(t *testing.T, path string) {
	t.Helper()
	stored, err := os.ReadFile(filepath.Join(repository, path))
	require.NoError(t, err)
	assert.Equal(t, string(render(t)[path]), string(stored), "%s is stale; refresh it with: %s", path, reference.Refresh)
}

func TestRenderReportsAMissingSource(t *testing.T) {
	_, err := reference.Render(t.TempDir())
	assert.ErrorIs(t, err, os.ErrNotExist)
}

func TestEveryFieldIsDescribed(t *testing.T) {
	page := string(render(t)[reference.PageFile])
	for _, f := range shape.Fields(reflect.TypeFor[config.Config]()) {
		_, after, found := strings.Cut(page, "| `"+f.Path+"` |")
		require.True(t, found, f.Path)
		row, _, _ := strings.Cut(after, "\n")
		cells := strings.Split(strings.TrimSuffix(row, " |"), " | ")
		assert.NotEmpty(t, strings.TrimSpace(cells[len(cells)-1]), "%s has no comment", f.Path)
	}
}

func TestEnvironmentFilesNameTheirSchema(t *testing.T) {
	schema := compile(t)
	names, err := config.Environments(repository)
	require.NoError(t, err)
	for _, name := range names {
		content, err := os.ReadFile(filepath.Join(repository, config.FileName(name)))
		require.NoError(t, err)
		first, _, _ := strings.Cut(string(content), "\n")
		assert.Equal(t, "# yaml-language-server: $schema="+reference.SchemaFile, first, name)
		assert.NoError(t, validate(t, schema, content), name)
	}
}

// compile is the schema as an editor loads it.
func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("schema.json", bytes.NewReader(render(t)[reference.SchemaFile])))
	s, err := c.Compile("schema.json")
	require.NoError(t, err)
	return s
}

// validate judges a file by the schema, as an editor does.
func validate(t *testing.T, s *jsonschema.Schema, content []byte) error {
	t.Helper()
	var document any
	require.NoError(t, yaml.Unmarshal(content, &document))
	return s.Validate(document)
}

const minimal = `config:
  covetpy:tier: prod
  covetpy:account: "111122223333"
  covetpy:region: eu-west-1
  covetpy:owner: platform
  covetpy:costCentre: "4100"
  covetpy:domain: covet.example.com
`

// TestEditorAndProgramAgree judges the same files by the schema and by Load.
func TestEditorAndProgramAgree(t *testing.T) {
	schema := compile(t)
	for name, test := range map[string]struct {
		more string
		good bool
	}{
		"the least":                        {"", true},
		"another namespace":                {"  aws:region: eu-west-1\n  aws:defaultTags: {tags: {a: b}}\n", true},
		"what Pulumi writes":               {"encryptionsalt: v1:abc\n", true},
		"parts turned off":                 {"  covetpy:network: {flowLogs: null, podCidr: null}\n  covetpy:cluster: {karpenter: null, nodeGroups: {spot: null}}\n", true},
		"parts turned on":                  {"  covetpy:network: {podCidr: 100.64.0.0/16, dnsFirewall: {lists: {malware: rslvr-fdl-1}}}\n", true},
		"an entry of one's own":            {"  covetpy:cluster: {nodeGroups: {batch: {capacity: spot, labels: {a: b}, taints: [{key: a, effect: NoExecute}]}}}\n", true},
		"an entry that only exists":        {"  covetpy:cluster: {nodeGroups: {batch: {}}}\n", true},
		"an IPv6 range":                    {"  covetpy:cluster: {publicAccess: [\"2001:db8::/32\"]}\n", true},
		"an unknown key at the top":        {"  covetpy:netwrok: {}\n", false},
		"an unknown key below":             {"  covetpy:network: {zone: 2}\n", false},
		"a key without a namespace":        {"  network: {}\n", false},
		"an unknown key beside config":     {"confg: {}\n", false},
		"a number out of range":            {"  covetpy:network: {zones: 9}\n", false},
		"text for a number":                {"  covetpy:network: {zones: \"3\"}\n", false},
		"not among the choices":            {"  covetpy:network: {nat: both}\n", false},
		"not among the numbers":            {"  covetpy:cluster: {logs: {retentionDays: 8}}\n", false},
		"a version without quotes":         {"  covetpy:cluster: {version: 1.35}\n", false},
		"another form":                     {"  covetpy:cluster: {version: v1.35}\n", false},
		"another form in a list":           {"  covetpy:network: {zoneIds: [euw1-az1, euw1-az2, eu-west-1c]}\n", false},
		"an element twice":                 {"  covetpy:cluster: {logs: {types: [api, api]}}\n", false},
		"an empty list":                    {"  covetpy:cluster: {nodeGroups: {app: {instanceTypes: []}}}\n", false},
		"an empty mapping":                 {"  covetpy:network: {dnsFirewall: {lists: {}}}\n", false},
		"a name of an entry":               {"  covetpy:cluster: {nodeGroups: {App: {}}}\n", false},
		"a name of an entry among choices": {"  covetpy:network: {dnsFirewall: {lists: {spam: rslvr-fdl-1}}}\n", false},
		"a required key of an entry":       {"  covetpy:cluster: {access: {ops: {role: viewer}}}\n", false},
		"a required key of a part":         {"  covetpy:network: {dnsFirewall: {}}\n", false},
		"null where nothing can be off":    {"  covetpy:network: {cidr: null}\n", false},
		"a list for a mapping":             {"  covetpy:cluster: []\n", false},
		"a range that is none":             {"  covetpy:network: {cidr: somewhere}\n", false},
		"an ARN that is no principal's":    {"  covetpy:cluster: {access: {ops: {role: viewer, principalArn: \"arn:aws:s3:::bucket\"}}}\n", false},
	} {
		t.Run(name, func(t *testing.T) {
			content := []byte(minimal + test.more)
			root := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(root, "Pulumi.qa.yaml"), content, 0o600))
			_, err := config.Load(root, "qa")
			assert.Equal(t, test.good, err == nil, "the program: %v", err)
			err = validate(t, schema, content)
			assert.Equal(t, test.good, err == nil, "the editor: %v", err)
		})
	}
}

func TestRequiredKeysAreRequiredInEditorsToo(t *testing.T) {
	schema := compile(t)
	for line := range strings.Lines(minimal) {
		if strings.HasPrefix(line, "  ") {
			assert.Error(t, validate(t, schema, []byte(strings.Replace(minimal, line, "", 1))), line)
		}
	}
}
