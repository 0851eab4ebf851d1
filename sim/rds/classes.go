package rds

import (
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const serverless = "db.serverless"

var classForm = regexp.MustCompile(`^db\.([a-z0-9]+)\.((?:\d*x?large)|medium|small|micro)$`)

// sizes are the instance classes of Aurora PostgreSQL, by family. Source: Aurora
// user guide, "Supported DB engines for DB instance classes".
var sizes = map[string][]string{
	"t3":   {"medium", "large"},
	"t4g":  {"medium", "large"},
	"r5":   {"large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge"},
	"r6g":  {"large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"},
	"r6gd": {"xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"},
	"r6i":  {"large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "32xlarge"},
	"r6id": {"24xlarge", "32xlarge"},
	"r7g":  {"large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"},
	"r7i":  {"large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "48xlarge"},
	"r8g":  {"large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "48xlarge"},
	"r8gd": {"large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "48xlarge"},
	"x2g":  {"large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"},
}

// admitClass asks for a class that the engine runs on, and for the capacity
// range that a serverless one scales in.
func admitClass(w kind.World, d kind.Draft) error {
	class, home := d.In.Text("instanceClass"), outputsOf(w, clusterType, d.In.Text("clusterIdentifier"))
	if class == serverless {
		if !home.Has("serverlessv2ScalingConfiguration") {
			return kind.Say("InvalidDBClusterStateFault: Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.")
		}
		return nil
	}
	m := classForm.FindStringSubmatch(class)
	switch {
	case m == nil || strings.HasPrefix(m[2], "0"):
		return kind.Say("InvalidParameterValue: Invalid DB Instance class: %s", class)
	case !slices.Contains(sizes[m[1]], m[2]):
		return kind.Say("InvalidParameterCombination: RDS does not support creating a DB instance with the following combination: DBInstanceClass=%s, Engine=%s, EngineVersion=%s, LicenseModel=postgresql-license. For supported combinations of instance class and database engine version, see the documentation.",
			class, engine, home.Text("engineVersionActual"))
	}
	return nil
}
