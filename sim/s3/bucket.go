package s3

import (
	"net/netip"
	"regexp"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const bucketType = "aws:s3/bucket:Bucket"

func bucket() kind.Kind {
	return kind.Kind{
		Type:     bucketType,
		ID:       bucketName,
		Defaults: kind.Props{"forceDestroy": kind.Flag(false), "objectLockEnabled": kind.Flag(false)},
		Checks: map[string]kind.Check{
			"bucket":       kind.Length(1, 63),
			"bucketPrefix": kind.Length(1, 37),
		},
		Rules: func(in kind.Values) []kind.Failure {
			if in.Has("bucket") && in.Has("bucketPrefix") {
				return []kind.Failure{{Path: "bucket", Reason: `"bucket": conflicts with bucketPrefix`}}
			}
			return nil
		},
		Admit:   admitBucket,
		Outputs: bucketOutputs,
	}
}

// bucketName is what the program gave, or a made-up one. The bridge makes it up
// in Check, where this cloud does so for "name" only.
func bucketName(w kind.World, d kind.Draft) string {
	if name := d.In.Text("bucket"); name != "" {
		return name
	}
	if prefix := d.In.Text("bucketPrefix"); prefix != "" {
		return prefix + w.Hex(26)
	}
	base := madeUpBase(w)
	return base[:min(len(base), 55)] + "-" + w.Hex(7)
}

func madeUpBase(w kind.World) string { return strings.ToLower(w.Name()) }

// Source: S3 User Guide, "General purpose bucket naming rules".
var (
	nameForm = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	reserved = regexp.MustCompile(`\.\.|^xn--|^sthree-|^amzn-s3-demo-|-s3alias$|--ol-s3$|\.mrap$|--x-s3$|--table-s3$`)
)

func validName(name string) bool {
	_, err := netip.ParseAddr(name)
	return err != nil && nameForm.MatchString(name) && !reserved.MatchString(name)
}

func admitBucket(w kind.World, d kind.Draft) error {
	if acl := d.In.Or("acl", "private"); acl != "private" && !hasACLs(w, d.ID) {
		if d.Old == nil {
			return kind.Say("InvalidBucketAclWithObjectOwnership: Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting")
		}
		return kind.Say("AccessControlListNotSupported: The bucket does not allow ACLs")
	}
	if d.Old != nil {
		return nil
	}
	name := d.In.Text("bucket")
	sample := name
	if sample == "" {
		sample = d.In.Or("bucketPrefix", madeUpBase(w)+"-") + "0"
		sample = sample[max(0, len(sample)-63):]
	}
	if !validName(sample) {
		return kind.Say("InvalidBucketName: The specified bucket is not valid.")
	}
	// Every region's buckets share one name space: an ARN is looked up in all.
	if _, taken := w.Find(bucketType, "arn", bucketARN(w, name)); taken && w.Region == "us-east-1" {
		return kind.Say("BucketAlreadyExists: bucket already exists") // upstream's, where S3 itself says nothing
	} else if taken {
		return kind.Say("BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.")
	}
	return nil
}

// hasACLs is true once ownership controls turn ACLs on; new buckets have none.
func hasACLs(w kind.World, name string) bool {
	controls, ok := settingOf(w, ownershipType, name)
	return ok && controls.Text("rule.objectOwnership") != ownerEnforced
}

func bucketOutputs(w kind.World, d kind.Draft) kind.Props {
	domain := dnsSuffix(w.Region)
	out := kind.Props{
		"bucket":                   kind.Text(d.ID),
		"arn":                      kind.Text(bucketARN(w, d.ID)),
		"bucketDomainName":         kind.Text(d.ID + ".s3." + domain),
		"bucketRegion":             kind.Text(w.Region),
		"bucketRegionalDomainName": kind.Text(d.ID + ".s3." + w.Region + "." + domain),
		"hostedZoneId":             kind.Text(hostedZones[w.Region]),
		"websiteDomain":            kind.Text(""),
		"websiteEndpoint":          kind.Text(""),
	}
	if d.In.Has("website") {
		out["websiteDomain"] = kind.Text(websiteDomain(w.Region))
		out["websiteEndpoint"] = kind.Text(d.ID + "." + websiteDomain(w.Region))
	}
	return out
}
