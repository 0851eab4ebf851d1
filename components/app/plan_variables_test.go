package app

import (
	"testing"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/later"
)

func TestVariablesSayWhatIsUsedAndAsWhom(t *testing.T) {
	var want []corev1.EnvVar
	for _, pair := range [][2]string{
		{"APP_STOCK_URL", "http://stock.warehouse.svc.cluster.local:9000"},
		{"AWS_DEFAULT_REGION", "eu-west-1"},
		{"AWS_REGION", "eu-west-1"},
		{"BUCKET_CATALOGUE", "covetpy-prod-catalogue"},
		{"BUCKET_UPLOADS", "covetpy-prod-uploads"},
		{"CACHE_SESSIONS_AUTHENTICATION", "iam"},
		{"CACHE_SESSIONS_HOST", "sessions.internal"},
		{"CACHE_SESSIONS_ID", "covetpy-prod-sessions"},
		{"CACHE_SESSIONS_PORT", "6379"},
		{"CACHE_SESSIONS_USER", "sessions-user"},
		{"DATABASE_AUTHENTICATION", "iam"},
		{"DATABASE_HOST", "db.internal"},
		{"DATABASE_NAME", "shop"},
		{"DATABASE_PORT", "5432"},
		{"DATABASE_READER_HOST", "ro.db.internal"},
		{"DATABASE_SSLMODE", "verify-full"},
		{"DATABASE_USER", "shop_app"},
		{"LOG_LEVEL", "INFO"},
		{"QUEUE_JOBS_URL", "https://sqs/jobs"},
		{"QUEUE_PAGE_VIEWS_URL", "https://sqs/views"},
	} {
		want = append(want, corev1.EnvVar{Name: pair[0], Value: pair[1]})
	}
	assert.Equal(t, want, connected().variables(&later.Values{}))
}

func TestWhoUsesNothingKnowsItsRegion(t *testing.T) {
	assert.Equal(t, []corev1.EnvVar{{Name: "AWS_DEFAULT_REGION", Value: "eu-west-1"}, {Name: "AWS_REGION", Value: "eu-west-1"}},
		alone().variables(&later.Values{}))
}

// environmentFaults are those of one set of variables.
func environmentFaults(a *Args, environment map[string]string) fault.Faults {
	var c fault.Check
	a.Environment = environment
	a.checkEnvironment(&c)
	return c.Faults()
}

func TestVariablesThatAreRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		environment map[string]string
		want        fault.Faults
	}{
		"one that stops the framework": {
			map[string]string{"COVET_DB_REDIS_URL": "redis://cache:6379/0"},
			fault.Faults{{Path: "environment.COVET_DB_REDIS_URL", Found: "COVET_DB_REDIS_URL", Accepted: stopsImport}},
		},
		"the framework's port": {
			map[string]string{"COVET_SERVER_PORT": "8000"},
			fault.Faults{{Path: "environment.COVET_SERVER_PORT", Found: "COVET_SERVER_PORT", Accepted: serverPort}},
		},
		"another identity": {
			map[string]string{"AWS_ROLE_ARN": "arn:aws:iam::111122223333:role/other"},
			fault.Faults{{Path: "environment.AWS_ROLE_ARN", Found: "AWS_ROLE_ARN", Accepted: isIdentity}},
		},
		"one that what is used sets": {
			map[string]string{"DATABASE_HOST": "db"},
			fault.Faults{{Path: "environment.DATABASE_HOST", Found: "DATABASE_HOST", Accepted: "another name, as uses.database sets this one"}},
		},
		"one that a secret's file sets": {
			map[string]string{"PAYMENTS_KEY_FILE": "/tmp/key"},
			fault.Faults{{Path: "environment.PAYMENTS_KEY_FILE", Found: "PAYMENTS_KEY_FILE", Accepted: "another name, as secrets.payments-key sets this one"}},
		},
		"the server's": {
			map[string]string{"UVICORN_TIMEOUT_KEEP_ALIVE": "5"},
			fault.Faults{{
				Path: "environment.UVICORN_TIMEOUT_KEEP_ALIVE", Found: "UVICORN_TIMEOUT_KEEP_ALIVE",
				Accepted: "another name, as shutdown.keepAliveSeconds sets this one",
			}},
		},
		"one that a shell can't read": {
			map[string]string{"log-level": "INFO"},
			fault.Faults{{Path: "environment", Found: "log-level", Accepted: "names of letters, digits and _, not beginning with a digit"}},
		},
		"production without a database": {
			map[string]string{"COVET_ENVIRONMENT": "production"},
			fault.Faults{{
				Path: "environment.COVET_ENVIRONMENT", Found: "production",
				Accepted: "another value, or environment.COVET_DB_URL beside it: without one the framework takes SQLite, and stops as that is not for production",
			}},
		},
		"production with debugging": {
			map[string]string{"COVET_ENV": "production", "COVET_DEBUG": "True"},
			fault.Faults{{
				Path: "environment.COVET_DEBUG", Found: "True",
				Accepted: "false, as environment.COVET_ENV is production and the framework stops with both",
			}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.want, environmentFaults(connected(), tt.environment))
		})
	}
}

