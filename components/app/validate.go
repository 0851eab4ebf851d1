package app

import (
	"regexp"

	"github.com/covetpy/platform/infra/fault"
)

// labelForm is a DNS label (RFC 1035) as Kubernetes takes it for a Service.
var labelForm = regexp.MustCompile(`^[a-z]([-a-z0-9]*[a-z0-9])?$`)

// Validate returns every fault of the arguments. It looks at plain values alone, so
// it needs no context and registers nothing.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	a.withDefaults().check(&c)
	return c.Faults()
}

func (a *Args) check(c *fault.Check) {
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
	a.checkNames(c)
	a.checkDelivery(c)
	a.checkWorkload(c)
	a.checkUses(c)
	a.checkSecrets(c)
	a.checkEnvironment(c)
	a.checkReach(c)
	a.checkScaling(c)
	a.checkJobs(c)
	a.checkMesh(c)
}
