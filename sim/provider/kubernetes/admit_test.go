package kubernetes_test

import (
	"context"
	"strconv"
	"strings"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"sigs.k8s.io/yaml"
)

// valid are objects that an API server takes.
var valid = map[string]string{
	"deployment": `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: default}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  strategy: {rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 60
      volumes: [{name: tmp, emptyDir: {}}]
      topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]
      containers:
        - name: app
          image: example.com/app@sha256:0
          ports: [{name: http, containerPort: 8000}]
          env: [{name: A, value: "1"}, {name: A, value: "2"}]
          resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 64Mi}}
          volumeMounts: [{name: tmp, mountPath: /tmp}]
          livenessProbe: {httpGet: {path: /, port: http}}
          lifecycle: {preStop: {sleep: {seconds: 30}}}`,
	"job": `
apiVersion: batch/v1
kind: Job
metadata: {name: migrate, namespace: default}
spec: {backoffLimit: 0, template: {spec: {restartPolicy: Never, containers: [{name: app, image: a}]}}}`,
	"cron": `
apiVersion: batch/v1
kind: CronJob
metadata: {name: clean, namespace: default}
spec:
  schedule: "*/5 2-4 * jan,Mar mon"
  timeZone: Europe/Dublin
  concurrencyPolicy: Forbid
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: a}]}}}}`,
	"autoscaler": `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: default}
spec:
  minReplicas: 2
  maxReplicas: 4
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]
  behavior: {scaleDown: {stabilizationWindowSeconds: 300}}`,
	"budget": `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web, namespace: default}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}`,
	"service": `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: default}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}, {name: mesh, port: 443, targetPort: 8443}]}`,
	"network policy": `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: default}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/16, except: [10.0.1.0/24]}}], ports: [{port: 8000, endPort: 8001}]}]
  egress: [{to: [{namespaceSelector: {}, podSelector: {}}], ports: [{port: http}]}]`,
	"limit range": `
apiVersion: v1
kind: LimitRange
metadata: {name: d, namespace: default}
spec: {limits: [{type: Container, min: {memory: 16Mi}, defaultRequest: {memory: 64Mi}, default: {memory: 128Mi}, max: {memory: 1Gi}}]}`,
	"quota": `
apiVersion: v1
kind: ResourceQuota
metadata: {name: q, namespace: default}
spec: {hard: {pods: "10"}}`,
	"config map": `
apiVersion: v1
kind: ConfigMap
metadata: {name: c, namespace: default}
data: {key: value}`,
	"priority": `
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: critical}
value: 1000`,
	"role": `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: "covetpy:reader", namespace: default}
rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]`,
	"binding": `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: b}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r}
subjects: [{kind: ServiceAccount, name: a, namespace: default}]`,
}

// changed is a valid object with other values at paths. A nil takes out.
func changed(t *testing.T, base string, changes map[string]any) m {
	t.Helper()
	var out m
	require.NoError(t, yaml.Unmarshal([]byte(valid[base]), &out))
	for path, value := range changes {
		var at any = out
		steps := strings.Split(path, ".")
		for _, step := range steps[:len(steps)-1] {
			at = below(t, at, step)
		}
		parent, ok := at.(m)
		require.True(t, ok, path)
		parent[steps[len(steps)-1]] = value
		if value == nil {
			delete(parent, steps[len(steps)-1])
		}
	}
	return out
}

func below(t *testing.T, at any, step string) any {
	t.Helper()
	if list, ok := at.([]any); ok {
		n, err := strconv.Atoi(step)
		require.NoError(t, err)
		return list[n]
	}
	return at.(m)[step]
}

func TestWhatAnAPIServerTakesIsTaken(t *testing.T) {
	t.Parallel()
	for name := range valid {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			inputs := changed(t, name, nil)
			id := w.must("x", inputs)
			require.NoError(t, w.update("x", id, inputs))
			assert.Len(t, w.alive(), 1)
		})
	}
}

