package app

import (
	"testing"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/iam"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/internal/mocktest"
)

// text is a document as IAM gets it.
func text(t *testing.T, d identity.Document) string {
	t.Helper()
	out, err := d.JSON()
	require.NoError(t, err)
	return out
}

func TestRightsAreThoseOfWhatIsUsed(t *testing.T) {
	got := map[string]string{}
	for _, p := range connected().permissions() {
		got[p.part] = text(t, p.document)
	}
	require.Len(t, got, 4)
	key := func(alias, service string) string {
		return `"Resource":"arn:aws:kms:eu-west-1:111122223333:key/*","Condition":{` +
			`"ForAnyValue:StringEquals":{"kms:ResourceAliases":"alias/covetpy-prod-` + alias + `"},` +
			`"StringEquals":{"kms:ViaService":"` + service + `.eu-west-1.amazonaws.com"}}`
	}
	want := map[string]string{
		"caches": `{"Sid":"ConnectToCacheSessions","Effect":"Allow","Action":"elasticache:Connect","Resource":[
			"arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:covetpy-prod-sessions",
			"arn:aws:elasticache:eu-west-1:111122223333:user:sessions-user"]}`,
		"queues": `{"Sid":"SendMessages","Effect":"Allow","Action":["sqs:GetQueueAttributes","sqs:GetQueueUrl","sqs:SendMessage"],"Resource":[
			"arn:aws:sqs:eu-west-1:111122223333:covetpy-prod-jobs","arn:aws:sqs:eu-west-1:111122223333:covetpy-prod-views"]},
			{"Sid":"SealMessages","Effect":"Allow","Action":["kms:Decrypt","kms:GenerateDataKey"],` + key("messages", "sqs") + `},
			{"Sid":"ReceiveMessages","Effect":"Allow","Action":["sqs:ChangeMessageVisibility","sqs:DeleteMessage","sqs:GetQueueAttributes",
			"sqs:GetQueueUrl","sqs:ReceiveMessage"],"Resource":"arn:aws:sqs:eu-west-1:111122223333:covetpy-prod-jobs"},
			{"Sid":"OpenMessages","Effect":"Allow","Action":"kms:Decrypt",` + key("messages", "sqs") + `}`,
		"buckets": `{"Sid":"ListObjects","Effect":"Allow","Action":"s3:ListBucket","Resource":["arn:aws:s3:::covetpy-prod-catalogue","arn:aws:s3:::covetpy-prod-uploads"]},
			{"Sid":"ReadObjects","Effect":"Allow","Action":"s3:GetObject","Resource":["arn:aws:s3:::covetpy-prod-catalogue/*","arn:aws:s3:::covetpy-prod-uploads/*"]},
			{"Sid":"OpenObjects","Effect":"Allow","Action":"kms:Decrypt",` + key("objects", "s3") + `},
			{"Sid":"WriteObjects","Effect":"Allow","Action":["s3:AbortMultipartUpload","s3:DeleteObject","s3:ListMultipartUploadParts","s3:PutObject"],
			"Resource":"arn:aws:s3:::covetpy-prod-uploads/*"},
			{"Sid":"SealObjects","Effect":"Allow","Action":"kms:GenerateDataKey",` + key("objects", "s3") + `}`,
		"secrets": `{"Sid":"ReadSecrets","Effect":"Allow","Action":["secretsmanager:DescribeSecret","secretsmanager:GetSecretValue"],"Resource":[
			"arn:aws:secretsmanager:eu-west-1:111122223333:secret:covetpy/prod/payments-??????",
			"arn:aws:secretsmanager:eu-west-1:111122223333:secret:covetpy/prod/signing-??????"]},
			{"Sid":"OpenSecrets","Effect":"Allow","Action":"kms:Decrypt",` + key("secrets", "secretsmanager") + `}`,
	}
	for part, statements := range want {
		assert.JSONEq(t, `{"Version":"2012-10-17","Statement":[`+statements+`]}`, got[part], part)
	}
}

func TestWhoOnlyReceivesSealsNothing(t *testing.T) {
	a := alone()
	a.Uses.Queues = map[string]Queue{"jobs": connected().Uses.Queues["jobs"]}
	jobs := a.Uses.Queues["jobs"]
	jobs.Access = Receive
	a.Uses.Queues["jobs"] = jobs
	queues := text(t, a.queuesDocument())
	assert.Contains(t, queues, "sqs:ReceiveMessage")
	assert.NotContains(t, queues, "sqs:SendMessage")
	assert.NotContains(t, queues, "kms:GenerateDataKey")
}

func TestWhoOnlyReadsWritesNothing(t *testing.T) {
	a := alone()
	a.Uses.Buckets = map[string]Bucket{"catalogue": connected().Uses.Buckets["catalogue"]}
	buckets := text(t, a.bucketsDocument())
	assert.Contains(t, buckets, "s3:GetObject")
	for _, action := range []string{"s3:PutObject", "s3:DeleteObject", "kms:GenerateDataKey"} {
		assert.NotContains(t, buckets, action)
	}
}

