package s3

import "github.com/covetpy/platform/sim/kind"

const objectLockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"

func objectLock() kind.Kind {
	const retention = "rule.defaultRetention"
	k := setting(objectLockType, "an Object Lock configuration")
	k.Defaults = kind.Props{"objectLockEnabled": kind.Text("Enabled")}
	k.Rules = func(in kind.Values) []kind.Failure {
		if in.Has(retention+".days") && in.Has(retention+".years") {
			return []kind.Failure{{Path: retention + ".days", Reason: `"rule.0.default_retention.0.days": conflicts with rule.0.default_retention.0.years`}}
		}
		return nil
	}
	k.Admit = func(w kind.World, d kind.Draft) error {
		for _, r := range d.In.Objects(retention) {
			length := r.Number("days") + r.Number("years") // upstream sends no zeros
			switch {
			case length == 0 || r.Text("mode") == "":
				return kind.Say(malformedXML)
			case length < 0:
				return kind.Say("InvalidArgument: Default retention period must be a positive integer value.")
			}
		}
		if !versioned(w, d.In.Text("bucket")) {
			return kind.Say("InvalidBucketState: Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration")
		}
		return nil
	}
	return k
}
