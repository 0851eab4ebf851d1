package plane

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// process is one server.
type process struct {
	name    string
	command *exec.Cmd
	// alive is a pipe that closes when this process goes, however it goes; the server
	// goes with it.
	alive io.Closer
	ended chan struct{} // closed once it has ended
	// killed is set when it ended because it was told to.
	killed bool
}

func startProcess(binary, name string, args []string, dir string, log io.Writer) (*process, error) {
	p := &process{name: name, ended: make(chan struct{})}
	p.command = exec.Command(binary, append([]string{name}, args...)...) //nolint:noctx // it lives until it is killed
	p.command.Dir = dir
	// Nothing of the caller's: neither an account nor another cluster.
	p.command.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "TMPDIR=" + dir}
	p.command.Stdout, p.command.Stderr = log, log
	// In a group of its own, so that an interrupt from the terminal reaches it only by
	// way of Close.
	p.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	var err error
	if p.alive, err = p.command.StdinPipe(); err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(p.ended)
		_ = p.command.Wait() // gone tells
	}()
	return p, nil
}

// await asks until there is an answer.
func (p *process) await(ctx context.Context, ready func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	const between = 100 * time.Millisecond
	for {
		err := ready(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-p.ended:
			return p.gone()
		case <-ctx.Done():
			return fmt.Errorf("wait for %s: %w", p.name, errors.Join(ctx.Err(), err))
		case <-time.After(between):
		}
	}
}

// gone is an error when the server has ended by itself.
func (p *process) gone() error {
	select {
	case <-p.ended:
		if p.killed {
			return nil
		}
		return fmt.Errorf("%s ended by itself: %s", p.name, p.command.ProcessState)
	default:
		return nil
	}
}

// kill ends the server at once: nothing that it keeps is of any use afterwards, and
// the API server would take its time.
func (p *process) kill() error {
	if p.gone() == nil {
		p.killed = true
	}
	err := syscall.Kill(-p.command.Process.Pid, syscall.SIGKILL)
	if errors.Is(err, syscall.ESRCH) {
		err = nil
	}
	<-p.ended
	if closed := p.alive.Close(); !errors.Is(closed, os.ErrClosed) {
		err = errors.Join(err, closed)
	}
	return err
}

// answers says whether a URL is answered well.
func answers(client *http.Client, url string) func(context.Context) error {
	return func(ctx context.Context) error {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
		if err != nil {
			return err
		}
		response, err := client.Do(request)
		if err != nil {
			return err
		}
		defer response.Body.Close() //nolint:errcheck // it has been read
		body, err := io.ReadAll(response.Body)
		if err == nil && response.StatusCode != http.StatusOK {
			err = fmt.Errorf("%s answered %s: %s", url, response.Status, body)
		}
		return err
	}
}

// freePorts are ports of the loopback interface that nobody listens on.
func freePorts(n int) ([]int, error) {
	var ports []int
	for range n {
		listener, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
		if err != nil {
			return nil, fmt.Errorf("find a free port: %w", err)
		}
		// Held until all are found, so that none is found twice.
		defer listener.Close()                                     //nolint:errcheck,gocritic // the servers' own listening tells
		ports = append(ports, listener.Addr().(*net.TCPAddr).Port) //nolint:forcetypeassert // a TCP listener's
	}
	return ports, nil
}
