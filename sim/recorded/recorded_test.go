package recorded

import (
	"errors"
	"os"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim/examples"
)

func TestWhatIsDrawnBecomesWhoseItIs(t *testing.T) {
	t.Parallel()
	n := naming{owners: map[string]string{}}
	n.learn("ec2/vpc", examples.Made{ID: "vpc-0123456789abcdef0", Outputs: resource.PropertyMap{
		"arn": resource.NewProperty("arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0123456789abcdef0"),
	}})
	for text, want := range map[string]string{
		"vpc-0123456789abcdef0":                                 "vpc-<hex of ec2/vpc.id>",
		"vpc-fedcba98765432100":                                 "vpc-<hex>",
		"0b5a4c1e-7a55-4b0f-9b1a-0c1d2e3f4a5b":                  "<uuid>",
		"2026-11-26T03:00:00Z":                                  "<time>",
		"2026-11-26 03:00:00.123 +0000 UTC":                     "<time>",
		"http://127.0.0.1:4566/111122223333/q":                  "<endpoint>/111122223333/q",
		"https://sqs.eu-west-1.amazonaws.com/111122223333/q":    "<endpoint>/111122223333/q",
		"arn:aws:secretsmanager:eu-west-1:1:secret:a-AbC123":    "arn:aws:secretsmanager:eu-west-1:1:secret:a-<drawn>",
		"o.cluster-ro-c7tj4example.eu-west-1.rds.amazonaws.com": "o.cluster-ro-<drawn>.eu-west-1.rds.amazonaws.com",
		"edge-1234567890.eu-west-1.elb.amazonaws.com":           "edge-<drawn>.eu-west-1.elb.amazonaws.com",
		"targetgroup/api/0a1b2c3d4e5f6g7h":                      "targetgroup/api<hex>",
		"10.0.0.7":                                              "<address>",
		"10.0.0.0/16":                                           "10.0.0.0/16",
		"111122223333":                                          "111122223333",
		"ec2-52-1-2-33":                                         "<machine>",
	} {
		assert.Equal(t, want, n.text(text))
	}
}

func TestPropertiesAreComparedByWhatTheySay(t *testing.T) {
	t.Parallel()
	n := naming{owners: map[string]string{}}
	got := n.top(resource.NewPropertyMapFromMap(map[string]any{
		"id": "x", "__meta": "{}", "none": nil, "empty": "", "nobody": []any{}, "off": false,
		"policy":  `{"b": 1, "a": [2, 1]}`,
		"names":   []any{"b", "a"},
		"tags":    map[string]any{"Name": "n"},
		"tagsAll": map[string]any{"Name": "n"},
	}))
	assert.Equal(t, map[string]any{
		"off": false, "policy": `{"a":[2,1],"b":1}`, "names": []any{"a", "b"}, "tags": map[string]any{"Name": "n"},
	}, got)
}

func TestSince(t *testing.T) {
	t.Parallel()
	before := map[string]any{"same": "x", "other": 1, "gone": "y"}
	after := map[string]any{"same": "x", "other": 2, "more": "z"}
	assert.Equal(t, map[string]any{"other": 2, "gone": absent, "more": "z"}, since(before, after))
	assert.Nil(t, since(before, before))
}

func TestCodesOfErrors(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]string{
		`creating KMS Alias (a): operation error KMS: CreateAlias, https response error StatusCode: 400, RequestID: x-1, AlreadyExistsException: there is one`: "AlreadyExists",
		`operation error EC2: DeleteVpc, https response error StatusCode: 400, RequestID: x-1, api error DependencyViolation: it is used`:                      "DependencyViolation",
		`operation error S3: CreateBucket, https response error StatusCode: 400, RequestID: x, HostID: y=, api error MalformedXML: no`:                         "MalformedXML",
		`operation error S3: CreateBucket, https response error StatusCode: 409, RequestID: x, HostID: , BucketAlreadyExists: no`:                              "BucketAlreadyExists",
		`creating aws:kms/alias:Alias "kms-alias": AlreadyExistsException: there is one`:                                                                       "AlreadyExists",
		`validating S3 Bucket (A) name: only lower case`:                                                                                                       "",
	} {
		assert.Equal(t, want, code(message), message)
	}
}

func TestARefusedCheckNamesItsProperties(t *testing.T) {
	t.Parallel()
	n := naming{owners: map[string]string{}}
	got := n.refusal(Called, &examples.Refused{Failures: []*pulumirpc.CheckFailure{
		{Reason: "Conflicting configuration arguments. Examine values at 'sqs-queue.kmsMasterKeyId'."},
		{Property: "rules[0].name", Reason: "too long"},
	}})
	assert.Equal(t, Planned, got.At)
	assert.Equal(t, []string{"kmsMasterKeyId", "rules"}, got.Properties)
	assert.Equal(t, Never, n.refusal(Called, nil).At)
	assert.Equal(t, "it is so", n.refusal(Called, errors.New("rpc error: code = Unknown desc = 1 error occurred:\n\t* it is so\n\n")).Says)
}

