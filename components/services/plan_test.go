package services

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/naming"
)

func TestObjectsThatControllersLookAfter(t *testing.T) {
	t.Parallel()
	got := map[string]custom{}
	for _, c := range planned(t, full()).customs {
		got[c.logical] = c
	}
	tests := map[string]struct {
		logical string
		of      Service
		needs   part
		want    string
	}{
		"nodes have encrypted disks, no public address, and a metadata service that pods do not reach": {"class", Nodes, partNodes, `{
			"apiVersion": "karpenter.k8s.aws/v1",
			"kind": "EC2NodeClass",
			"metadata": {"labels": {"app.kubernetes.io/managed-by": "pulumi", "app.kubernetes.io/name": "karpenter", "app.kubernetes.io/part-of": "covetpy"}, "name": "default"},
			"spec": {"amiSelectorTerms": [{"alias": "al2023@v20261015"}], "associatePublicIPAddress": false, "blockDeviceMappings": [{"deviceName": "/dev/xvda", "ebs": {"deleteOnTermination": true, "encrypted": true, "kmsKeyID": "arn:volumes", "volumeSize": "50Gi", "volumeType": "gp3"}}], "detailedMonitoring": true, "metadataOptions": {"httpEndpoint": "enabled", "httpProtocolIPv6": "disabled", "httpPutResponseHopLimit": 1, "httpTokens": "required"}, "role": "covetpy-dev-eks-karpenter-node", "securityGroupSelectorTerms": [{"tags": {"karpenter.sh/discovery": "covetpy-dev"}}], "subnetSelectorTerms": [{"tags": {"karpenter.sh/discovery": "covetpy-dev"}}], "tags": {"CostCentre": "42", "DataClass": "internal", "Environment": "dev", "ManagedBy": "pulumi", "Owner": "platform", "Project": "covetpy"}}}`},
		"a pool on demand, whose nodes stay during the day": {"pool--app", Nodes, partNodes, `{
			"apiVersion": "karpenter.sh/v1",
			"kind": "NodePool",
			"metadata": {"labels": {"app.kubernetes.io/managed-by": "pulumi", "app.kubernetes.io/name": "karpenter", "app.kubernetes.io/part-of": "covetpy"}, "name": "app"},
			"spec": {"disruption": {"budgets": [{"nodes": "10%"}, {"duration": "9h0m0s", "nodes": "0", "schedule": "0 8 * * 1-5"}], "consolidateAfter": "5m", "consolidationPolicy": "WhenEmptyOrUnderutilized"}, "limits": {"cpu": "64", "memory": "256Gi"}, "template": {"metadata": {"labels": {"covetpy.dev/pool": "app"}}, "spec": {"expireAfter": "336h", "nodeClassRef": {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "default"}, "requirements": [{"key": "kubernetes.io/os", "operator": "In", "values": ["linux"]}, {"key": "kubernetes.io/arch", "operator": "In", "values": ["arm64"]}, {"key": "karpenter.sh/capacity-type", "operator": "In", "values": ["on-demand"]}, {"key": "karpenter.k8s.aws/instance-category", "operator": "In", "values": ["c", "m"]}, {"key": "karpenter.k8s.aws/instance-generation", "operator": "Gt", "values": ["5"]}], "terminationGracePeriod": "24h0m0s"}}, "weight": 10}}`},
		"a pool of spot instances for those that tolerate it": {"pool--batch", Nodes, partNodes, `{
			"apiVersion": "karpenter.sh/v1",
			"kind": "NodePool",
			"metadata": {"labels": {"app.kubernetes.io/managed-by": "pulumi", "app.kubernetes.io/name": "karpenter", "app.kubernetes.io/part-of": "covetpy"}, "name": "batch"},
			"spec": {"disruption": {"budgets": [{"nodes": "2"}], "consolidateAfter": "1m", "consolidationPolicy": "WhenEmpty"}, "limits": {"cpu": "16", "memory": "64Gi"}, "template": {"spec": {"expireAfter": "168h", "nodeClassRef": {"group": "karpenter.k8s.aws", "kind": "EC2NodeClass", "name": "default"}, "requirements": [{"key": "kubernetes.io/os", "operator": "In", "values": ["linux"]}, {"key": "kubernetes.io/arch", "operator": "In", "values": ["amd64", "arm64"]}, {"key": "karpenter.sh/capacity-type", "operator": "In", "values": ["spot"]}, {"key": "karpenter.k8s.aws/instance-category", "operator": "In", "values": ["r"]}, {"key": "karpenter.k8s.aws/instance-generation", "operator": "Gt", "values": ["4"]}], "taints": [{"effect": "NoSchedule", "key": "covetpy.dev/pool", "value": "batch"}], "terminationGracePeriod": "1h0m0s"}}}}`},
		"the whole mesh takes mutual TLS alone": {"strict", MeshOfPods, partMeshControl, `{
			"apiVersion": "security.istio.io/v1",
			"kind": "PeerAuthentication",
			"metadata": {"labels": {"app.kubernetes.io/managed-by": "pulumi", "app.kubernetes.io/name": "istiod", "app.kubernetes.io/part-of": "covetpy"}, "name": "default", "namespace": "istio-system"},
			"spec": {"mtls": {"mode": "STRICT"}}}`},
		"secrets are copied from Secrets Manager": {"store", SecretCopies, partSecretsCopied, `{
			"apiVersion": "external-secrets.io/v1",
			"kind": "ClusterSecretStore",
			"metadata": {"labels": {"app.kubernetes.io/managed-by": "pulumi", "app.kubernetes.io/name": "external-secrets", "app.kubernetes.io/part-of": "covetpy"}, "name": "secrets-manager"},
			"spec": {"provider": {"aws": {"region": "eu-west-1", "service": "SecretsManager"}}}}`},
	}
	assert.Len(t, got, len(tests))
	for sentence, test := range tests {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			c := got[test.logical]
			assert.Equal(t, test.of, c.of)
			assert.Equal(t, test.needs, c.needs)
			assert.JSONEq(t, test.want, manifest(t, c.object))
		})
	}
}

