package registry

import (
	"testing"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/internal/mocktest"
)

const (
	nodeARN   = "arn:aws:iam::111122223333:role/covetpy-dev-eks-node"
	pusherARN = "arn:aws:iam::111122223333:role/ci/images"
	secretARN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:ecr-pullthroughcache/"

	repositoryType = "aws:ecr/repository:Repository"
	policyType     = "aws:ecr/repositoryPolicy:RepositoryPolicy"
	lifecycleType  = "aws:ecr/lifecyclePolicy:LifecyclePolicy"
	templateType   = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate"
	cacheType      = "aws:ecr/pullThroughCacheRule:PullThroughCacheRule"
)

// minimal is the least that is valid.
func minimal() *Args {
	return &Args{
		Names:        naming.Scope{Project: "covetpy", Environment: "dev"},
		Where:        identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account},
		Repositories: []string{"app"},
		KeyARN:       pulumi.String("arn:images"),
		Pullers:      []string{nodeARN},
		Scanning:     Basic,
		KeepImages:   20,
		UntaggedDays: 1,
	}
}

// full has everything on.
func full() *Args {
	a := minimal()
	a.Protect = true
	a.Repositories = []string{"app", "jobs/report"}
	a.KeyAlias = "alias/covetpy-dev-images"
	a.Pushers = []string{pusherARN}
	a.Scanning, a.KeepImages, a.UntaggedDays = Enhanced, 100, 7
	a.PullThrough = Upstreams()
	a.Credentials = map[Upstream]string{GitHub: secretARN + "github-AbCdEf", DockerHub: secretARN + "docker-hub-AbCdEf"}
	a.Replicate = &Second{Region: "eu-central-1", KeyARN: pulumi.String("arn:replica")}
	return a
}

func program(args *Args) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		if args.Replicate != nil {
			provider, err := aws.NewProvider(ctx, "there", &aws.ProviderArgs{Region: pulumi.String(args.Replicate.Region)})
			if err != nil {
				return err
			}
			args.Replicate.Provider = provider
		}
		_, err := NewRegistry(ctx, "registry", args)
		return err
	}
}

func made(t *testing.T, args *Args) *mocktest.Recorder {
	t.Helper()
	rec := mocktest.New()
	require.NoError(t, rec.Run(program(args)))
	return rec
}

func counted(rec *mocktest.Recorder) map[string]int {
	got := map[string]int{}
	for _, r := range rec.All() {
		got[r.Type]++
	}
	return got
}

func TestWhatIsRegistered(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	assert.Equal(t, map[string]int{
		Type: 1, "pulumi:providers:aws": 1,
		repositoryType: 4, policyType: 4, lifecycleType: 4,
		"aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": 1,
		"aws:ecr/replicationConfiguration:ReplicationConfiguration":           1,
		"aws:ecr/registryPolicy:RegistryPolicy":                               1,
		"aws:iam/role:Role":                                                   1,
		"aws:iam/rolePolicy:RolePolicy":                                       1,
		templateType:                                                          5, cacheType: 5,
	}, counted(rec))
	assert.Equal(t, map[string]int{
		Type: 1, repositoryType: 1, policyType: 1, lifecycleType: 1,
		"aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": 1,
	}, counted(made(t, minimal())))
	for _, r := range rec.All() {
		if r.Custom && r.Name != "there" {
			assert.Equal(t, "registry", r.Parent, "%s %s", r.Type, r.Name)
		}
	}
}

