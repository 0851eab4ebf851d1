package mutate

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// unknownText is a value that a preview doesn't know.
var unknownText = resource.MakeComputed(resource.NewProperty(""))

const policy = `{"Version":"2012-10-17","Statement":[
	{"Sid":"Read","Effect":"Allow","Principal":{"Service":"a.amazonaws.com"},"Action":["s3:GetObject","kms:Decrypt"],
	 "Resource":"arn:aws:s3:::b/*","Condition":{"StringEquals":{"aws:SourceAccount":"1","aws:SourceOrgID":"o"}}},
	{"Sid":"TLS","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}`

// Each case is one thing as a program has it, and every mutant of it.
var operatorCases = []struct {
	name       string
	properties map[string]any
	schema     toySchema
	others     []made
	from       map[string][]string
	protect    bool
	reads      func(*rule.Resource) // what a rule, which objects to nothing, reads
	want       []string
}{
	{name: "what says nothing about security", properties: map[string]any{"description": "a thing", "size": 3.0}},
	{name: "a switch", properties: map[string]any{"on": true}, want: []string{"on flipped", "on unset"}},
	{name: "a switch written as a text", properties: map[string]any{"on": "false"}, want: []string{"on flipped"}},
	{
		name: "a switch that has to be there", properties: map[string]any{"on": true},
		schema: toySchema{"on": {Type: "boolean", Required: true}}, want: []string{"on flipped"},
	},
	{name: "a retention", properties: map[string]any{"retentionInDays": 7.0}, want: []string{"retentionInDays minimum", "retentionInDays unset"}},
	{name: "a retention that is least", properties: map[string]any{"retentionInDays": 0.0}, want: []string{"retentionInDays unset"}},
	{
		name:       "ports and a protocol",
		properties: map[string]any{"fromPort": 443.0, "toPort": 443.0, "protocol": "tcp"},
		want:       []string{"fromPort ports-all", "fromPort unset", "protocol protocol-all", "protocol unset"},
	},
	{name: "a protocol of something else", properties: map[string]any{"protocol": "dualstack"}},
	{name: "a range of addresses", properties: map[string]any{"cidr": "10.0.0.0/8"}, want: []string{
		"cidr cidr-all", "cidr cidr-half", "cidr cidr-half", "cidr unset",
	}},
	{name: "half of all addresses", properties: map[string]any{"cidr": "0.0.0.0/1"}, want: []string{"cidr cidr-all", "cidr unset"}},
	{name: "a range of IPv6", properties: map[string]any{"cidr": "fd00::/8"}, want: []string{
		"cidr cidr-all", "cidr cidr-half", "cidr cidr-half", "cidr unset",
	}},
	{
		name: "a key", properties: map[string]any{"kmsKeyId": unknownText},
		from: map[string][]string{"kmsKeyId": {"k"}}, others: []made{{name: "k", typ: kmsKey}},
		want: []string{"kmsKeyId key-empty", "kmsKeyId key-of-aws", "kmsKeyId unset"},
	},
	{name: "an ARN of a key, below", properties: map[string]any{"at": map[string]any{"rest": "arn:aws:kms:eu-west-1:1:key/2"}}, want: []string{
		"at.rest key-empty", "at.rest key-of-aws", "at.rest unset",
	}},
	{
		name: "a word with weaker ones", properties: map[string]any{"status": "Enabled"},
		reads: func(r *rule.Resource) { r.At("status").Is("Enabled") },
		want:  []string{"status unset", "status word-Disabled", "status word-Suspended"},
	},
	{
		name: "a policy for TLS", properties: map[string]any{"tls": "ELBSecurityPolicy-TLS13-1-2-2021-06"},
		reads: func(r *rule.Resource) { r.At("tls").Text() },
		want:  []string{"tls unset", "tls word-" + oldestTLS},
	},
	{
		name: "objects around one thing and more",
		properties: map[string]any{
			"one": map[string]any{"in": map[string]any{"on": true}}, "two": map[string]any{"a": true, "b": true},
			"asked": map[string]any{"on": true}, "kept": map[string]any{"on": true},
		},
		schema: toySchema{"kept.on": {Type: "boolean", Required: true}},
		reads:  func(r *rule.Resource) { r.At("asked").Present() },
		want: []string{
			"asked unset", "asked.on flipped", "asked.on unset", "kept unset", "kept.on flipped", "one.in.on flipped", "one.in.on unset",
			"two unset", "two.a flipped", "two.a unset", "two.b flipped", "two.b unset",
		},
	},
	{
		name: "a choice in an object", properties: map[string]any{"action": map[string]any{"block": map[string]any{}}},
		want: []string{"action unset", "action word-count"},
	},
	{
		name: "tags", properties: map[string]any{
			"tags":  map[string]any{"Owner": "us", "Class": "top", "Unread": "true", "example.org/role": "a"},
			"specs": []any{map[string]any{"tags": map[string]any{"Owner": "us", "Unread": "true"}}},
		},
		reads: func(r *rule.Resource) {
			r.At("tagsAll.Owner").Present()
			r.At("tags.Class").Is("low", "Top", "top")
			r.At("tags").Field("example.org/role").Blank()
			r.At("specs[0].tags.Owner").Blank()
		},
		want: []string{
			"specs emptied", "specs unset", "specs[0].tags.Owner tag-removed", "tags.Class tag-removed", "tags.Class word-any",
			"tags.Owner tag-removed", "tags.example.org/role tag-removed",
		},
	},
	{
		name:       "a list of what counts",
		properties: map[string]any{"rules": []any{map[string]any{"name": "a", "on": true}, map[string]any{"name": "b"}}},
		want: []string{
			"rules emptied", "rules unset", "rules[a] element-removed", "rules[a].on flipped", "rules[a].on unset", "rules[b] element-removed",
		},
	},
	{
		name: "texts in a list", properties: map[string]any{
			"looked": []any{"a", "b"}, "wanted": []any{"a", "b"}, "followed": []any{"a", "b"}, "given": []any{"a", "b"}, "unread": []any{"a"},
		},
		reads: func(r *rule.Resource) {
			for _, item := range r.At("looked").Items() {
				item.Text()
			}
			r.At("wanted").Contains("b")
			r.At("followed[0]").Name()
			r.At("given").Empty()
		},
		want: []string{
			"followed emptied", "followed unset", "followed[a] element-removed", "given emptied", "given unset",
			"wanted emptied", "wanted unset", "wanted[b] element-removed",
		},
	},
	{
		name: "a text that is a document", properties: map[string]any{"json": `{"rules":[{"Name":"a","On":true}]}`},
		want: []string{"json unset", "json.rules emptied", "json.rules unset", "json.rules[a].On flipped", "json.rules[a].On unset"},
	},
	{name: "a policy", properties: map[string]any{"policy": policy}, want: []string{
		"policy unset", "policy{Read}.Action actions-all", "policy{Read}.Action actions-service",
		"policy{Read}.Principal principal-all", "policy{Read}.Resource resources-all",
		"policy{Read}.StringEquals.aws:SourceAccount condition-removed", "policy{Read}.StringEquals.aws:SourceOrgID condition-removed",
		"policy{TLS} deny-removed",
	}},
	{
		name: "references", properties: map[string]any{"target": unknownText, "list": []any{unknownText, unknownText}, "name": "first"},
		from:   map[string][]string{"target": {"one"}, "list": {"one", "two"}, "name": {"one"}},
		others: []made{{name: "one", typ: kmsKey, properties: map[string]any{"label": "first"}}, {name: "three", typ: kmsKey, properties: map[string]any{"label": "third"}}, {name: "two", typ: kmsKey, properties: map[string]any{"label": "second"}}},
		want: []string{
			"list emptied", "list redirected", "list redirected", "list unset", "list[0] element-removed", "list[1] element-removed",
			"name redirected", "name unset", "target redirected", "target unset",
		},
	},
	{
		name: "a reference that waits for more", properties: map[string]any{"target": unknownText},
		from: map[string][]string{"target": {"one", "rest"}},
		others: []made{
			{name: "one", typ: kmsKey, properties: map[string]any{"label": "first"}},
			{name: "two", typ: kmsKey},
			{name: "rest", typ: "aws:toy/rest:Rest", from: map[string][]string{"of": {"one"}}},
			{name: "others", typ: "aws:toy/rest:Rest"},
		},
		want: []string{"target redirected", "target unset"},
	},
	{
		name:       "texts that nothing hangs on",
		properties: map[string]any{"quoted": "a", "joined": "b", "swept": "c", "description": "d", "name": "e", "passed": "f"},
		reads: func(r *rule.Resource) {
			r.At("quoted").Quote()
			r.At("joined").IsName("b")
			r.At("swept").Sweep().Is("c")
			r.At("description").Text()
			r.At("name").Text()
			r.At("passed")
		},
	},
	{
		name:       "texts that something hangs on",
		properties: map[string]any{"description": "a", "engine": "b", "mode": "c"},
		reads: func(r *rule.Resource) {
			r.At("description").Blank()
			r.At("engine").Text()
			r.At("mode").Is("d")
		},
		want: []string{"description unset", "engine unset", "mode unset"},
	},
	{
		name: "numbers that a rule reads", properties: map[string]any{"size": 3.0, "port": 443.0, "order": 2.0, "ruleNo": "100"},
		reads: func(r *rule.Resource) {
			r.At("size").Number()
			r.At("port").Number()
			r.At("order").Quote()
			r.At("ruleNo").Number()
		},
		want: []string{"port unset", "ruleNo unset", "size minimum", "size unset"},
	},
	{
		name: "a reference that is only followed", properties: map[string]any{"target": unknownText, "other": unknownText, "unread": unknownText},
		from: map[string][]string{"target": {"one"}, "other": {"a"}, "unread": {"a"}},
		others: []made{
			{name: "one", typ: kmsKey, properties: map[string]any{"use": "x"}},
			{name: "two", typ: kmsKey, properties: map[string]any{"use": "y"}},
			{name: "a", properties: map[string]any{"use": "x"}},
			{name: "b", properties: map[string]any{"use": "y"}},
		},
		reads: func(r *rule.Resource) {
			r.From("target")
			r.At("other").Name()
		},
		want: []string{"other redirected", "target redirected"},
	},
	{
		name: "references to what has no other, or only its like", properties: map[string]any{"key": unknownText, "subnet": unknownText},
		from: map[string][]string{"key": {"k"}, "subnet": {"s1"}},
		others: []made{
			{name: "k", typ: kmsKey},
			{name: "s1", typ: "aws:ec2/subnet:Subnet", properties: map[string]any{"cidrBlock": "10.0.0.0/24", "tags": map[string]any{"Name": "s1"}}},
			{name: "s2", typ: "aws:ec2/subnet:Subnet", properties: map[string]any{"cidrBlock": "10.0.1.0/24", "tags": map[string]any{"Name": "s2"}}},
			{name: "it2", properties: map[string]any{"key": unknownText, "subnet": unknownText}, from: map[string][]string{"key": {"k"}, "subnet": {"s2"}}},
		},
		want: []string{"key unset", "subnet unset"},
	},
	{name: "protection", protect: true, want: []string{" unprotected"}},
}
