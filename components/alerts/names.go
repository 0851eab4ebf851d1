package alerts

import (
	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/naming"
)

// partAlerts is the part of physical names that says what they name. Logical
// names are the component's name, the severity ("alerts-page") and, of a
// subscription, the address.
const partAlerts = "alerts"

// topic is the physical name of a severity's topic, "covetpy-prod-alerts-page".
func (a *Args) topic(s alarm.Severity) string {
	return a.Names.Name(naming.SNSTopic, partAlerts, string(s))
}

// ARN is the ARN of a severity's topic, known before it exists. What has to send
// takes the component's Topics instead, so that it is made after them.
func (a *Args) ARN(s alarm.Severity) string { return a.Where.ARN("sns", a.topic(s)) }