func TestRepositories(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	for logical, want := range map[string]struct{ name, key string }{
		"registry-app":                  {"covetpy/dev/app", "arn:images"},
		"registry-jobs/report":          {"covetpy/dev/jobs/report", "arn:images"},
		"registry-replica--app":         {"covetpy/dev/app", "arn:replica"},
		"registry-replica--jobs/report": {"covetpy/dev/jobs/report", "arn:replica"},
	} {
		repository := rec.One(t, repositoryType, logical)
		assert.Equal(t, map[string]any{
			"name": want.name, "forceDelete": false, "imageTagMutability": "IMMUTABLE",
			"encryptionConfigurations":   []any{map[string]any{"encryptionType": "KMS", "kmsKey": want.key}},
			"imageScanningConfiguration": map[string]any{"scanOnPush": true},
		}, repository.Plain(), logical)
		assert.True(t, repository.Protect, logical)
		assert.Equal(t, "none", repository.Inputs["tags"].ObjectValue()["Backup"].StringValue(), logical)
		lifecycle := rec.One(t, lifecycleType, logical)
		assert.True(t, lifecycle.DeleteBeforeReplace, "the old one would take the new one along")
		assert.Equal(t, map[string]any{
			"repository": want.name,
			"policy": `{"rules":[{"rulePriority":1,"description":"Images without a tag",` +
				`"selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":7},"action":{"type":"expire"}},` +
				`{"rulePriority":2,"description":"All but the latest images",` +
				`"selection":{"tagStatus":"tagged","tagPatternList":["*"],"countType":"imageCountMoreThan","countNumber":100},"action":{"type":"expire"}}]}`,
		}, lifecycle.Plain(), logical)
	}
	repository := made(t, minimal()).One(t, repositoryType, "registry-app")
	assert.False(t, repository.Protect)
	assert.Equal(t, true, repository.Plain()["forceDelete"])
}

func TestWhoPullsAndPushes(t *testing.T) {
	t.Parallel()
	const (
		pull = `{"Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],` +
			`"Condition":{"ArnLike":{"aws:PrincipalArn":"` + nodeARN + `"}},"Effect":"Allow","Principal":{"AWS":"*"},"Sid":"Pull"}`
		services = `"arn:aws:iam::111122223333:role/aws-service-role/inspector2.amazonaws.com/AWSServiceRoleForAmazonInspector2",` +
			`"arn:aws:iam::111122223333:role/aws-service-role/replication.ecr.amazonaws.com/AWSServiceRoleForECRReplication"`
		others = `{"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],` +
			`"Condition":{"Bool":{"aws:PrincipalIsAWSService":"false"},"StringNotEquals":{"aws:PrincipalArn":[`
		denied = `]}},"Effect":"Deny","Principal":{"AWS":"*"},"Sid":"NobodyElsePulls"}`
		push   = `{"Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:CompleteLayerUpload","ecr:GetDownloadUrlForLayer",` +
			`"ecr:InitiateLayerUpload","ecr:PutImage","ecr:UploadLayerPart"],"Condition":{"ArnLike":{"aws:PrincipalArn":"` + pusherARN + `"}},` +
			`"Effect":"Allow","Principal":{"AWS":"*"},"Sid":"Push"},` +
			`{"Action":["ecr:BatchDeleteImage","ecr:DeleteRepository"],"Condition":{"ArnLike":{"aws:PrincipalArn":"` + pusherARN + `"}},` +
			`"Effect":"Deny","Principal":{"AWS":"*"},"Sid":"PushersDeleteNothing"}`
	)
	for sentence, test := range map[string]struct {
		args *Args
		want string
	}{
		"nodes pull, and nobody pushes": {
			minimal(), `{"Statement":[` + pull + `,` + others + services + `,"` + nodeARN + `"` + denied + `],"Version":"2012-10-17"}`,
		},
		"nodes pull, and one pushes": {
			full(), `{"Statement":[` + pull + `,` + others + services + `,"` + pusherARN + `","` + nodeARN + `"` + denied + `,` + push + `],"Version":"2012-10-17"}`,
		},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			got, _ := made(t, test.args).One(t, policyType, "registry-app").Plain()["policy"].(string)
			assert.JSONEq(t, test.want, got)
			assert.NotContains(t, got, `"Resource"`, "ECR refuses a repository's policy with one")
		})
	}
}

