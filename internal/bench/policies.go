package bench

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/proto"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/sim"
)

const (
	rounds = 3  // of which the median counts
	growth = 10 // how many times larger the grown environment is
)

// Policies prints how long the policy pack takes for each environment and for ten
// copies of it, as the engine shows them to it, and what it adds to a preview.
func Policies(ctx context.Context, w io.Writer, environments []*config.Loaded) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "\tresources\tchecks\tpack\tresources/s\tgrowth\tpreview without\tpreview with\tadded\t")
	for _, loaded := range environments {
		if err := measurePolicies(ctx, tw, loaded); err != nil {
			return fmt.Errorf("measure policies of %s: %w", loaded.Environment, err)
		}
	}
	return tw.Flush()
}

func measurePolicies(ctx context.Context, w io.Writer, loaded *config.Loaded) error {
	without, with, shown, err := previews(ctx, loaded)
	if err != nil {
		return err
	}
	one, summary, err := shown.replay(ctx, loaded)
	if err != nil {
		return err
	}
	grown := shown.times(growth)
	many, grownSummary, err := grown.replay(ctx, loaded)
	if err != nil {
		return err
	}
	ratio := float64(many) / float64(one)
	line := func(name string, s pack.Summary, took time.Duration, rest string) {
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\t%.0f\t%s\t\n", name, s.Resources, s.Checks, round(took), float64(s.Resources)/took.Seconds(), rest)
	}
	line(loaded.Environment, summary, one, fmt.Sprintf("\t%s\t%s\t%s (%.0f %%)",
		round(without), round(with), round(with-without), 100*float64(with-without)/float64(without)))
	line(fmt.Sprintf("%s × %d", loaded.Environment, growth), grownSummary, many, fmt.Sprintf("%.1f times\t\t\t", ratio))
	return nil
}

// previews returns the median time of a preview without the pack and with it, and
// what the engine showed to the pack. The two take turns, as the machine's pace
// changes.
func previews(ctx context.Context, loaded *config.Loaded) (without, with time.Duration, shown *recording, err error) {
	env := offline.New(loaded, sim.New(offline.Cloud(loaded)...), &engine.MemoryStore{})
	var bare, guarded []time.Duration
	for range rounds {
		run := env.Engine(nil)
		run.Policies = nil
		result, err := run.Run(ctx, engine.OpPreview)
		if err != nil {
			return 0, 0, nil, err
		}
		bare = append(bare, result.Duration)

		run = env.Engine(nil)
		attach := run.Policies
		run.Policies = func() (pulumirpc.AnalyzerServer, error) {
			server, err := attach()
			shown = &recording{AnalyzerServer: server}
			return shown, err
		}
		if result, err = run.Run(ctx, engine.OpPreview); err != nil {
			return 0, 0, nil, err
		}
		guarded = append(guarded, result.Duration)
	}
	return median(bare), median(guarded), shown, nil
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// recording is an analyzer that keeps what it is shown.
type recording struct {
	pulumirpc.AnalyzerServer

	mu    sync.Mutex
	each  []*pulumirpc.AnalyzeRequest
	whole *pulumirpc.AnalyzeStackRequest
}

func (r *recording) Analyze(ctx context.Context, req *pulumirpc.AnalyzeRequest) (*pulumirpc.AnalyzeResponse, error) {
	r.mu.Lock()
	r.each = append(r.each, req)
	r.mu.Unlock()
	return r.AnalyzerServer.Analyze(ctx, req)
}

func (r *recording) AnalyzeStack(ctx context.Context, req *pulumirpc.AnalyzeStackRequest) (*pulumirpc.AnalyzeResponse, error) {
	r.whole = req
	return r.AnalyzerServer.AnalyzeStack(ctx, req)
}

// replay shows the recording to new packs, and returns the median time.
func (r *recording) replay(ctx context.Context, loaded *config.Loaded) (time.Duration, pack.Summary, error) {
	var took []time.Duration
	var summary pack.Summary
	for range rounds {
		p, err := pack.New(pack.Options{Tier: rule.Tier(loaded.Config.Tier), Account: loaded.Config.Account})
		if err != nil {
			return 0, summary, err
		}
		start := time.Now()
		for _, req := range r.each {
			if _, err := p.Analyze(ctx, req); err != nil {
				return 0, summary, err
			}
		}
		if _, err := p.AnalyzeStack(ctx, r.whole); err != nil {
			return 0, summary, err
		}
		took = append(took, time.Since(start))
		summary = p.Summary()
	}
	return median(took), summary, nil
}

// times is the recording n times over, each copy with names of its own.
func (r *recording) times(n int) *recording {
	out := &recording{whole: &pulumirpc.AnalyzeStackRequest{}}
	for i := range n {
		rename := func(urn string) string {
			if urn == "" || strings.Contains(urn, "pulumi:pulumi:Stack") {
				return urn
			}
			return fmt.Sprintf("%s-%d", urn, i)
		}
		for _, req := range r.each {
			next, _ := proto.Clone(req).(*pulumirpc.AnalyzeRequest)
			next.Urn = rename(next.GetUrn())
			out.each = append(out.each, next)
		}
		for _, res := range r.whole.GetResources() {
			next, _ := proto.Clone(res).(*pulumirpc.AnalyzerResource)
			next.Urn, next.Parent = rename(next.GetUrn()), rename(next.GetParent())
			for _, on := range next.GetPropertyDependencies() {
				for j, urn := range on.GetUrns() {
					on.Urns[j] = rename(urn)
				}
			}
			out.whole.Resources = append(out.whole.Resources, next)
		}
	}
	return out
}