func TestBottlerocketHasADiskOfItsOwn(t *testing.T) {
	t.Parallel()
	got := NodeClass{AMI: "bottlerocket@v1.52.0", DiskGiB: 80}.disks("arn:volumes")
	assert.JSONEq(t, `[
		{"deviceName": "/dev/xvda", "ebs": {"deleteOnTermination": true, "encrypted": true, "kmsKeyID": "arn:volumes", "volumeSize": "4Gi", "volumeType": "gp3"}},
		{"deviceName": "/dev/xvdb", "ebs": {"deleteOnTermination": true, "encrypted": true, "kmsKeyID": "arn:volumes", "volumeSize": "80Gi", "volumeType": "gp3"}}
	]`, text(t, got))
}

func TestPriorities(t *testing.T) {
	t.Parallel()
	var got []string
	for _, object := range planned(t, minimal()).priorities {
		got = append(got, manifest(t, object))
	}
	require.Len(t, got, 3)
	assert.JSONEq(t, `{"apiVersion": "scheduling.k8s.io/v1", "description": "Requests of users: served first in a full cluster", "kind": "PriorityClass", "metadata": {"labels": {"app.kubernetes.io/managed-by": "pulumi", "app.kubernetes.io/name": "critical", "app.kubernetes.io/part-of": "covetpy"}, "name": "covetpy-critical"}, "preemptionPolicy": "PreemptLowerPriority", "value": 1000000}`, got[0])
	assert.JSONEq(t, `{"apiVersion": "scheduling.k8s.io/v1", "description": "What users wait for, though not at once", "kind": "PriorityClass", "metadata": {"labels": {"app.kubernetes.io/managed-by": "pulumi", "app.kubernetes.io/name": "standard", "app.kubernetes.io/part-of": "covetpy"}, "name": "covetpy-standard"}, "preemptionPolicy": "PreemptLowerPriority", "value": 100000}`, got[1])
	assert.JSONEq(t, `{"apiVersion": "scheduling.k8s.io/v1", "description": "Work that can wait: gives way first, and pushes nothing out", "kind": "PriorityClass", "metadata": {"labels": {"app.kubernetes.io/managed-by": "pulumi", "app.kubernetes.io/name": "batch", "app.kubernetes.io/part-of": "covetpy"}, "name": "covetpy-batch"}, "preemptionPolicy": "Never", "value": 1000}`, got[2])
}