func TestCaches(t *testing.T) {
	t.Parallel()
	rec := made(t, full())
	for upstream, host := range map[Upstream]string{
		ECRPublic: "public.ecr.aws", Kubernetes: "registry.k8s.io", Quay: "quay.io", GitHub: "ghcr.io", DockerHub: "registry-1.docker.io",
	} {
		logical := "registry-cache--" + string(upstream)
		rule := rec.One(t, cacheType, logical)
		want := map[string]any{"ecrRepositoryPrefix": string(upstream), "upstreamRegistryUrl": host}
		if upstream.NeedsCredential() {
			want["credentialArn"] = secretARN + string(upstream) + "-AbCdEf"
		}
		assert.Equal(t, want, rule.Plain())
		assert.Equal(t, []string{logical}, rule.DependsOn, "no repository is made before its template stands")
		template := rec.One(t, templateType, logical)
		got := template.Plain()
		assert.Equal(t, rec.One(t, policyType, "registry-app").Plain()["policy"], got["repositoryPolicy"])
		assert.Equal(t, rec.One(t, lifecycleType, "registry-app").Plain()["policy"], got["lifecyclePolicy"])
		delete(got, "repositoryPolicy")
		delete(got, "lifecyclePolicy")
		assert.Equal(t, map[string]any{
			"prefix": string(upstream), "description": "Images of " + host, "appliedFors": []any{"PULL_THROUGH_CACHE"},
			"customRoleArn": "arn:aws:iam::111122223333:role/covetpy-dev-ecr-caches-eu-west-1", "imageTagMutability": "IMMUTABLE",
			"encryptionConfigurations": []any{map[string]any{"encryptionType": "KMS", "kmsKey": "arn:images"}},
			"resourceTags":             map[string]any{"Project": "covetpy", "Environment": "dev", "Backup": "none", "BackupReason": "a copy of a public image"},
		}, got)
		assert.Contains(t, template.DependsOn, "registry-cache--role")
	}
	const caches = `["arn:aws:ecr:eu-west-1:111122223333:repository/docker-hub/*","arn:aws:ecr:eu-west-1:111122223333:repository/ecr-public/*",` +
		`"arn:aws:ecr:eu-west-1:111122223333:repository/github/*","arn:aws:ecr:eu-west-1:111122223333:repository/kubernetes/*",` +
		`"arn:aws:ecr:eu-west-1:111122223333:repository/quay/*"]`
	assert.Equal(t, map[string]any{
		"policy": `{"Statement":[{"Action":["ecr:BatchImportUpstreamImage","ecr:CreateRepository"],` +
			`"Condition":{"ArnLike":{"aws:PrincipalArn":"` + nodeARN + `"}},"Effect":"Allow","Principal":{"AWS":"*"},` +
			`"Resource":` + caches + `,"Sid":"FillCaches"}],"Version":"2012-10-17"}`,
	}, rec.One(t, "aws:ecr/registryPolicy:RegistryPolicy", "registry").Plain())
	assert.Equal(t, map[string]any{
		"name": "covetpy-dev-ecr-caches-eu-west-1", "description": "Makes repositories for images that ECR caches",
		"assumeRolePolicy": `{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"ecr.amazonaws.com"},"Sid":"Trust"}],"Version":"2012-10-17"}`,
	}, rec.One(t, "aws:iam/role:Role", "registry-cache--role").Plain())
	assert.Equal(t, map[string]any{
		"name": "ecr-caches", "role": "covetpy-dev-ecr-caches-eu-west-1",
		"policy": `{"Statement":[{"Action":["ecr:CreateRepository","ecr:ReplicateImage","ecr:TagResource"],"Effect":"Allow","Resource":` + caches + `,"Sid":"MakeCaches"},` +
			`{"Action":["kms:CreateGrant","kms:DescribeKey","kms:RetireGrant"],` +
			`"Condition":{"ForAnyValue:StringEquals":{"kms:ResourceAliases":"alias/covetpy-dev-images"}},"Effect":"Allow",` +
			`"Resource":"arn:aws:kms:eu-west-1:111122223333:key/*","Sid":"EncryptCaches"}],"Version":"2012-10-17"}`,
	}, rec.One(t, "aws:iam/rolePolicy:RolePolicy", "registry-cache--role").Plain())
}

