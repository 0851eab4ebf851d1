package tests

import (
	"encoding/json"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"

	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/kubeapi/reach"
)

// rights are what the inline policies of an application's role allow, as
// "action on resource", and "through" the service that a key is used by.
func (w *world) rights(name string) []string {
	w.t.Helper()
	var out []string
	for _, r := range w.ofType(rolePolicyType) {
		if !strings.HasPrefix(r.URN.Name(), "app-"+name+"-identity-") {
			continue
		}
		var document struct {
			Statement []struct {
				Effect           string
				Action, Resource json.RawMessage
				Condition        map[string]map[string]any
			}
		}
		require.NoError(w.t, json.Unmarshal([]byte(text(r.Inputs, "policy")), &document))
		for _, s := range document.Statement {
			require.Equal(w.t, "Allow", s.Effect)
			for _, action := range oneOrMore(w, s.Action) {
				for _, on := range oneOrMore(w, s.Resource) {
					right := action + " on " + on
					if by, ok := s.Condition["StringEquals"]["kms:ViaService"].(string); ok {
						right += " through " + by
					}
					out = append(out, right)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// oneOrMore is a list that may be written as the one that it has.
func oneOrMore(w *world, raw json.RawMessage) []string {
	w.t.Helper()
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return []string{one}
	}
	var out []string
	require.NoError(w.t, json.Unmarshal(raw, &out))
	return out
}

// TestAnApplicationMayDoWhatItUses compares every right of prod's application with what
// its entry says that it uses.
func TestAnApplicationMayDoWhatItUses(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "prod")
	w.run(engine.OpUp)
	const account = "eu-west-1:777788889999"
	proxy := text(w.ofType("aws:rds/proxy:Proxy")[0].Outputs, "arn")
	proxy = proxy[strings.LastIndex(proxy, ":")+1:]
	key := func(action, service string) string {
		return "kms:" + action + " on arn:aws:kms:" + account + ":key/* through " + service + ".eu-west-1.amazonaws.com"
	}
	const queue, bucket = "arn:aws:sqs:" + account + ":covetpy-prod-queue-jobs", "arn:aws:s3:::covetpy-prod-objects-uploads-777788889999-eu-west-1"
	const secret = "arn:aws:secretsmanager:" + account + ":secret:covetpy/prod/payments-??????"
	want := []string{
		"rds-db:connect on arn:aws:rds-db:" + account + ":dbuser:" + proxy + "/app",
		"sqs:GetQueueAttributes on " + queue, "sqs:GetQueueUrl on " + queue, "sqs:SendMessage on " + queue,
		key("Decrypt", "sqs"), key("GenerateDataKey", "sqs"),
		"s3:ListBucket on " + bucket, "s3:GetObject on " + bucket + "/*", "s3:PutObject on " + bucket + "/*",
		"s3:DeleteObject on " + bucket + "/*", "s3:AbortMultipartUpload on " + bucket + "/*", "s3:ListMultipartUploadParts on " + bucket + "/*",
		key("Decrypt", "s3"), key("GenerateDataKey", "s3"),
		"secretsmanager:DescribeSecret on " + secret, "secretsmanager:GetSecretValue on " + secret, key("Decrypt", "secretsmanager"),
	}
	for _, cache := range []string{"caching", "sessions"} {
		want = append(want,
			"elasticache:Connect on arn:aws:elasticache:"+account+":replicationgroup:covetpy-prod-"+cache,
			"elasticache:Connect on arn:aws:elasticache:"+account+":user:covetpy-prod-"+cache+"-valkey-app")
	}
	slices.Sort(want)
	require.Equal(t, want, w.rights("app"))

	require.Empty(t, slices.DeleteFunc(w.rights("reports"), func(right string) bool { return strings.HasPrefix(right, "elasticache:Connect on ") }))
	require.False(t, slices.ContainsFunc(w.rights("mailer"), func(right string) bool {
		return strings.HasPrefix(right, "secretsmanager:") || strings.HasPrefix(right, "sqs:SendMessage")
	}), "the operator copies its secrets, and it only takes messages")
}

// TestWhatIsNotUsedAnyMoreIsGone takes a queue from the application: the right, the
// variable and the way to it go with it, and nothing else changes.
func TestWhatIsNotUsedAnyMoreIsGone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "prod")
	w.up()
	asks := func(w *world) (rights, variables []string, reaches bool) {
		for _, right := range w.rights("app") {
			if strings.HasPrefix(right, "sqs:") || strings.HasSuffix(right, " through sqs.eu-west-1.amazonaws.com") {
				rights = append(rights, right)
			}
		}
		pod := objects[*appsv1.Deployment](w)["apps/app-blue"].Spec.Template
		for _, v := range pod.Spec.Containers[0].Env {
			if strings.HasPrefix(v.Name, "QUEUE_") {
				variables = append(variables, v.Name)
			}
		}
		endpoint := network.NewPlan(w.loaded.Config.Network.CIDR, w.loaded.Config.Network.PodCIDR).Range(network.Private).Addr().Next()
		reaches = w.reachable().Allowed(
			reach.Endpoint{Namespace: "apps", Labels: pod.Labels, Address: netip.MustParseAddr("10.255.255.1")},
			reach.Endpoint{Address: endpoint}, 443, corev1.ProtocolTCP)
		return rights, variables, reaches
	}
	rights, variables, reaches := asks(w)
	require.Len(t, rights, 5)
	require.Equal(t, []string{"QUEUE_JOBS_URL"}, variables)
	require.True(t, reaches)

	result := w.withApp("app", func(a *config.App) { a.Uses.Queues = map[string]config.QueueAccess{} }).up()
	rights, variables, reaches = asks(w)
	require.Empty(t, rights)
	require.Empty(t, variables)
	require.False(t, reaches)
	require.Equal(t, []string{
		"delete RolePolicy app-app-identity-queues",
		"update CronJob app-app-cronjob-cleanup", "update Deployment app-app-deployment-blue", "update Deployment app-app-deployment-green",
		"update NetworkPolicy app-app-networkpolicy-reach",
	}, told(result))
	require.Equal(t, 1, result.Count(engine.ActionDelete))
}
