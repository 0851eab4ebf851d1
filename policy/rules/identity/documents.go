package identity

import (
	"slices"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

// kind is what a policy document is attached to: it decides what may stand in it.
type kind int

const (
	permissions kind = 1 << iota // on an identity: what it may do
	trust                        // on a role: who may assume it
	resource                     // on a resource: who may do what with it
	key                          // on a KMS key, whose policy is the only root of its rights
	endpoint                     // on a VPC endpoint: what may pass through it, granting nothing

	shared  = trust | resource | key | endpoint // documents that name principals
	granted = permissions | trust | resource | key | endpoint
)

// source is where a resource type carries a document.
type source struct {
	kind kind
	path string // to the document, or to a list of blocks that hold one
	each string // the document within each block, empty when path is it
}

// sources is every place of a policy document in the types that this platform
// uses or could use.
var sources = map[string][]source{
	"aws:iam/policy:Policy":           {{kind: permissions, path: "policy"}},
	"aws:iam/rolePolicy:RolePolicy":   {{kind: permissions, path: "policy"}},
	"aws:iam/groupPolicy:GroupPolicy": {{kind: permissions, path: "policy"}},
	"aws:iam/userPolicy:UserPolicy":   {{kind: permissions, path: "policy"}},
	"aws:iam/role:Role": {
		{kind: trust, path: "assumeRolePolicy"},
		{kind: permissions, path: "inlinePolicies", each: "policy"},
	},
	"aws:kms/key:Key":               {{kind: key, path: "policy"}},
	"aws:kms/keyPolicy:KeyPolicy":   {{kind: key, path: "policy"}},
	"aws:kms/replicaKey:ReplicaKey": {{kind: key, path: "policy"}},

	"aws:s3/bucket:Bucket":                                          {{kind: resource, path: "policy"}},
	"aws:s3/bucketPolicy:BucketPolicy":                              {{kind: resource, path: "policy"}},
	"aws:sqs/queue:Queue":                                           {{kind: resource, path: "policy"}},
	"aws:sqs/queuePolicy:QueuePolicy":                               {{kind: resource, path: "policy"}},
	"aws:sns/topic:Topic":                                           {{kind: resource, path: "policy"}},
	"aws:sns/topicPolicy:TopicPolicy":                               {{kind: resource, path: "policy"}},
	"aws:ecr/repositoryPolicy:RepositoryPolicy":                     {{kind: resource, path: "policy"}},
	"aws:ecr/registryPolicy:RegistryPolicy":                         {{kind: resource, path: "policy"}},
	"aws:secretsmanager/secret:Secret":                              {{kind: resource, path: "policy"}},
	"aws:secretsmanager/secretPolicy:SecretPolicy":                  {{kind: resource, path: "policy"}},
	"aws:backup/vaultPolicy:VaultPolicy":                            {{kind: resource, path: "policy"}},
	"aws:opensearch/domain:Domain":                                  {{kind: resource, path: "accessPolicies"}},
	"aws:opensearch/domainPolicy:DomainPolicy":                      {{kind: resource, path: "accessPolicies"}},
	"aws:cloudwatch/logResourcePolicy:LogResourcePolicy":            {{kind: resource, path: "policyDocument"}},
	"aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy":      {{kind: resource, path: "accessPolicy"}},
	"aws:cloudwatch/eventBusPolicy:EventBusPolicy":                  {{kind: resource, path: "policy"}},
	"aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": {{kind: resource, path: "repositoryPolicy"}},

	"aws:ec2/vpcEndpoint:VpcEndpoint":             {{kind: endpoint, path: "policy"}},
	"aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": {{kind: endpoint, path: "policy"}},
}

// typesWith lists the resource types that carry a document of one of the kinds.
func typesWith(kinds kind) []string {
	var types []string
	for t, places := range sources {
		if slices.ContainsFunc(places, func(s source) bool { return s.kind&kinds != 0 }) {
			types = append(types, t)
		}
	}
	slices.Sort(types)
	return types
}

// place is one value that holds, or would hold, a document.
type place struct {
	kind  kind
	at    rule.Value
	known rule.Truth    // whether there is a document: Unknown when it is not known yet
	doc   *iam.Document // nil unless there is one that can be read
	err   error         // why the document can't be read
}

// places lists the documents of a resource.
func places(r *rule.Resource) []place { return rule.Once(r, "identity.places", readPlaces) }

func readPlaces(r *rule.Resource) []place {
	var out []place
	for _, s := range sources[r.Type] {
		if s.each == "" {
			out = append(out, readPlace(s.kind, r.At(s.path)))
			continue
		}
		for _, block := range r.At(s.path).Items() {
			out = append(out, readPlace(s.kind, block.At(s.each)))
		}
	}
	return out
}

func readPlace(k kind, at rule.Value) place {
	p := place{kind: k, at: at}
	text, known := at.JSON()
	p.known = known
	if known == rule.Yes {
		p.doc, p.err = iam.Parse(text)
	}
	return p
}

// eachAllow calls ask with every statement that grants something, in every
// document of the kinds. A document that is not known yet is reported as such;
// one that is unset grants nothing of its own; one that can't be read is the
// business of the rule identity-policy-document.
func eachAllow(r *rule.Resource, rep *rule.Report, kinds kind, ask func(p place, label string, s iam.Statement)) {
	for _, p := range places(r) {
		if p.kind&kinds == 0 {
			continue
		}
		if p.known == rule.Unknown {
			rep.Undecided(p.at)
		}
		if p.doc == nil {
			continue
		}
		for i, s := range p.doc.Statements {
			if s.Allows() {
				ask(p, s.Label(i), s)
			}
		}
	}
}
