package alerts

import (
	"fmt"
	"net/mail"
	"slices"

	"github.com/covetpy/platform/infra/fault"
)

// Validate returns every fault of the arguments. It looks at plain values alone,
// so it needs no context and registers nothing.
func (a *Args) Validate() fault.Faults {
	var c fault.Check
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
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
