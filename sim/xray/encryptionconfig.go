package xray

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// encryptionConfig is a setting of the region, of which there is one. Upstream's
// deletion leaves it as it is, and so what was encrypted stays readable.
func encryptionConfig() kind.Kind {
	key := kind.Key("keyId")
	key.Missing = "InvalidRequestException: The KMS key %s does not exist"
	return kind.Kind{
		Type:   "aws:xray/encryptionConfig:EncryptionConfig",
		ID:     func(w kind.World, _ kind.Draft) string { return w.Region },
		Checks: map[string]kind.Check{"keyId": kind.ARN("kms")},
		Refs:   []kind.Ref{key},
		Admit:  admitEncryption,
	}
}

func admitEncryption(w kind.World, d kind.Draft) error {
	key := d.In.Text("keyId")
	switch asked := d.In.Text("type"); {
	case asked == "KMS" && key == "":
		return invalid("A KMS key is required when the encryption type is KMS")
	case asked == "NONE" && key != "":
		return invalid("A KMS key can't be given when the encryption type is NONE")
	case strings.HasPrefix(key, "arn:") && kind.RegionOfARN(key) != w.Region:
		return invalid("The KMS key %s does not exist", key)
	}
	return nil
}
