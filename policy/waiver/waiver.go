// Package waiver reads the one file in which a team accepts violations for a
// time: waivers.yaml beside this code, which is built into the pack, so that a
// waiver is reviewed with it.
//
//   - rule: encryption-log-group
//     urn: "urn:pulumi:dev::covetpy::*::build-logs"
//     reason: The log group moves to the logs key once its readers can use it.
//     owner: platform
//     ticket: OPS-112
//     expires: 2026-12-31
//
// A star in a URN pattern is any text. A waiver lasts ninety days at most; the
// violation is back on the day after it expires, and a waiver that waives nothing
// is a violation itself.
package waiver

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/policy/rule"
)

// Longest is how far ahead a waiver may expire.
const Longest = 90 * 24 * time.Hour

// File is where the waivers stand, from the repository's root.
const File = "policy/waiver/waivers.yaml"

//go:embed waivers.yaml
var file []byte

// Waiver accepts the violations of one rule by some resources until a day.
type Waiver struct {
	Rule   string // an id or an alias
	URN    string // a pattern: a star is any text
	Reason string
	Owner  string // who answers for it
	Ticket string // where its end is planned
	// Expires is the last day on which it holds, in UTC.
	Expires time.Time
}

// written is a waiver as the file has it.
type written struct {
	Rule    string `yaml:"rule"`
	URN     string `yaml:"urn"`
	Reason  string `yaml:"reason"`
	Owner   string `yaml:"owner"`
	Ticket  string `yaml:"ticket"`
	Expires string `yaml:"expires"`
}

// Load reads the file that is built in.
func Load(now time.Time) ([]Waiver, error) { return Parse(file, now) }

// Parse reads waivers. Every fault is told at once, with its line.
func Parse(raw []byte, now time.Time) ([]Waiver, error) {
	var nodes []yaml.Node
	if err := yaml.Unmarshal(raw, &nodes); err != nil {
		return nil, fmt.Errorf("read %s: %w", File, err)
	}
	var out []Waiver
	var faults []error
	for i := range nodes {
		w, err := read(&nodes[i], now)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		out = append(out, w)
	}
	return out, errors.Join(faults...)
}

func read(node *yaml.Node, now time.Time) (Waiver, error) {
	var in written
	raw, err := yaml.Marshal(node)
	if err == nil {
		dec := yaml.NewDecoder(bytes.NewReader(raw))
		dec.KnownFields(true)
		err = dec.Decode(&in)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return Waiver{}, fmt.Errorf("%s:%d: the waiver can't be read: %w", File, node.Line, err)
	}
	var missing []string
	for name, text := range map[string]string{
		"rule": in.Rule, "urn": in.URN, "reason": in.Reason, "owner": in.Owner, "ticket": in.Ticket, "expires": in.Expires,
	} {
		if strings.TrimSpace(text) == "" {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return Waiver{}, fmt.Errorf("%s:%d: the waiver lacks %s", File, node.Line, strings.Join(slices.Sorted(slices.Values(missing)), ", "))
	}
	day, err := time.Parse(time.DateOnly, in.Expires)
	if err != nil {
		return Waiver{}, fmt.Errorf("%s:%d: expires %q is no day: write it as 2026-12-31", File, node.Line, in.Expires)
	}
	if limit := now.UTC().Add(Longest); day.After(limit) {
		return Waiver{}, fmt.Errorf("%s:%d: the waiver expires on %s: %s, ninety days from today, is the latest",
			File, node.Line, in.Expires, limit.Format(time.DateOnly))
	}
	return Waiver{
		Rule: in.Rule, URN: in.URN, Reason: in.Reason, Owner: in.Owner, Ticket: in.Ticket, Expires: day,
	}, nil
}

// Expired says whether the day on which the waiver last held is over.
func (w Waiver) Expired(now time.Time) bool {
	return !now.UTC().Before(w.Expires.AddDate(0, 0, 1))
}

// Covers says whether the waiver is about a resource.
func (w Waiver) Covers(urn string) bool { return rule.Like(w.URN, urn) }

// Until is the last day, as the file has it.
func (w Waiver) Until() string { return w.Expires.Format(time.DateOnly) }
