package lifecycle

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// known is false for a value that only the update will know, in a preview.
func known(v resource.PropertyValue) bool {
	return !v.IsComputed() && (!v.IsOutput() || v.OutputValue().Known)
}

// plain unwraps secrets; the engine is not asked to send any, but a caller may.
func plain(v resource.PropertyValue) resource.PropertyValue {
	for v.IsSecret() {
		v = v.SecretValue().Element
	}
	return v
}

// unknown is a value that only the update will know.
func unknown() resource.PropertyValue {
	return resource.MakeComputed(resource.NewProperty(""))
}

// property is how the bridge names a nested property: a.b[0].c.
func property(path, step string) string {
	if path == "" {
		return step
	}
	return path + "." + step
}

// logicalName is the end of a URN.
func logicalName(urn string) string {
	return urn[strings.LastIndex(urn, "::")+2:]
}
