package emulator

import (
	"context"
	"encoding/json"
	"fmt"
)

// Thing is an entry in an emulator's own records.
type Thing struct {
	On         Name   `json:"on"`
	Service    string `json:"service"`
	Collection string `json:"collection"`
	Region     string `json:"region,omitempty"`
	Key        string `json:"key"`
	State      string `json:"state,omitempty"`
	Digest     string `json:"digest"`
}

// survey asks an emulator for everything that it holds.
func (p *process) survey(ctx context.Context) ([]Thing, error) {
	raw, err := p.get(ctx, "/_conform/survey")
	if err != nil {
		return nil, fmt.Errorf("ask %s for what it holds: %w", p.name, err)
	}
	var found []Thing
	if err := json.Unmarshal(raw, &found); err != nil {
		return nil, fmt.Errorf("parse what %s holds: %w", p.name, err)
	}
	for i := range found {
		found[i].On = p.name
	}
	return found, nil
}

// Survey asks both emulators for everything that they hold.
func (p *Pair) Survey(ctx context.Context) ([]Thing, error) {
	var all []Thing
	for _, one := range []*process{p.moto, p.ministack} {
		found, err := one.survey(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}
