package emulator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
)

// Account is the account that both emulators are unless they are started as another:
// the one in AWS's documentation.
const Account = "111122223333"

// Pair is both emulators, running.
type Pair struct {
	moto, ministack *process
	once            sync.Once
	closed          error
}

// Start runs both emulators, installs them before that where they are not, and
// waits until they answer. What they log is written to log, which may be nil.
func Start(ctx context.Context, log io.Writer) (*Pair, error) {
	return StartAs(ctx, Account, log)
}

// StartAs is Start, where the emulators are another account.
func StartAs(ctx context.Context, account string, log io.Writer) (*Pair, error) {
	if log == nil {
		log = io.Discard
	}
	log = &shared{w: log}
	installed, err := Install(ctx, log)
	if err != nil {
		return nil, err
	}
	p := &Pair{}
	if p.moto, err = installed.start(Moto, account, log); err != nil {
		return nil, err
	}
	if p.ministack, err = installed.start(Ministack, account, log); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	answered := make(chan error)
	for _, one := range []*process{p.moto, p.ministack} {
		go func() { answered <- one.ready(ctx) }()
	}
	if err := errors.Join(<-answered, <-answered); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// Close ends both emulators, with what they started. It may be called again.
func (p *Pair) Close() error {
	p.once.Do(func() {
		for _, one := range []*process{p.moto, p.ministack} {
			if one != nil {
				p.closed = errors.Join(p.closed, one.close())
			}
		}
		if p.closed != nil {
			p.closed = fmt.Errorf("end the emulators: %w", p.closed)
		}
	})
	return p.closed
}

// Ended tells the name of an emulator that ended, by itself or by Close.
func (p *Pair) Ended() <-chan Name {
	first := make(chan Name, 1)
	go func() {
		select {
		case <-p.moto.ended:
			first <- Moto
		case <-p.ministack.ended:
			first <- Ministack
		}
	}()
	return first
}

// URL is where an emulator is served.
func (p *Pair) URL(name Name) string {
	if name == Moto {
		return p.moto.url
	}
	return p.ministack.url
}

// Endpoints are the addresses of the services, by the provider's names of them.
func (p *Pair) Endpoints() map[string]string {
	out := map[string]string{}
	for _, s := range Services() {
		out[s.Endpoint] = p.URL(s.On)
	}
	return out
}

// Settings configure upstream's provider for a region of the emulators: where they
// are, and that nothing is to be asked of AWS itself.
//
// What has no endpoint of its own on the loopback interface goes to an emulator as to
// a proxy. That is how it gets S3 Control's requests, whose host has the account in
// front of it and is no name that a machine knows; and requests for AWS itself, which
// fail there.
func (p *Pair) Settings(region string) map[string]any {
	endpoints := map[string]any{}
	for service, url := range p.Endpoints() {
		endpoints[service] = url
	}
	return map[string]any{
		"region": region, "accessKey": "emulated", "secretKey": "emulated",
		"endpoints":                 []any{endpoints},
		"skipCredentialsValidation": true, "skipMetadataApiCheck": true, "skipRegionValidation": true,
		// An emulator that lacks something says so at once, and for good.
		"maxRetries":     2,
		"s3UsePathStyle": true, "httpProxy": p.URL(serving("s3control")),
	}
}

// shared is a writer for several processes at once.
type shared struct {
	mu sync.Mutex
	w  io.Writer
}

func (s *shared) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.w.Write(b)
}
