package alerts

import (
	"fmt"
	"net/mail"
	"regexp"
	"slices"

	"github.com/covetpy/platform/infra/fault"
)

var accountForm = regexp.MustCompile(`^[0-9]{12}$`)

// Validate returns every fault of the arguments. It looks at plain values alone,
// so it needs no context and registers nothing.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	c.Require(a.Names.Project != "", "names.project", nil, "the project's name")
	c.Require(a.Names.Environment != "", "names.environment", nil, "the environment's name")
	c.Require(a.Where.Partition != "", "where.partition", nil, "aws or another partition")
	c.Require(a.Where.Region != "", "where.region", nil, "a region, eu-west-1")
	c.Require(accountForm.MatchString(a.Where.Account), "where.account", a.Where.Account, "an account's twelve digits")
	checkAddresses(&c, "page", a.Page)
	checkAddresses(&c, "ticket", a.Ticket)
	return c.Faults()
}

func checkAddresses(c *fault.Check, list string, addresses []string) {
	for i, address := range addresses {
		path := fmt.Sprintf("%s[%d]", list, i)
		// A name beside the address is none of SNS's business.
		parsed, err := mail.ParseAddress(address)
		c.Require(err == nil && parsed.Address == address, path, address, "a mail address, on-call@example.com")
		c.Require(slices.Index(addresses, address) == i, path, address, "each address once")
	}
}
