package lb

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/policydoc"
)

const bucketType = "aws:s3/bucket:Bucket"

// admitLogs looks at the bucket of each kind of log that is on. The service
// writes a test object before it accepts one, so that whatever keeps it from
// writing is refused.
func admitLogs(w kind.World, d kind.Draft) error {
	for _, log := range []string{"accessLogs", "connectionLogs", "healthCheckLogs"} {
		if !d.In.Flag(log+".enabled") || unchanged(d, log) {
			continue
		}
		if err := admitLogBucket(w, d, d.In.Text(log+".bucket"), d.In.Text(log+".prefix")); err != nil {
			return err
		}
	}
	return nil
}

// unchanged is true for an input of which the provider sends nothing.
func unchanged(d kind.Draft, input string) bool {
	key := resource.PropertyKey(input)
	return d.Old != nil && d.Old.Inputs[key].DeepEquals(d.In.Props[key])
}

func admitLogBucket(w kind.World, d kind.Draft, name, prefix string) error {
	denied := kind.Say("InvalidConfigurationRequest: Access Denied for bucket: %s. Please check S3bucket permission", name)
	arn := "arn:" + partition(w) + ":s3:::" + name
	bucket, ok := w.Find(bucketType, "arn", arn)
	switch {
	case strings.HasPrefix(prefix, "/") || strings.HasSuffix(prefix, "/") || strings.Contains(prefix, "AWSLogs"):
		return kind.Say("InvalidConfigurationRequest: The prefix '%s' is not valid: it can't begin or end with a slash or have AWSLogs in it", prefix)
	case !ok:
		return kind.Say("InvalidConfigurationRequest: S3Bucket: %s does not exist", name)
	case bucket.Where != w.Region:
		return kind.Say("InvalidConfigurationRequest: S3Bucket: %s is not located in the same region with ELB: %s", name, d.In.Text("name"))
	case !managedKeys(w, bucket):
		return denied
	}
	object := arn + "/"
	if prefix != "" {
		object += prefix + "/"
	}
	if !mayDeliver(w, d, bucket, object+"AWSLogs/"+w.Account()+"/ELBAccessLogTestFile") {
		return denied
	}
	return nil
}

// managedKeys is true while S3's own keys encrypt the bucket, which new buckets
// begin with: the service's principals may use no other. Source: Application
// Load Balancers guide, "Enable access logs".
func managedKeys(w kind.World, bucket sim.Object) bool {
	const algorithm = "applyServerSideEncryptionByDefault.sseAlgorithm"
	for _, o := range w.Users("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", bucket) {
		return kind.Values{Props: o.Inputs}.Text("rules[*]."+algorithm) == "AES256"
	}
	legacy := kind.Values{Props: bucket.Inputs}.Text("serverSideEncryptionConfiguration.rule." + algorithm)
	return legacy == "" || legacy == "AES256"
}

// mayDeliver is true when the bucket's policy lets the log delivery put an
// object. A denial counts when it has no condition: which ones hold for the
// service's own requests is not known here.
func mayDeliver(w kind.World, d kind.Draft, bucket sim.Object, object string) bool {
	var written string
	for _, o := range w.Users("aws:s3/bucketPolicy:BucketPolicy", bucket) {
		written = kind.Values{Props: o.Inputs}.Text("policy")
	}
	document, err := policydoc.Parse(written)
	if err != nil {
		return false // none, or none that S3 would have taken
	}
	about := func(s policydoc.Statement) bool {
		return slices.ContainsFunc(s.Action, func(a string) bool { return policydoc.Matches(strings.ToLower(a), "s3:putobject") }) &&
			slices.ContainsFunc(s.Resource, func(r string) bool { return policydoc.Matches(r, object) })
	}
	allowed := false
	for _, s := range document.Statement {
		switch {
		case !about(s):
		case !s.Allows() && len(s.Condition) == 0 && (s.Principal.Anyone() || deliverer(w, s.Principal)):
			return false
		case s.Allows() && deliverer(w, s.Principal) && meets(w, d, s):
			allowed = true
		}
	}
	return allowed
}

// deliverer is true when the log delivery is among the principals: by its
// service name, or by the account that it has in the older regions.
func deliverer(w kind.World, p policydoc.Principal) bool {
	account := deliveryAccounts[w.Region]
	return slices.Contains(p["Service"], "logdelivery.elasticloadbalancing.amazonaws.com") ||
		p.Anyone() ||
		account != "" && (slices.Contains(p["AWS"], account) || slices.Contains(p["AWS"], "arn:"+partition(w)+":iam::"+account+":root"))
}

// meets holds the statement's conditions against what is known of the delivery:
// whose it is, and on behalf of what.
func meets(w kind.World, d kind.Draft, s policydoc.Statement) bool {
	source := d.ID
	if source == "" {
		source = w.ARN(service, "loadbalancer/app/"+d.In.Text("name")+"/0123456789abcdef")
	}
	return s.Meets("aws:SourceArn", source) && s.Meets("aws:SourceAccount", w.Account())
}

func partition(w kind.World) string { return strings.Split(w.GlobalARN("s3", ""), ":")[1] }
