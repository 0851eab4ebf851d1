package gate

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/prometheus/client_golang/api"
	promapi "github.com/prometheus/client_golang/api/prometheus/v1"
	"github.com/prometheus/common/model"
	"github.com/prometheus/sigv4"
)

// timeout of one query. A Prometheus gives up after two minutes by itself.
const timeout = 30 * time.Second

// Client asks any endpoint that answers as Prometheus's HTTP API does.
type Client struct {
	api      promapi.API
	endpoint string
}

// Dial makes a client of an endpoint: the address under which /api/v1/query is, for
// Amazon Managed Service for Prometheus that of the workspace. With a region,
// requests are signed for it with AWS's Signature Version 4, by the credentials that
// the SDK finds.
func Dial(ctx context.Context, endpoint, region string) (*Client, error) {
	at, err := url.Parse(endpoint)
	if err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
		return nil, fmt.Errorf("read endpoint %q: want the address of a Prometheus, as in https://prometheus.example.com", endpoint)
	}
	transport := http.DefaultTransport
	if region != "" {
		signed, err := sigv4.NewSigV4RoundTripper(&sigv4.SigV4Config{Region: region, ServiceName: "aps"}, transport, sigv4.WithContext(ctx))
		if err != nil {
			return nil, fmt.Errorf("sign for %s: %w", region, err)
		}
		transport = sent{signed}
	}
	client, err := api.NewClient(api.Config{Address: endpoint, RoundTripper: transport})
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", endpoint, err)
	}
	return &Client{api: promapi.NewAPI(client), endpoint: endpoint}, nil
}

// sent takes headers away that are not sent, before others are signed: Prometheus's
// client marks requests as safe to repeat by one without a value.
type sent struct{ next http.RoundTripper }

func (s sent) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	for name, values := range r.Header {
		if len(values) == 0 {
			r.Header.Del(name)
		}
	}
	return s.next.RoundTrip(r)
}

// Query asks for an expression that gives a vector.
func (c *Client) Query(ctx context.Context, expression string, at time.Time) (model.Vector, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	value, _, _, err := c.api.Query(ctx, expression, at)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", c.endpoint, plain(err))
	}
	vector, ok := value.(model.Vector)
	if !ok {
		return nil, fmt.Errorf("ask %s: it answers with a %s, not with a vector", c.endpoint, value.Type())
	}
	return vector, nil
}

// plain is an error without the address that the transport puts before it.
func plain(err error) error {
	if transport, ok := errors.AsType[*url.Error](err); ok {
		return transport.Err
	}
	return err
}
