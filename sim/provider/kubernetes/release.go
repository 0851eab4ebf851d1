package kubernetes

import (
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// releaseType is a Helm release in Pulumi.
const releaseType = "kubernetes:helm.sh/v3:Release"

func isRelease(urn string) bool { return string(resource.URN(urn).Type()) == releaseType }

// releaseFixed are what the provider replaces a release for.
var releaseFixed = []string{"name", "namespace"}

// releaseInputs are the arguments of a release (Pulumi registry, kubernetes
// helm.sh/v3 Release).
var releaseInputs = []string{
	"allowNullValues", "atomic", "chart", "cleanupOnFail", "compat", "createNamespace", "dependencyUpdate", "description", "devel",
	"disableCRDHooks", "disableOpenapiValidation", "disableWebhooks", "forceUpdate", "keyring", "lint", "manifest", "maxHistory",
	"name", "namespace", "postrender", "recreatePods", "renderSubchartNotes", "replace", "repositoryOpts", "resetValues",
	"resourceNames", "reuseValues", "skipAwait", "skipCrds", "takeOwnership", "timeout", "valueYamlFiles", "values", "verify",
	"version", "waitForJobs",
}

// Limits of Helm: a name is a part of other objects' names.
const longestRelease = 53

var (
	releaseName = regexp.MustCompile(`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`)
	// exactVersion has no range, no "v" needed and no wildcard in it.
	exactVersion = regexp.MustCompile(`^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`)
)

// checkRelease says what is wrong with a release's arguments. The provider would take
// a range of versions, and would look up what it means today; here there is nobody to
// ask.
func checkRelease(news kind.Props) []string {
	var out []string
	for _, key := range news.StableKeys() {
		if !slices.Contains(releaseInputs, string(key)) {
			out = append(out, fmt.Sprintf("unknown property %q of a release", key))
		}
	}
	in := kind.Values{Props: news}
	known := func(path string) bool { return in.Has(path) && !in.All(path)[0].ContainsUnknowns() }
	if !in.Has("chart") {
		out = append(out, "missing required property 'chart'")
	}
	if !in.Has("version") || known("version") && !exactVersion.MatchString(in.Text("version")) {
		out = append(out, fmt.Sprintf("version %q: want an exact one, 1.2.3: the simulated cloud has no repository to look up a range in", in.Text("version")))
	}
	name := in.Text("name")
	if !in.Has("name") || known("name") && (len(name) > longestRelease || !releaseName.MatchString(name)) {
		out = append(out, fmt.Sprintf("invalid release name %q, must match regex %s and the length must not be longer than %d", name, releaseName, longestRelease))
	}
	if space := in.Text("namespace"); !in.Has("namespace") || known("namespace") && len(validation.IsDNS1123Label(space)) > 0 {
		out = append(out, fmt.Sprintf("invalid namespace %q of a release", space))
	}
	return out
}

// release is a chart on its way into the cluster.
type release struct {
	server *server
	urn    string
	inputs kind.Props
}

func (r release) text(path string) string { return kind.Values{Props: r.inputs}.Text(path) }

func (r release) draft() sim.Object {
	c := r.server.cluster
	outputs := withoutNotes(r.inputs)
	outputs["status"] = kind.Nested(kind.Props{
		"chart": r.inputs["chart"], "name": r.inputs["name"], "namespace": r.inputs["namespace"],
		"status": kind.Text("deployed"), "version": r.inputs["version"],
	})
	return sim.Object{
		Type: releaseType, URN: r.urn, Where: c.where(), ID: r.text("namespace") + "/" + r.text("name"),
		Inputs: r.inputs, Outputs: outputs,
		Uses: []sim.Use{c.use(), {Key: c.namespaceKey(r.text("namespace")), Then: sim.Cascade}},
	}
}

func (r release) valid(bool) error { return nil }

func (r release) create(tx *sim.Tx, o sim.Object) (sim.Object, error) {
	c := r.server.cluster
	if err := c.inNamespace(tx, r.text("namespace")); err != nil && !(kind.Values{Props: r.inputs}).Flag("createNamespace") {
		return o, fmt.Errorf("create: failed to create: %w", err)
	}
	if _, taken := tx.Get(o.Type, o.Where, o.ID); taken {
		return o, errors.New("cannot re-use a name that is still in use")
	}
	c.takeCharge(tx, o)
	return o, nil
}

func (r release) update(tx *sim.Tx, o sim.Object) (sim.Object, error) {
	old, exists := tx.Get(o.Type, o.Where, o.ID)
	if !exists {
		return o, fmt.Errorf("%q has no deployed releases", r.text("name"))
	}
	o.URN = old.URN
	return o, nil
}

// takeCharge puts the finalizers of a release's controller on the objects that are
// there already.
func (c cluster) takeCharge(tx *sim.Tx, o sim.Object) {
	for of, held := range chartOf(o).finalizers {
		for _, waiting := range c.inGroup(tx, of.Group) {
			if (object{kind.Values{Props: waiting.Inputs}}).kind().GroupKind() == of && !slices.Contains(waiting.Names, finalizerName(held)) {
				waiting.Names = append(waiting.Names, finalizerName(held))
				tx.Put(waiting)
			}
		}
	}
}
