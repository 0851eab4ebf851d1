package route

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"regexp"
	"time"
)

// gateway is the proxy that upstream's provider has for all that is not on this
// machine by its address. It serves two ends: no call can reach the real AWS,
// whatever the table forgets, and S3 Control works, whose client puts the account's
// number before the host's name, where no name server knows it.
type gateway struct {
	server *http.Server
	url    string
}

// ofAccount is an emulator's address as S3 Control's client writes it.
var ofAccount = regexp.MustCompile(`^[0-9]{12}\.(127\.0\.0\.1:[0-9]+)$`)

// openGateway listens on a free port of this machine. Close it.
func openGateway(ctx context.Context) (*gateway, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("open the gateway: %w", err)
	}
	g := &gateway{url: "http://" + listener.Addr().String()}
	g.server = &http.Server{Handler: passOn(), ReadHeaderTimeout: time.Minute}
	go g.server.Serve(listener) //nolint:errcheck // which Close ends
	return g, nil
}

// passOn passes on what is for an emulator, and refuses the rest.
func passOn() http.Handler {
	forward := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		host := ofAccount.FindStringSubmatch(r.In.Host)[1]
		r.SetURL(&url.URL{Scheme: "http", Host: host})
		r.Out.Host = host
	}}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodConnect || !ofAccount.MatchString(r.Host) {
			http.Error(w, "conform: no emulator is at "+r.Host+": add the service to the table", http.StatusForbidden)
			return
		}
		forward.ServeHTTP(w, r)
	})
}

func (g *gateway) close() error {
	const patience = 5 * time.Second
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return errors.Join(g.server.Shutdown(ctx), g.server.Close())
}