func TestNamespaces(t *testing.T) {
	t.Parallel()
	got := planned(t, full()).rooms
	names := make([]string, len(got))
	for i, r := range got {
		names[i] = r.name
		assert.JSONEq(t, `{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "`+r.name+`", "labels": {
			"app.kubernetes.io/managed-by": "pulumi", "app.kubernetes.io/name": "`+r.name+`", "app.kubernetes.io/part-of": "covetpy",
			"pod-security.kubernetes.io/audit": "restricted", "pod-security.kubernetes.io/enforce": "restricted", "pod-security.kubernetes.io/warn": "restricted"
		}}, "spec": {}}`, manifest(t, r.namespace))
		require.Len(t, r.policies, 2)
		assert.JSONEq(t, `{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "default-deny", "namespace": "`+r.name+`", "labels": {
			"app.kubernetes.io/managed-by": "pulumi", "app.kubernetes.io/name": "`+r.name+`", "app.kubernetes.io/part-of": "covetpy"
		}}, "spec": {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}}`, manifest(t, r.policies[0]))
	}
	assert.Equal(t, []string{"keda", "vertical-pod-autoscaler", "prometheus-adapter", "istio-system", "external-secrets"}, names)
	assert.Empty(t, planned(t, minimal()).rooms)
}

// TestWays compares who calls controllers and whom they call, without what all have.
func TestWays(t *testing.T) {
	t.Parallel()
	const (
		dns = `{"ports": [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}], "to": [{
			"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kube-system"}}, "podSelector": {"matchLabels": {"k8s-app": "kube-dns"}}}]}`
		api = `{"ports": [{"port": 443, "protocol": "TCP"}], "to": [{"ipBlock": {"cidr": "172.20.0.0/16"}}, {"ipBlock": {"cidr": "10.0.0.0/20"}}, {"ipBlock": {"cidr": "10.0.16.0/20"}}]}`
		aws = `{"ports": [{"port": 80, "protocol": "TCP"}], "to": [{"ipBlock": {"cidr": "169.254.170.23/32"}}]},
			{"ports": [{"port": 443, "protocol": "TCP"}], "to": [{"ipBlock": {"cidr": "10.0.48.0/24"}}]}`
		prometheus = `{"ports": [{"port": 9090, "protocol": "TCP"}], "to": [{
			"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}, "podSelector": {"matchLabels": {"app": "prometheus"}}}]}`
		plane = `"from": [{"ipBlock": {"cidr": "10.0.0.0/20"}}, {"ipBlock": {"cidr": "10.0.16.0/20"}}]`
	)
	for sentence, test := range map[string]struct {
		of              Service
		change          func(*Args)
		ingress, egress string
	}{
		"KEDA's parts call each other, and it asks queues, Prometheus and caches": {
			of: Events,
			ingress: `{` + plane + `, "ports": [{"port": 9443, "protocol": "TCP"}, {"port": 6443, "protocol": "TCP"}]},
				{"from": [{"podSelector": {}}], "ports": [{"port": 9666, "protocol": "TCP"}]}`,
			egress: `{"ports": [{"port": 9666, "protocol": "TCP"}], "to": [{"podSelector": {}}]}, ` + aws + `, ` + prometheus + `,
				{"ports": [{"port": 6379, "protocol": "TCP"}], "to": [{"ipBlock": {"cidr": "10.0.64.0/24"}}]}`,
		},
		"KEDA asks nothing that it is not told of": {
			of: Events, change: func(a *Args) { a.KEDA = &KEDA{} },
			ingress: `{` + plane + `, "ports": [{"port": 9443, "protocol": "TCP"}, {"port": 6443, "protocol": "TCP"}]},
				{"from": [{"podSelector": {}}], "ports": [{"port": 9666, "protocol": "TCP"}]}`,
			egress: `{"ports": [{"port": 9666, "protocol": "TCP"}], "to": [{"podSelector": {}}]}`,
		},
		"the VPA talks to the API server alone": {of: Vertical, ingress: `{` + plane + `, "ports": [{"port": 8000, "protocol": "TCP"}]}`},
		"the adapter asks Prometheus":           {of: Metrics, ingress: `{` + plane + `, "ports": [{"port": 6443, "protocol": "TCP"}]}`, egress: prometheus},
		"sidecars of the mesh ask its control plane": {
			of: MeshOfPods,
			ingress: `{` + plane + `, "ports": [{"port": 15017, "protocol": "TCP"}]},
				{"from": [{"namespaceSelector": {"matchLabels": {"istio-injection": "enabled"}}}], "ports": [{"port": 15012, "protocol": "TCP"}]}`,
		},
		"External Secrets asks Secrets Manager": {of: SecretCopies, ingress: `{` + plane + `, "ports": [{"port": 10250, "protocol": "TCP"}]}`, egress: aws},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			args := full()
			if test.change != nil {
				test.change(args)
			}
			egress := dns + `, ` + api
			if test.egress != "" {
				egress += `, ` + test.egress
			}
			found := 0
			for _, r := range planned(t, args).rooms {
				if r.name == test.of.room() {
					found++
					assert.JSONEq(t, `{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "controllers", "namespace": "`+r.name+`", "labels": {
						"app.kubernetes.io/managed-by": "pulumi", "app.kubernetes.io/name": "`+r.name+`", "app.kubernetes.io/part-of": "covetpy"
					}}, "spec": {"podSelector": {}, "policyTypes": ["Ingress", "Egress"], "ingress": [`+test.ingress+`], "egress": [`+egress+`]}}`, manifest(t, r.policies[1]))
				}
			}
			assert.Equal(t, 1, found)
		})
	}
}

