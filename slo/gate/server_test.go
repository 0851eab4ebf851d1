package gate_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/grafana/regexp"
	clientmetrics "github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/route"
	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"
	webapi "github.com/prometheus/prometheus/web/api/v1"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/rules"
	"github.com/covetpy/platform/slo/simulate"
	"github.com/covetpy/platform/slo/simulate/memory"
)

// queryable is a store that Prometheus's API takes; nobody asks it for chunks.
type queryable struct {
	*memory.Store
	storage.ChunkQueryable
}

// prometheus serves Prometheus's own HTTP API over a store.
func prometheus(store *memory.Store) http.Handler {
	engine := promql.NewEngine(promql.EngineOpts{
		MaxSamples: 50_000_000, Timeout: time.Minute, LookbackDelta: 5 * time.Minute, EnableAtModifier: true,
		Parser: parser.NewParser(parser.Options{}),
	})
	api := webapi.NewAPI(
		engine, queryable{Store: store}, nil, nil,
		func(context.Context) webapi.ScrapePoolsRetriever { return nil },
		func(context.Context) webapi.TargetRetriever { return nil },
		func(context.Context) webapi.AlertmanagerRetriever { return nil },
		func() config.Config { return config.Config{} },
		nil, webapi.GlobalURLOptions{},
		func(f http.HandlerFunc) http.HandlerFunc { return f },
		nil, "", false, false, 0, slog.New(slog.DiscardHandler),
		func(context.Context) webapi.RulesRetriever { return nil },
		0, 0, 0, false, regexp.MustCompile(".*"),
		func() (webapi.RuntimeInfo, error) { return webapi.RuntimeInfo{}, nil },
		&webapi.PrometheusVersion{}, nil, nil,
		clientmetrics.NewRegistry(), clientmetrics.NewRegistry(), nil,
		false, nil, false, false, false, 5*time.Minute, false, false, nil, nil,
		webapi.OpenAPIOptions{}, nil, false, time.Minute,
	)
	router := route.New().WithPrefix("/api/v1")
	api.Register(router)
	return router
}

// happened is a Prometheus in which a scenario has happened to the service
// "orders", beginning at simulate.Begin. Its rules have been evaluated all along, but
// for those that look back for days, which the gate does not ask.
func happened(t *testing.T, scenario simulate.Scenario, objectives []slo.SLO) *httptest.Server {
	t.Helper()
	store := memory.New(memory.Resolution{})
	groups := rules.Groups(objectives, rules.Environment{Name: "prod"})
	groups = slices.DeleteFunc(groups, func(g rulefmt.RuleGroup) bool { return strings.HasSuffix(g.Name, "-slow") })
	_, err := simulate.Simulation{
		Groups:   groups,
		Services: []simulate.Service{{Name: "orders", Series: simulate.Application("orders", 2), Normal: simulate.Healthy(), Scenario: scenario}},
		Into:     store, Tail: 10 * time.Minute,
	}.Run(t.Context())
	require.NoError(t, err)
	server := httptest.NewServer(prometheus(store))
	t.Cleanup(server.Close)
	return server
}
