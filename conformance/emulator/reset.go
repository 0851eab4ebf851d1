package emulator

import (
	"context"
	"fmt"
	"net/http"
)

// resets are the paths at which the emulators take a POST to forget everything.
var resets = map[Name]string{Moto: "/moto-api/reset", Ministack: "/_ministack/reset"}

// Reset empties an emulator.
func (p *Pair) Reset(ctx context.Context, name Name) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.URL(name)+resets[name], nil)
	if err != nil {
		return fmt.Errorf("empty %s: %w", name, err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("empty %s: %w", name, err)
	}
	defer res.Body.Close() //nolint:errcheck // nothing is read
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("empty %s: it answers %s", name, res.Status)
	}
	return nil
}