func TestAPlanIsReadWithAndWithoutDetails(t *testing.T) {
	t.Parallel()
	detailed := planOf(&pulumirpc.DiffResponse{
		Replaces: []string{"name"}, DeleteBeforeReplace: true,
		DetailedDiff: map[string]*pulumirpc.PropertyDiff{
			"name": {Kind: pulumirpc.PropertyDiff_UPDATE_REPLACE}, "rules[0].port": {}, "rules[1].port": {}, "tagsAll.a": {},
		},
	})
	assert.Equal(t, &Plan{Replaces: []string{"name"}, Changes: []string{"rules"}, DeleteFirst: true}, detailed)
	plain := planOf(&pulumirpc.DiffResponse{Replaces: []string{"name"}, Diffs: []string{"name", "size"}})
	assert.Equal(t, &Plan{Replaces: []string{"name"}, Changes: []string{"size"}}, plain)
}

func TestCompare(t *testing.T) {
	t.Parallel()
	left := true
	recording := Recording{
		Without: []string{"newer"},
		Wrong:   []*Refusal{nil, {At: Called, Code: "TooMany"}, {At: Planned, Properties: []string{"a", "b"}}},
		Create:  &Answer{ID: "1", Properties: map[string]any{"nested": map[string]any{"same": 1, "other": 2}}},
		Update:  &Plan{Changes: []string{"newer", "size"}},
		Left:    &left,
	}
	gone := false
	simulated := Recording{
		Wrong:  []*Refusal{{At: Never}, {At: Called, Code: "TooFew"}, {At: Planned, Properties: []string{"b"}}},
		Check:  &Answer{Properties: map[string]any{"not": "asked"}},
		Create: &Answer{ID: "1", Properties: map[string]any{"newer": 1, "nested": map[string]any{"same": 1, "other": 3}}},
		Update: &Plan{Changes: []string{"size"}, DeleteFirst: true},
		Left:   &gone,
	}
	assert.Equal(t, []Difference{
		{"e", "wrong.1", "call with TooMany", "call with TooFew"},
		{"e", "create.nested.other", "2", "3"},
		{"e", "update.deleteFirst", "false", "true"},
		{"e", "left", "true", "false"},
	}, Compare("e", recording, simulated))
}

func TestKnownDifferencesAreToldFromNewOnes(t *testing.T) {
	t.Parallel()
	list, err := ReadKnown([]byte(`
- {examples: [sqs/*], paths: [create.url], of: emulator, reason: its own address}
- {examples: ["*"], paths: [wrong.*], recorded: never, of: emulator, reason: lenient}
- {examples: [s3/bucket], paths: [left], of: simulation, reason: of old}
`))
	require.NoError(t, err)
	sorted := Sort([]Difference{
		{"sqs/queue", "create.url", "a", "b"},
		{"sns/topic", "create.url", "a", "b"},
		{"sns/topic", "wrong.1", "never", "call"},
		{"sns/topic", "wrong.2", "plan", "never"},
	}, list)
	assert.Equal(t, []Difference{{"sns/topic", "create.url", "a", "b"}, {"sns/topic", "wrong.2", "plan", "never"}}, sorted.New)
	assert.Equal(t, map[Owner]int{Emulator: 2}, sorted.Explained)
	assert.Len(t, sorted.Stale, 2, "both patterns of the third")

	_, err = ReadKnown([]byte(`[{examples: [a], paths: [], of: nobody}]`))
	require.ErrorContains(t, err, "a reason are needed")
	require.ErrorContains(t, err, `of is "nobody"`)
}

func TestPatterns(t *testing.T) {
	t.Parallel()
	for pattern, texts := range map[string]map[string]bool{
		"*":       {"": true, "a/b": true},
		"a/*":     {"a/b": true, "b/a": false},
		"wrong.*": {"wrong.1": true, "wrong": false},
		"a":       {"a": true, "ab": false},
		"a*b*c":   {"a-b-c": true, "abc": true, "acb": false},
		"*.x":     {"create.x": true, "create.xy": false},
	} {
		for text, want := range texts {
			assert.Equal(t, want, matched(pattern, text), "%s on %s", pattern, text)
		}
	}
}

func TestARecordingIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	want := Recording{
		Emulator: "moto", Wrong: []*Refusal{nil, {At: Planned, Properties: []string{"a"}, Says: "no"}},
		Create: &Answer{ID: "1", Properties: map[string]any{"a": 1.5, "b": []any{"c"}}}, Read: &Answer{},
		Same: &Plan{}, Update: &Plan{Changes: []string{"a"}},
	}
	require.NoError(t, want.Write(dir, "s3/bucket"))
	got, err := Read(os.DirFS(dir))
	require.NoError(t, err)
	assert.Equal(t, map[string]Recording{"s3/bucket": want}, got)
	require.NoError(t, os.WriteFile(dir+"/s3/bucket.yaml", []byte("no: such"), 0o600))
	_, err = Read(os.DirFS(dir))
	require.ErrorContains(t, err, "record it again")
}
