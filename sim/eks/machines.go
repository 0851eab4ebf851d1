package eks

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const launchTemplateType = "aws:ec2/launchTemplate:LaunchTemplate"

// templateOf is the launch template of a node group; nothing when there is none.
func templateOf(w kind.World, d kind.Draft) kind.Values {
	found, _ := findTemplate(w, d)
	return kind.Values{Props: found.Outputs}
}

func findTemplate(w kind.World, d kind.Draft) (sim.Object, bool) {
	if found, ok := w.Find(launchTemplateType, "id", d.In.Text("launchTemplate.id")); ok {
		return found, true
	}
	return w.Find(launchTemplateType, "name", d.In.Text("launchTemplate.name"))
}

// reserved are the settings of a launch template that EKS makes itself. Source:
// EKS user guide, on launch templates of managed nodes.
var reserved = []string{
	"iamInstanceProfile", "hibernationOptions", "networkInterfaces[*].subnetId",
	"instanceInitiatedShutdownBehavior", "disableApiTermination", "instanceRequirements",
}

// admitTemplate compares a node group with its launch template. What is looked
// at is the newest version of the template.
func admitTemplate(w kind.World, d kind.Draft) error {
	if !d.In.Has("launchTemplate") {
		return nil
	}
	template := templateOf(w, d)
	version := d.In.Text("launchTemplate.version")
	if n, err := strconv.Atoi(version); version != "$Latest" && version != "$Default" && (err != nil || n < 1 || n > template.Number("latestVersion")) {
		return kind.Say("InvalidLaunchTemplateId.VersionNotFound: Could not find the specified version %s for the launch template", version)
	}
	custom := d.In.Text("amiType") != "" && d.In.Text("amiType") != "CUSTOM"
	switch {
	case template.Text("instanceType") != "" && d.In.Has("instanceTypes"):
		return kind.Say("InvalidRequestException: Cannot specify instance types in launch template and API request")
	case template.Text("imageId") != "" && custom:
		return kind.Say("InvalidParameterException: You cannot specify an AMI Type other than CUSTOM, when specifying an image id in your launch template.")
	case template.Text("imageId") != "" && (d.In.Has("version") || d.In.Has("releaseVersion")):
		return kind.Say("InvalidParameterException: You cannot specify a version or a release version when specifying an image id in your launch template.")
	case d.In.Has("diskSize"):
		return kind.Say("InvalidParameterException: Disk size must be specified within the launch template.")
	}
	for _, setting := range reserved {
		if template.Text(setting) != "" || template.Flag(setting) || len(template.Objects(setting)) > 0 {
			return kind.Say("InvalidParameterException: Launch template should not specify %s.", setting)
		}
	}
	return nil
}

// instanceForm splits an instance type: series, generation, options. Graviton is
// a g among the options. Source: EC2 user guide, "Instance type naming".
var instanceForm = regexp.MustCompile(`^([a-z]+)-?([0-9]+)([a-z0-9-]*)\.`)

func graviton(instanceType string) bool {
	m := instanceForm.FindStringSubmatch(instanceType)
	return m != nil && (strings.Contains(m[3], "g") || m[1]+m[2] == "a1")
}

// admitMachines asks for instance types of the image's architecture.
func admitMachines(w kind.World, d kind.Draft) error {
	ami := d.In.Or("amiType", "AL2023_x86_64_STANDARD")
	if ami == "CUSTOM" {
		return nil
	}
	types := kind.Values{Props: kind.Props{"types": instanceTypes(w, d)}}.Texts("types[*]")
	if single := templateOf(w, d).Text("instanceType"); single != "" {
		types = []string{single}
	}
	for _, t := range types {
		if graviton(t) != strings.Contains(ami, "ARM_64") {
			return kind.Say("InvalidParameterException: [%s] is not a valid instance type for requested amiType %s", t, ami)
		}
	}
	return nil
}

// instanceTypes are those given, or else EKS' own choice unless the launch
// template has one.
func instanceTypes(w kind.World, d kind.Draft) resource.PropertyValue {
	switch {
	case d.In.Has("instanceTypes"):
		return d.In.Props["instanceTypes"]
	case templateOf(w, d).Text("instanceType") != "":
		return kind.Texts()
	case strings.Contains(d.In.Text("amiType"), "ARM_64"):
		return kind.Texts("t4g.medium")
	default:
		return kind.Texts("t3.medium")
	}
}

// diskSize is EKS' own choice; with a launch template the disk is the template's.
func diskSize(d kind.Draft) int {
	const own, windows = 20, 50
	switch {
	case d.In.Has("launchTemplate"):
		return 0
	case strings.HasPrefix(d.In.Text("amiType"), "WINDOWS"):
		return windows
	default:
		return own
	}
}

// release is the version of the image that EKS picks: of the family's form, and
// another one for each Kubernetes version.
func release(ami, version string) string {
	switch {
	case ami == "CUSTOM":
		return ""
	case strings.HasPrefix(ami, "BOTTLEROCKET"):
		return "1." + strconv.Itoa(minor(version)) + ".0-0a1b2c3d"
	default:
		return version + ".1-20261101"
	}
}
