package sim

import (
	"context"
	"time"
)

// Option sets one property of a new cloud.
type Option func(*settings)

type settings struct {
	account, region, partition string
	realtime                   float64
	faults                     []Fault
	observers                  []func(Call)
	clock                      Clock
}

func defaults() settings {
	return settings{
		// The account that AWS uses in its own documentation.
		account: "111122223333", region: "eu-west-1", partition: "aws",
		clock: wallClock{},
	}
}

// WithAccount sets the account's twelve digits.
func WithAccount(id string) Option { return func(s *settings) { s.account = id } }

// WithRegion sets the region of providers that name none.
func WithRegion(region string) Option { return func(s *settings) { s.region = region } }

// WithPartition sets the partition of every ARN.
func WithPartition(p string) Option { return func(s *settings) { s.partition = p } }

// WithRealtime makes calls take the typical time of the real cloud, times
// factor. Zero, the default, means at once.
func WithRealtime(factor float64) Option { return func(s *settings) { s.realtime = factor } }

// WithFaults scripts what goes wrong.
func WithFaults(faults ...Fault) Option {
	return func(s *settings) { s.faults = append(s.faults, faults...) }
}

// WithObserver has f called around every provider call that reaches the cloud,
// in the goroutine of the call. The cloud is not locked meanwhile.
func WithObserver(f func(Call)) Option {
	return func(s *settings) { s.observers = append(s.observers, f) }
}

// WithClock replaces the machine's clock.
func WithClock(c Clock) Option { return func(s *settings) { s.clock = c } }

// Clock is time as the cloud sees it.
type Clock interface {
	Now() time.Time
	// Wait returns after d, or with the context's error before.
	Wait(ctx context.Context, d time.Duration) error
}

type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now().UTC() }

func (wallClock) Wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Now is the cloud's time.
func (c *Cloud) Now() time.Time { return c.settings.clock.Now() }
