package namespace

// Parts of logical names, after the component's own. They are in URNs: a part that
// changes deletes and makes again what bears it, or needs an alias.
const (
	partNamespace = "namespace"
	partQuota     = "quota"
	partLimits    = "limits"
	partDeny      = "default-deny"
	partDNS       = "dns"
	partPeers     = "peers"
	partAccess    = "access"
)

// Names of objects that mean something by their name: Istio takes the settings of a
// whole namespace from an object of any name, and calls it default.
const objectDefault = "default"

// labels are those of every object.
func (a *Args) labels() map[string]string {
	return map[string]string{
		"app.kubernetes.io/name":       a.Name,
		"app.kubernetes.io/part-of":    a.Names.Project,
		"app.kubernetes.io/managed-by": "pulumi",
	}
}

// logical is the logical name of a part.
func logical(name, part string) string { return name + "-" + part }
