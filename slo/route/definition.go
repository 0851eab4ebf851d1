package route

import (
	"fmt"
	"reflect"
	"time"

	"github.com/prometheus/alertmanager/config"
	amcommon "github.com/prometheus/alertmanager/config/common"
	"github.com/prometheus/common/model"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/slo"
)

// Definition is the settings as the alert manager definition that Amazon Managed
// Service for Prometheus takes: Alertmanager's configuration as a text in a text,
// and the templates beside it (AWS guide, "Create an alert manager
// configuration"). Alertmanager's own parser has read the configuration.
func (s Settings) Definition(slos []slo.SLO) ([]byte, error) {
	upstream, err := s.Config(slos)
	if err != nil {
		return nil, err
	}
	if _, err := config.Load(upstream.String()); err != nil {
		return nil, fmt.Errorf("read the alert manager configuration: %w", err)
	}
	return s.write(upstream)
}

// CheckManaged refuses, of a configuration made elsewhere, receivers that Amazon
// Managed Service for Prometheus does not tell.
func CheckManaged(c *config.Config) error {
	var check fault.Check
	for i, r := range c.Receivers {
		r.SNSConfigs, r.PagerdutyConfigs = nil, nil
		check.Require(reflect.DeepEqual(r, config.Receiver{Name: r.Name}), fmt.Sprintf("receivers[%d]", i), r.Name,
			"one that Amazon Managed Service for Prometheus tells: sns_configs or pagerduty_configs")
	}
	return check.Err()
}

// definition is the file.
type definition struct {
	TemplateFiles map[string]string `yaml:"template_files"`
	Config        string            `yaml:"alertmanager_config"`
}

// managed is what of Alertmanager's configuration the service takes. It is
// upstream's but for the receivers, where PagerDuty's key is a secret's ARN.
type managed struct {
	Templates    []string               `yaml:"templates"`
	Route        *config.Route          `yaml:"route"`
	InhibitRules []amcommon.InhibitRule `yaml:"inhibit_rules"`
	Receivers    []managedReceiver      `yaml:"receivers"`
}

type managedReceiver struct {
	Name      string              `yaml:"name"`
	SNS       []*config.SNSConfig `yaml:"sns_configs,omitempty"`
	PagerDuty []managedPagerDuty  `yaml:"pagerduty_configs,omitempty"`
}

type managedPagerDuty struct {
	RoutingKey   secretKey `yaml:"routing_key"`
	Description  string    `yaml:"description"`
	Severity     string    `yaml:"severity"`
	SendResolved bool      `yaml:"send_resolved"`
}

// secretKey is a key that the service reads by itself (AWS guide, "Configure
// alert manager to send alerts to PagerDuty").
type secretKey struct {
	Manager secretRef `yaml:"aws_secrets_manager"`
}

type secretRef struct {
	ARN     string         `yaml:"secret_arn"`
	Key     string         `yaml:"secret_key,omitempty"`
	Refresh model.Duration `yaml:"refresh_interval"`
}

// refresh is how often the service reads a secret: a rotated key works within
// minutes.
const refresh = 5 * time.Minute

func (s Settings) write(upstream *config.Config) ([]byte, error) {
	out := managed{Templates: upstream.Templates, Route: upstream.Route}
	for _, r := range upstream.InhibitRules {
		r.Name = "" // an older Alertmanager knows no names of inhibitions
		out.InhibitRules = append(out.InhibitRules, r)
	}
	for i, r := range upstream.Receivers {
		receiver := managedReceiver{Name: r.Name, SNS: r.SNSConfigs}
		for _, p := range r.PagerdutyConfigs {
			d := s.Receivers[i].PagerDuty
			receiver.PagerDuty = append(receiver.PagerDuty, managedPagerDuty{
				RoutingKey:  secretKey{secretRef{ARN: d.Secret, Key: d.Key, Refresh: model.Duration(refresh)}},
				Description: p.Description, Severity: p.Severity, SendResolved: p.SendResolved(),
			})
		}
		out.Receivers = append(out.Receivers, receiver)
	}
	inner, err := yaml.Marshal(out)
	if err != nil {
		return nil, fmt.Errorf("write the alert manager configuration: %w", err)
	}
	text, err := yaml.Marshal(definition{TemplateFiles: map[string]string{templateName: templates}, Config: string(inner)})
	if err != nil {
		return nil, fmt.Errorf("write the alert manager definition: %w", err)
	}
	var c fault.Check
	c.Require(len(text) <= MaxBytes, "definition", fmt.Sprintf("%d bytes", len(text)), fmt.Sprintf("%d bytes at most", MaxBytes))
	return text, c.Err()
}
