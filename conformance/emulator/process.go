package emulator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// process is one emulator.
type process struct {
	name    Name
	account string
	command *exec.Cmd
	url     string
	// alive is a pipe that closes when this process goes, however it goes; the
	// emulator goes with it.
	alive io.Closer
	// scratch is its folder for temporary files.
	scratch string
	ended   chan struct{} // closed once it has ended
}

// start runs an emulator on a free port of the loopback interface.
func (i Installed) start(name Name, account string, log io.Writer) (*process, error) {
	scratch, err := os.MkdirTemp("", "conform-"+string(name)+"-")
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	p := &process{name: name, account: account, scratch: scratch, ended: make(chan struct{})}
	if err := p.run(i, log); err != nil {
		return nil, errors.Join(fmt.Errorf("start %s: %w", name, err), os.RemoveAll(scratch))
	}
	return p, nil
}

func (p *process) run(i Installed, log io.Writer) error {
	script := filepath.Join(p.scratch, "serve.py")
	if err := os.WriteFile(script, serve, 0o600); err != nil {
		return err
	}
	// The socket is opened here and handed over: no other process can take the port
	// in between, and what connects early waits.
	listener, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return err
	}
	defer listener.Close() //nolint:errcheck // the emulator has a copy
	socket, err := listener.File()
	if err != nil {
		return err
	}
	defer socket.Close()                        //nolint:errcheck // the emulator has a copy
	port := listener.Addr().(*net.TCPAddr).Port //nolint:forcetypeassert // a TCP listener's
	p.url = fmt.Sprintf("http://127.0.0.1:%d", port)

	p.command = exec.Command(i.Python(), "-B", script, string(p.name)) //nolint:noctx // it lives until Close
	p.command.Dir = p.scratch
	p.command.Env = p.environment(port)
	p.command.ExtraFiles = []*os.File{socket}
	p.command.Stdout, p.command.Stderr = log, log
	p.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // its children go with it
	// Something that its children hold open must not delay the end.
	p.command.WaitDelay = time.Second
	if p.alive, err = p.command.StdinPipe(); err != nil {
		return err
	}
	if err := p.command.Start(); err != nil {
		return err
	}
	go func() {
		defer close(p.ended)
		_ = p.command.Wait() // how it ended says nothing: ready and close ask whether it has
	}()
	return nil
}

// environment is what an emulator gets to see: nothing of the caller's, so neither
// an account nor a container engine in which it would start real databases.
func (p *process) environment(port int) []string {
	common := []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + p.scratch, "TMPDIR=" + p.scratch,
		"PYTHONUNBUFFERED=1", "DOCKER_HOST=unix://" + filepath.Join(p.scratch, "none.sock"),
		"AWS_EC2_METADATA_DISABLED=true",
	}
	if p.name == Moto {
		return append(common, "MOTO_ACCOUNT_ID="+p.account, "MOTO_PORT="+strconv.Itoa(port))
	}
	return append(common, "MINISTACK_ACCOUNT_ID="+p.account, "MINISTACK_HOST=127.0.0.1", "GATEWAY_PORT="+strconv.Itoa(port),
		"LOG_LEVEL=WARNING",
		// Both would listen beyond the loopback interface.
		"IOT_MTLS_ENABLED=0", "SFTP_ENABLED=0")
}

// ready waits until the emulator answers.
func (p *process) ready(ctx context.Context) error {
	const patience = time.Minute
	ctx, cancel := context.WithTimeoutCause(ctx, patience, fmt.Errorf("it did not answer within %s", patience))
	defer cancel()
	go func() {
		select {
		case <-p.ended: // whoever is waiting for its answer waits in vain
			cancel()
		case <-ctx.Done():
		}
	}()
	if _, err := p.survey(ctx); err != nil {
		select {
		case <-p.ended:
			return fmt.Errorf("start %s: it ended at once (%s): its log says why", p.name, p.command.ProcessState)
		default:
			return fmt.Errorf("start %s: %w", p.name, errors.Join(err, context.Cause(ctx)))
		}
	}
	return nil
}

// fetch makes a request of an emulator.
func fetch(request *http.Request) ([]byte, error) {
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close() //nolint:errcheck // it has been read
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answered %s: %s", request.URL, response.Status, body)
	}
	return body, err
}

// close ends the emulator and its children.
func (p *process) close() error {
	err := syscall.Kill(-p.command.Process.Pid, syscall.SIGKILL)
	if errors.Is(err, syscall.ESRCH) {
		err = nil // it has ended, and no child of it is left
	}
	<-p.ended
	// The pipe is closed by the end already, where the emulator ended first.
	if closed := p.alive.Close(); !errors.Is(closed, os.ErrClosed) {
		err = errors.Join(err, closed)
	}
	return errors.Join(err, os.RemoveAll(p.scratch))
}