func TestScanningAndReplication(t *testing.T) {
	t.Parallel()
	const scanning = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"
	for how, args := range map[string]*Args{"BASIC SCAN_ON_PUSH": minimal(), "ENHANCED CONTINUOUS_SCAN": full()} {
		got := made(t, args).One(t, scanning, "registry").Plain()
		rule, _ := got["rules"].([]any)[0].(map[string]any)
		assert.Equal(t, how, got["scanType"].(string)+" "+rule["scanFrequency"].(string))
		assert.Equal(t, []any{map[string]any{"filter": "*", "filterType": "WILDCARD"}}, rule["repositoryFilters"])
	}
	replication := made(t, full()).One(t, "aws:ecr/replicationConfiguration:ReplicationConfiguration", "registry")
	assert.Equal(t, map[string]any{"replicationConfiguration": map[string]any{"rules": []any{map[string]any{
		"destinations":      []any{map[string]any{"region": "eu-central-1", "registryId": "111122223333"}},
		"repositoryFilters": []any{map[string]any{"filter": "covetpy/dev/", "filterType": "PREFIX_MATCH"}},
	}}}}, replication.Plain())
	assert.Equal(t, []string{"registry-replica--app", "registry-replica--jobs/report"}, replication.DependsOn, "ECR would make the replicas, without key and policies")
}

func TestTheRegistrysHostEndsAsItsPartitionHasIt(t *testing.T) {
	t.Parallel()
	a := minimal()
	assert.Equal(t, "111122223333.dkr.ecr.eu-west-1.amazonaws.com/covetpy/dev/app", a.URL("app"))
	a.Where.Partition, a.Where.Region = "aws-cn", "cn-north-1"
	assert.Equal(t, "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/covetpy/dev/app", a.URL("app"))
}

func TestWhatTheRegistryTells(t *testing.T) {
	t.Parallel()
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		args := minimal()
		args.PullThrough, args.KeyAlias = []Upstream{Quay}, "alias/covetpy-dev-images"
		r, err := NewRegistry(ctx, "registry", args)
		require.NoError(t, err)
		assert.Equal(t, map[Upstream]string{Quay: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/quay"}, r.Caches)
		assert.Len(t, r.URLs, 1)
		assert.Contains(t, r.ARNs, "app")
		return nil
	}))
}

