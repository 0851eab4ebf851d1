package mutate

import (
	"encoding/json"
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// class is a kind of value that decides about security, whoever reads it.
type class int

const (
	isSwitch class = iota + 1
	isNumber       // how long something is kept or waited for
	isPort
	isProtocol
	isCIDR
	isKey
	isDocument
	isReference
	isEnum
	isChoice // an object whose only field is the choice
	isTag
)

// weaker are words by which providers call a protection, and the words of the
// same choice that protect less.
var weaker = map[string][]string{
	"Enabled":             {"Suspended", "Disabled"},
	"enabled":             {"disabled"},
	"ENABLED":             {"DISABLED"},
	"on":                  {"off"},
	"required":            {"optional"},
	"REQUIRED":            {"DISABLED"},
	"enforced":            {"default"},
	"IMMUTABLE":           {"MUTABLE"},
	"aws:kms":             {"AES256"},
	"KMS":                 {"AES256"},
	"ENHANCED":            {"BASIC"},
	"CONTINUOUS_SCAN":     {"MANUAL"},
	"HTTPS":               {"HTTP"},
	"TLS":                 {"TCP"},
	"BucketOwnerEnforced": {"ObjectWriter", "BucketOwnerPreferred"},
	"COMPLIANCE":          {"GOVERNANCE"},
	"ALL":                 {"REJECT", "ACCEPT"},
	"API":                 {"API_AND_CONFIG_MAP", "CONFIG_MAP"},
	"deny":                {"allow"},
	"DENY":                {"ALLOW"},
	"block":               {"count"},
	"BLOCK":               {"COUNT"},
	"strictest":           {"monitor"},
	"defensive":           {"monitor"},
	"password":            {"no-password-required"},
	"restricted":          {"privileged", "baseline"},
	"baseline":            {"privileged"},
	"Deny":                {"Allow"},
	"Retain":              {"Delete"},
}

// weakerChoices are the same for choices that providers write as an object with
// one field: what is done with a request.
var weakerChoices = map[string]string{"Block": "Count", "block": "count", "None": "Count", "none": "count"}

// choice is the only field of an object, where it is one that protects.
func choice(v resource.PropertyValue) string {
	if v.IsObject() && len(v.ObjectValue()) == 1 {
		for key := range v.ObjectValue() {
			if weakerChoices[string(key)] != "" {
				return string(key)
			}
		}
	}
	return ""
}

// policyVersions are names of policies for TLS that have dates or versions in
// them; the oldest is the weakest.
var policyVersions = regexp.MustCompile(`^ELBSecurityPolicy-`)

const oldestTLS = "ELBSecurityPolicy-2016-08"

var (
	keyNames = regexp.MustCompile(`(?i)(kms|masterKeyId$|encryptionKey)`)
	keyARN   = regexp.MustCompile(`^arn:aws[a-z-]*:kms:`)
)

// classes lists the classes of a place.
func classes(r *rule.Resource, p place) []class {
	var out []class
	add := func(c class, holds bool) {
		if holds {
			out = append(out, c)
		}
	}
	text, isText := "", p.value.IsString()
	if isText {
		text = p.value.StringValue()
	}
	name := p.path.field()
	leaf := p.set() && !p.value.IsObject() && !p.value.IsArray()
	if i := slices.Index(p.path, any("tags")); i >= 0 && i < len(p.path)-1 {
		add(isTag, leaf && i == len(p.path)-2 && p.how != 0)
		return out
	}
	flag := p.value.IsBool() || p.input.Type == "boolean" || text == "true" || text == "false"
	add(isSwitch, leaf && flag && !unknown(p.value))
	add(isNumber, leaf && counted(p))
	add(isPort, leaf && name == "fromPort")
	add(isProtocol, leaf && slices.Contains([]string{"protocol", "ipProtocol"}, name) && sibling(r, p.path, "fromPort").Present() == rule.Yes)
	add(isCIDR, isText && prefix(text).IsValid())
	add(isKey, leaf && !flag && !numeric(p.value) && (keyNames.MatchString(name) || keyARN.MatchString(text)) && !strings.HasPrefix(text, "aws:"))
	add(isDocument, isText && document(text) != nil)
	add(isReference, references(r, p) && weighs(r, p))
	add(isChoice, choice(p.value) != "")
	add(isEnum, isText && (compared(p) && len(weaker[text]) > 0 || asked(p) && policyVersions.MatchString(text)))
	return out
}

// numeric is true for a number, written as one or as a text.
func numeric(v resource.PropertyValue) bool {
	if v.IsString() && strings.TrimSpace(v.StringValue()) == "" {
		return false
	}
	_, known := rule.NewValue("", v).Number()
	return known == rule.Yes && !v.IsBool()
}

// prefix reads a range of addresses; the zero value when the text is none.
func prefix(text string) netip.Prefix {
	p, err := netip.ParsePrefix(text)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}

// sibling is another field of the object that a path ends in.
func sibling(r *rule.Resource, at path, name string) rule.Value {
	return rule.NewValue("", get(resource.NewProperty(r.Properties), siblingPath(at, name)))
}

func siblingPath(at path, name string) path { return at[:len(at)-1].at(name) }

// references is true where the value is made from other resources: the whole
// input is, or this is a part of it that is not known before they are made. A list
// of references is one; its elements are taken out of it.
func references(r *rule.Resource, p place) bool {
	_, field := p.path[len(p.path)-1].(string)
	if !field || !p.set() || p.value.IsObject() || len(r.Dependencies[p.path.root()]) == 0 {
		return false
	}
	if len(p.path) == 1 || unknown(p.value) {
		return true
	}
	return p.value.IsArray() && slices.ContainsFunc(p.value.ArrayValue(), unknown)
}

// weighs is true where one of the resources that a value is made from is of a
// weighty type.
func weighs(r *rule.Resource, p place) bool {
	return slices.ContainsFunc(r.Dependencies[p.path.root()], func(u resource.URN) bool {
		return weighty.MatchString(rule.Canonical(string(u.Type())))
	})
}

// document reads a policy document; nil when the text is none.
func document(text string) map[string]any {
	if !strings.Contains(text, "Statement") {
		return nil
	}
	var doc map[string]any
	if json.Unmarshal([]byte(text), &doc) != nil || doc["Statement"] == nil {
		return nil
	}
	return doc
}