func TestSecretsOfTheOperatorAreNoRightOfThePods(t *testing.T) {
	a := alone()
	a.Secrets, a.SecretStore = connected().Secrets, External
	assert.Empty(t, a.permissions())
	assert.False(t, a.hasRole())
	a.SecretStore = CSI
	assert.True(t, a.hasRole())
	assert.False(t, a.callsAWS(), "the driver's provider asks in the pods' name")
}

// rolePolicies are the inline policies of a recorded program by their names, empty
// where a preview does not know them.
func rolePolicies(rec *mocktest.Recorder) map[string]string {
	out := map[string]string{}
	for _, r := range rec.Of("aws:iam/rolePolicy:RolePolicy") {
		document := ""
		if value, known := r.Inputs["policy"]; known && value.IsString() {
			document = value.StringValue()
		}
		out[r.Inputs["name"].StringValue()] = document
	}
	return out
}

func TestTheRoleIsOfOneServiceAccountAndReadyWithItsPolicies(t *testing.T) {
	a, rec := connected(), mocktest.New()
	var got *podIdentity
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) (err error) {
		got, err = a.registerIdentity(ctx, "shop")
		return err
	}))
	role := rec.One(t, "aws:iam/role:Role", "shop-identity")
	assert.Equal(t, "covetpy-prod-app-shop", role.Inputs["name"].StringValue())
	assert.Equal(t, text(t, a.trust()), role.Inputs["assumeRolePolicy"].StringValue())
	assert.Contains(t, text(t, a.trust()), `"aws:RequestTag/kubernetes-service-account":"shop"`)

	association := rec.One(t, "aws:eks/podIdentityAssociation:PodIdentityAssociation", "shop-identity")
	assert.Equal(t, []string{"covetpy-prod", "apps", "shop", "arn:aws:iam::111122223333:role/covetpy-prod-app-shop"}, []string{
		association.Inputs["clusterName"].StringValue(), association.Inputs["namespace"].StringValue(),
		association.Inputs["serviceAccount"].StringValue(), association.Inputs["roleArn"].StringValue(),
	})
	policies := rolePolicies(rec)
	assert.Len(t, policies, 5)
	assert.JSONEq(t, `{"Version":"2012-10-17","Statement":[{"Sid":"LogInToDatabase","Effect":"Allow","Action":"rds-db:connect",
		"Resource":"arn:aws:rds-db:eu-west-1:111122223333:dbuser:prx-0abc/shop_app"}]}`, policies["database"])
	assert.Len(t, got.ready, 6, "each policy, and the association")
}

func TestAnApplicationThatUsesNothingIsNobody(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		got, err := alone().registerIdentity(ctx, "shop")
		assert.Nil(t, got)
		return err
	}))
	assert.Empty(t, rec.All())
}

func TestInAPreviewOnlyTheLoginIsUnknown(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Preview(func(ctx *pulumi.Context) error {
		proxy, err := iam.NewRole(ctx, "proxy", &iam.RoleArgs{AssumeRolePolicy: pulumi.String("{}")})
		if err != nil {
			return err
		}
		a := connected()
		a.Uses.Database.ConnectARN = proxy.Arn // of what a preview does not know, one
		_, err = a.registerIdentity(ctx, "shop")
		return err
	}))
	for name, document := range rolePolicies(rec) {
		assert.Equal(t, name == "database", document == "", name)
	}
}

func TestAnARNThatIsNoneIsNotWritten(t *testing.T) {
	a := connected()
	a.Uses.Database.ConnectARN = pulumi.String("prx-0abc")
	err := mocktest.New().Run(func(ctx *pulumi.Context) error {
		_, err := a.registerIdentity(ctx, "covetpy-shop")
		return err
	})
	assert.ErrorContains(t, err, "prx-0abc")
}

func TestWhatIsNilIsToldAllAtOnce(t *testing.T) {
	a := connected()
	assert.Empty(t, a.missingUses())
	a.ClusterName, a.Reach.ObjectStorage, a.Uses.Database.Endpoint, a.Uses.Database.ConnectARN = nil, nil, nil, nil
	a.Uses.Caches["sessions"] = Cache{}
	a.Uses.Queues["jobs"] = Queue{}
	a.Secrets["signing"] = Secret{}
	var got []string
	for _, err := range a.missingUses() {
		got = append(got, err.Error())
	}
	assert.Equal(t, []string{
		"give the pods their identity: ClusterName is nil, give it the name of a cluster",
		"use the database: Endpoint or Reader is nil, give it a host",
		"use the database: ConnectARN is nil, give it what rds-db:connect is allowed on",
		`use cache "sessions": Endpoint is nil, give it a host`,
		`use queue "jobs": URL is nil, give it a queue's`,
		`read secret "signing": ARN is nil, give it a secret's`,
		"use buckets: Reach.ObjectStorage is nil, give it S3's ranges",
	}, got)
}

func TestNoRightIsOnEverything(t *testing.T) {
	for _, p := range connected().permissions() {
		assert.NotContains(t, text(t, p.document), `"Resource":"*"`, p.part)
	}
}
