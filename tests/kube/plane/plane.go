// Package plane runs a Kubernetes control plane on the loopback interface, with nodes
// that kwok plays: etcd, the API server with its standard admission (RBAC, Pod
// Security, quotas), the controller manager and the scheduler are the real ones.
//
// There is no kubelet, so no container runs, and no network: nothing enforces a
// NetworkPolicy here. What is in the stages of stages.yaml is all that happens to a
// pod on a node.
package plane

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"k8s.io/client-go/rest"
)

// patience is how long a server may take until it answers.
const patience = 2 * time.Minute

// Plane is a control plane that runs.
type Plane struct {
	dir       string
	log       io.Writer
	processes []*process
	// Config is an administrator's.
	Config *rest.Config
	// Started is how long it took until everything answered.
	Started time.Duration
}

// Start starts all servers of a binary, with everything that they write in a folder
// of its own, which goes with them.
func Start(ctx context.Context, binary string, log io.Writer) (*Plane, error) {
	dir, err := os.MkdirTemp("", "covetpy-kube-")
	if err != nil {
		return nil, fmt.Errorf("start a control plane: %w", err)
	}
	p := &Plane{dir: dir, log: log}
	begin := time.Now()
	if err := p.start(ctx, binary); err != nil {
		return nil, errors.Join(fmt.Errorf("start a control plane: %w", err), p.Close())
	}
	p.Started = time.Since(begin)
	return p, nil
}

func (p *Plane) start(ctx context.Context, binary string) error {
	ports, err := freePorts(3)
	if err != nil {
		return err
	}
	l := layout{dir: p.dir, etcd: ports[0], peer: ports[1], api: ports[2]}
	users, err := l.write()
	if err != nil {
		return err
	}
	if err := p.run(ctx, binary, "etcd", l.etcdArgs(), answers(http.DefaultClient, l.etcdURL()+"/readyz")); err != nil {
		return err
	}
	api := func(ctx context.Context) error {
		// The server makes its certificate when it starts.
		config, err := l.config(users[admin])
		if err != nil {
			return err
		}
		client, err := rest.HTTPClientFor(config)
		if err != nil {
			return err
		}
		p.Config = config
		return answers(client, config.Host+"/readyz")(ctx)
	}
	if err := p.run(ctx, binary, "apiserver", l.apiArgs(), api); err != nil {
		return err
	}
	for _, user := range []string{controllers, scheduler, kwok} {
		if err := l.kubeconfig(user, users[user]); err != nil {
			return err
		}
	}
	for name, args := range map[string][]string{"controllers": l.controllersArgs(), "scheduler": l.schedulerArgs(), "kwok": l.kwokArgs()} {
		if err := p.run(ctx, binary, name, args, nil); err != nil {
			return err
		}
	}
	return nil
}

// run starts a server and waits until it answers, where it has something to ask.
func (p *Plane) run(ctx context.Context, binary, name string, args []string, ready func(context.Context) error) error {
	log, err := os.Create(filepath.Join(p.dir, name+".log"))
	if err != nil {
		return err
	}
	defer log.Close() //nolint:errcheck // the server has a copy
	started, err := startProcess(binary, name, args, p.dir, log)
	if err != nil {
		return fmt.Errorf("start %s: %w", name, err)
	}
	p.processes = append(p.processes, started)
	if ready == nil {
		return nil
	}
	return started.await(ctx, ready)
}

// Context is one that ends, too, when one of the servers ends by itself, which is its
// cause then. The caller ends it before it closes the plane.
func (p *Plane) Context(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	for _, s := range p.processes {
		go func() {
			select {
			case <-ctx.Done():
			case <-s.ended:
				cancel(s.gone())
			}
		}()
	}
	return ctx, func() { cancel(nil) }
}

// Ended says which of the servers have ended, and how. There should be none.
func (p *Plane) Ended() error {
	var errs []error
	for _, s := range p.processes {
		errs = append(errs, s.gone())
	}
	return errors.Join(errs...)
}

// Close ends all servers, the last one first, and removes what they wrote. What
// those said that had ended by themselves goes to the log before.
func (p *Plane) Close() error {
	var errs []error
	for _, s := range slices.Backward(p.processes) {
		if s.gone() != nil {
			errs = append(errs, p.tell(s))
		}
		errs = append(errs, s.kill())
	}
	return errors.Join(errors.Join(errs...), os.RemoveAll(p.dir))
}

// tell copies the end of a server's log.
func (p *Plane) tell(s *process) error {
	const most = 4096
	raw, err := os.ReadFile(filepath.Join(p.dir, s.name+".log"))
	fmt.Fprintf(p.log, "--- %s\n%s\n", s.name, raw[max(0, len(raw)-most):])
	return err
}
