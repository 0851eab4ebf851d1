package identity_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/identity"
)

func TestTrustPolicies(t *testing.T) {
	const open, shut = `{"Statement":[{"Action":`, `"Sid":"Trust"}],"Version":"2012-10-17"}`
	const github = `"Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},`
	cases := map[string]struct {
		document identity.Document
		want     string
	}{
		"a service on behalf of one resource of this account": {
			document: identity.TrustService(home(), "vpc-flow-logs.amazonaws.com", home().ARN("ec2", "vpc-flow-log/*")),
			want: open + `"sts:AssumeRole","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*"},` +
				`"StringEquals":{"aws:SourceAccount":"111122223333"}},"Effect":"Allow",` +
				`"Principal":{"Service":"vpc-flow-logs.amazonaws.com"},` + shut,
		},
		"a service that names no source": {
			document: identity.TrustPlainService("ec2.amazonaws.com"),
			want:     open + `"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},` + shut,
		},
		"one service account of one cluster": {
			document: identity.TrustPodIdentity(home(), identity.PodIdentity{
				Cluster: "covetpy-dev", Namespace: "kube-system", ServiceAccount: "ebs-csi-controller-sa",
			}),
			want: open + `["sts:AssumeRole","sts:TagSession"],"Condition":{"StringEquals":{` +
				`"aws:RequestTag/eks-cluster-arn":"arn:aws:eks:eu-west-1:111122223333:cluster/covetpy-dev",` +
				`"aws:RequestTag/kubernetes-namespace":"kube-system",` +
				`"aws:RequestTag/kubernetes-service-account":"ebs-csi-controller-sa",` +
				`"aws:SourceAccount":"111122223333"}},"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},` + shut,
		},
		"one environment of one repository, to the letter": {
			document: identity.TrustGitHub(home(), "covetpy/platform", "environment:prod"),
			want: open + `"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{` +
				`"token.actions.githubusercontent.com:aud":"sts.amazonaws.com",` +
				`"token.actions.githubusercontent.com:sub":"repo:covetpy/platform:environment:prod"}},"Effect":"Allow",` + github + shut,
		},
		"tags and a branch of one repository, by pattern": {
			document: identity.TrustGitHub(home(), "covetpy/platform", "ref:refs/tags/v*", "ref:refs/heads/main"),
			want: open + `"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{` +
				`"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"},"StringLike":{` +
				`"token.actions.githubusercontent.com:sub":["repo:covetpy/platform:ref:refs/heads/main",` +
				`"repo:covetpy/platform:ref:refs/tags/v*"]}},"Effect":"Allow",` + github + shut,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := c.document.JSON()
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
		})
	}
}

func TestTrustThatIsTooWideIsRefused(t *testing.T) {
	const sub = "token.actions.githubusercontent.com:sub]"
	cases := map[string]struct {
		document identity.Document
		want     map[string]string
	}{
		"a service without a source": {
			document: identity.TrustService(home(), "vpc-flow-logs.amazonaws.com"),
			want:     map[string]string{"statements[Trust].conditions[ArnLike aws:SourceArn]": ""},
		},
		"a pod without a namespace": {
			document: identity.TrustPodIdentity(home(), identity.PodIdentity{Cluster: "c", ServiceAccount: "s"}),
			want:     map[string]string{"statements[Trust].conditions[StringEquals aws:RequestTag/kubernetes-namespace]": ""},
		},
		"every run of a repository": {
			document: identity.TrustGitHub(home(), "covetpy/platform", "*"),
			want:     map[string]string{"statements[Trust].conditions[StringLike " + sub: "repo:covetpy/platform:*"},
		},
		"every run of a repository, in other words": {
			document: identity.TrustGitHub(home(), "covetpy/platform", "?*:*"),
			want:     map[string]string{"statements[Trust].conditions[StringLike " + sub: "repo:covetpy/platform:?*:*"},
		},
		"every repository of an owner": {
			document: identity.TrustGitHub(home(), "covetpy/*", "environment:prod"),
			want:     map[string]string{"statements[Trust].conditions[StringLike " + sub: "repo:covetpy/*:environment:prod"},
		},
		"a repository without an owner": {
			document: identity.TrustGitHub(home(), "platform", "environment:prod"),
			want:     map[string]string{"statements[Trust].conditions[StringEquals " + sub: "repo:platform:environment:prod"},
		},
		"no subject": {
			document: identity.TrustGitHub(home(), "covetpy/platform"),
			want:     map[string]string{"statements[Trust].conditions[StringEquals " + sub: ""},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := c.document.JSON()
			assert.Equal(t, c.want, faulty(err))
		})
	}
}
