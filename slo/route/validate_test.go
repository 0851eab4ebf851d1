package route_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/alertmanager/config"
	"github.com/prometheus/alertmanager/notify/webhook"
	"github.com/prometheus/alertmanager/template"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/route"
)

func TestWhatIsWrongWithSettings(t *testing.T) {
	for name, c := range map[string]struct {
		change func(s *route.Settings)
		want   fault.Fault
	}{
		"a route to a receiver that there is not": {
			func(s *route.Settings) { s.Routes[0].Receiver = "slack" },
			fault.Fault{Path: "routes[0].receiver", Found: "slack", Accepted: "the name of a receiver that there is: page, ticket or pagerduty"},
		},
		"a fallback that there is not": {
			func(s *route.Settings) { s.Fallback = "" },
			fault.Fault{Path: "fallback", Accepted: "the name of a receiver that there is: page, ticket or pagerduty"},
		},
		"a receiver that tells nobody": {
			func(s *route.Settings) { s.Receivers[0].Topic = "" },
			fault.Fault{Path: "receivers[0]", Found: "page", Accepted: "exactly one of topic and pagerDuty: Amazon Managed Service for Prometheus tells nobody else"},
		},
		"a receiver that tells two": {
			func(s *route.Settings) { s.Receivers[2].Topic = pageTopic },
			fault.Fault{Path: "receivers[2]", Found: "pagerduty", Accepted: "exactly one of topic and pagerDuty: Amazon Managed Service for Prometheus tells nobody else"},
		},
		"a topic that is an address": {
			func(s *route.Settings) { s.Receivers[0].Topic = "https://hooks.slack.com/services/T" },
			fault.Fault{Path: "receivers[0].topic", Found: "https://hooks.slack.com/services/T", Accepted: "the ARN of an SNS topic"},
		},
		"a topic of another region": {
			func(s *route.Settings) { s.Receivers[0].Topic = "arn:aws:sns:eu-central-1:777788889999:page" },
			fault.Fault{Path: "receivers[0].topic", Found: "arn:aws:sns:eu-central-1:777788889999:page", Accepted: "a topic in region (eu-west-1)"},
		},
		"an integration key itself": {
			func(s *route.Settings) { s.Receivers[2].PagerDuty = &route.PagerDuty{Secret: "R0UT1NGK3Y"} },
			fault.Fault{Path: "receivers[2].pagerDuty.secret", Found: "R0UT1NGK3Y", Accepted: "the ARN of a secret in Secrets Manager"},
		},
		"two receivers of a name": {
			func(s *route.Settings) { s.Receivers[1].Name = "page"; s.Fallback = "page"; s.Routes = s.Routes[:1] },
			fault.Fault{Path: "receivers[1].name", Found: "page", Accepted: "a name that no other receiver has"},
		},
		"a route of everything": {
			func(s *route.Settings) { s.Routes[0].Match = nil },
			fault.Fault{Path: "routes[0].match", Accepted: "labels to match: what matches everything is the fallback"},
		},
		"a pattern that is none": {
			func(s *route.Settings) {
				s.Routes[0].Match = []slo.Match{{Label: "service", Op: slo.Matches, Value: "("}}
			},
			fault.Fault{Path: "routes[0].match[0].value", Found: "(", Accepted: "a regular expression (RE2)"},
		},
		"a label that is none": {
			func(s *route.Settings) { s.Routes[0].Match = []slo.Match{{Label: "a-b", Op: slo.Equals}} },
			fault.Fault{Path: "routes[0].match[0].label", Found: "a-b", Accepted: "the name of a label"},
		},
		"a comparison that is none": {
			func(s *route.Settings) { s.Routes[0].Match = []slo.Match{{Label: "a", Op: "~"}} },
			fault.Fault{Path: "routes[0].match[0].op", Found: "~", Accepted: "=, !=, =~ or !~"},
		},
		"a repetition beyond the service's limit": {
			func(s *route.Settings) { s.Routes[0].Repeat = 6 * slo.Day },
			fault.Fault{Path: "routes[0].repeat", Found: "144h0m0s", Accepted: "from routes[0].interval (1m0s) to 5d"},
		},
		"an interval of nothing": {
			func(s *route.Settings) { s.Routes[0].Interval = time.Millisecond },
			fault.Fault{Path: "routes[0].interval", Found: "1ms", Accepted: "a second or more"},
		},
		"a wait before the alert": {
			func(s *route.Settings) { s.Routes[0].Wait = -time.Second },
			fault.Fault{Path: "routes[0].wait", Found: "-1s", Accepted: "0 or more"},
		},
		"no region": {
			func(s *route.Settings) {
				s.Region = ""
				s.Receivers = s.Receivers[2:]
				s.Fallback = "pagerduty"
				s.Routes = s.Routes[:1]
			},
			fault.Fault{Path: "region", Accepted: "a region, eu-west-1"},
		},
		"more routes than a tree may have": {
			func(s *route.Settings) {
				for len(s.Routes) < route.MaxNodes {
					s.Routes = append(s.Routes, s.Routes[1])
				}
			},
			fault.Fault{Path: "routes", Found: "100 routes", Accepted: "99 at most: Amazon Managed Service for Prometheus takes a tree of 100 nodes"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := settings()
			c.change(&s)
			assert.Equal(t, fault.Faults{c.want}, s.Faults())
			_, err := s.Definition(nil)
			assert.Equal(t, fault.Faults{c.want}, fault.Of(err), "nothing is written")
		})
	}
}

