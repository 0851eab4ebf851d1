// Package offline puts an environment on the simulated cloud: the program, the
// simulated providers and the policy pack behind one engine. It is what
// `--offline` runs and what whole-environment tests run, so that they are the
// same thing.
package offline

import (
	"encoding/json"
	"maps"
	"time"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/provider"
	"github.com/covetpy/platform/stacks"
)

// The versions of the providers that the SDKs ask for. A test holds them to
// go.mod.
var (
	awsVersion        = semver.MustParse("7.41.0")
	eksVersion        = semver.MustParse("4.0.1")
	kubernetesVersion = semver.MustParse("4.33.0")
)

// Environment is one environment on the simulated cloud.
type Environment struct {
	loaded *config.Loaded
	cloud  *sim.Cloud
	store  engine.Store
	today  time.Time
	last   *pack.Pack

	policyConfig engine.PolicyConfig
	keepStack    bool
	served       map[string]func() pulumirpc.ResourceProviderServer
}

// New joins a configuration, a cloud and the state. The caller keeps and closes
// the latter two.
func New(loaded *config.Loaded, cloud *sim.Cloud, store engine.Store) *Environment {
	return &Environment{loaded: loaded, cloud: cloud, store: store, today: time.Now()}
}

// On sets the day that the support of versions is judged by, and returns the
// environment. It is today's otherwise.
func (e *Environment) On(day time.Time) *Environment {
	e.today = day
	return e
}

// Configure sets what Pulumi's policy configuration file says, and returns the
// environment.
func (e *Environment) Configure(c engine.PolicyConfig) *Environment {
	e.policyConfig = c
	return e
}

// Yield takes the rules that demand protection and backups out of the next runs, as its owner
// does for the run that takes those off, and returns the environment.
func (e *Environment) Yield() *Environment {
	e.policyConfig = maps.Clone(e.policyConfig)
	if e.policyConfig == nil {
		e.policyConfig = engine.PolicyConfig{}
	}
	for _, r := range pack.Rules() {
		if r.Concern() == "recovery" {
			disabled := json.RawMessage(`{"enforcementLevel":"disabled"}`)
			e.policyConfig[r.ID] = &disabled
		}
	}
	return e
}

// Serve has other servers answer for a package than the simulated cloud's own, one for
// each of the package's configurations, and returns the environment. The engine takes them
// for the version that the program's SDK asks for.
func (e *Environment) Serve(name string, server func() pulumirpc.ResourceProviderServer) *Environment {
	e.served = maps.Clone(e.served)
	if e.served == nil {
		e.served = map[string]func() pulumirpc.ResourceProviderServer{}
	}
	e.served[name] = server
	return e
}

// Keep has the policy pack keep what it is shown, for Policies().Stack and
// Policies().Inputs, and returns the environment.
func (e *Environment) Keep() *Environment {
	e.keepStack = true
	return e
}

// Cloud returns the options under which the simulated cloud is the account and
// region that a configuration asks for.
func Cloud(loaded *config.Loaded) []sim.Option {
	return []sim.Option{
		sim.WithAccount(loaded.Config.Account),
		sim.WithRegion(loaded.Config.Region),
		sim.WithPartition(stacks.Partition(loaded.Config.Region)),
	}
}

// Engine returns an engine for one run. listen may be nil.
func (e *Environment) Engine(listen func(engine.Event)) *engine.Offline {
	return &engine.Offline{
		Project:   stacks.Project,
		Stack:     e.loaded.Environment,
		Config:    e.loaded.Strings(),
		Program:   stacks.Program(e.loaded, e.today),
		Providers: e.providers(),
		Find:      e.find,
		Policies:  e.policies,
		Store:     e.store,
		Listen:    listen,

		PolicyConfig: e.policyConfig,
	}
}

func (e *Environment) providers() map[string]engine.Provider {
	serve := func(version semver.Version, server func(*sim.Cloud) pulumirpc.ResourceProviderServer) engine.Provider {
		return engine.Provider{
			Version: version,
			New:     func() pulumirpc.ResourceProviderServer { return server(e.cloud) },
		}
	}
	out := map[string]engine.Provider{
		"aws":        serve(awsVersion, provider.NewAWS),
		"eks":        serve(eksVersion, provider.NewEKS),
		"kubernetes": serve(kubernetesVersion, provider.NewKubernetes),
	}
	for name, server := range e.served {
		p := out[name]
		p.New = server
		out[name] = p
	}
	return out
}

// find asks the ledger for what a call made whose answer was lost.
func (e *Environment) find(urn string, known map[string]bool) (string, bool) {
	orphans := e.cloud.Orphans(urn, known)
	if len(orphans) == 0 {
		return "", false
	}
	return orphans[0].ID, true
}

// policies boots the pack at the environment's tier.
func (e *Environment) policies() (pulumirpc.AnalyzerServer, error) {
	p, err := pack.New(pack.Options{
		Tier: rule.Tier(e.loaded.Config.Tier), Account: e.loaded.Config.Account, KeepStack: e.keepStack,
	})
	e.last = p
	return p, err
}

// Policies returns the policy pack of the last run, nil before the first.
func (e *Environment) Policies() *pack.Pack { return e.last }

// Synthetic returns an engine for any program on a cloud, without a policy pack:
// what measurements and tests of the ground use.
func Synthetic(cloud *sim.Cloud, store engine.Store, program pulumi.RunFunc) *engine.Offline {
	e := &Environment{cloud: cloud}
	return &engine.Offline{
		Project: stacks.Project, Stack: "synthetic", Program: program,
		Providers: e.providers(), Find: e.find, Store: store,
	}
}
