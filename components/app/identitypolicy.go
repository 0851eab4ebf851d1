package app

import (
	"maps"
	"slices"

	"github.com/covetpy/platform/infra/identity"
)

// permission is one inline policy of the application's role.
type permission struct {
	part     string
	document identity.Document
}

// loginDocument lets the pods enter the database as its one user (Aurora user guide,
// "Creating and using an IAM policy for IAM database access"). It is a policy of its
// own: RDS makes a part of the ARN, and a document with one unknown in it is unknown
// as a whole, while the others can be read in a preview.
func loginDocument(arn string) identity.Document {
	return identity.Document{Statements: []identity.Statement{{
		Sid:       "LogInToDatabase",
		Actions:   identity.Actions("rds-db:connect"),
		Resources: identity.Resources(arn),
	}}}
}

// hasRole says whether the pods need to be anyone to AWS.
func (a *Args) hasRole() bool { return a.Uses.Database != nil || len(a.permissions()) > 0 }

// callsAWS says whether the pods themselves need credentials: to call AWS, or to sign
// a token that a database or a cache takes. For secrets they do not: what mounts
// those asks in their name.
func (a *Args) callsAWS() bool {
	return a.Uses.Database != nil || len(a.Uses.Caches) > 0 || len(a.Uses.Queues) > 0 || len(a.Uses.Buckets) > 0
}

// permissions are the policies that are known before anything exists, which is all
// but loginDocument.
func (a *Args) permissions() []permission {
	var out []permission
	for _, p := range []permission{
		{partCaches, a.cachesDocument()},
		{partQueues, a.queuesDocument()},
		{partBuckets, a.bucketsDocument()},
		{partSecrets, a.secretsDocument()},
	} {
		if len(p.document.Statements) > 0 {
			out = append(out, p)
		}
	}
	return out
}

func (a *Args) cachesDocument() identity.Document {
	var out identity.Document
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Caches)) {
		out.Statements = append(out.Statements, a.Uses.Caches[name].Connect)
	}
	return out
}

// queuesDocument has what a client of SQS calls to send and to receive (SQS developer
// guide, "Amazon SQS API permissions"). Who sends needs the key for a data key, and
// to open it again (the same guide, "Configuring KMS permissions").
func (a *Args) queuesDocument() identity.Document {
	var send, receive, sealed, opened []string
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Queues)) {
		queue := a.Uses.Queues[name]
		if queue.Access != Receive {
			send, sealed = append(send, queue.ARN), append(sealed, queue.KeyAlias)
		}
		if queue.Access != Send {
			receive, opened = append(receive, queue.ARN), append(opened, queue.KeyAlias)
		}
	}
	var out identity.Document
	if len(send) > 0 {
		out.Statements = append(out.Statements, identity.Statement{
			Sid:       "SendMessages",
			Actions:   identity.Actions("sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"),
			Resources: identity.Resources(send...),
		}, identity.UseKeys(a.Where, "SealMessages", "sqs", sealed, "kms:Decrypt", "kms:GenerateDataKey"))
	}
	if len(receive) > 0 {
		out.Statements = append(out.Statements, identity.Statement{
			Sid: "ReceiveMessages",
			Actions: identity.Actions("sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes",
				"sqs:GetQueueUrl", "sqs:ReceiveMessage"),
			Resources: identity.Resources(receive...),
		}, identity.UseKeys(a.Where, "OpenMessages", "sqs", opened, "kms:Decrypt"))
	}
	return out
}

// bucketsDocument has what a client of S3 calls to read and to write objects, large
// ones in parts (S3 user guide, "Multipart upload API and permissions"). Versions are
// left to people: to delete an object leaves its versions.
func (a *Args) bucketsDocument() identity.Document {
	var all, readable, written, opened, sealed []string
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Buckets)) {
		bucket := a.Uses.Buckets[name]
		all, readable, opened = append(all, bucket.ARN), append(readable, bucket.ARN+"/*"), append(opened, bucket.KeyAlias)
		if bucket.Access == ReadWrite {
			written, sealed = append(written, bucket.ARN+"/*"), append(sealed, bucket.KeyAlias)
		}
	}
	var out identity.Document
	if len(all) > 0 {
		out.Statements = append(out.Statements,
			identity.Statement{Sid: "ListObjects", Actions: identity.Actions("s3:ListBucket"), Resources: identity.Resources(all...)},
			identity.Statement{Sid: "ReadObjects", Actions: identity.Actions("s3:GetObject"), Resources: identity.Resources(readable...)},
			identity.UseKeys(a.Where, "OpenObjects", "s3", opened, "kms:Decrypt"))
	}
	if len(written) > 0 {
		out.Statements = append(out.Statements, identity.Statement{
			Sid:       "WriteObjects",
			Actions:   identity.Actions("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts", "s3:PutObject"),
			Resources: identity.Resources(written...),
		}, identity.UseKeys(a.Where, "SealObjects", "s3", sealed, "kms:GenerateDataKey"))
	}
	return out
}

// secretsDocument lets the driver read the secrets in the pods' name (Secrets Manager
// user guide, "Use AWS Secrets and Configuration Provider with Pod Identity"). The
// operator of External Secrets reads as itself, and the pods have no right to it.
func (a *Args) secretsDocument() identity.Document {
	if a.SecretStore != CSI || len(a.Secrets) == 0 {
		return identity.Document{}
	}
	var names, opened []string
	for _, file := range slices.Sorted(maps.Keys(a.Secrets)) {
		secret := a.Secrets[file]
		names, opened = append(names, secret.Name), append(opened, secret.KeyAlias)
	}
	return identity.Document{Statements: identity.ReadSecrets(a.Where, names, opened)}
}

// trust lets EKS hand the role to the application's pods, by their service account.
func (a *Args) trust() identity.Document {
	return identity.TrustPodIdentity(a.Where, identity.PodIdentity{
		Cluster: a.Cluster, Namespace: a.Namespace, ServiceAccount: a.accountName(),
	})
}
