package up

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/show"
)

// tellEvery is how often a person who waits is told what for.
const tellEvery = 15 * time.Second

// tenth is how exactly times are told.
const tenth = 100 * time.Millisecond

// progress tells how an operation goes: what went wrong at once, and now and then
// what is waited for.
type progress struct {
	out   io.Writer
	start time.Time

	mu      sync.Mutex
	done    int
	working map[string]time.Time // type and name -> since when
	stop    chan struct{}
}

func newProgress(out io.Writer) *progress {
	p := &progress{out: out, start: time.Now(), working: map[string]time.Time{}, stop: make(chan struct{})}
	go p.tell()
	return p
}

func (p *progress) close() { close(p.stop) }

func (p *progress) tell() {
	ticker := time.NewTicker(tellEvery)
	defer ticker.Stop()
	for {
		select {
		case <-p.stop:
			return
		case <-ticker.C:
			p.mu.Lock()
			fmt.Fprintf(p.out, "  %s: %d done, waiting for %s\n", time.Since(p.start).Round(time.Second), p.done, p.waiting())
			p.mu.Unlock()
		}
	}
}

// waiting names what has been worked on longest, and how many there are.
func (p *progress) waiting() string {
	names := slices.SortedFunc(maps.Keys(p.working), func(a, b string) int { return p.working[a].Compare(p.working[b]) })
	const most = 4
	if len(names) > most {
		names = append(names[:most], fmt.Sprintf("%d others", len(names)-most))
	}
	return strings.Join(names, ", ")
}

func (p *progress) listen(e engine.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	name := ""
	if e.Step.URN != "" {
		name = e.Step.Type() + " " + e.Step.Name()
	}
	switch e.Kind {
	case engine.EventStarted:
		if e.Step.Custom {
			p.working[name] = time.Now()
		}
	case engine.EventFinished:
		p.done++
		delete(p.working, name)
	case engine.EventFailed:
		delete(p.working, name)
		fmt.Fprintf(p.out, "  failed: %s\n", name)
	case engine.EventDiagnostic:
		fmt.Fprintf(p.out, "  %s\n", show.Diagnostic(e.Diagnostic))
	case engine.EventViolation:
		if !e.Violation.Mandatory {
			return // counted at the end: what an emulator does not show is advised again and again
		}
		fmt.Fprintf(p.out, "  %s\n", show.Violation(e.Violation))
	}
}
