package emulator

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Thing is an entry in an emulator's own records.
type Thing struct {
	On         Name   `json:"on"`
	Service    string `json:"service"`
	Collection string `json:"collection"`
	Region     string `json:"region,omitempty"` // empty for what is global, and for what does not say
	Key        string `json:"key"`
	// State is what the record says of its own life, if anything.
	State string `json:"state,omitempty"`
	// Digest is short for the record's contents.
	Digest string `json:"digest"`
	// Changed is true for what was there before, with other contents.
	Changed bool `json:"changed,omitempty"`
}

func (t Thing) String() string {
	text := fmt.Sprintf("%s: %s %s %s", t.On, t.Service, t.Collection, t.Key)
	if t.Region != "" {
		text += " in " + t.Region
	}
	if t.State != "" {
		text += " (" + t.State + ")"
	}
	if t.Changed {
		text += ", there before, is not what it was"
	}
	return text
}

// Survey is all that both emulators hold at a time.
type Survey []Thing

// Survey asks both emulators for all that they hold. Moto makes the defaults of a
// region, such as its default VPC, when it is first asked for something: this does so
// for the named ones, so that a survey before a run has them.
func (p *Pair) Survey(ctx context.Context, regions ...string) (Survey, error) {
	var all Survey
	for _, one := range []*process{p.moto, p.ministack} {
		found, err := one.survey(ctx, regions...)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// Left asks both emulators what they hold beyond an earlier survey: all that a run
// has not destroyed. What the real service also keeps showing for a while after its
// deletion, and an emulator's bookkeeping, is no part of it.
func (p *Pair) Left(ctx context.Context, before Survey) ([]Thing, error) {
	now, err := p.Survey(ctx)
	if err != nil {
		return nil, err
	}
	return left(before, now), nil
}

func left(before, now Survey) []Thing {
	type identity struct {
		on                               Name
		service, collection, region, key string
	}
	of := func(t Thing) identity { return identity{t.On, t.Service, t.Collection, t.Region, t.Key} }
	known := map[identity]string{}
	for _, t := range before {
		known[of(t)] = t.Digest
	}
	var out []Thing
	for _, t := range now {
		digest, there := known[of(t)]
		if (there && digest == t.Digest) || isGone(t) || isBookkeeping(t) {
			continue
		}
		t.Changed = there
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b Thing) int { return cmp.Compare(a.String(), b.String()) })
	return out
}

// isGone is true for what says of itself that it has been deleted.
func isGone(t Thing) bool {
	return slices.Contains([]string{
		"deleted", "terminated", // EC2 for an hour, secrets for their recovery window, plans for ever
		"PendingDeletion", "PendingReplicaDeletion", // KMS: for the days of its window
		// Moto leaves the default group and access list of a VPC that goes. Nobody makes
		// one; as long as its VPC is there, that is named.
		"default",
	}, t.State)
}

func isBookkeeping(t Thing) bool {
	return slices.ContainsFunc(bookkeeping, func(b record) bool {
		return b.on == t.On && b.service == t.Service && b.collection == t.Collection && strings.HasPrefix(t.Key, b.prefix)
	})
}

// survey asks an emulator for all that it holds.
func (p *process) survey(ctx context.Context, regions ...string) (Survey, error) {
	asked := url.Values{"region": regions}
	for _, s := range services {
		if s.On == p.name {
			asked.Add("service", s.Endpoint)
		}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+"/_conform/survey?"+asked.Encode(), nil)
	if err != nil {
		return nil, err
	}
	raw, err := fetch(request)
	if err != nil {
		return nil, fmt.Errorf("ask %s for what it holds: %w", p.name, err)
	}
	var found Survey
	if err := json.Unmarshal(raw, &found); err != nil {
		return nil, fmt.Errorf("parse what %s holds: %w", p.name, err)
	}
	for i := range found {
		found[i].On = p.name
	}
	return found, nil
}
