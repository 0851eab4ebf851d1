// Package registry lists the services that the simulated cloud has. What a
// service has is listed in its own folder.
package registry

import (
	"fmt"
	"slices"
	"sync"

	"github.com/covetpy/platform/sim/acm"
	"github.com/covetpy/platform/sim/amp"
	"github.com/covetpy/platform/sim/appautoscaling"
	"github.com/covetpy/platform/sim/autoscaling"
	"github.com/covetpy/platform/sim/backup"
	"github.com/covetpy/platform/sim/budgets"
	"github.com/covetpy/platform/sim/chatbot"
	"github.com/covetpy/platform/sim/cloudwatch"
	"github.com/covetpy/platform/sim/costexplorer"
	"github.com/covetpy/platform/sim/ec2"
	"github.com/covetpy/platform/sim/ecr"
	"github.com/covetpy/platform/sim/eks"
	"github.com/covetpy/platform/sim/elasticache"
	"github.com/covetpy/platform/sim/facts"
	"github.com/covetpy/platform/sim/grafana"
	"github.com/covetpy/platform/sim/iam"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/kms"
	"github.com/covetpy/platform/sim/lb"
	"github.com/covetpy/platform/sim/opensearch"
	"github.com/covetpy/platform/sim/rds"
	"github.com/covetpy/platform/sim/route53"
	"github.com/covetpy/platform/sim/s3"
	"github.com/covetpy/platform/sim/secretsmanager"
	"github.com/covetpy/platform/sim/sns"
	"github.com/covetpy/platform/sim/sqs"
	"github.com/covetpy/platform/sim/synthetics"
	"github.com/covetpy/platform/sim/wafv2"
	"github.com/covetpy/platform/sim/xray"
)

// kinds are those of every service.
func kinds() []kind.Kind {
	return slices.Concat(
		acm.Kinds(),
		amp.Kinds(),
		appautoscaling.Kinds(),
		autoscaling.Kinds(),
		backup.Kinds(),
		budgets.Kinds(),
		chatbot.Kinds(),
		cloudwatch.Kinds(),
		costexplorer.Kinds(),
		ec2.Kinds(),
		ecr.Kinds(),
		eks.Kinds(),
		elasticache.Kinds(),
		grafana.Kinds(),
		iam.Kinds(),
		kms.Kinds(),
		lb.Kinds(),
		opensearch.Kinds(),
		rds.Kinds(),
		route53.Kinds(),
		s3.Kinds(),
		secretsmanager.Kinds(),
		sns.Kinds(),
		sqs.Kinds(),
		synthetics.Kinds(),
		wafv2.Kinds(),
		xray.Kinds(),
	)
}

// Types are the tokens of every kind, sorted, whether the facts know them or not.
func Types() []string {
	var out []string
	for _, k := range kinds() {
		out = append(out, k.Type)
	}
	slices.Sort(out)
	return out
}

// AWS is every kind, checked once. Read only.
var AWS = sync.OnceValues(func() (*kind.Registry, error) {
	schema, err := facts.AWS()
	if err != nil {
		return nil, fmt.Errorf("load facts: %w", err)
	}
	r, err := kind.NewRegistry(schema, kinds()...)
	if err != nil {
		return nil, fmt.Errorf("register kinds:\n%w", err)
	}
	return r, nil
})
