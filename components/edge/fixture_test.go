package edge

import (
	"net/netip"
	"slices"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/internal/mocktest"
)

const (
	domain = "dev.example.com"
	zoneID = "Z0123456789ABC"
)

func today() time.Time { return time.Date(2026, time.November, 23, 15, 30, 0, 0, time.UTC) }

// minimal is the least that is valid: a domain that answers 404.
func minimal() *Args {
	return &Args{
		Names:               naming.Scope{Project: "covetpy", Environment: "dev"},
		Where:               identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account},
		AsOf:                today(),
		VPCID:               pulumi.String("vpc-1"),
		SubnetIDs:           []pulumi.StringInput{pulumi.String("subnet-a"), pulumi.String("subnet-b")},
		NodeSecurityGroupID: pulumi.String("sg-nodes"),
		LogBucket:           pulumi.String("logs"),
		Topics:              alarm.Topics{Page: pulumi.String("arn:page"), Ticket: pulumi.String("arn:ticket")},
		Domain:              domain,
		HostedZone:          HostedZone{ID: zoneID, Name: "example.com"},
		IdleTimeoutSeconds:  60,
		KeepAliveSeconds:    75,
	}
}

// full has everything on.
func full() *Args {
	args := minimal()
	args.Protect, args.DeletionProtection, args.ZonalShift, args.IPv6 = true, true, true, true
	args.LogsKeyARN = pulumi.String("arn:aws:kms:eu-west-1:111122223333:key/logs")
	args.Services = map[string]Service{
		"api": service("api", 8000),
		"web": {
			Port: 8080, HealthPath: "/ready", Weights: Weights{Blue: 90, Green: 10}, SlowStartSeconds: 30, DeregistrationSeconds: 30,
			AllowedRanges: []netip.Prefix{netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("2001:db8::/32")},
		},
	}
	args.Monitoring = &Monitoring{Hosts: []MonitoringHost{Prometheus, Grafana}, AllowedRanges: []netip.Prefix{netip.MustParsePrefix("198.51.100.7/32")}}
	args.WAF = waf()
	return args
}

func service(host string, port int) Service {
	return Service{Host: host, Port: port, HealthPath: "/healthz", Weights: Weights{Blue: 100}, DeregistrationSeconds: 30}
}

func waf() *WAF {
	return &WAF{
		Mode: Block, AnonymousIPs: true, RequestsPer5Minutes: 2000, BlockedCountries: []string{"KP", "AQ"},
		MaxBodyKB: 8, CountedRules: []string{"GenericRFI_BODY"}, LogRetentionDays: 30,
	}
}

// recorder answers what only AWS knows.
func recorder() *mocktest.Recorder {
	properties := resource.NewPropertyMapFromMap
	suffix := func(kind string) func(mocktest.Resource) resource.PropertyMap {
		return func(r mocktest.Resource) resource.PropertyMap {
			return properties(map[string]any{"arnSuffix": kind + "/" + r.Name, "dnsName": "lb.example.net", "zoneId": "ZELB"})
		}
	}
	return mocktest.New().
		Outputs("aws:lb/loadBalancer:LoadBalancer", suffix("app")).
		Outputs("aws:lb/targetGroup:TargetGroup", suffix("targetgroup")).
		Outputs("aws:acm/certificate:Certificate", func(r mocktest.Resource) resource.PropertyMap {
			names := []string{r.Inputs["domainName"].StringValue()}
			for _, name := range r.Inputs["subjectAlternativeNames"].ArrayValue() {
				names = append(names, name.StringValue())
			}
			slices.Reverse(names) // ACM promises no order
			options := make([]any, len(names))
			for i, name := range names {
				options[i] = map[string]any{
					"domainName": name, "resourceRecordType": "CNAME",
					"resourceRecordName": "_x." + name + ".", "resourceRecordValue": "_y." + name + ".acm-validations.aws.",
				}
			}
			return properties(map[string]any{"domainValidationOptions": options})
		}).
		Outputs("aws:route53/record:Record", func(r mocktest.Resource) resource.PropertyMap {
			return resource.PropertyMap{"fqdn": r.Inputs["name"]}
		})
}

// program makes the front door that args ask for.
func program(args *Args) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		_, err := NewEdge(ctx, "edge", args)
		return err
	}
}

// made runs the component and returns what it registered.
func made(t require.TestingT, args *Args) *mocktest.Recorder {
	rec := recorder()
	require.NoError(t, rec.Run(program(args)))
	return rec
}

// without returns the lines of a that are not in b.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(line string) bool { return slices.Contains(b, line) })
}

// plain is the inputs of one resource as Go values, without the tags.
func plain(t testing.TB, rec *mocktest.Recorder, typ, name string) map[string]any {
	t.Helper()
	inputs := rec.One(t, typ, name).Inputs.Copy()
	delete(inputs, "tags")
	return inputs.Mappable()
}
