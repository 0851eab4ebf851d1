package amp

import (
	"time"

	"github.com/prometheus/common/model"
	"gopkg.in/yaml.v3"
)

// shortestScrape is how often a collector scrapes at most. Source: Amazon Managed Service
// for Prometheus User Guide, "Using an AWS managed collector", Scraper limitations.
const shortestScrape = model.Duration(30 * time.Second)

// scrape is what is read of a scraper's configuration, which is Prometheus's.
type scrape struct {
	Global struct {
		Interval *model.Duration `yaml:"scrape_interval"`
		Timeout  *model.Duration `yaml:"scrape_timeout"`
	} `yaml:"global"`
	Jobs []struct {
		Name     string          `yaml:"job_name"`
		Interval *model.Duration `yaml:"scrape_interval"`
		Timeout  *model.Duration `yaml:"scrape_timeout"`
	} `yaml:"scrape_configs"`
	Alerting    *yaml.Node `yaml:"alerting"`
	RuleFiles   *yaml.Node `yaml:"rule_files"`
	RemoteWrite *yaml.Node `yaml:"remote_write"`
}

// admitScrape wants jobs, each with a name of its own and a timeout within its interval.
// What a collector does not do, evaluate rules and send elsewhere, it is not told.
func admitScrape(text string) error {
	var file scrape
	if err := yaml.Unmarshal([]byte(text), &file); err != nil {
		return invalid("Invalid scrape configuration: %v", err)
	}
	switch {
	case file.Alerting != nil:
		return invalid("Invalid scrape configuration: alerting is not supported")
	case file.RuleFiles != nil:
		return invalid("Invalid scrape configuration: rule_files is not supported")
	case file.RemoteWrite != nil:
		return invalid("Invalid scrape configuration: remote_write is not supported")
	}
	if len(file.Jobs) == 0 {
		return invalid("Invalid scrape configuration: no scrape_configs")
	}
	seen := map[string]bool{}
	for _, job := range file.Jobs {
		interval, timeout := job.Interval, job.Timeout
		if interval == nil {
			interval = file.Global.Interval
		}
		if timeout == nil {
			timeout = file.Global.Timeout
		}
		switch {
		case job.Name == "":
			return invalid("Invalid scrape configuration: job_name is empty")
		case seen[job.Name]:
			return invalid("Invalid scrape configuration: found multiple scrape configs with job name %q", job.Name)
		case interval != nil && *interval < shortestScrape:
			return invalid("Invalid scrape configuration: scrape interval of job %q is %s, and has to be %s at least",
				job.Name, *interval, shortestScrape)
		case interval != nil && timeout != nil && *timeout > *interval:
			return invalid("Invalid scrape configuration: scrape timeout greater than scrape interval for scrape config with job name %q", job.Name)
		}
		seen[job.Name] = true
	}
	return nil
}
