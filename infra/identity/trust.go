package identity

// githubIssuer is the issuer of GitHub Actions' tokens, which IAM also uses as
// the prefix of the condition keys that read them.
const githubIssuer = "token.actions.githubusercontent.com"

// stsAudience is the audience that a token meant for AWS carries.
const stsAudience = "sts.amazonaws.com"

// Condition keys that say on whose behalf a service calls (IAM user guide,
// "The confused deputy problem").
const (
	sourceAccount = "aws:SourceAccount"
	sourceARN     = "aws:SourceArn"
)

// TrustService lets a service assume the role on behalf of resources of this
// account alone: the ARNs, which may have wildcards in the resource's name.
// Without an ARN the document is at fault; for the few services that do not
// say on whose behalf they call, see TrustPlainService.
func TrustService(where Scope, service string, sourceARNs ...string) Document {
	return trust(Service(service), Actions("sts:AssumeRole"),
		StringEquals(sourceAccount, where.Account),
		ArnLike(sourceARN, sourceARNs...),
	)
}

// TrustPlainService lets a service assume the role without a word on whose
// behalf: ec2.amazonaws.com, which hands a role to an instance, sends none.
func TrustPlainService(service string) Document {
	return trust(Service(service), Actions("sts:AssumeRole"))
}

// PodIdentity is one service account of one cluster.
type PodIdentity struct {
	Cluster        string // the cluster's name
	Namespace      string
	ServiceAccount string
}

// TrustPodIdentity lets EKS Pod Identity hand the role to one service account
// of one cluster. The association says the same to EKS; the trust policy says
// it to IAM, so that another association can't borrow the role.
//
// The cluster is recognised by the session tag that EKS documents for it, not
// by aws:SourceArn, whose value for this service no guide states. The tags must
// therefore not be switched off in the association (EKS user guide, "Enable or
// disable session tags").
func TrustPodIdentity(where Scope, pod PodIdentity) Document {
	return trust(Service("pods.eks.amazonaws.com"), Actions("sts:AssumeRole", "sts:TagSession"),
		StringEquals(sourceAccount, where.Account),
		StringEquals("aws:RequestTag/eks-cluster-arn", where.ARN("eks", "cluster/"+pod.Cluster)),
		StringEquals("aws:RequestTag/kubernetes-namespace", pod.Namespace),
		StringEquals("aws:RequestTag/kubernetes-service-account", pod.ServiceAccount),
	)
}

// TrustGitHub lets GitHub Actions assume the role from one repository
// ("owner/name") and only for the subjects, each of which is the end of the
// token's sub claim: "environment:prod", "ref:refs/heads/main",
// "ref:refs/tags/v*", "pull_request". A subject that any run of the repository
// would match, or a wildcard in the repository, is a fault.
func TrustGitHub(where Scope, repository string, subjects ...string) Document {
	subs := make([]string, len(subjects))
	match := StringEquals
	for i, subject := range subjects {
		subs[i] = "repo:" + repository + ":" + subject
		if hasWildcard(subs[i]) {
			match = StringLike
		}
	}
	return trust(Federated(where.Global("iam", "oidc-provider/"+githubIssuer)),
		Actions("sts:AssumeRoleWithWebIdentity"),
		StringEquals(githubIssuer+":aud", stsAudience),
		match(githubIssuer+":sub", subs...),
	)
}

func trust(who Principal, actions []Action, conditions ...Condition) Document {
	return Document{Statements: []Statement{{
		Sid:        "Trust",
		Principal:  who,
		Actions:    actions,
		Conditions: conditions,
	}}}
}
