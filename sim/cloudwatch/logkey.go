package cloudwatch

import (
	"slices"

	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/policydoc"
)

// admitLogGroup tries the key as CloudWatch Logs does before it accepts one:
// the key's policy has to let the region's logs service use it for this log
// group. A key without a policy of its own does not. Source: CloudWatch Logs
// user guide, "Encrypt log data in CloudWatch Logs using KMS".
func admitLogGroup(w kind.World, d kind.Draft) error {
	used, ok := w.Find(keyType, "arn", d.In.Text("kmsKeyId"))
	if !ok {
		used, ok = w.Find(replicaType, "arn", d.In.Text("kmsKeyId"))
	}
	if !ok {
		return nil // no key: a wrong one is refused already
	}
	name := d.ID
	if d.Old == nil {
		name = d.In.Or("name", d.In.Text("namePrefix")+"0")
	}
	if !mayEncrypt(w, kind.Values{Props: used.Inputs}.Text("policy"), logGroupARN(w, name)) {
		return kind.Say("AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn '%s'", logGroupARN(w, name))
	}
	return nil
}

func mayEncrypt(w kind.World, keyPolicy, group string) bool {
	document, err := policydoc.Parse(keyPolicy)
	return err == nil && slices.ContainsFunc(document.Statement, func(s policydoc.Statement) bool {
		encrypts := func(action string) bool { return policydoc.Matches(action, "kms:Encrypt") }
		logs := func(service string) bool {
			return service == "logs."+w.Region+".amazonaws.com" || service == "logs.amazonaws.com"
		}
		return s.Allows() && slices.ContainsFunc(s.Action, encrypts) && slices.ContainsFunc(s.Principal["Service"], logs) &&
			s.Meets("kms:EncryptionContext:aws:logs:arn", group)
	})
}
