package database

import (
	"slices"
	"strings"
)

// serverlessClass is the class of instances whose size follows the load.
const serverlessClass = "db.serverless"

// classFamily is a family of instance classes.
type classFamily struct {
	// sizes by name, with their memory in GiB.
	sizes map[string]int
	// versions that run on it; nil is all on offer.
	versions from
	// burstable families live on credits: AWS means them for development, and a
	// global database can't have them.
	burstable bool
}

// memory of the sizes that most families share, in GiB.
func sizes(names ...string) map[string]int {
	gib := map[string]int{
		"large": 16, "xlarge": 32, "2xlarge": 64, "4xlarge": 128, "8xlarge": 256, "12xlarge": 384,
		"16xlarge": 512, "24xlarge": 768, "32xlarge": 1024, "48xlarge": 1536,
	}
	out := map[string]int{}
	for _, n := range names {
		out[n] = gib[n]
	}
	return out
}

// classFamilies on offer (Aurora user guide, "Hardware specifications for DB
// instance classes" and "Supported DB engines for DB instance classes"). The
// families with local disks and those before the sixth generation are left out.
func classFamilies() map[string]classFamily {
	upTo16 := []string{"large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"}
	more := func(names ...string) map[string]int { return sizes(append(slices.Clone(upTo16), names...)...) }
	burst := map[string]int{"medium": 4, "large": 8}
	// 14.6, kept for its long-term support, is older than these.
	since2024 := from{14: 13, 15: 8, 16: 4}
	x2g := more()
	for name := range x2g {
		x2g[name] *= 2
	}
	return map[string]classFamily{
		"t3":  {sizes: burst, burstable: true},
		"t4g": {sizes: burst, burstable: true},
		"r6g": {sizes: more()},
		"r6i": {sizes: more("24xlarge", "32xlarge")},
		"r7g": {sizes: more(), versions: since2024},
		"r7i": {sizes: more("24xlarge", "48xlarge"), versions: since2024},
		"r8g": {sizes: more("24xlarge", "48xlarge"), versions: since2024},
		"x2g": {sizes: x2g},
	}
}

// class is one instance class.
type class struct {
	memoryGiB int
	versions  from
	burstable bool
}

// lookUp finds a class by its name, "db.r7g.large".
func lookUp(name string) (class, bool) {
	parts := strings.Split(name, ".")
	if len(parts) != 3 || parts[0] != "db" {
		return class{}, false
	}
	f, known := classFamilies()[parts[1]]
	memory, sized := f.sizes[parts[2]]
	return class{memoryGiB: memory, versions: f.versions, burstable: f.burstable}, known && sized
}

// runs says whether an engine version runs on the class.
func (c class) runs(version string) bool { return c.versions == nil || c.versions.has(version) }

// gib is a number of bytes.
const gib = 1 << 30

// acuGiB is the memory of one Aurora capacity unit.
const acuGiB = 2

// size is what alarms measure an instance by.
type size struct {
	memoryGiB int
	// capped limits connections further: a serverless cluster whose minimum is
	// below one unit never opens more than 2000.
	capped bool
}

func (a *Args) size() size {
	if a.Serverless != nil {
		return size{memoryGiB: a.Serverless.MaxACU * acuGiB, capped: a.Serverless.MinACU < 1}
	}
	c, _ := lookUp(a.Provisioned.InstanceClass)
	return size{memoryGiB: c.memoryGiB}
}

// Bounds of max_connections, which is LEAST({DBInstanceClassMemory/9531392},5000)
// (Aurora user guide, "Maximum connections to an Aurora PostgreSQL DB instance",
// and "Maximum connections for Aurora Serverless v2").
const (
	bytesPerConnection = 9531392
	mostConnections    = 5000
	mostWhenCapped     = 2000
)

// DBInstanceClassMemory is less than the class's memory, by what RDS itself takes.
// AWS does not publish it, but its table of serverless limits (189 connections for
// 1 unit, 823 for 4, 1669 for 8, 3360 for 16) is this line to within one.
const (
	usableShare   = 0.9384
	reservedBytes = gib / 5
)

// connections is how many connections an instance admits.
func (s size) connections() int {
	usable := float64(s.memoryGiB)*gib*usableShare - reservedBytes
	most := mostConnections
	if s.capped {
		most = mostWhenCapped
	}
	return min(int(usable/bytesPerConnection), most)
}

// memoryBytes is the memory of an instance at its largest.
func (s size) memoryBytes() float64 { return float64(s.memoryGiB) * gib }

// localBytes is the storage for temporary files and logs, about twice the memory
// (Aurora user guide, "Temporary storage limits for Aurora PostgreSQL": 32 GiB for
// an r6g.large of 16, 126 for a 2xlarge of 64).
func (s size) localBytes() float64 { return 2 * s.memoryBytes() }
