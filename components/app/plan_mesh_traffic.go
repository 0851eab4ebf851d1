package app

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/wrapperspb"
	networkingapi "istio.io/api/networking/v1"
	networking "istio.io/client-go/pkg/apis/networking/v1"
)

// destination is how callers' sidecars call: by mutual TLS, with bounds, and past
// pods that fail.
func (a *Args) destination() *networking.DestinationRule {
	policy := &networkingapi.TrafficPolicy{
		ConnectionPool: a.pool(),
		Tls:            &networkingapi.ClientTLSSettings{Mode: networkingapi.ClientTLSSettings_ISTIO_MUTUAL},
	}
	if o := a.Mesh.Outliers; o != nil {
		policy.OutlierDetection = &networkingapi.OutlierDetection{
			Consecutive_5XxErrors: wrapperspb.UInt32(uint32(o.Consecutive5xx)), //nolint:gosec // validated
			Interval:              seconds(o.IntervalSeconds),
			BaseEjectionTime:      seconds(o.EjectSeconds),
			MaxEjectionPercent:    int32(o.MaxEjectPercent), //nolint:gosec // validated
		}
	}
	if r := a.Mesh.Retries; r != nil && r.BudgetPercent > 0 {
		policy.RetryBudget = &networkingapi.TrafficPolicy_RetryBudget{Percent: wrapperspb.Double(r.BudgetPercent)}
	}
	var subsets []*networkingapi.Subset
	for _, r := range a.Delivery.Running() {
		subsets = append(subsets, &networkingapi.Subset{Name: string(r.Colour), Labels: map[string]string{LabelColour: string(r.Colour)}})
	}
	return &networking.DestinationRule{
		ObjectMeta: a.meshObject(a.Name),
		Spec: networkingapi.DestinationRule{
			Host: a.host(), TrafficPolicy: policy, Subsets: subsets, ExportTo: a.exportedTo(),
		},
	}
}

func (a *Args) pool() *networkingapi.ConnectionPoolSettings {
	c := a.Mesh.Connections
	opening := time.Duration(cmp.Or(c.ConnectMilliseconds, defaultConnectMilliseconds)) * time.Millisecond
	out := &networkingapi.ConnectionPoolSettings{
		Tcp: &networkingapi.ConnectionPoolSettings_TCPSettings{
			MaxConnections: int32(c.MaxConnections), //nolint:gosec // validated
			ConnectTimeout: durationpb.New(opening),
		},
	}
	if c.MaxPending > 0 || c.MaxRequestsPerConnection > 0 {
		out.Http = &networkingapi.ConnectionPoolSettings_HTTPSettings{
			Http1MaxPendingRequests:  int32(c.MaxPending),               //nolint:gosec // validated
			MaxRequestsPerConnection: int32(c.MaxRequestsPerConnection), //nolint:gosec // validated
		}
	}
	return out
}

// routes shares requests out among the colours that have pods: a route to one that
// has none would answer 503.
func (a *Args) routes() *networking.VirtualService {
	var to []*networkingapi.HTTPRouteDestination
	for _, r := range a.Delivery.Running() {
		to = append(to, &networkingapi.HTTPRouteDestination{
			Destination: &networkingapi.Destination{Host: a.host(), Subset: string(r.Colour)},
			Weight:      int32(r.Weight), //nolint:gosec // validated: 0 to 100
		})
	}
	return &networking.VirtualService{
		ObjectMeta: a.meshObject(a.Name),
		Spec: networkingapi.VirtualService{
			Hosts: []string{a.host()},
			Http: []*networkingapi.HTTPRoute{{
				Name: a.Name, Route: to, Timeout: seconds(a.callSeconds()), Retries: a.retries(),
			}},
			ExportTo: a.exportedTo(),
		},
	}
}

// retries says that there are none, too: left out, Istio repeats a call twice.
func (a *Args) retries() *networkingapi.HTTPRetry {
	r := a.Mesh.Retries
	if r == nil {
		return &networkingapi.HTTPRetry{Attempts: 0}
	}
	on := make([]string, len(r.On))
	for i, condition := range r.On {
		on[i] = string(condition)
	}
	return &networkingapi.HTTPRetry{
		Attempts:      int32(r.Attempts), //nolint:gosec // validated
		PerTryTimeout: seconds(r.PerTrySeconds),
		RetryOn:       strings.Join(on, ","),
	}
}

func (a *Args) callSeconds() int { return cmp.Or(a.Mesh.TimeoutSeconds, defaultCallSeconds) }

// exportedTo are the namespaces that need to know how to call: the own one, and
// those of the callers.
func (a *Args) exportedTo() []string {
	out := []string{"."}
	for _, caller := range a.Mesh.Callers {
		if namespace := a.Reach.Callers[caller.App].Namespace; namespace != a.Namespace {
			out = append(out, namespace)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func seconds(n int) *durationpb.Duration { return durationpb.New(time.Duration(n) * time.Second) }
