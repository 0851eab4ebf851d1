package dataprotection

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// findingsPrefix is what log groups of findings of SNS have names with.
const findingsPrefix = "/aws/vendedlogs/"

// ForTopic asks for what SNS wants of a policy: statements with a direction, a
// principal and one operation each. It returns where findings go. Source: SNS
// developer guide, "Message data protection", "Data protection policy operations".
func (d Document) ForTopic() ([]Destination, error) {
	if d.Name == "" {
		return nil, errors.New("the policy must have a Name")
	}
	var found []Destination
	for _, s := range d.Statement {
		op := s.Operation
		var operations []string
		for name, there := range map[string]bool{"Audit": op.Audit != nil, "Deidentify": op.Deidentify != nil, "Deny": op.Deny != nil} {
			if there {
				operations = append(operations, name)
			}
		}
		switch {
		case len(operations) != 1:
			return nil, fmt.Errorf("the statement %s must have one operation, has %d", s.Sid, len(operations))
		case !slices.Contains([]string{"Inbound", "Outbound"}, s.DataDirection):
			return nil, fmt.Errorf("the statement %s must have a DataDirection, Inbound or Outbound", s.Sid)
		case len(s.Principal) == 0:
			return nil, fmt.Errorf("the statement %s must have a Principal", s.Sid)
		case op.Audit != nil && s.DataDirection == "Outbound":
			return nil, fmt.Errorf("the statement %s audits what goes out; SNS audits what comes in", s.Sid)
		case op.Deidentify != nil && (op.Deidentify.MaskConfig == nil) == (op.Deidentify.RedactConfig == nil):
			return nil, fmt.Errorf("the statement %s must have one of MaskConfig and RedactConfig", s.Sid)
		case op.Audit != nil:
			to, err := op.Audit.forTopic(s.Sid)
			if err != nil {
				return nil, err
			}
			found = append(found, to)
		}
	}
	return found, nil
}

// forTopic: SNS looks at a sample of 0 to 99 % of the messages.
func (a Audit) forTopic(sid string) (Destination, error) {
	if a.SampleRate == nil {
		return Destination{}, fmt.Errorf("the statement %s must have a SampleRate", sid)
	}
	if rate, err := a.SampleRate.Int64(); err != nil || rate < 0 || rate > 99 {
		return Destination{}, fmt.Errorf("the statement %s has a SampleRate of %s, which must be from 0 to 99", sid, *a.SampleRate)
	}
	to := a.FindingsDestination
	if to == nil {
		return Destination{}, nil
	}
	if to.CloudWatchLogs != nil && !strings.HasPrefix(to.CloudWatchLogs.LogGroup, findingsPrefix) {
		return Destination{}, fmt.Errorf("the log group %s for findings must have a name that begins with %s", to.CloudWatchLogs.LogGroup, findingsPrefix)
	}
	return *to, nil
}
