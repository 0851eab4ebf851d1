package limits

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"unicode"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/structpb"
)

// Provider is what is asked: upstream's, as a plugin.
type Provider interface {
	Check(ctx context.Context, in *pulumirpc.CheckRequest, opts ...grpc.CallOption) (*pulumirpc.CheckResponse, error)
}

// name is of every resource in question.
const name = "n"

// ask gives the provider nothing but one value, and returns what it has against it.
// That other values are missing is not against it.
func ask(ctx context.Context, p Provider, leaf Leaf, value any) ([]string, error) {
	answer, err := check(ctx, p, leaf.Token, inputs(leaf.Path, value))
	if err != nil {
		return nil, fmt.Errorf("check %s %s: %w", leaf.Token, leaf.Path, err)
	}
	var out []string
	for _, failure := range answer.GetFailures() {
		if reason, at := split(failure.GetReason()); concerns(at, leaf.Path) && !elsewhere.MatchString(reason) {
			out = append(out, withoutLong(reason, value))
		}
	}
	return out, nil
}

// withoutLong keeps a value that was given for its length out of what is read.
func withoutLong(reason string, value any) string {
	const long = 100
	if text, ok := value.(string); ok && len(text) > long {
		return strings.ReplaceAll(reason, text, "...")
	}
	return reason
}

// check has the provider check the inputs. Where it looks at nothing without one of a
// few others, it is given that one.
func check(ctx context.Context, p Provider, token string, given map[string]any) (*pulumirpc.CheckResponse, error) {
	answer, err := checkOnly(ctx, p, token, given)
	partner := partnerIn(err)
	if _, there := given[partner]; partner == "" || there {
		return answer, err
	}
	for _, form := range []any{"-", []any{"-"}} {
		with := maps.Clone(given)
		with[partner] = form
		if answer, err = checkOnly(ctx, p, token, with); err == nil {
			break
		}
	}
	return answer, err
}

func checkOnly(ctx context.Context, p Provider, token string, given map[string]any) (*pulumirpc.CheckResponse, error) {
	news, err := structpb.NewStruct(given)
	if err != nil {
		return nil, err
	}
	return p.Check(ctx, &pulumirpc.CheckRequest{
		Urn: "urn:pulumi:limits::limits::" + token + "::" + name, News: news, RandomSeed: []byte("limits: not at random"),
	})
}

var exactlyOne = regexp.MustCompile(`Exactly one of these attributes must be configured: \[(\w+)`)

// partnerIn is a property without which the provider looks at nothing.
func partnerIn(err error) string {
	if err == nil {
		return ""
	}
	found := exactlyOne.FindStringSubmatch(err.Error())
	if found == nil {
		return ""
	}
	var camel strings.Builder
	upper := false
	for _, r := range found[1] {
		switch {
		case r == '_':
			upper = true
		case upper:
			camel.WriteRune(unicode.ToUpper(r))
			upper = false
		default:
			camel.WriteRune(r)
		}
	}
	return camel.String()
}

var place = regexp.MustCompile(`\.? Examine values at '` + name + `\.([^']*)'\.$`)

// split takes the bridge's words on where it is off a reason.
func split(reason string) (words, at string) {
	found := place.FindStringSubmatchIndex(reason)
	if found == nil {
		return reason, ""
	}
	return reason[:found[0]], reason[found[2]:found[3]]
}

var index = regexp.MustCompile(`\[\d+\]`)

// concerns is true for a place that is the path's, or holds it: of the elements of
// sets, upstream names the set, and the bridge guesses among the properties of one.
// Nothing else is given there, so it is no other's.
func concerns(at, path string) bool {
	at = index.ReplaceAllString(at, "[*]")
	if holder := strings.LastIndexByte(path, '.'); holder > 0 && strings.HasPrefix(at, path[:holder+1]) {
		return true
	}
	rest, under := strings.CutPrefix(path, at)
	return at != "" && under && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// elsewhere are reasons that are not about the value but about others.
var elsewhere = regexp.MustCompile(`(?i)missing required|(argument|property) .* is required|must be specified|conflicts with|conflicting|cannot be specified|unconfigurable|(too many|not enough) \w+ (items|blocks)`)
