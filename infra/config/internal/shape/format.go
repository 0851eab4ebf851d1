package shape

import (
	"fmt"
	"regexp"
)

// Format is a form that text must have.
type Format struct {
	// Pattern covers the whole text and is understood by Go and by JSON Schema (ECMA 262) alike.
	Pattern *regexp.Regexp
	// Words say the same to a person.
	Words string
}

func formatNamed(name string) (*Format, error) {
	f, known := formats[name]
	if !known {
		return nil, fmt.Errorf("unknown format %q", name)
	}
	return &f, nil
}

// formats are keyed by the name that `config` tags use.
var formats = map[string]Format{
	"account": {
		regexp.MustCompile(`^[0-9]{12}$`),
		`12 digits in quotes, "111122223333"`,
	},
	"region": {
		regexp.MustCompile(`^(us-gov|af|ap|ca|cn|eu|il|me|mx|sa|us)-(central|north|south|east|west|northeast|northwest|southeast|southwest)-[1-9]$`),
		"the name of an AWS region, eu-west-1",
	},
	// AWS, "Tag naming limits and requirements", held to ASCII.
	"tag": {
		regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 _.:/=+@-]{0,255}$`),
		"text in quotes where it looks like a number, at most 256 letters, digits, spaces and _.:/=+@-",
	},
	// RFC 1035, section 2.3.1.
	"domain": {
		regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$`),
		"a DNS name in lower case, dev.example.com",
	},
	"zone-id": {
		regexp.MustCompile(`^[a-z]+[0-9]+-az[0-9]+$`),
		"the id of an availability zone, euw1-az1",
	},
	"kubernetes-version": {
		regexp.MustCompile(`^1\.[0-9]{2}$`),
		`a Kubernetes minor version in quotes, "1.35"`,
	},
	// Only as much as makes it a principal's: the cluster knows which it can take, and says more about the others.
	"principal": {
		regexp.MustCompile(`^arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:.+$`),
		"the ARN of an IAM role with its path, arn:aws:iam::111122223333:role/path/Name",
	},
	"domain-list": {
		regexp.MustCompile(`^rslvr-fdl-[0-9a-f]+$`),
		"the list's id in this region, rslvr-fdl-2c46f2ecbfec4dcc",
	},
	// EKS user guide, "Retrieve recommended AMI IDs"; Bottlerocket's end in its own version.
	"release-version": {
		regexp.MustCompile(`^$|^[0-9]+\.[0-9]+\.[0-9]+-[0-9a-f]{8}$`),
		"the release of an image, 1.35.4-20261015",
	},
	"instance-type": {
		regexp.MustCompile(`^[a-z][a-z0-9-]*\.[a-z0-9-]+$`),
		"an EC2 instance type, m6i.large",
	},
	// As much as a person mistypes: SNS sends the mail, and what does not arrive is not confirmed.
	"email": {
		regexp.MustCompile(`^[A-Za-z0-9._%+-]+@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$`),
		"an e-mail address, sre@example.com",
	},
	"postgres-version": {
		regexp.MustCompile(`^[0-9]{2}\.[0-9]{1,2}$`),
		`a version of Aurora PostgreSQL in quotes, "17.5"`,
	},
	// PostgreSQL takes more, if it is quoted in every statement.
	"database-name": {
		regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`),
		"a name of at most 63 lower-case letters, digits and underscores, beginning with a letter",
	},
	"db-class": {
		regexp.MustCompile(`^db\.[a-z0-9]+\.[a-z0-9]+$`),
		"an RDS instance class, db.r7g.large",
	},
	"db-class-or-none": {
		regexp.MustCompile(`^$|^db\.[a-z0-9]+\.[a-z0-9]+$`),
		"an RDS instance class, db.r7g.large, or empty",
	},
	"daily-window": {
		regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$`),
		"a time of the day in UTC, 02:00-03:00",
	},
	"weekly-window": {
		regexp.MustCompile(`^(sun|mon|tue|wed|thu|fri|sat):([01][0-9]|2[0-3]):[0-5][0-9]-(sun|mon|tue|wed|thu|fri|sat):([01][0-9]|2[0-3]):[0-5][0-9]$`),
		"a time of the week in UTC, sun:04:00-sun:05:00",
	},
	"cache-version": {
		regexp.MustCompile(`^[0-9]\.[0-9]$`),
		`a version of Valkey or Redis in quotes, "8.1"`,
	},
	"cache-node": {
		regexp.MustCompile(`^cache\.[a-z0-9]+\.[a-z0-9]+$`),
		"an ElastiCache node type, cache.r7g.large",
	},
	// Route 53 CreateHostedZone.
	"hosted-zone": {
		regexp.MustCompile(`^Z[A-Z0-9]{1,31}$`),
		"the id of a hosted zone, Z0123456789ABCDEFGHIJ",
	},
	"host": {
		regexp.MustCompile(`^$|^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`),
		"one label of a DNS name, api, or empty for the domain itself",
	},
	"http-path": {
		regexp.MustCompile(`^/[A-Za-z0-9/._~-]{0,512}$`),
		"a path, /health/ready",
	},
	"country": {
		regexp.MustCompile(`^[A-Z]{2}$`),
		"a country of ISO 3166-1 in two capitals, KP",
	},
	"waf-rule": {
		regexp.MustCompile(`^[A-Za-z0-9]+(_[A-Za-z0-9]+)*$`),
		"a rule of AWSManagedRulesCommonRuleSet, NoUserAgent_HEADER",
	},
	"date-or-none": {
		regexp.MustCompile(`^$|^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`),
		`a day in quotes, "2026-12-09", or empty`,
	},
	"repository": {
		regexp.MustCompile(`^[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*$`),
		"a repository's name in lower case, app",
	},
	"vault-or-none": {
		regexp.MustCompile(`^$|^arn:aws[a-z-]*:backup:[a-z0-9-]+:[0-9]{12}:backup-vault:[A-Za-z0-9_-]{2,50}$`),
		"the ARN of a backup vault, or empty",
	},
	// Names that become a part of resources' names.
	"name": {
		regexp.MustCompile(`^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$`),
		"a name of at most 30 lower-case letters, digits and dashes, beginning with a letter",
	},
	// OCI distribution specification: a repository and a digest. Never a tag.
	"image": {
		regexp.MustCompile(`^[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)*@sha256:[0-9a-f]{64}$`),
		"a repository of the registry and the image's digest, app@sha256: and 64 hexadecimal digits (a tag can be moved; `docker buildx imagetools inspect` prints its digest)",
	},
	"variable": {
		regexp.MustCompile(`^[A-Z][A-Z0-9_]{0,127}$`),
		"the name of a variable in capitals, LOG_LEVEL",
	},
	"file-path": {
		regexp.MustCompile(`^(/[A-Za-z0-9._-]+)+$`),
		"an absolute path, /tmp",
	},
	"name-or-none": {
		regexp.MustCompile(`^$|^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$`),
		"a name of at most 30 lower-case letters, digits and dashes, or empty",
	},
	"json-field": {
		regexp.MustCompile(`^$|^[A-Za-z_][A-Za-z0-9_]{0,127}$`),
		"the name of a field, or empty",
	},
	// As much as tells it from other text; the component reads it.
	"cron": {
		regexp.MustCompile(`^[^ ]+( [^ ]+){4}$`),
		`five fields in quotes, "30 3 * * *"`,
	},
	"time-zone": {
		regexp.MustCompile(`^[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$`),
		"a time zone of IANA's list, Europe/Dublin",
	},
	"metric": {
		regexp.MustCompile(`^[A-Za-z_:][A-Za-z0-9_:./-]*$`),
		"the name of a metric, http_requests_per_second",
	},
	"metric-or-none": {
		regexp.MustCompile(`^$|^[A-Za-z_:][A-Za-z0-9_:./-]*$`),
		"the name of a metric, http_requests_total, or empty",
	},
	// Prometheus data model, "Metric names and labels".
	"label-name": {
		regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`),
		"the name of a label, route",
	},
	// As much as is exact: what it can be is the arithmetic's to say.
	"percent": {
		regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{1,6})?$`),
		`a percentage in quotes with at most 6 digits after the point, "99.9"`,
	},
	"objective": {
		regexp.MustCompile(`^[a-z]([a-z0-9-]{0,28}[a-z0-9])?(/[a-z]([a-z0-9-]{0,28}[a-z0-9])?)?$`),
		"the name of an objective, database, or an application's and its, app/database",
	},
	"runbook-or-none": {
		regexp.MustCompile(`^$|^[A-Z][A-Za-z0-9]*$`),
		"the name of a file in docs/runbooks, ErrorBudgetBurns, or empty",
	},
	"quantity": {
		regexp.MustCompile(`^[0-9]+(\.[0-9]+)?([numkMGTPE]|[KMGTPE]i)?$`),
		`a quantity of Kubernetes in quotes, "100" or "500m"`,
	},
	"number": {
		regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`),
		`a number in quotes, "100"`,
	},
	"url": {
		regexp.MustCompile(`^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[^ ]*)?$`),
		"a URL, http://prometheus.monitoring:9090",
	},
	"host-port": {
		regexp.MustCompile(`^[A-Za-z0-9.-]+:[0-9]{1,5}$`),
		"a host and a port, redis.example.com:6379",
	},
	// Karpenter, EC2NodeClass, amiSelectorTerms.alias, without "latest".
	"ami-alias": {
		regexp.MustCompile(`^(al2023@v[0-9]{8}|bottlerocket@v[0-9]+\.[0-9]+\.[0-9]+)$`),
		"a family of images and an exact version, al2023@v20261015",
	},
	"count-or-percent": {
		regexp.MustCompile(`^([0-9]{1,4}|[1-9]?[0-9]%|100%)$`),
		`a number or a percentage in quotes, "2" or "10%"`,
	},
	"credential": {
		regexp.MustCompile(`^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:ecr-pullthroughcache/[A-Za-z0-9/_+=.@-]+$`),
		"the ARN of a secret whose name begins with ecr-pullthroughcache/",
	},
	"path-pattern": {
		regexp.MustCompile(`^/[A-Za-z0-9/._~-]*\*?$`),
		"a path, /orders, or the beginning of one and a star, /orders/*",
	},
	// RFC 1123 label, as Kubernetes uses it.
	"namespace": {
		regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`),
		"a Kubernetes name of at most 63 lower-case letters, digits and dashes",
	},
	// EKS CreateAccessEntry and AssociateAccessPolicy take the beginning of a name as well.
	"namespaces": {
		regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$|^[a-z0-9][a-z0-9-]{0,61}\*$`),
		"a Kubernetes namespace, or the beginning of one and an asterisk",
	},
	// Kubernetes, "Labels and Selectors", syntax.
	"label-key": {
		regexp.MustCompile(`^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$`),
		"a Kubernetes label key, covet.example.com/workload",
	},
	"label-value": {
		regexp.MustCompile(`^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$`),
		"a Kubernetes label value in quotes, at most 63 letters, digits and _.-",
	},
}