// The credentials here are put together from halves, so that no scanner of the
// repository takes them for real ones.
func TestACredentialIsRefusedAndNotRepeated(t *testing.T) {
	for name, value := range map[string]string{
		"DB_PASSWORD":  "hunter" + "2",
		"API_TOKEN":    "0123",
		"PAYMENTS_KEY": "AKIA" + "ABCDEFGHIJKLMNOP",
		"CERTIFICATE":  "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIE",
		"DSN":          "postgresql://shop:" + "hunter2@db/shop",
		"OPTIONS":      "host=db password" + "=hunter2",
		"SESSION":      "eyJhbGciOiJI" + ".eyJzdWIiOiIx" + ".SflKxwRJSMeKK",
		"HOOK":         "ghp_" + "0123456789abcdef",
	} {
		t.Run(name, func(t *testing.T) {
			got := environmentFaults(connected(), map[string]string{name: value})
			if assert.Len(t, got, 1) {
				assert.Equal(t, "environment."+name, got[0].Path)
				assert.NotContains(t, got[0].Error(), value)
				assert.Contains(t, got[0].Accepted, name+"_FILE")
			}
		})
	}
}

func TestVariablesThatAreTaken(t *testing.T) {
	assert.Empty(t, environmentFaults(connected(), map[string]string{
		"LOG_LEVEL": "INFO", "COVET_APP_NAME": "shop", "TOKEN_FILE": "/run/token", "PASSWORD_MIN_LENGTH": "12",
		"SECRET_NAME": "covetpy/prod/payments", "STOCK_URL": "https://stock.example:8443/items", "DB_PASSWORD": "",
		"SIGNING_KEY": "/run/key", "COVET_ENV": "production", "COVET_DEBUG": "false", "UVICORN_LOG_LEVEL": "info",
	}))
}

// names of what is used, of which some would give the same variables if the parts of
// a variable's name did not tell them apart.
func usedNames() *rapid.Generator[[]string] {
	return rapid.SliceOfNDistinct(rapid.SampledFrom([]string{
		"a", "a-host", "a-url", "a-file", "host", "name", "database", "url", "b2", "jobs", "jobs-url", "id",
	}), 0, 6, rapid.ID[string])
}

func TestNoVariableIsThereTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := connected()
		a.Uses.Caches, a.Uses.Queues, a.Uses.Buckets, a.Uses.Apps = map[string]Cache{}, map[string]Queue{}, map[string]Bucket{}, map[string]Peer{}
		a.Secrets = map[string]Secret{}
		for _, name := range usedNames().Draw(t, "caches") {
			a.Uses.Caches[name] = connected().Uses.Caches["sessions"]
		}
		for _, name := range usedNames().Draw(t, "queues") {
			a.Uses.Queues[name] = connected().Uses.Queues["jobs"]
		}
		for _, name := range usedNames().Draw(t, "buckets") {
			a.Uses.Buckets[name] = connected().Uses.Buckets["uploads"]
		}
		for _, name := range usedNames().Draw(t, "apps") {
			a.Uses.Apps[name] = connected().Uses.Apps["stock"]
		}
		for _, name := range usedNames().Draw(t, "secrets") {
			a.Secrets[name] = connected().Secrets["signing"]
		}
		seen := map[string]bool{}
		_, _, files := a.secretVolume()
		for _, d := range a.derivedVariables(&later.Values{}) {
			files = append(files, corev1.EnvVar{Name: d.name})
		}
		for _, variable := range files {
			if seen[variable.Name] {
				t.Fatalf("%s is set twice", variable.Name)
			}
			seen[variable.Name] = true
		}
	})
}
