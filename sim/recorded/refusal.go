package recorded

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/examples"
)

var (
	// apiError is how the AWS SDK ends a chain of errors: the code, then the text.
	// modelled is the same for an error that the service's model has.
	apiError = regexp.MustCompile(`api error ([A-Za-z][A-Za-z0-9.]*): `)
	modelled = regexp.MustCompile(`RequestID: [^,]*, (?:HostID: [^,]*, )?([A-Za-z][A-Za-z0-9.]*): `)
	// simError is how the simulated cloud begins its own.
	simError = regexp.MustCompile(`^(?:rpc error: code = \w+ desc = )?(?:creating|updating|deleting|reading) aws:\S+ "[^"]*": ([A-Za-z][A-Za-z0-9.]*): `)
	// requested numbers a call.
	requested = regexp.MustCompile(`RequestID: [^,]*, (?:HostID: [^,]*, )?`)
	// wrapped is what the bridge puts around an error, which says nothing about it.
	wrapped = regexp.MustCompile(`rpc error: code = \w+ desc = |(?:diffing|creating|updating|deleting|reading) urn:\S+ |\d+ errors? occurred: \* `)
	spaces  = regexp.MustCompile(`\s+`)
	// examined is how the bridge says which property a refused value is of: the
	// resource's name comes first.
	examined = regexp.MustCompile(`Examine values at '[^'.]*\.([^'.\[]+)`)
)

// accepted is the refusal that did not come.
func accepted() *Refusal { return &Refusal{At: Never} }

// refusal describes an error of a stage; none when err is nil.
func (n *naming) refusal(at string, err error) *Refusal {
	if err == nil {
		return accepted()
	}
	r := &Refusal{At: at, Says: n.says(err)}
	if refused, ok := errors.AsType[*examples.Refused](err); ok {
		r.At = Planned
		for _, f := range refused.Failures {
			if property := topLevel(f.GetProperty()); property != "" {
				r.Properties = append(r.Properties, property)
			}
			for _, named := range examined.FindAllStringSubmatch(f.GetReason(), -1) {
				r.Properties = append(r.Properties, named[1])
			}
		}
		slices.Sort(r.Properties)
		r.Properties = slices.Compact(r.Properties)
		return r
	}
	r.Code = code(err.Error())
	return r
}

// code is AWS's word for an error. The word "Exception" at its end is the SDK's, or
// not, by service.
func code(message string) string {
	for _, form := range []*regexp.Regexp{apiError, modelled, simError} {
		if found := form.FindStringSubmatch(message); found != nil {
			return strings.TrimSuffix(found[1], "Exception")
		}
	}
	return ""
}

// says is the end of a message, where a chain of errors comes to the point.
func (n *naming) says(err error) string {
	const enough = 180
	text := spaces.ReplaceAllString(requested.ReplaceAllString(err.Error(), ""), " ")
	text = strings.Trim(n.text(wrapped.ReplaceAllString(text, "")), ": ")
	if runes := []rune(text); len(runes) > enough {
		text = "…" + string(runes[len(runes)-enough:])
	}
	return text
}

// topLevel is the first step of a property's path.
func topLevel(path string) string {
	if i := strings.IndexAny(path, ".["); i > 0 {
		return path[:i]
	}
	return path
}
