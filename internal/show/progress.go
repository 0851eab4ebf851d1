// Package show renders what a run does for a person: progress while it goes on
// and a summary at its end. It computes nothing; package engine has the facts.
package show

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/covetpy/platform/internal/engine"
)

// Progress tells what is being made. On a terminal it keeps one line up to date
// and lets only what went wrong scroll; elsewhere it prints a line a resource.
type Progress struct {
	out   io.Writer
	live  bool
	total int
	start time.Time

	mu      sync.Mutex
	done    int
	working []engine.Step
	drawn   bool
	stop    chan struct{}
	stopped chan struct{}
}

// refreshEvery is how often the live line's clock moves.
const refreshEvery = 100 * time.Millisecond

// NewProgress begins to show a run of total steps, 0 where nobody knows. live is
// for terminals.
func NewProgress(out io.Writer, live bool, total int) *Progress {
	p := &Progress{
		out: out, live: live, total: total, start: time.Now(),
		stop: make(chan struct{}), stopped: make(chan struct{}),
	}
	go p.tick()
	return p
}

// tick redraws the live line, so that its clock moves while nothing ends.
func (p *Progress) tick() {
	defer close(p.stopped)
	if !p.live {
		return
	}
	ticker := time.NewTicker(refreshEvery)
	defer ticker.Stop()
	for {
		select {
		case <-p.stop:
			return
		case <-ticker.C:
			p.mu.Lock()
			p.draw()
			p.mu.Unlock()
		}
	}
}

// Close ends the display.
func (p *Progress) Close() {
	close(p.stop)
	<-p.stopped
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wipe()
}

// Listen takes one event.
func (p *Progress) Listen(e engine.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e.Kind {
	case engine.EventStarted:
		// A component works for as long as its parts do: they are what is told.
		if counts(e.Step) && e.Step.Custom {
			p.working = append(p.working, e.Step)
		}
	case engine.EventFinished:
		p.finished(e.Step)
	case engine.EventFailed:
		p.forget(e.Step)
		p.print("! %s %s failed", e.Step.Type(), e.Step.Name())
	case engine.EventDiagnostic:
		p.print("%s", Diagnostic(e.Diagnostic))
	case engine.EventViolation:
		p.print("%s", Violation(e.Violation))
	}
}

func (p *Progress) finished(s engine.Step) {
	p.forget(s)
	if !counts(s) {
		return
	}
	p.done++
	if p.live {
		return
	}
	elapsed := time.Since(p.start).Round(refreshEvery)
	p.print("%s %6s  %-2s %-60s %s", p.count(), elapsed, sign(s.Action), s.Type(), s.Name())
}

func (p *Progress) forget(s engine.Step) {
	// By URN alone: a refresh ends as what it found to be done, an update or a
	// deletion.
	for i, w := range p.working {
		if w.URN == s.URN {
			p.working = append(p.working[:i], p.working[i+1:]...)
			return
		}
	}
}

// print writes a lasting line above the live one.
func (p *Progress) print(format string, args ...any) {
	p.wipe()
	_, _ = fmt.Fprintf(p.out, format+"\n", args...)
}

func (p *Progress) wipe() {
	if p.drawn {
		_, _ = fmt.Fprint(p.out, "\r\x1b[K")
		p.drawn = false
	}
}

func (p *Progress) draw() {
	if !p.live || len(p.working) == 0 {
		return
	}
	w := p.working[0]
	line := fmt.Sprintf("%s %6s  %-2s %s %s", p.count(),
		time.Since(p.start).Round(refreshEvery), sign(w.Action), w.Type(), w.Name())
	if more := len(p.working) - 1; more > 0 {
		line += fmt.Sprintf(" and %d more", more)
	}
	p.wipe()
	_, _ = fmt.Fprint(p.out, line)
	p.drawn = true
}

// count is how many of how many, or how many where the total is not known.
func (p *Progress) count() string {
	if p.total == 0 {
		return fmt.Sprintf("%4d", p.done)
	}
	return fmt.Sprintf("%4d/%d", p.done, p.total)
}

// counts says whether a step is progress: something is done to a resource.
func counts(s engine.Step) bool {
	return s.Action != engine.ActionSame && s.Action != engine.ActionReplace && !s.IsStack() && !s.IsProvider()
}

// Total is how many steps of a previewed run will count as progress.
func Total(r *engine.Result) int {
	n := 0
	for _, s := range r.Steps {
		if counts(s) {
			n++
		}
	}
	return n
}

// sign is the mark of an action, as `pulumi` has it.
func sign(a engine.Action) string {
	switch a {
	case engine.ActionCreate:
		return "+"
	case engine.ActionUpdate:
		return "~"
	case engine.ActionDelete:
		return "-"
	case engine.ActionCreateReplacement:
		return "++"
	case engine.ActionDeleteReplaced:
		return "--"
	case engine.ActionReplace:
		return "+-"
	default:
		return " "
	}
}

// Diagnostic renders a message of the engine on its own lines.
func Diagnostic(d engine.Diagnostic) string {
	if d.URN == "" {
		return fmt.Sprintf("%s: %s", d.Severity, d.Message)
	}
	return fmt.Sprintf("%s: %s %s: %s", d.Severity, d.URN.Type(), d.URN.Name(), indent(d.Message))
}

// Violation renders a policy's objection on its own lines.
func Violation(v engine.Violation) string {
	level := "advisory"
	if v.Mandatory {
		level = "mandatory"
	}
	if v.URN == "" {
		return fmt.Sprintf("policy %s (%s): %s", v.Policy, level, indent(v.Message))
	}
	return fmt.Sprintf("policy %s (%s): %s %s: %s", v.Policy, level, v.URN.Type(), v.URN.Name(), indent(v.Message))
}

// Objections prints what policies and the engine had to say about a preview.
func Objections(w io.Writer, r *engine.Result) {
	for _, v := range r.Violations {
		_, _ = fmt.Fprintln(w, Violation(v))
	}
	for _, d := range r.Diagnostics {
		_, _ = fmt.Fprintln(w, Diagnostic(d))
	}
}

func indent(message string) string { return strings.ReplaceAll(message, "\n", "\n    ") }
