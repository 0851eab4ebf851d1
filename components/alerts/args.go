package alerts

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
)

// Args says who hears of what.
type Args struct {
	// Names is what the topics' names begin with, and the names of the alarms and
	// databases that may send to them.
	Names naming.Scope
	// Where is the account and region.
	Where identity.Scope
	// KeyARN encrypts what the topics hold while they deliver it. Its policy has to
	// let the senders use it (the encryption package's class Messages).
	KeyARN pulumi.StringInput
	// Page and Ticket are the mail addresses that hear of each severity. AWS sends
	// each a link that has to be followed once; until then it gets nothing. Empty
	// lists leave the topics to others.
	Page, Ticket []string
}
