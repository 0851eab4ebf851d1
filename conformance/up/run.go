// Package up takes a whole environment through its life with its AWS resources on
// emulators, through upstream's own provider: up, up again, a change, a refresh,
// destroy. What differs where nothing should, and what is left, are faults.
//
// What the emulators can't do is in known.go, each with the reason.
package up

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/covetpy/platform/conformance/build"
	"github.com/covetpy/platform/conformance/emulator"
	"github.com/covetpy/platform/conformance/route"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/stacks"
)

// Options say what is to be run.
type Options struct {
	Root        string // of the repository
	Environment string
	Plugin      string    // upstream's provider
	Out         io.Writer // progress and findings
	Log         io.Writer // the emulators' and the plugin's own
}

// Records is the folder of the runs' records.
func Records() (string, error) {
	home, err := build.Home()
	return filepath.Join(home, "runs"), err
}

// session is one run.
type session struct {
	Options

	loaded *config.Loaded
	pair   *emulator.Pair
	router *route.Router
	cloud  *sim.Cloud
	store  engine.Store
	record *Record
	before emulator.Survey
	yields bool // rules that demand protection are not asked
}

// Run takes the environment through its life. The record is never nil; it says how
// far the run came.
func Run(ctx context.Context, o Options) (record *Record, err error) {
	s := &session{Options: o, store: &engine.MemoryStore{}, record: &Record{
		Environment: o.Environment, Resources: map[string]Resources{}, Replaced: map[string]int{},
	}}
	defer func() {
		if err != nil {
			s.record.Failure = err.Error()
		}
	}()
	s.loaded, err = config.Load(o.Root, o.Environment, stacks.Check(o.Environment, time.Now()))
	if err != nil {
		return s.record, err
	}
	if s.pair, err = emulator.StartAs(ctx, s.loaded.Config.Account, o.Log); err != nil {
		return s.record, err
	}
	defer func() { err = errors.Join(err, s.pair.Close()) }()
	s.cloud = sim.New(offline.Cloud(s.loaded)...)
	if s.router, err = route.New(ctx, o.Plugin, table{s.pair}, s.cloud, o.Log); err != nil {
		return s.record, err
	}
	defer func() { err = errors.Join(err, s.router.Close()) }()
	// Upstream's code may wait for minutes, and does not stop for being told to: who
	// interrupts a run has its processes ended.
	stop := context.AfterFunc(ctx, func() { _ = s.router.Close() }) // the close above tells
	defer stop()
	err = s.live(ctx)
	s.record.Entries, s.record.Adjusted = s.router.Tally().Entries(), s.router.Tally().Adjusted()
	for _, a := range s.record.Adjusted {
		fmt.Fprintf(o.Out, "left out %d times: %s of %s: %s\n", a.Times, a.Property, a.Type, a.Why)
	}
	return s.record, err
}

// live is the environment's life, on the world that it expects to find.
func (s *session) live(ctx context.Context) error {
	regions := []string{s.loaded.Config.Region}
	if r := s.loaded.Config.Recovery; r != nil && r.SecondRegion != nil {
		regions = append(regions, r.SecondRegion.Region)
	}
	var err error
	if s.before, err = s.pair.Survey(ctx, regions...); err != nil {
		return err
	}
	zone, err := prepare(ctx, s.router, &s.loaded.Config)
	if err != nil {
		return err
	}
	err = s.upAndAgain(ctx)
	if ctx.Err() != nil {
		return err // the emulators forget it all
	}
	// Whatever went wrong before, what stands can show how it is taken down.
	gone := errors.Join(s.takeDown(ctx), zone.remove(ctx))
	if gone != nil {
		return errors.Join(err, gone)
	}
	return errors.Join(err, s.nothingLeft(ctx))
}

// upAndAgain brings the environment up, and sees that it stays as it is until its
// configuration changes, and then again.
func (s *session) upAndAgain(ctx context.Context) error {
	if _, err := s.run(ctx, "up", engine.OpUp); err != nil {
		return err
	}
	if err := s.count(ctx); err != nil {
		return err
	}
	again := s.unchanged(ctx, "up again", engine.OpPreview)
	next, err := changed(s.loaded.Config)
	if err != nil {
		return errors.Join(again, err)
	}
	loaded := *s.loaded
	loaded.Config = next
	s.loaded = &loaded
	if _, err := s.run(ctx, "change", engine.OpUp); err != nil {
		return errors.Join(again, err)
	}
	return errors.Join(again, s.unchanged(ctx, "changed again", engine.OpPreview), s.readBack(ctx))
}
