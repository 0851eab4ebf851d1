package tests

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/sim/facts"
)

var (
	// secretName is how properties are called that hold something secret.
	secretName = regexp.MustCompile(`(?i)(password|passwd|passphrase|secretstring|secretbinary|auth_?token|access_?token|session_?token|bearer_?token|private_?key|secret_?key|secret_?access_?key|access_?key|api_?key|client_?secret|credential)s?$`)
	// secretValue is what gives itself away: a key in PEM, an access key of AWS, an
	// address with a password in it.
	secretValue = regexp.MustCompile(`-----BEGIN [A-Z ]*PRIVATE KEY|\bA(KIA|SIA)[0-9A-Z]{16}\b|[a-z]+://[^/\s:@]+:[^/\s:@]+@`)
)

// In an ExternalSecret the key of a secret is the name of the file that it becomes, and
// no secret (External Secrets API, ExternalSecretData).
const (
	copies  = "kubernetes:external-secrets.io/v1:ExternalSecret "
	fileKey = "secretKey"
)

// leaks returns where a deployment, as it is exported, holds a secret in clear
// text: under a name of a secret, under a property that the provider's schema calls
// one, or in a form that only secrets have.
func leaks(raw []byte, schema *facts.Schema) ([]string, error) {
	var file struct{ Deployment apitype.DeploymentV3 }
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, fmt.Errorf("read the exported state: %w", err)
	}
	s := search{schema: schema}
	for _, r := range file.Deployment.Resources {
		known := schema.Resources[string(r.Type)]
		properties := maps.Clone(known.Inputs)
		if properties == nil {
			properties = map[string]facts.Property{}
		}
		maps.Copy(properties, known.Outputs)
		at := fmt.Sprintf("%s %s", r.Type, r.URN.Name())
		s.object(at+" inputs", r.Inputs, properties)
		s.object(at+" outputs", r.Outputs, properties)
	}
	slices.Sort(s.found)
	return s.found, nil
}

type search struct {
	schema *facts.Schema
	found  []string
}

func (s *search) object(path string, object map[string]any, properties map[string]facts.Property) {
	for key, value := range object {
		p := properties[key]
		named := secretName.MatchString(key) && (key != fileKey || !strings.HasPrefix(path, copies))
		s.value(path+"."+key, value, p, p.Secret || named)
	}
}

// value searches a value. One that is marked as a secret is encrypted as a whole.
func (s *search) value(path string, value any, p facts.Property, secret bool) {
	switch v := value.(type) {
	case string:
		if v != "" && (secret && !strings.HasPrefix(v, "arn:") || secretValue.MatchString(v)) {
			s.found = append(s.found, path)
		}
	case float64:
		if secret {
			s.found = append(s.found, path)
		}
	case []any:
		var items facts.Property
		if p.Items != nil {
			items = *p.Items
		}
		for i, item := range v {
			s.value(fmt.Sprintf("%s[%d]", path, i), item, items, secret || items.Secret)
		}
	case map[string]any:
		if v[resource.SigKey] == resource.SecretSig {
			return
		}
		if secret || p.Values != nil {
			within := secret || p.Values.Secret
			for key, item := range v {
				s.value(path+"."+key, item, facts.Property{}, within || secretName.MatchString(key))
			}
			return
		}
		s.object(path, v, s.schema.Types[p.Ref].Properties)
	}
}

// TestNoSecretIsExportedInClearText searches every environment's state.
func TestNoSecretIsExportedInClearText(t *testing.T) {
	t.Parallel()
	schema, err := facts.AWS()
	require.NoError(t, err)
	for _, name := range environments(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, name)
			w.run(engine.OpUp)
			_, raw := w.export()
			found, err := leaks(raw, schema)
			require.NoError(t, err)
			require.Empty(t, found)
		})
	}
}

// TestASecretIsFound plants secrets in a state and searches it.
func TestASecretIsFound(t *testing.T) {
	t.Parallel()
	schema, err := facts.AWS()
	require.NoError(t, err)
	encrypted := map[string]any{resource.SigKey: resource.SecretSig, "ciphertext": "aHVudGVyMg=="}
	const user = "aws:elasticache/user:User"
	for name, c := range map[string]struct {
		token  string
		inputs map[string]any
		want   []string
	}{
		"a password under its own name":        {databaseType, map[string]any{"masterPassword": "hunter2"}, []string{"masterPassword"}},
		"a password that is encrypted":         {databaseType, map[string]any{"masterPassword": encrypted}, nil},
		"a list of passwords":                  {user, map[string]any{"passwords": []any{"hunter2", "hunter3"}}, []string{"passwords[0]", "passwords[1]"}},
		"a list that is encrypted":             {user, map[string]any{"passwords": encrypted}, nil},
		"a password further down":              {user, map[string]any{"authenticationMode": map[string]any{"passwords": []any{"hunter2"}}}, []string{"authenticationMode.passwords[0]"}},
		"a property that only the schema told": {"aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", map[string]any{"token": "hunter2"}, []string{"token"}},
		"a token of a type without a schema":   {"test:index:Thing", map[string]any{"deep": []any{map[string]any{"authToken": "hunter2"}}}, []string{"deep[0].authToken"}},
		"an access key in a text":              {logGroupType, map[string]any{"name": "key AKIAABCDEFGHIJKLMNOP"}, []string{"name"}},
		"a password in an address":             {logGroupType, map[string]any{"name": "postgres://app:hunter2@db/app"}, []string{"name"}},
		"a private key in a text":              {logGroupType, map[string]any{"tags": map[string]any{"note": "-----BEGIN RSA PRIVATE KEY-----"}}, []string{"tags.note"}},
		"the name of a copied secret's file":   {"kubernetes:external-secrets.io/v1:ExternalSecret", map[string]any{"spec": map[string]any{"data": []any{map[string]any{"secretKey": "payments"}}}}, nil},
		"a password beside it":                 {"kubernetes:external-secrets.io/v1:ExternalSecret", map[string]any{"spec": map[string]any{"data": []any{map[string]any{"password": "hunter2"}}}}, []string{"spec.data[0].password"}},
		"the ARN of a secret":                  {databaseType, map[string]any{"masterUserSecrets": []any{map[string]any{"secretArn": "arn:aws:secretsmanager:eu-west-1:1:secret:x"}}}, nil},
		"a setting that is about passwords":    {databaseType, map[string]any{"manageMasterUserPassword": true}, nil},
		"the id of a key":                      {keyType, map[string]any{"keyId": "mrk-0", "tags": map[string]any{"key": "Owner"}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			planted := apitype.ResourceV3{
				Type: tokens.Type(c.token), URN: resource.NewURN("dev", "covetpy", "", tokens.Type(c.token), "planted"), Inputs: c.inputs,
			}
			raw, err := json.Marshal(map[string]any{"version": 3, "deployment": apitype.DeploymentV3{Resources: []apitype.ResourceV3{planted}}})
			require.NoError(t, err)
			found, err := leaks(raw, schema)
			require.NoError(t, err)
			var want []string
			for _, path := range c.want {
				want = append(want, c.token+" planted inputs."+path)
			}
			require.Equal(t, want, found)
		})
	}
}
