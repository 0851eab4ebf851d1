package api

import (
	"context"
	"sync"
)

// warnings are those that the server gives with its answers: of what is deprecated,
// or would be refused where a namespace was stricter.
type warnings struct {
	mu   sync.Mutex
	said []string
}

// HandleWarningHeaderWithContext keeps one. (The client calls it.)
func (w *warnings) HandleWarningHeaderWithContext(_ context.Context, code int, _, text string) {
	const miscellaneous = 299 // RFC 7234, and the only code that Kubernetes has
	if code != miscellaneous || text == "" {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.said = append(w.said, text)
}

// Warnings are those that the server has given since they were asked for last.
func (c *Client) Warnings() []string {
	c.warned.mu.Lock()
	defer c.warned.mu.Unlock()
	said := c.warned.said
	c.warned.said = nil
	return said
}