func TestAPreviewRegistersTheSame(t *testing.T) {
	t.Parallel()
	preview := mocktest.New()
	require.NoError(t, preview.Preview(program(full())))
	assert.Equal(t, counted(made(t, full())), counted(preview))
	for _, r := range preview.Of(policyType) {
		assert.Contains(t, r.Plain(), "policy", "the document names nothing that is unknown")
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()
	for sentence, test := range map[string]struct {
		change func(*Args)
		want   []string
	}{
		"everything on": {func(*Args) {}, nil},
		"the least":     {func(a *Args) { *a = *minimal() }, nil},
		"names that ECR does not take, and one twice": {
			func(a *Args) { a.Repositories = []string{"App", "app", "app", "a--b", ""} },
			[]string{
				"repositories[0]: found App, accepted: a repository's name in lower case, app",
				"repositories[2]: found app, accepted: each repository once",
				"repositories[3]: found a--b, accepted: a repository's name in lower case, app",
				"repositories[4]: missing, accepted: a repository's name in lower case, app",
			},
		},
		"nobody who pulls": {
			func(a *Args) { a.Pullers = nil },
			[]string{"pullers: missing, accepted: the ARNs of the nodes' roles: without any, nothing would start"},
		},
		"roles that are none, or another account's": {
			func(a *Args) {
				a.Pullers = []string{"arn:aws:iam::111122223333:role/*", "arn:aws:iam::444455556666:role/node", nodeARN}
				a.Pushers = []string{"ci", nodeARN, "arn:aws:iam::444455556666:role/ci"}
			},
			[]string{
				"pullers[0]: found arn:aws:iam::111122223333:role/*, accepted: the ARN of a role, without wildcards",
				"pullers[1]: found arn:aws:iam::444455556666:role/node, accepted: a role of this account, 111122223333",
				"pushers[0]: found ci, accepted: the ARN of a role, without wildcards",
				"pushers[1]: found " + nodeARN + ", accepted: another role than a node's, or whoever takes a node over changes the images",
			},
		},
		"values that are no choice": {
			func(a *Args) {
				a.Scanning, a.KeepImages, a.UntaggedDays = "often", 0, 0
				a.PullThrough, a.Credentials = []Upstream{Quay, Quay, "docker"}, nil
				a.KeyAlias = "covetpy-dev-images"
			},
			[]string{
				"keepImages: found 0, accepted: at least 1 image",
				"keyAlias: found covetpy-dev-images, accepted: the alias of the images' key, alias/covetpy-dev-images",
				"pullThrough[1]: found quay, accepted: each registry once",
				"pullThrough[2]: found docker, accepted: ecr-public, kubernetes, quay, github or docker-hub",
				"scanning: found often, accepted: basic or enhanced",
				"untaggedDays: found 0, accepted: at least 1 day",
			},
		},
		"registries that ask for a credential, without one or with one of elsewhere": {
			func(a *Args) {
				a.Credentials = map[Upstream]string{DockerHub: "arn:aws:secretsmanager:us-east-1:111122223333:secret:ecr-pullthroughcache/hub-AbCdEf"}
			},
			[]string{
				"credentials.docker-hub: found arn:aws:secretsmanager:us-east-1:111122223333:secret:ecr-pullthroughcache/hub-AbCdEf, " +
					"accepted: the ARN of a secret of this account and region whose name begins so, " + secretARN,
				"credentials.github: missing, accepted: the ARN of a secret, " + secretARN + "github-AbCdEf: pullThrough has github, which ECR signs in to",
			},
		},
		"credentials that are of no use": {
			func(a *Args) {
				a.PullThrough = []Upstream{Quay}
				a.Credentials = map[Upstream]string{Quay: secretARN + "quay-AbCdEf", GitHub: secretARN + "github-AbCdEf"}
			},
			[]string{
				"credentials.github: found " + secretARN + "github-AbCdEf, accepted: a registry that pullThrough has",
				"credentials.quay: found " + secretARN + "quay-AbCdEf, accepted: nothing: quay.io takes no credential from ECR",
			},
		},
		"replicas in the same region": {
			func(a *Args) { a.Replicate.Region = "eu-west-1" },
			[]string{"replicate.region: found eu-west-1, accepted: another region than the environment's own"},
		},
		"nothing": {
			func(a *Args) { *a = Args{} },
			[]string{
				"keepImages: found 0, accepted: at least 1 image",
				"names.environment: missing, accepted: the environment's name",
				"names.project: missing, accepted: the project's name",
				"pullers: missing, accepted: the ARNs of the nodes' roles: without any, nothing would start",
				"repositories: missing, accepted: at least one name, app",
				"scanning: missing, accepted: basic or enhanced",
				"untaggedDays: found 0, accepted: at least 1 day",
				"where.account: missing, accepted: an account's twelve digits",
				"where.partition: missing, accepted: aws or another partition",
				"where.region: missing, accepted: a region, eu-west-1",
			},
		},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			args := full()
			test.change(args)
			var got []string
			for _, f := range args.Validate() {
				got = append(got, f.Error())
			}
			assert.Equal(t, test.want, got)
		})
	}
}

func TestNothingIsRegisteredWithAFault(t *testing.T) {
	t.Parallel()
	args := full()
	args.KeepImages, args.KeyARN, args.Replicate.KeyARN = 0, nil, nil
	rec := mocktest.New()
	var failed error
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		_, failed = NewRegistry(ctx, "registry", args)
		return nil
	}))
	assert.Empty(t, rec.All())
	assert.Len(t, fault.Of(failed), 1)
	for _, text := range []string{"keepImages: found 0", "KeyARN is nil", "Replicate.Provider is nil", "Replicate.KeyARN is nil"} {
		require.ErrorContains(t, failed, text)
	}
	_, err := NewRegistry(nil, "registry", nil)
	assert.EqualError(t, err, `make registry "registry": args are nil`)
}
