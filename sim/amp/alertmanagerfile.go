package amp

import (
	"maps"
	"slices"
	"strings"

	"github.com/prometheus/alertmanager/config"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/sim/kind"
)

// definition is the file that the service takes: Alertmanager's own configuration as a
// text, and the templates that it names.
type definition struct {
	Config    string            `yaml:"alertmanager_config"`
	Templates map[string]string `yaml:"template_files"`
}

// sending is what the service reads of Alertmanager's configuration before Alertmanager
// does: who is told, and by which templates.
type sending struct {
	Receivers []receiver `yaml:"receivers"`
	Templates []string   `yaml:"templates"`
}

// receiver is one of the receivers; what it has beside its name are its ways to send.
type receiver struct {
	Name string                 `yaml:"name"`
	Ways map[string][]yaml.Node `yaml:",inline"`
}

// topic is what is read of a way to send to SNS.
type topic struct {
	ARN     string     `yaml:"topic_arn"`
	API     string     `yaml:"api_url"`
	HTTP    *yaml.Node `yaml:"http_config"`
	Signing struct {
		Region string `yaml:"region"`
	} `yaml:"sigv4"`
}

// service is what is read of a way to send to PagerDuty: its key is in a secret.
type service struct {
	Routing key `yaml:"routing_key"`
	Service key `yaml:"service_key"`
}

type key struct {
	Secret struct {
		ARN string `yaml:"secret_arn"`
	} `yaml:"aws_secrets_manager"`
}

// admitAlertManager judges a definition in the order of the service: the file, who it
// sends to, and what Alertmanager itself says.
func admitAlertManager(w kind.World, text string) error {
	if len(text) > longestFile {
		return invalid("Invalid data: Member must have length less than or equal to %d", longestFile)
	}
	var file definition
	if err := yaml.Unmarshal([]byte(text), &file); err != nil {
		return invalid("Invalid Alertmanager definition: %v", err)
	}
	if strings.TrimSpace(file.Config) == "" {
		return invalid("Empty Alertmanager definition.")
	}
	var says sending
	if err := yaml.Unmarshal([]byte(file.Config), &says); err != nil {
		return invalid("error validating Alertmanager config: %v", err)
	}
	for _, r := range says.Receivers {
		if err := admitWays(w, r); err != nil {
			return err
		}
	}
	if err := load(file.Config, says.Receivers); err != nil {
		return invalid("error validating Alertmanager config: %v", err)
	}
	for _, name := range says.Templates {
		if _, there := file.Templates[name]; !there && !strings.ContainsAny(name, "*?[") {
			return invalid("error validating Alertmanager config: template file %q is not in template_files", name)
		}
	}
	return nil
}

// admitWays: the service sends to SNS and to PagerDuty, and to nobody else. What it
// doesn't take of SNS's is in the User Guide, "Configure alert manager to send messages
// to your Amazon SNS topic": api_url, http_config, and a signature without a region; how
// PagerDuty's key is given, in "Use PagerDuty as an alert receiver". That a topic has to
// be the account's own was not found there.
func admitWays(w kind.World, r receiver) error {
	for _, way := range slices.Sorted(maps.Keys(r.Ways)) {
		for _, node := range r.Ways[way] {
			var err error
			switch way {
			case "sns_configs":
				err = admitTopic(w, node)
			case "pagerduty_configs":
				err = admitService(w, node)
			default:
				err = invalid("Invalid Alertmanager receiver type: [%s]", way)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// admitTopic wants a topic of the account, and one that is there: the service would take
// any, and reach nobody.
func admitTopic(w kind.World, node yaml.Node) error {
	var t topic
	if err := node.Decode(&t); err != nil {
		return invalid("error validating Alertmanager config: %v", err)
	}
	parts := strings.SplitN(t.ARN, ":", 6)
	switch {
	case t.API != "":
		return invalid("Invalid SNS receiver property: api_url")
	case t.HTTP != nil:
		return invalid("Invalid SNS receiver property: http_config")
	case len(parts) != 6 || parts[2] != "sns":
		return invalid("Invalid SNS receiver topic ARN: %s", t.ARN)
	case parts[4] != w.Account():
		return invalid("Invalid SNS receiver topic account ID: %s", parts[4])
	case t.Signing.Region == "":
		return invalid("SNS receiver is missing the sigv4 region")
	}
	if _, there := w.Find("aws:sns/topic:Topic", "arn", t.ARN); !there {
		return kind.Say("the topic %s does not exist; the service would take it all the same and reach nobody, the simulated cloud refuses", t.ARN)
	}
	return nil
}

// admitService wants a key from a secret of the account, which is there.
func admitService(w kind.World, node yaml.Node) error {
	var s service
	if err := node.Decode(&s); err != nil {
		return invalid("PagerDuty receiver keys have to be in AWS Secrets Manager: %v", err)
	}
	arn := s.Routing.Secret.ARN + s.Service.Secret.ARN
	if arn == "" {
		return invalid("PagerDuty receiver needs a routing_key or a service_key in AWS Secrets Manager")
	}
	if _, there := w.Find("aws:secretsmanager/secret:Secret", "id", arn); !there {
		return kind.Say("the secret %s does not exist; the service would take it all the same and reach nobody, the simulated cloud refuses", arn)
	}
	return nil
}

// load has Alertmanager itself read a configuration, but for its receivers' ways to
// send: the service gives PagerDuty's keys in a form of its own.
func load(text string, receivers []receiver) error {
	var rest map[string]yaml.Node
	if err := yaml.Unmarshal([]byte(text), &rest); err != nil {
		return err
	}
	for i := range receivers {
		receivers[i].Ways = nil
	}
	var named yaml.Node
	if err := named.Encode(receivers); err != nil {
		return err
	}
	rest["receivers"] = named
	bare, err := yaml.Marshal(rest)
	if err != nil {
		return err
	}
	_, err = config.Load(string(bare))
	return err
}