func TestWhatControllersMayDoInAWS(t *testing.T) {
	t.Parallel()
	got := map[part]string{}
	for _, c := range full().callers() {
		document, err := c.document.JSON()
		require.NoError(t, err)
		got[c.part] = document
	}
	assert.Equal(t, map[part]string{
		partBalancers: `{"Statement":[{"Action":["elasticloadbalancing:DeregisterTargets","elasticloadbalancing:RegisterTargets"],"Effect":"Allow","Resource":"arn:aws:elastic` +
			`loadbalancing:eu-west-1:111122223333:targetgroup/covetpy-dev-*","Sid":"RegisterPods"},{"Action":["ec2:DescribeAvailabilityZones","ec2:DescribeSecurity` +
			`Groups","ec2:DescribeVpcs","elasticloadbalancing:DescribeTargetGroupAttributes","elasticloadbalancing:DescribeTargetGroups","elasticloadbalancing:Desc` +
			`ribeTargetHealth"],"Condition":{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}},"Effect":"Allow","Resource":"*","Sid":"Look"}],"Version":"2012-10-` +
			`17"}`,
		partEvents: `{"Statement":[{"Action":"sqs:GetQueueAttributes","Effect":"Allow","Resource":"arn:aws:sqs:eu-west-1:111122223333:covetpy-dev-orders","Sid":"ReadLength` +
			`s"}],"Version":"2012-10-17"}`,
		partSecretsCopied: `{"Statement":[{"Action":["secretsmanager:DescribeSecret","secretsmanager:GetSecretValue"],"Effect":"Allow","Resource":"arn:aws:secretsmanager:eu-west-` +
			`1:111122223333:secret:covetpy/dev/payments-??????","Sid":"ReadSecrets"},{"Action":"kms:Decrypt","Condition":{"ForAnyValue:StringEquals":{"kms:Resource` +
			`Aliases":"alias/covetpy-dev-secrets"},"StringEquals":{"kms:ViaService":"secretsmanager.eu-west-1.amazonaws.com"}},"Effect":"Allow","Resource":"arn:aws` +
			`:kms:eu-west-1:111122223333:key/*","Sid":"OpenSecrets"}],"Version":"2012-10-17"}`,
	}, got)
	assert.Empty(t, minimal().callers())
}

// However long the environment's name is, its target groups are those that the
// controller may register pods with.
func TestTargetGroupsOfTheEnvironment(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-z]{1,30}`)
		args := &Args{Names: naming.Scope{Project: word.Draw(t, "project"), Environment: word.Draw(t, "environment")}}
		name := args.Names.Name(naming.LoadBalancer, word.Draw(t, "service"), "blue", "8080")
		assert.True(t, strings.HasPrefix(name, args.targetGroups()), "%s, %s", name, args.targetGroups())
	})
}
