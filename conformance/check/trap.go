package check

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"time"
)

// trap is the proxy that upstream's provider is told to reach AWS through. It leads
// nowhere, and writes down what was asked for.
type trap struct {
	listener net.Listener
	done     chan struct{}

	mu     sync.Mutex
	caught []string
}

func setTrap() (*trap, error) {
	var config net.ListenConfig
	l, err := config.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for calls to the network: %w", err)
	}
	t := &trap{listener: l, done: make(chan struct{})}
	go t.serve()
	return t, nil
}

func (t *trap) address() string { return "http://" + t.listener.Addr().String() }

func (t *trap) serve() {
	defer close(t.done)
	for {
		conn, err := t.listener.Accept()
		if err != nil {
			return // closed
		}
		t.note(conn)
	}
}

// note reads the first line of a call, "CONNECT host:443 HTTP/1.1", and hangs up.
func (t *trap) note(conn net.Conn) {
	defer conn.Close() //nolint:errcheck // nothing was to come of it
	const patience = 2 * time.Second
	asked := "something that it did not name"
	if conn.SetReadDeadline(time.Now().Add(patience)) == nil {
		line, _ := bufio.NewReader(conn).ReadString('\n')
		if parts := strings.Fields(line); len(parts) > 1 {
			asked = parts[1]
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if !slices.Contains(t.caught, asked) {
		t.caught = append(t.caught, asked)
	}
}

// reached are the places that were asked for since the last call, sorted.
func (t *trap) reached() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := slices.Sorted(slices.Values(t.caught))
	t.caught = nil
	return out
}

func (t *trap) close() error {
	err := t.listener.Close()
	<-t.done
	return err
}
