package limits

import "strings"

// odd are values that hardly anything takes: an input of which the provider takes
// them all has no limits.
func odd(typ string) []any {
	switch typ {
	case "string":
		return []any{"", "~", "a b", "-1ab--", "1", "aws:a", "{", "arn:aws:sns:nowhere:1111:a", strings.Repeat("a", longest)}
	case "integer", "number":
		return []any{-1e9, -1.0, 0.0, 7.0, 1e9}
	default:
		return nil
	}
}

// longest is longer than anything but documents.
const longest = 150_000

// usual are values that AWS is full of: what one input refuses of them, many another
// takes.
func usual(typ string) []any {
	switch typ {
	case "string":
		out := make([]any, len(texts))
		for i, text := range texts {
			out[i] = text
		}
		return out
	case "integer", "number":
		return []any{
			-443.0, -2.0, 1.0, 2.0, 3.0, 5.0, 10.0, 15.0, 20.0, 30.0, 60.0, 90.0, 100.0, 120.0, 200.0, 300.0,
			365.0, 443.0, 600.0, 1000.0, 1440.0, 3600.0, 7200.0, 65535.0, 86400.0, 100_000.0,
		}
	default:
		return nil
	}
}

var texts = []string{
	" ", "-", "_", ".", "*", "/", "@", "0", "-1", "7.5", "443", "3600", "65536", "true", "false", "True", "none", "None", "NONE",
	"a", "A", "Z", "aa", "ab-cd", "ab--cd", "ab-", "-ab", "1ab", "a1", "a_b", "a.b", "a b", "a/b", "/a", "/a/", "a:b", "a+b", "a=b", "a,b", "a@b", "AbCd", "ABCD", "ÅB", "a\nb", "aws", "aws:a", "AWSRDSCustomRole", "custom-oracle-ee",
	"off", "on", "ROOT", "root", "default", "default.a", "eu-west-1", "eu-west-1a", "us-east-1", "111122223333", "traffic-port", "tcp", "TCP", "-ALL", "all", "ALL",
	"arn:aws:iam::111122223333:role/a", "arn:aws:s3:::a", "arn:aws:kms:eu-west-1:111122223333:key/11112222-3333-4444-5555-666677778888", "arn:aws:sns:eu-west-1:111122223333:a", "arn:aws:automate:eu-west-1:ec2:stop",
	"arn:aws:sns:eu-west-1:1111:a", "arn:aws:sns:nowhere:111122223333:a", "arn:aws:sns", "arn:aws:iam::111122223333:policy/a", "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/11112222-3333-4444-5555-666677778888",
	"11112222-3333-4444-5555-666677778888", "alias/a", "alias/aws/s3", "alias/A_b-c/1", "aws-waf-logs-a",
	"vpc-11112222333344445", "subnet-11112222333344445", "sg-11112222333344445", "ami-11112222333344445", "m7g.large", "db.r6g.large", "cache.r7g.large",
	"10.0.0.0/8", "10.0.0.0/16", "10.1.2.3/16", "192.168.0.0/24", "172.16.0.0/12", "10.0.0.1", "0.0.0.0/0", "::/0", "2001:db8::/56", "2001:db8::1/56", "2001:db8::1",
	"example.com", "*.example.com", "a.example.com.", "Example.COM", "https://example.com", "https://example.com/a?b=c", "http://example.com:8080", "mailto:a@example.com", "a@example.com", "s3.amazonaws.com", "eks.amazonaws.com", "public.ecr.aws", "registry-1.docker.io",
	"1.30", "15.4", "v1.18.0-eksbuild.1", "7.1", "8.0.mysql_aurora.3.05.2",
	"{}", `{"a":1}`, "[]", `"a"`, "{", `{"Version":"2012-10-17","Statement":[]}`, `{"source":["aws.a"]}`, `[{"name":"a","priority":1}]`, "a: b", "groups: []",
	"2026-01-02T03:04:05Z", "2026-01-02", "03:04-05:06", "03:04-03:10", "sun:03:04-sun:05:06", "Sun:03:04-Sun:05:06", "sun:03:04", "rate(5 minutes)", "cron(0 3 * * ? *)", "at(2026-01-02T03:04:05)", "0 3 * * *",
	"5m", "1h", "90m0s", "P1D", "PT1H", "1d", "100%", "200-299", "200,201", "HTTP", "HTTPS", "http", "ENABLED", "Enabled", "enabled", "DISABLED", "Disabled",
	"p99", "p99.9", "tm99", "Average", "/aws/a/b", "a#b", "#a", "$LATEST", "$Default", "${a}", "<a>", "'a'", `a"b`, `a\b`, "a;b", "a|b", "a&b", "a!", "a?",
	"0123456789abcdef0123456789abcdef01234567", "AKIAIOSFODNN7EXAMPLE", "correct horse battery staple", "Password-1234567", "Password1234567890",
	"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
}
