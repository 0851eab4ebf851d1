package names

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Side is where a property is.
type Side string

// The sides of a difference.
const (
	OnlySDK      Side = "sdk"      // the provider would refuse it
	OnlyUpstream Side = "upstream" // the program cannot say it
	Both         Side = "both"     // but in different forms
)

// Difference is one property that the two sides do not agree on.
type Difference struct {
	// Token is of the resource type or function.
	Token string
	// Path leads to the property: "rules[*].statement".
	Path string
	Side Side
	// Forms are what each side says, where both have it.
	Forms string
}

// String is one line about it.
func (d Difference) String() string {
	switch d.Side {
	case OnlySDK:
		return fmt.Sprintf("%s %s: only the Go SDK has it", d.Token, d.Path)
	case OnlyUpstream:
		return fmt.Sprintf("%s %s: only upstream has it", d.Token, d.Path)
	default:
		return fmt.Sprintf("%s %s: %s", d.Token, d.Path, d.Forms)
	}
}

// comparison walks two objects side by side.
type comparison struct {
	token         string
	sdk, upstream Objects
	// seen are the pairs of nested objects that were compared: upstream's are
	// unrolled recursions, thousands of them, and their differences are said once.
	seen map[[2]string]bool
	out  []Difference
}

func (c *comparison) add(path string, side Side, forms string) {
	c.out = append(c.out, Difference{Token: c.token, Path: path, Side: side, Forms: forms})
}

func (c *comparison) fields(path string, sdk, upstream Fields) error {
	for _, name := range slices.Sorted(maps.Keys(sdk)) {
		at := strings.TrimPrefix(path+"."+name, ".")
		s := sdk[name]
		u, ok := upstream[name]
		switch {
		case !ok:
			c.add(at, OnlySDK, "")
		case !s.agrees(u):
			c.add(at, Both, fmt.Sprintf("%s in the Go SDK, %s upstream", s, u))
		case !s.needed(u):
			c.add(at, Both, fmt.Sprintf("%s in the Go SDK, %s upstream", s.Need, u.Need))
			fallthrough
		default:
			if err := c.nested(at, s, u); err != nil {
				return err
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(upstream)) {
		if _, ok := sdk[name]; !ok {
			c.add(strings.TrimPrefix(path+"."+name, "."), OnlyUpstream, "")
		}
	}
	return nil
}

// nested compares the objects in two values of the same form.
func (c *comparison) nested(path string, s, u Shape) error {
	s, steps := s.innermost()
	u, _ = u.innermost()
	pair := [2]string{s.Object, u.Object}
	if s.Object == "" || u.Object == "" || c.seen[pair] {
		return nil
	}
	c.seen[pair] = true
	sdk, err := c.sdk(s.Object)
	if err != nil {
		return fmt.Errorf("%s %s: %w", c.token, path, err)
	}
	upstream, err := c.upstream(u.Object)
	if err != nil {
		return fmt.Errorf("%s %s: %w", c.token, path, err)
	}
	return c.fields(path+steps, sdk, upstream)
}

// sorted are the differences in order, each once: most are inputs and outputs.
func sorted(all []Difference) []Difference {
	slices.SortFunc(all, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.Token, b.Token), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Side, b.Side))
	})
	return slices.Compact(all)
}
