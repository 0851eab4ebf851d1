//go:build unix

package engine

import (
	"os/exec"
	"syscall"
)

// apart gives the command a process group of its own. Otherwise a Ctrl-C at the
// terminal reaches it beside the interrupt that it is sent, and at the second it
// drops what it is doing.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
