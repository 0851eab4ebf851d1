package shape

import (
	"maps"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type colour string

func (colour) Values() []string { return []string{"red", "blue"} }

type part struct {
	Size int `json:"size" config:"required,range=1..9"`
}

type whole struct {
	Colour colour            `json:"colour"`
	Range  netip.Prefix      `json:"range"`
	Off    *part             `json:"off"`
	Always part              `json:"always"`
	Named  map[string]part   `json:"named" config:"keys=name"`
	Listed []part            `json:"listed" config:"least=1"`
	Labels map[string]string `json:"labels" config:"format=label-value"`
	Names  []string          `json:"names" config:"format=name"`
}

func TestTagsThatCannotBeRead(t *testing.T) {
	for tag, want := range map[string]string{
		"requird":        `read "requird": unknown word "requird"`,
		"range=2-4":      `read "range=2-4": input does not match format`,
		"least=some":     `read "least=some": strconv.Atoi: parsing "some": invalid syntax`,
		"format=colour":  `read "format=colour": unknown format "colour"`,
		"required,keys=": `read "keys=": unknown format ""`,
	} {
		_, err := parse(tag)
		assert.EqualError(t, err, want)
	}
	assert.PanicsWithValue(t, `read tag of field Size: read "requird": unknown word "requird"`, func() {
		RuleOf(reflect.StructField{Name: "Size", Tag: `config:"requird"`})
	})
}

func TestFieldsOfAType(t *testing.T) {
	var got []string
	for _, f := range Fields(reflect.TypeFor[whole]()) {
		line := f.Path + ": " + Accepts(f.Type, f.Rule)
		if f.Holds {
			line += " (holds)"
		}
		got = append(got, line)
	}
	assert.Equal(t, []string{
		"colour: red or blue",
		"range: an address range, 10.10.0.0/16",
		"off: a mapping, or null for none (holds)",
		"off.size: 1 to 9",
		"always.size: 1 to 9",
		"named: a mapping, each key a name of at most 30 lower-case letters, digits and dashes, beginning with a letter (holds)",
		"named.<name>.size: 1 to 9",
		"listed: a list of at least 1, each a mapping (holds)",
		"listed[].size: 1 to 9",
		"labels: a mapping, each key text (holds)",
		"labels.<name>: a Kubernetes label value in quotes, at most 63 letters, digits and _.-",
		"names: a list, each a name of at most 30 lower-case letters, digits and dashes, beginning with a letter",
	}, got)
}

func TestLeavesOfAValue(t *testing.T) {
	prefix := netip.MustParsePrefix("10.0.0.0/8")
	assert.Equal(t, []Leaf{
		{"colour", colour("red")},
		{"range", prefix},
		{"off", nil},
		{"always.size", 1},
		{"named.a.size", 2},
		{"named.b.size", 3},
		{"listed[0].size", 4},
		{"labels", map[string]string{}},
		{"names", []string{"x", "y"}},
	}, Leaves(reflect.ValueOf(whole{
		Colour: "red",
		Range:  prefix,
		Always: part{1},
		Named:  map[string]part{"b": {3}, "a": {2}},
		Listed: []part{{4}},
		Labels: map[string]string{},
		Names:  []string{"x", "y"},
	})))
}

func TestFormatsTakeAndRefuse(t *testing.T) {
	var tried []string
	for name, test := range map[string]struct{ takes, refuses []string }{
		"account":            {[]string{"000000000000"}, []string{"", "1234567890123", "12345678901a"}},
		"region":             {[]string{"eu-west-1", "us-gov-east-1", "cn-northwest-1", "ap-southeast-7"}, []string{"eu-west", "xx-west-1", "eu-west-1a"}},
		"tag":                {[]string{"platform", "4100", "a b+c@d.e"}, []string{"", " a", "a!", "ä"}},
		"domain":             {[]string{"example.com", "a-b.c1.example"}, []string{"", "example", "-a.com", "a..com", "A.com", "a.c", "example.com."}},
		"zone-id":            {[]string{"euw1-az1", "apne1-az4"}, []string{"eu-west-1a", "euw1", "euw1-az"}},
		"kubernetes-version": {[]string{"1.35"}, []string{"1.9", "v1.35", "1.35.0", "2.10"}},
		"principal": {
			[]string{"arn:aws:iam::111122223333:role/a/b/c_d", "arn:aws-us-gov:iam::111122223333:user/u@x", "arn:aws:sts::111122223333:assumed-role/a/b"},
			[]string{"arn:aws:iam::1:role/a", "arn:aws:s3:::bucket", "admin", "*"},
		},
		"namespaces":      {[]string{"apps", "team-*"}, []string{"", "*", "-a", "a*b"}},
		"domain-list":     {[]string{"rslvr-fdl-0a1b"}, []string{"rslvr-fdl-", "malware"}},
		"release-version": {[]string{"", "1.35.4-20261015", "1.51.0-1a2b3c4d"}, []string{"latest", "1.35", "1.35.4-2026"}},
		"instance-type":   {[]string{"m6i.large", "u-6tb1.metal", "c7gn.metal-48xl"}, []string{"m6i", "M6i.large", "m6i."}},
		"name":            {[]string{"a", "app", "app-2", "a23456789012345678901234567890"[:30]}, []string{"", "2app", "app-", "App", "a234567890123456789012345678901"}},
		"namespace":       {[]string{"apps", "1"}, []string{"", "-a", "a.b", "kube_system"}},
		"label-key":       {[]string{"workload", "covet.example.com/Workload_1"}, []string{"", "a/b/c", "/a", "a "}},
		"label-value":     {[]string{"", "a", "A.b_c-1"}, []string{"-a", "a ", "a/b"}},

		"email":            {[]string{"sre@example.com", "a.b+c@x-y.example.org"}, []string{"", "sre", "sre@", "sre@example", "a b@example.com"}},
		"postgres-version": {[]string{"17.5", "16.11"}, []string{"", "17", "17.5.1", "9.6"}},
		"database-name":    {[]string{"app", "a_1"}, []string{"", "1a", "App", "a-b"}},
		"db-class":         {[]string{"db.r7g.large", "db.t4g.medium"}, []string{"", "r7g.large", "db.r7g"}},
		"db-class-or-none": {[]string{"", "db.r7g.large"}, []string{"large", "db."}},
		"daily-window":     {[]string{"02:00-03:00", "23:30-00:15"}, []string{"", "2:00-3:00", "24:00-01:00", "sun:02:00-sun:03:00"}},
		"weekly-window":    {[]string{"sun:04:00-sun:05:00", "sat:23:30-sun:00:30"}, []string{"", "04:00-05:00", "Sun:04:00-Sun:05:00"}},
		"cache-version":    {[]string{"8.1", "7.2"}, []string{"", "8", "8.1.0"}},
		"cache-node":       {[]string{"cache.t4g.micro", "cache.r7g.large"}, []string{"", "t4g.micro", "cache.t4g"}},
		"hosted-zone":      {[]string{"Z0123456789ABCDEFGHIJ", "Z3"}, []string{"", "0123", "z01", "Z"}},
		"host":             {[]string{"", "api", "api-2"}, []string{"api.v2", "-a", "API"}},
		"http-path":        {[]string{"/", "/health/ready"}, []string{"", "health", "/a b", "/a?b"}},
		"country":          {[]string{"KP"}, []string{"", "kp", "PRK"}},
		"waf-rule":         {[]string{"NoUserAgent_HEADER", "GenericRFI_BODY"}, []string{"", "No-User", "_BODY"}},
		"date-or-none":     {[]string{"", "2026-12-09"}, []string{"2026-13-09", "9.12.2026", "2026-12-9"}},
		"repository":       {[]string{"app", "team/app-1.x"}, []string{"", "App", "app-", "a//b"}},
		"vault-or-none": {
			[]string{"", "arn:aws:backup:eu-central-1:999900001111:backup-vault:copies"},
			[]string{"copies", "arn:aws:backup:eu-central-1:1:backup-vault:copies", "arn:aws:s3:::copies"},
		},

		"image": {
			[]string{"app@sha256:" + strings.Repeat("0a", 32), "team/app.x@sha256:" + strings.Repeat("f", 64)},
			[]string{"", "app", "app:1.4", "app@sha256:0a", "app:1.4@sha256:" + strings.Repeat("f", 64), "app@sha256:" + strings.Repeat("F", 64)},
		},
		"variable":         {[]string{"LOG_LEVEL", "A1"}, []string{"", "log", "1A", "A-B"}},
		"file-path":        {[]string{"/tmp", "/var/cache/app.d"}, []string{"", "tmp", "/", "/tmp/", "/a b"}},
		"name-or-none":     {[]string{"", "app-2"}, []string{"2app", "App"}},
		"json-field":       {[]string{"", "apiKey", "_a1"}, []string{"a.b", "a-b", "1a"}},
		"cron":             {[]string{"30 3 * * *", "*/5 * * * 1-5"}, []string{"", "@daily", "* * * *", "* * * * * *", "30  3 * * *"}},
		"time-zone":        {[]string{"UTC", "Etc/UTC", "Europe/Dublin", "Etc/GMT+5", "America/Argentina/Buenos_Aires"}, []string{"", "europe/dublin", "+01:00", "Europe/"}},
		"metric":           {[]string{"http_requests_per_second", "sqs:depth"}, []string{"", "1a", "a b"}},
		"metric-or-none":   {[]string{"", "http_requests_total", "job:errors"}, []string{"1a", "a b"}},
		"label-name":       {[]string{"route", "_a1"}, []string{"", "a-b", "a:b", "1a"}},
		"percent":          {[]string{"99.9", "100", "0", "99.999999"}, []string{"", "99.", ".9", "-1", "99.9%", "99,9", "99.9999999", "1e2"}},
		"objective":        {[]string{"database", "app-2/p95"}, []string{"", "Database", "app/", "/database", "a/b/c", "a b"}},
		"runbook-or-none":  {[]string{"", "TotalOutage"}, []string{"TotalOutage.md", "totalOutage", "a/B"}},
		"quantity":         {[]string{"100", "500m", "1.5", "2Gi"}, []string{"", "-1", "1 Gi", "lots"}},
		"number":           {[]string{"100", "0.5"}, []string{"", "-1", "1e3", "500m"}},
		"url":              {[]string{"http://prometheus.monitoring:9090", "https://a.b/c?d"}, []string{"", "prometheus:9090", "ftp://a", "http://a b"}},
		"host-port":        {[]string{"redis.example.com:6379", "10.0.0.1:80"}, []string{"", "redis", "redis:", "http://redis:6379"}},
		"ami-alias":        {[]string{"al2023@v20261015", "bottlerocket@v1.52.0"}, []string{"", "al2023@latest", "al2023", "al2@v20261015"}},
		"count-or-percent": {[]string{"0", "2", "10%", "100%"}, []string{"", "-1", "110%", "two", "2 %"}},
		"credential": {
			[]string{"arn:aws:secretsmanager:eu-west-1:111122223333:secret:ecr-pullthroughcache/github-AbCdEf"},
			[]string{"", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:github-AbCdEf", "ecr-pullthroughcache/github"},
		},
		"path-pattern": {[]string{"/orders", "/orders/*", "/*"}, []string{"", "orders", "/a/*/b", "*"}},
	} {
		f, err := formatNamed(name)
		require.NoError(t, err)
		for _, text := range test.takes {
			assert.True(t, f.Pattern.MatchString(text), "%s takes %q", name, text)
		}
		for _, text := range test.refuses {
			assert.False(t, f.Pattern.MatchString(text), "%s refuses %q", name, text)
		}
		tried = append(tried, name)
	}
	assert.ElementsMatch(t, slices.Collect(maps.Keys(formats)), tried, "every format has its case here")
}

func TestOr(t *testing.T) {
	assert.Equal(t, []string{"", "a", "a or b", "a, b or c"}, []string{Or(nil), Or([]string{"a"}), Or([]string{"a", "b"}), Or([]string{"a", "b", "c"})})
}
