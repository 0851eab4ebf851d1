package iam

import "slices"

// Who published the escalations.
const (
	rhino       = "Rhino Security Labs"
	bishopFox   = "Bishop Fox"
	pmapper     = "NCC Group, Principal Mapper"
	pathfinding = "pathfinding.cloud"
	hacking     = "Hacking the Cloud"
)

// on is a need of one action on something.
func on(what string, actions ...string) []Need {
	needs := make([]Need, len(actions))
	for i, a := range actions {
		needs[i] = Need{Action: a, On: what}
	}
	return needs
}

// passing is iam:PassRole to a service, any one of those named.
func passing(services ...string) []Need {
	return []Need{{Action: "iam:PassRole", On: "passed role", PassedTo: services}}
}

func needs(lists ...[]Need) []Need {
	var out []Need
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

// escalations is the table of those that Escalations looks for. Some hold another
// within: the one with fewer needs is found whenever the longer one is.
var escalations = slices.Concat(
	by(Rights, onIdentities), by(Trust, onTrust), by(Bounds, onBoundaries),
	by(Passing, passingToCompute), by(Passing, passingToPipelines), by(Running, onRunning),
)

func by(way Way, list []Escalation) []Escalation {
	for i := range list {
		list[i].Way = way
	}
	return list
}

// onIdentities rewrite what an identity may do, or take one over.
var onIdentities = []Escalation{
	{ID: "iam-create-policy-version", How: "write a new default version of a policy that it has", Source: rhino, Needs: on("policy", "iam:CreatePolicyVersion")},
	{ID: "iam-set-default-policy-version", How: "bring back an older, wider version of a policy", Source: rhino, Needs: on("policy", "iam:SetDefaultPolicyVersion")},
	{ID: "iam-create-access-key", How: "make an access key of another user", Source: rhino, Needs: on("user", "iam:CreateAccessKey")},
	{ID: "iam-create-login-profile", How: "give another user a password", Source: rhino, Needs: on("user", "iam:CreateLoginProfile")},
	{ID: "iam-update-login-profile", How: "change another user's password", Source: rhino, Needs: on("user", "iam:UpdateLoginProfile")},
	{ID: "iam-create-service-credential", How: "make a credential of another user for a service", Source: hacking, Needs: on("user", "iam:CreateServiceSpecificCredential")},
	{ID: "iam-reset-service-credential", How: "reset another user's credential for a service", Source: hacking, Needs: on("user", "iam:ResetServiceSpecificCredential")},
	{ID: "iam-attach-user-policy", How: "attach the administrator's policy to a user", Source: rhino, Needs: on("user", "iam:AttachUserPolicy")},
	{ID: "iam-attach-group-policy", How: "attach the administrator's policy to its group", Source: rhino, Needs: on("group", "iam:AttachGroupPolicy")},
	{ID: "iam-attach-role-policy", How: "attach the administrator's policy to a role", Source: rhino, Needs: on("role", "iam:AttachRolePolicy")},
	{ID: "iam-put-user-policy", How: "write a policy into a user", Source: rhino, Needs: on("user", "iam:PutUserPolicy")},
	{ID: "iam-put-group-policy", How: "write a policy into its group", Source: rhino, Needs: on("group", "iam:PutGroupPolicy")},
	{ID: "iam-put-role-policy", How: "write a policy into a role", Source: rhino, Needs: on("role", "iam:PutRolePolicy")},
	{ID: "iam-add-user-to-group", How: "join a group with more rights", Source: rhino, Needs: on("group", "iam:AddUserToGroup")},
	{ID: "iam-swap-mfa-device", How: "put its own MFA device in the place of another user's", Source: hacking, Needs: on("user", "iam:DeactivateMFADevice", "iam:EnableMFADevice")},
}

// onTrust let it become a role.
var onTrust = []Escalation{
	{ID: "iam-update-assume-role-policy", How: "let itself assume a role", Source: rhino, Needs: on("role", "iam:UpdateAssumeRolePolicy")},
	{ID: "iam-create-role-and-attach", How: "make a role that it may assume, with the administrator's policy", Source: bishopFox, Needs: on("role", "iam:CreateRole", "iam:AttachRolePolicy")},
	{ID: "iam-create-role-and-put", How: "make a role that it may assume, with a policy of its own", Source: bishopFox, Needs: on("role", "iam:CreateRole", "iam:PutRolePolicy")},
	{ID: "iam-update-saml-provider", How: "have a SAML provider accept its own tokens", Source: hacking, Needs: on("saml provider", "iam:UpdateSAMLProvider")},
	{ID: "iam-oidc-thumbprint", How: "have an OIDC provider accept its own certificate", Source: hacking, Needs: on("oidc provider", "iam:UpdateOpenIDConnectProviderThumbprint")},
	{ID: "sso-create-account-assignment", How: "assign a permission set to itself", Source: hacking, Needs: on("sso", "sso:CreateAccountAssignment")},
	{ID: "sso-put-inline-policy", How: "write a policy into a permission set that it has", Source: hacking, Needs: on("sso", "sso:PutInlinePolicyToPermissionSet")},
	{ID: "sso-attach-managed-policy", How: "attach a policy to a permission set that it has", Source: hacking, Needs: on("sso", "sso:AttachManagedPolicyToPermissionSet")},
	{ID: "eks-create-access-entry", How: "enter a cluster as its administrator", Source: pathfinding, Needs: needs(on("cluster", "eks:CreateAccessEntry"), on("access entry", "eks:AssociateAccessPolicy"))},
	{ID: "eks-associate-access-policy", How: "make an entry of a cluster its administrator", Source: pathfinding, Needs: on("access entry", "eks:AssociateAccessPolicy")},
	{ID: "eks-update-access-entry", How: "put an entry of a cluster into its administrators' group", Source: pathfinding, Needs: on("access entry", "eks:UpdateAccessEntry")},
	{ID: "eks-pod-identity", How: "give a pod of its own another role", Source: pathfinding, Needs: needs(passing("pods.eks.amazonaws.com"), on("cluster", "eks:CreatePodIdentityAssociation"))},
	{ID: "eks-update-pod-identity", How: "give the role of a pod another", Source: pathfinding, Needs: needs(passing("pods.eks.amazonaws.com"), on("association", "eks:UpdatePodIdentityAssociation"))},
	{ID: "cognito-identity-roles", How: "have an identity pool hand out another role", Source: pathfinding, Needs: needs(passing("cognito-identity.amazonaws.com"), on("pool", "cognito-identity:SetIdentityPoolRoles"))},
	{ID: "rolesanywhere-profile", How: "have a certificate of its own stand for a role", Source: hacking, Needs: needs(passing("rolesanywhere.amazonaws.com"), on("anchor", "rolesanywhere:CreateTrustAnchor"), on("profile", "rolesanywhere:CreateProfile"))},
}

// onBoundaries take off what bounds an identity.
var onBoundaries = []Escalation{
	{ID: "iam-delete-role-permissions-boundary", How: "take the boundary off a role", Source: hacking, Needs: on("role", "iam:DeleteRolePermissionsBoundary")},
	{ID: "iam-put-role-permissions-boundary", How: "put a wider boundary on a role", Source: hacking, Needs: on("role", "iam:PutRolePermissionsBoundary")},
	{ID: "iam-delete-user-permissions-boundary", How: "take the boundary off a user", Source: hacking, Needs: on("user", "iam:DeleteUserPermissionsBoundary")},
	{ID: "iam-put-user-permissions-boundary", How: "put a wider boundary on a user", Source: hacking, Needs: on("user", "iam:PutUserPermissionsBoundary")},
	{ID: "iam-detach-role-policy", How: "take a policy with a Deny off a role", Source: hacking, Needs: on("role", "iam:DetachRolePolicy")},
	{ID: "iam-delete-role-policy", How: "delete a policy with a Deny from a role", Source: hacking, Needs: on("role", "iam:DeleteRolePolicy")},
	{ID: "iam-detach-user-policy", How: "take a policy with a Deny off a user", Source: hacking, Needs: on("user", "iam:DetachUserPolicy")},
	{ID: "iam-delete-user-policy", How: "delete a policy with a Deny from a user", Source: hacking, Needs: on("user", "iam:DeleteUserPolicy")},
	{ID: "organizations-detach-policy", How: "take a policy of the organisation off the account", Source: hacking, Needs: on("organisation", "organizations:DetachPolicy")},
}
