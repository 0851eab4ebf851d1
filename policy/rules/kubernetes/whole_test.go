package kubernetes

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"sigs.k8s.io/yaml"

	"github.com/covetpy/platform/policy/rule"
)

// pod is a template as it should be written: no two rules ask for things that
// can't be had together.
const pod = `
metadata: {labels: {app.kubernetes.io/name: web, app.kubernetes.io/part-of: shop}}
spec:
  serviceAccountName: web
  automountServiceAccountToken: false
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    seccompProfile: {type: RuntimeDefault}
  topologySpreadConstraints:
    - {maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app.kubernetes.io/name: web}}}
  volumes:
    - {name: tmp, emptyDir: {sizeLimit: 64Mi}}
    - {name: db, secret: {secretName: web-db}}
  initContainers:
    - name: proxy
      restartPolicy: Always
      image: &image 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.4.2@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
      securityContext: &context
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: {drop: [ALL]}
      resources: &resources
        requests: {cpu: 100m, memory: 128Mi}
        limits: {memory: 128Mi, ephemeral-storage: 1Gi}
      ports: [{containerPort: 9090}]
      livenessProbe: &live {httpGet: {path: /live, port: 9090}}
      readinessProbe: &ready {httpGet: {path: /ready, port: 9090}}
  containers:
    - name: web
      image: *image
      securityContext: *context
      resources: *resources
      ports: [{containerPort: 8080}]
      livenessProbe: *live
      readinessProbe: *ready
      env: [{name: DB_PASSWORD_FILE, value: /run/secrets/db/password}]
      volumeMounts: [{name: tmp, mountPath: /tmp}, {name: db, mountPath: /run/secrets/db}]
`

// around is what the workloads of that pod need beside them.
const around = `
kubernetes:networking.k8s.io/v1:NetworkPolicy:
  metadata: &metadata {name: web, namespace: shop, labels: {app.kubernetes.io/name: web, app.kubernetes.io/part-of: shop}}
  spec:
    podSelector: {}
    policyTypes: [Ingress, Egress]
    ingress: [{from: [{ipBlock: {cidr: 10.40.0.0/20}}], ports: [{port: 8080}]}]
    egress:
      - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns}}}]
        ports: [{port: 53, protocol: UDP}]
kubernetes:policy/v1:PodDisruptionBudget:
  metadata: *metadata
  spec:
    selector: {matchLabels: {app.kubernetes.io/name: web}}
    maxUnavailable: 1
    unhealthyPodEvictionPolicy: AlwaysAllow
kubernetes:core/v1:Service:
  metadata: *metadata
  spec: {selector: {app.kubernetes.io/name: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
kubernetes:networking.k8s.io/v1:Ingress:
  metadata:
    <<: *metadata
    annotations:
      alb.ingress.kubernetes.io/scheme: internet-facing
      alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": 443}]'
      alb.ingress.kubernetes.io/ssl-redirect: "443"
      alb.ingress.kubernetes.io/ssl-policy: ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09
      alb.ingress.kubernetes.io/wafv2-acl-arn: arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/edge/a
  spec:
    ingressClassName: alb
    rules: [{host: shop.example.org, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}]}}]
kubernetes:core/v1:ResourceQuota:
  metadata: *metadata
  spec: {hard: {pods: "50"}}
kubernetes:core/v1:LimitRange:
  metadata: *metadata
  spec: {limits: [{type: Container, default: {memory: 256Mi}}]}
kubernetes:core/v1:ConfigMap:
  metadata: *metadata
  data: {LOG_LEVEL: info, DB_PASSWORD_FILE: /run/secrets/db/password}
kubernetes:rbac.authorization.k8s.io/v1:Role:
  metadata: *metadata
  rules: [{apiGroups: [""], resources: [configmaps], resourceNames: [web], verbs: [get, watch]}]
kubernetes:rbac.authorization.k8s.io/v1:RoleBinding:
  metadata: *metadata
  roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: web}
  subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
`

// goodStack is a stack of one of each kind, around that pod.
func goodStack(t *testing.T) []*rule.Resource {
	t.Helper()
	parse := func(text string) map[string]any {
		var out map[string]any
		require.NoError(t, yaml.Unmarshal([]byte(text), &out))
		return out
	}
	metadata := parse("{name: web, namespace: shop, labels: {app.kubernetes.io/name: web, app.kubernetes.io/part-of: shop}}")
	selector := parse("{matchLabels: {app.kubernetes.io/name: web}}")
	template := parse(pod)
	described := map[string]map[string]any{
		"kubernetes:core/v1:Namespace": {
			"metadata": parse("{name: shop, labels: {pod-security.kubernetes.io/enforce: restricted}}"),
		},
		"kubernetes:core/v1:ServiceAccount": {"metadata": metadata, "automountServiceAccountToken": false},
		"kubernetes:apps/v1:Deployment": {
			"metadata": metadata,
			"spec":     map[string]any{"replicas": 3.0, "selector": selector, "template": template},
		},
		"kubernetes:apps/v1:StatefulSet": {
			"metadata": metadata,
			"spec":     map[string]any{"replicas": 3.0, "selector": selector, "template": template},
		},
		"kubernetes:apps/v1:DaemonSet": {
			"metadata": metadata,
			"spec":     map[string]any{"selector": selector, "template": template},
		},
		"kubernetes:batch/v1:Job": {"metadata": metadata, "spec": map[string]any{"activeDeadlineSeconds": 600.0, "template": template}},
		"kubernetes:batch/v1:CronJob": {"metadata": metadata, "spec": map[string]any{
			"startingDeadlineSeconds": 300.0, "concurrencyPolicy": "Forbid",
			"jobTemplate": map[string]any{"spec": map[string]any{"activeDeadlineSeconds": 600.0, "template": template}},
		}},
	}
	for token, properties := range parse(around) {
		described[token] = properties.(map[string]any)
	}
	var out []*rule.Resource
	for token, properties := range described {
		out = append(out, &rule.Resource{
			URN: resource.URN("urn:pulumi:test::kubernetes::" + token + "::web"), Type: token,
			Properties: resource.NewPropertyMapFromMap(properties),
		})
	}
	return out
}

func TestAGoodStackPassesEveryRuleInProduction(t *testing.T) {
	stack := goodStack(t)
	context := rule.Context{Tier: rule.Prod, Account: "111122223333"}
	for _, r := range Rules() {
		if r.CheckStack != nil {
			rep := rule.NewReport(r, context, "")
			r.CheckStack(rule.NewStack(stack), rep)
			assert.Empty(t, rep.Findings(), r.ID)
			assert.Empty(t, rep.Open(), r.ID)
			continue
		}
		for _, res := range stack {
			for _, token := range r.Types {
				if token == res.Type {
					rep := rule.NewReport(r, context, res.URN)
					r.Check(res, rep)
					assert.Empty(t, rep.Findings(), "%s on %s", r.ID, res.Type)
					assert.Empty(t, rep.Open(), "%s on %s", r.ID, res.Type)
				}
			}
		}
	}
}