func TestMoreDependenciesThanTheServiceTakes(t *testing.T) {
	var slos []slo.SLO
	for i := range 50 {
		slos = append(slos, slo.Defaults(fmt.Sprintf("s%d", i))...)
	}
	_, err := settings().Definition(slos)
	assert.Equal(t, fault.Faults{{
		Path: "slos", Found: "101 inhibitions",
		Accepted: "dependencies that need 100 at most, as many as Amazon Managed Service for Prometheus takes",
	}}, fault.Of(err))
}

func TestAReceiverThatTheServiceDoesNotTellIsRefused(t *testing.T) {
	c, err := settings().Config(nil)
	require.NoError(t, err)
	c.Receivers = append(c.Receivers, config.Receiver{Name: "chat", WebhookConfigs: []*webhook.WebhookConfig{{}}})
	assert.Equal(t, fault.Faults{{
		Path: "receivers[3]", Found: "chat", Accepted: "one that Amazon Managed Service for Prometheus tells: sns_configs or pagerduty_configs",
	}}, fault.Of(route.CheckManaged(c)))
}

func TestTheDefinitionIsATextInATextWithItsTemplates(t *testing.T) {
	text, err := settings().Definition(slo.Defaults("api"))
	require.NoError(t, err)
	var outer struct {
		Templates map[string]string `yaml:"template_files"`
		Config    string            `yaml:"alertmanager_config"`
	}
	require.NoError(t, yaml.Unmarshal(text, &outer))
	assert.Equal(t, []string{"covetpy"}, keys(outer.Templates))

	var inner struct {
		Templates []string `yaml:"templates"`
		Receivers []struct {
			Name      string `yaml:"name"`
			PagerDuty []struct {
				Key struct {
					Secret struct {
						ARN     string `yaml:"secret_arn"`
						Key     string `yaml:"secret_key"`
						Refresh string `yaml:"refresh_interval"`
					} `yaml:"aws_secrets_manager"`
				} `yaml:"routing_key"`
			} `yaml:"pagerduty_configs"`
			SNS []struct {
				Topic string `yaml:"topic_arn"`
			} `yaml:"sns_configs"`
		} `yaml:"receivers"`
	}
	require.NoError(t, yaml.Unmarshal([]byte(outer.Config), &inner))
	assert.Equal(t, []string{"covetpy"}, inner.Templates)
	require.Len(t, inner.Receivers, 3)
	assert.Equal(t, pageTopic, inner.Receivers[0].SNS[0].Topic)
	assert.Equal(t, ticketTopic, inner.Receivers[1].SNS[0].Topic)
	key := inner.Receivers[2].PagerDuty[0].Key.Secret
	assert.Equal(t, []string{secret, "routingKey", "5m"}, []string{key.ARN, key.Key, key.Refresh})
}

func keys(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}

func TestMessagesSayWhatToDo(t *testing.T) {
	text, err := settings().Definition(nil)
	require.NoError(t, err)
	var outer struct {
		Templates map[string]string `yaml:"template_files"`
	}
	require.NoError(t, yaml.Unmarshal(text, &outer))
	tmpl, err := template.New()
	require.NoError(t, err)
	require.NoError(t, tmpl.Parse(strings.NewReader(outer.Templates["covetpy"])))
	data := &template.Data{
		Status: "firing", GroupLabels: template.KV{"service": "api", "environment": "prod"},
		Alerts: template.Alerts{{
			Status: "firing", Labels: template.KV{"alertname": "TotalOutage", "severity": "page"},
			Annotations: template.KV{"summary": "api is down", "description": "All fails.", "runbook_url": "https://r/TotalOutage.md", "dashboard": "/d/x"},
			StartsAt:    time.Date(2026, 11, 26, 3, 4, 5, 0, time.UTC),
		}},
	}
	subject, err := tmpl.ExecuteTextString(`{{ template "covetpy.subject" . }}`, data)
	require.NoError(t, err)
	assert.Equal(t, "firing: api in prod, 1 alerts", subject)
	message, err := tmpl.ExecuteTextString(`{{ template "covetpy.message" . }}`, data)
	require.NoError(t, err)
	assert.Equal(t, "firing: TotalOutage (page)\napi is down\nAll fails.\nSince 2026-11-26 03:04:05 UTC\nRunbook: https://r/TotalOutage.md\nDashboard: /d/x\n\n", message)
}
