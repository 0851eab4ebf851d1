package opensearch

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/policydoc"
)

// admitUsers: fine-grained access control wants everything encrypted, and one master.
func admitUsers(_ kind.World, d kind.Draft) error {
	const options = "advancedSecurityOptions."
	if !d.In.Flag(options + "enabled") {
		return nil
	}
	internal := d.In.Flag(options + "internalUserDatabaseEnabled")
	master := options + "masterUserOptions."
	name, password, arn := d.In.Has(master+"masterUserName"), d.In.Has(master+"masterUserPassword"), d.In.Has(master+"masterUserArn")
	switch {
	case !d.In.Flag("nodeToNodeEncryption.enabled"):
		return invalid("You must enable node-to-node encryption to use advanced security options.")
	case !d.In.Flag("encryptAtRest.enabled"):
		return invalid("You must enable encryption at rest to use advanced security options.")
	case !d.In.Flag("domainEndpointOptions.enforceHttps"):
		return invalid("You must enable EnforceHTTPS in the domain endpoint options to use advanced security.")
	case name && arn:
		return invalid("You must provide either a master username or a master user ARN but not together.")
	case internal && (!name || !password):
		return invalid("You must provide a master username and password when the internal user database is enabled.")
	case !internal && !arn && d.Old == nil:
		return invalid("If you don't enable the internal user database, you must provide a master user ARN.")
	}
	return nil
}

// admitAccess judges who may call a domain: anybody only where the network, or the
// domain's own users, stand before it.
func admitAccess(w kind.World, d kind.Draft) error {
	text := d.In.Text("accessPolicies")
	if text == "" {
		return nil
	}
	document, err := admitPolicy(w, text)
	if err != nil {
		return err
	}
	guarded := d.In.Has("vpcOptions.subnetIds[*]") || d.In.Flag("advancedSecurityOptions.enabled")
	for _, s := range document.Statement {
		if s.Allows() && s.Principal.Anyone() && len(s.Condition) == 0 && !guarded {
			return invalid("Enable fine-grained access control or apply a restrictive access policy to your domain")
		}
	}
	return nil
}

// admitPolicy reads a domain's policy as the service does.
func admitPolicy(w kind.World, text string) (policydoc.Document, error) {
	document, err := policydoc.Parse(text)
	if err != nil || !document.OfService("es") {
		return document, wrongPolicy(text)
	}
	for _, s := range document.Statement {
		if len(s.Resource)+len(s.NotResource) == 0 {
			return document, wrongPolicy(text)
		}
		if _, unknown := kind.UnknownRole(w, s.Principal["AWS"]...); unknown {
			return document, wrongPolicy(text)
		}
	}
	return document, nil
}

func wrongPolicy(text string) error {
	return kind.Say("InvalidTypeException: Error setting policy: [%s]", text)
}

func admitEndpoint(w kind.World, d kind.Draft) error {
	const options = "domainEndpointOptions."
	if !d.In.Flag(options + "customEndpointEnabled") {
		return nil
	}
	certificate := d.In.Text(options + "customEndpointCertificateArn")
	switch {
	case !d.In.Has(options+"customEndpoint") || certificate == "":
		return invalid("Please provide both CustomEndpoint and CustomEndpointCertificateArn fields to create a custom endpoint.")
	case kind.RegionOfARN(certificate) != w.Region:
		return invalid("The certificate %s does not exist", certificate)
	}
	return nil
}

func admitEncryption(w kind.World, d kind.Draft) error {
	key := d.In.Text("encryptAtRest.kmsKeyId")
	switch {
	case key != "" && !d.In.Flag("encryptAtRest.enabled"):
		return invalid("A KMS key can't be given while encryption at rest is disabled.")
	case strings.HasPrefix(key, "arn:") && kind.RegionOfARN(key) != w.Region:
		return invalid("The KMS key %s does not exist", key)
	}
	return nil
}
