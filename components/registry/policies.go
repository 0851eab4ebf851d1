package registry

import (
	"slices"

	"github.com/covetpy/platform/infra/identity"
)

// callerARN is the condition key of the role that calls.
const callerARN = "aws:PrincipalArn"

// What pulling and pushing ask of a repository (ECR user guide, "Private
// repository policy examples").
func pulling() []string {
	return []string{"ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"}
}

func pushing() []string {
	return []string{"ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"}
}

// repositoryPolicy lets the pullers pull and the pushers push, and refuses what
// is in the images to everyone else: within an account a policy that only allows
// takes nothing away from those whose own policies allow more.
//
// Administrators still manage the repository, its policy and its images'
// lives; to look into an image they have to change the policy, which the trail
// shows.
//
// Roles stand in conditions, not as principals: ECR refuses a policy that names a
// role which does not exist, and forgets a role that is made again.
func (a *Args) repositoryPolicy() identity.Document {
	statements := []identity.Statement{
		allowed("Pull", pulling(), a.Pullers),
		{
			Sid:       "NobodyElsePulls",
			Effect:    identity.Deny,
			Principal: identity.Anyone(),
			Actions:   identity.Actions("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
			Conditions: []identity.Condition{
				identity.StringNotEquals(callerARN, slices.Concat(a.Pullers, a.Pushers, a.services())...),
				identity.Bool("aws:PrincipalIsAWSService", false),
			},
		},
	}
	if len(a.Pushers) > 0 {
		statements = append(statements,
			allowed("Push", slices.Concat(pulling(), pushing()), a.Pushers),
			identity.Statement{
				Sid:        "PushersDeleteNothing",
				Effect:     identity.Deny,
				Principal:  identity.Anyone(),
				Actions:    identity.Actions("ecr:BatchDeleteImage", "ecr:DeleteRepository"),
				Conditions: []identity.Condition{identity.ArnLike(callerARN, a.Pushers...)},
			})
	}
	return identity.Document{Statements: statements}
}

func allowed(sid string, actions, roles []string) identity.Statement {
	return identity.Statement{
		Sid: sid, Principal: identity.Anyone(), Actions: identity.Actions(actions...),
		Conditions: []identity.Condition{identity.ArnLike(callerARN, roles...)},
	}
}

// services are the roles by which AWS reads images to scan and to copy them.
func (a *Args) services() []string {
	return []string{
		a.Where.Global("iam", "role/aws-service-role/inspector2.amazonaws.com/AWSServiceRoleForAmazonInspector2"),
		a.Where.Global("iam", "role/aws-service-role/replication.ecr.amazonaws.com/AWSServiceRoleForECRReplication"),
	}
}

// registryPolicy lets the pullers fill the caches: ECR makes the repository and
// fetches the image on their behalf (ECR user guide, "IAM permissions required to
// sync an upstream registry").
func (a *Args) registryPolicy() identity.Document {
	caches := make([]string, len(a.PullThrough))
	for i, upstream := range a.PullThrough {
		caches[i] = a.Where.ARN("ecr", "repository/"+string(upstream)+"/*")
	}
	s := allowed("FillCaches", []string{"ecr:BatchImportUpstreamImage", "ecr:CreateRepository"}, a.Pullers)
	s.Resources = identity.Resources(caches...)
	return identity.Document{Statements: []identity.Statement{s}}
}

// templateTrust lets ECR make repositories as the template says. ECR's guide
// knows of no source that it would name.
func templateTrust() identity.Document { return identity.TrustPlainService("ecr.amazonaws.com") }

// templatePermissions are what ECR needs to make an encrypted and tagged
// repository (ECR user guide, "Create a custom policy for repository creation
// templates"). The key is known by its alias, as its ARN is not before it exists.
func (a *Args) templatePermissions() identity.Document {
	caches := make([]string, len(a.PullThrough))
	for i, upstream := range a.PullThrough {
		caches[i] = a.Where.ARN("ecr", "repository/"+string(upstream)+"/*")
	}
	return identity.Document{Statements: []identity.Statement{
		{
			Sid:       "MakeCaches",
			Actions:   identity.Actions("ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"),
			Resources: identity.Resources(caches...),
		},
		{
			Sid:     "EncryptCaches",
			Actions: identity.Actions("kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant"),
			Resources: []identity.Resource{identity.ResourcePattern(a.Where.ARN("kms", "key/*"),
				"the key's id is not known before it exists; its alias holds the statement to it")},
			Conditions: []identity.Condition{identity.ForAnyValue(identity.StringEquals("kms:ResourceAliases", a.KeyAlias))},
		},
	}}
}