func TestWhatAnAPIServerRefusesIsRefusedInItsWords(t *testing.T) {
	t.Parallel()
	const container = "spec.template.spec.containers.0."
	for name, c := range map[string]struct {
		of      string
		changes map[string]any
		says    string
	}{
		"a name with capitals": {"config map", m{"metadata.name": "Web"}, `ConfigMap "Web" is invalid: metadata.name: Invalid value: "Web": a lowercase RFC 1123 subdomain`},
		"a label's value":      {"config map", m{"metadata.labels": m{"a": "b c"}}, "metadata.labels: Invalid value: \"b c\": a valid label must be"},
		"a service's name":     {"service", m{"metadata.name": "1web"}, "metadata.name: Invalid value: \"1web\": a DNS-1035 label"},

		"a selector of other pods":      {"deployment", m{"spec.selector.matchLabels": m{"app": "other"}}, "spec.template.metadata.labels: Invalid value: {\"app\":\"web\"}: `selector` does not match template `labels`"},
		"no selector":                   {"deployment", m{"spec.selector": nil}, "spec.selector: Required value"},
		"an empty selector":             {"deployment", m{"spec.selector": m{}}, "empty selector is invalid for deployment"},
		"a rollout that can't begin":    {"deployment", m{"spec.strategy.rollingUpdate.maxSurge": 0}, "may not be 0 when `maxSurge` is 0"},
		"a deadline that is too soon":   {"deployment", m{"spec.minReadySeconds": 10, "spec.progressDeadlineSeconds": 10}, "must be greater than minReadySeconds"},
		"a pod that does not restart":   {"deployment", m{"spec.template.spec.restartPolicy": "Never"}, `spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"`},
		"fewer than no replicas":        {"deployment", m{"spec.replicas": -1}, "spec.replicas: Invalid value: -1: must be greater than or equal to 0"},
		"no containers":                 {"deployment", m{"spec.template.spec.containers": []any{}}, "spec.template.spec.containers: Required value"},
		"no image":                      {"deployment", m{container + "image": ""}, "containers[0].image: Required value"},
		"a port that is none":           {"deployment", m{container + "ports": []any{m{"containerPort": 70000}}}, "ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive"},
		"a port's name":                 {"deployment", m{container + "ports": []any{m{"containerPort": 80, "name": "a-very-long-name"}}}, "must be no more than 15 characters"},
		"more asked for than allowed":   {"deployment", m{container + "resources.requests.memory": "65Mi"}, `resources.requests: Invalid value: "65Mi": must be less than or equal to memory limit of 64Mi`},
		"less than nothing asked for":   {"deployment", m{container + "resources.requests.cpu": "-1"}, "resources.requests[cpu]: Invalid value: \"-1\": must be greater than or equal to 0"},
		"a mount of no volume":          {"deployment", m{container + "volumeMounts": []any{m{"name": "data", "mountPath": "/d"}}}, `volumeMounts[0].name: Not found: "data"`},
		"two mounts at one path":        {"deployment", m{container + "volumeMounts": []any{m{"name": "tmp", "mountPath": "/d"}, m{"name": "tmp", "mountPath": "/d"}}}, `volumeMounts[1].mountPath: Invalid value: "/d": must be unique`},
		"two volumes of a name":         {"deployment", m{"spec.template.spec.volumes": []any{m{"name": "tmp", "emptyDir": m{}}, m{"name": "tmp", "emptyDir": m{}}}}, `volumes[1].name: Duplicate value: "tmp"`},
		"two containers of a name":      {"deployment", m{"spec.template.spec.initContainers": []any{m{"name": "app", "image": "a"}}}, `initContainers[0].name: Duplicate value: "app"`},
		"a sleep beyond the grace":      {"deployment", m{container + "lifecycle.preStop.sleep.seconds": 61}, "sleep: Invalid value: 61: must be non-negative and less than terminationGracePeriodSeconds (60)"},
		"a liveness that asks twice":    {"deployment", m{container + "livenessProbe.successThreshold": 2}, "livenessProbe.successThreshold: Invalid value: 2: must be 1"},
		"a probe of no port":            {"deployment", m{container + "livenessProbe.httpGet.port": 0}, "livenessProbe.httpGet.port: Invalid value: 0"},
		"a variable with two values":    {"deployment", m{container + "env": []any{m{"name": "A", "value": "1", "valueFrom": m{"fieldRef": m{"fieldPath": "a"}}}}}, "may not be specified when `value` is not empty"},
		"a spread that is said twice":   {"deployment", m{"spec.template.spec.topologySpreadConstraints": []any{m{"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"}, m{"maxSkew": 2, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"}}}, `Duplicate value: "{zone, DoNotSchedule}"`},
		"a spread without room":         {"deployment", m{"spec.template.spec.topologySpreadConstraints": []any{m{"topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"}}}, "maxSkew: Invalid value: 0: must be greater than zero"},
		"an account's name":             {"deployment", m{"spec.template.spec.serviceAccountName": "Web"}, "spec.template.spec.serviceAccountName: Invalid value: \"Web\""},
		"a job that restarts for ever":  {"job", m{"spec.template.spec.restartPolicy": nil}, `spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"`},
		"a job with negative retries":   {"job", m{"spec.backoffLimit": -1}, "spec.backoffLimit: Invalid value: -1"},
		"a schedule of four fields":     {"cron", m{"spec.schedule": "* * * *"}, `spec.schedule: Invalid value: "* * * *": expected exactly 5 fields, found 4: [* * * *]`},
		"a minute that is none":         {"cron", m{"spec.schedule": "60 * * * *"}, "end of range (60) above maximum (59): 60"},
		"a day that is none":            {"cron", m{"spec.schedule": "0 0 0 * *"}, "beginning of range (0) below minimum (1): 0"},
		"a range that runs backwards":   {"cron", m{"spec.schedule": "0 5-3 * * *"}, "beginning of range (5) beyond end of range (3): 5-3"},
		"a step of nothing":             {"cron", m{"spec.schedule": "*/0 * * * *"}, "step of range should be a positive number: */0"},
		"a word in a schedule":          {"cron", m{"spec.schedule": "0 noon * * *"}, "failed to parse int from noon"},
		"a macro that is none":          {"cron", m{"spec.schedule": "@fortnightly"}, "unrecognized descriptor: @fortnightly"},
		"a zone in a schedule":          {"cron", m{"spec.schedule": "TZ=UTC 0 0 * * *"}, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead"},
		"a time zone that is none":      {"cron", m{"spec.timeZone": "Europe/Atlantis"}, "spec.timeZone: Invalid value: \"Europe/Atlantis\": unknown time zone Europe/Atlantis"},
		"a cron's name that is long":    {"cron", m{"metadata.name": strings.Repeat("a", 53)}, "must be no more than 52 characters"},
		"an overlap that is none":       {"cron", m{"spec.concurrencyPolicy": "Never"}, `spec.concurrencyPolicy: Unsupported value: "Never"`},
		"a cron's job":                  {"cron", m{"spec.jobTemplate.spec.template.spec.restartPolicy": nil}, "spec.jobTemplate.spec.template.spec.restartPolicy: Required value"},
		"a maximum below the minimum":   {"autoscaler", m{"spec.maxReplicas": 1}, "spec.maxReplicas: Invalid value: 1: must be greater than or equal to `minReplicas`"},
		"no maximum":                    {"autoscaler", m{"spec.maxReplicas": nil}, "spec.maxReplicas: Required value: must be set and greater than 0"},
		"a minimum of zero":             {"autoscaler", m{"spec.minReplicas": 0}, "spec.minReplicas: Invalid value: 0: must be greater than or equal to 1"},
		"a target without a name":       {"autoscaler", m{"spec.scaleTargetRef.name": nil}, "spec.scaleTargetRef.name: Required value"},
		"a metric of another type":      {"autoscaler", m{"spec.metrics.0.type": "Pods"}, "spec.metrics[0].pods: Required value: must populate information for the given metric source"},
		"a metric of no type":           {"autoscaler", m{"spec.metrics.0.type": nil}, "must specify a metric source type"},
		"a metric without a target":     {"autoscaler", m{"spec.metrics.0.resource.target.averageUtilization": nil}, "must set either a target raw value or a target utilization"},
		"a window that is too long":     {"autoscaler", m{"spec.behavior.scaleDown.stabilizationWindowSeconds": 3601}, "must be less than or equal to 3600"},
		"a window that is negative":     {"autoscaler", m{"spec.behavior.scaleDown.stabilizationWindowSeconds": -1}, "must be greater than or equal to zero"},
		"a budget with both":            {"budget", m{"spec.minAvailable": 1}, "minAvailable and maxUnavailable cannot be both set"},
		"a budget below zero":           {"budget", m{"spec.maxUnavailable": -1}, "spec.maxUnavailable: Invalid value: -1"},
		"no ports":                      {"service", m{"spec.ports": nil}, "spec.ports: Required value"},
		"one of two ports has no name":  {"service", m{"spec.ports.0.name": nil}, "spec.ports[0].name: Required value"},
		"two ports of a name":           {"service", m{"spec.ports.0.name": "mesh"}, `spec.ports[1].name: Duplicate value: "mesh"`},
		"two ports of a number":         {"service", m{"spec.ports.0.port": 443}, "spec.ports[1]: Duplicate value"},
		"a target that is no port":      {"service", m{"spec.ports.1.targetPort": 0.5e6}, "spec.ports[1].targetPort: Invalid value: 500000"},
		"a range that is none":          {"network policy", m{"spec.ingress.0.from": []any{m{"ipBlock": m{"cidr": "10.0.0.0"}}}}, `ipBlock.cidr: Invalid value: "10.0.0.0": must be a valid CIDR value`},
		"an exception from elsewhere":   {"network policy", m{"spec.ingress.0.from": []any{m{"ipBlock": m{"cidr": "10.0.0.0/16", "except": []any{"10.1.0.0/24"}}}}}, "must be a strict subset of `cidr`"},
		"a peer who is nobody":          {"network policy", m{"spec.ingress.0.from": []any{m{}}}, "spec.ingress[0].from[0]: Required value: must specify a peer"},
		"a peer who is two":             {"network policy", m{"spec.egress.0.to": []any{m{"podSelector": m{}, "ipBlock": m{"cidr": "10.0.0.0/8"}}}}, "may not specify both ipBlock and another peer"},
		"a type that is none":           {"network policy", m{"spec.policyTypes": []any{"Both"}}, `spec.policyTypes[0]: Unsupported value: "Both"`},
		"ports that run backwards":      {"network policy", m{"spec.ingress.0.ports": []any{m{"port": 8000, "endPort": 7999}}}, "must be greater than or equal to `port`"},
		"an end without a beginning":    {"network policy", m{"spec.ingress.0.ports": []any{m{"endPort": 7999}}}, "may not be specified when `port` is not specified"},
		"a default beyond the most":     {"limit range", m{"spec.limits.0.default.memory": "2Gi"}, "default value 2Gi is greater than max value 1Gi"},
		"a request beyond its limit":    {"limit range", m{"spec.limits.0.defaultRequest.memory": "256Mi"}, "default request value 256Mi is greater than default limit value 128Mi"},
		"limits of a type twice":        {"limit range", m{"spec.limits": []any{m{"type": "Pod"}, m{"type": "Pod"}}}, `spec.limits[1].type: Duplicate value: "Pod"`},
		"a quota below zero":            {"quota", m{"spec.hard.pods": "-1"}, "spec.hard[pods]: Invalid value: \"-1\""},
		"a key with a slash":            {"config map", m{"data": m{"a/b": ""}}, "data[a/b]: Invalid value: \"a/b\": a valid config key must consist of"},
		"data beyond a mebibyte":        {"config map", m{"data": m{"a": strings.Repeat("a", 1<<20+1)}}, "data: Too long: may not be more than 1048576 bytes"},
		"a priority above the system's": {"priority", m{"value": 1_000_000_001}, "value: Forbidden: maximum allowed value of a user defined priority is 1000000000"},
		"a priority's name":             {"priority", m{"metadata.name": "system-web"}, "reserved for system use only"},
		"a rule that allows nothing":    {"role", m{"rules.0.verbs": nil}, "rules[0].verbs: Required value: verbs must contain at least one value"},
		"a rule of no group":            {"role", m{"rules.0.apiGroups": nil}, "rules[0].apiGroups: Required value: resource rules must supply at least one api group"},
		"a rule of no resource":         {"role", m{"rules.0.resources": nil}, "rules[0].resources: Required value: resource rules must supply at least one resource"},
		"a role with a path":            {"role", m{"rules.0.nonResourceURLs": []any{"/metrics"}}, "namespaced rules cannot apply to non-resource URLs"},
		"a role's name with a slash":    {"role", m{"metadata.name": "a/b"}, "may not contain '/'"},
		"a binding of another kind":     {"binding", m{"roleRef.kind": "Role"}, `roleRef.kind: Unsupported value: "Role": supported values: "ClusterRole"`},
		"an account without a place":    {"binding", m{"subjects.0.namespace": nil}, "subjects[0].namespace: Required value"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			inputs := changed(t, c.of, c.changes)
			_, err := w.create("x", inputs)
			require.ErrorContains(t, err, c.says)
			assert.Empty(t, w.alive())

			_, err = w.server.Create(context.Background(), &pulumirpc.CreateRequest{Urn: urnOf(inputs, "x"), Properties: encoded(t, inputs), Preview: true})
			require.ErrorContains(t, err, c.says, "a preview says it, too")
		})
	}
}

func TestAQuantityThatDoesNotParseIsNotDecoded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	inputs := changed(t, "quota", m{"spec.hard.pods": "many"})
	res, err := w.server.Check(context.Background(), &pulumirpc.CheckRequest{Urn: urnOf(inputs, "x"), News: encoded(t, inputs)})
	require.NoError(t, err)
	require.Len(t, res.GetFailures(), 1)
	assert.Contains(t, res.GetFailures()[0].GetReason(), "quantities must match the regular expression")
}
