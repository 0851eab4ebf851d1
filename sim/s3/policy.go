package s3

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/policydoc"
)

func policy() kind.Kind {
	k := setting("aws:s3/bucketPolicy:BucketPolicy", "a policy")
	k.Checks["policy"] = kind.JSON(20480) // S3 User Guide, "Bucket policies"
	k.Admit = admitPolicy
	return k
}

func admitPolicy(w kind.World, d kind.Draft) error {
	document, err := policydoc.Parse(d.In.Text("policy"))
	if err != nil || len(document.Statement) == 0 {
		return kind.Say("MalformedPolicy: Missing required field Statement")
	}
	name := d.In.Text("bucket")
	for _, s := range document.Statement {
		if reason := malformed(s, bucketARN(w, name)); reason != "" {
			return kind.Say("MalformedPolicy: %s", reason)
		}
		if public(s) && blocksPublicPolicy(w, name) {
			return kind.Say("AccessDenied: not authorized to perform: s3:PutBucketPolicy on resource: %q because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.", bucketARN(w, name))
		}
	}
	return nil
}

// malformed is what S3 objects to in one statement of a bucket's policy.
func malformed(s policydoc.Statement, home string) string {
	switch {
	case s.Effect != "Allow" && s.Effect != "Deny":
		return "Invalid effect: " + s.Effect
	case len(s.Principal) == 0 && len(s.NotPrincipal) == 0:
		return "Missing required field Principal"
	case len(s.Action) == 0 && len(s.NotAction) == 0:
		return "Missing required field Action"
	case len(s.Resource) == 0 && len(s.NotResource) == 0:
		return "Missing required field Resource"
	}
	for _, action := range append(s.Action, s.NotAction...) {
		if action != "*" && !strings.HasPrefix(action, "s3:") {
			return "Policy has invalid action"
		}
	}
	for _, resource := range append(s.Resource, s.NotResource...) {
		if resource != home && !strings.HasPrefix(resource, home+"/") && resource != home+"*" {
			return "Policy has invalid resource"
		}
	}
	for _, action := range s.Action {
		if len(s.Resource) > 0 && !slices.ContainsFunc(s.Resource, func(r string) bool { return applies(action, r, home) }) {
			return "Action does not apply to any resource(s) in statement"
		}
	}
	return ""
}

// applies is true when an action is one on what the resource is: the bucket or
// objects in it.
func applies(action, resource, home string) bool {
	if strings.Contains(action, "*") || resource == home+"*" {
		return true
	}
	name := strings.TrimPrefix(action, "s3:")
	onObjects := strings.Contains(name, "Object") && !strings.Contains(name, "Bucket") ||
		name == "AbortMultipartUpload" || name == "ListMultipartUploadParts"
	return onObjects == (resource != home)
}

// public is true for a grant to everyone without any condition. S3 looks into
// the conditions too; here any one counts as a restriction.
func public(s policydoc.Statement) bool {
	return s.Allows() && s.Principal.Anyone() && len(s.Condition) == 0
}

// blocksPublicPolicy holds for new buckets until a public access block says
// otherwise.
func blocksPublicPolicy(w kind.World, name string) bool {
	block, ok := settingOf(w, publicAccessType, name)
	return !ok || block.Flag("blockPublicPolicy")
}
