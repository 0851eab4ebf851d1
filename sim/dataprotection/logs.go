package dataprotection

import (
	"errors"
	"slices"
)

// ForLogs asks for what CloudWatch Logs wants of a policy: one statement that audits
// and then one that masks, for the same data. Source: CloudWatch Logs API reference,
// PutDataProtectionPolicy, policyDocument.
func (d Document) ForLogs() (Destination, error) {
	if len(d.Statement) != 2 {
		return Destination{}, errors.New("the policy must have exactly two statements, one with the operation Audit and one with Deidentify")
	}
	audit, mask := d.Statement[0], d.Statement[1]
	switch {
	case audit.Operation.Audit == nil || audit.Operation.Deidentify != nil || audit.Operation.Deny != nil:
		return Destination{}, errors.New("the first statement must have the operation Audit")
	case audit.Operation.Audit.FindingsDestination == nil:
		return Destination{}, errors.New("the operation Audit must have a FindingsDestination")
	case mask.Operation.Deidentify == nil || mask.Operation.Audit != nil || mask.Operation.Deny != nil:
		return Destination{}, errors.New("the second statement must have the operation Deidentify")
	case mask.Operation.Deidentify.MaskConfig == nil || mask.Operation.Deidentify.MaskConfig.MaskWithCharacter != "":
		return Destination{}, errors.New("the operation Deidentify must have an empty MaskConfig")
	case !slices.Equal(slices.Sorted(slices.Values(audit.DataIdentifier)), slices.Sorted(slices.Values(mask.DataIdentifier))):
		return Destination{}, errors.New("the DataIdentifier arrays of both statements must match exactly")
	case audit.DataDirection != "" || mask.DataDirection != "":
		return Destination{}, errors.New("DataDirection is for topics of SNS")
	}
	return *audit.Operation.Audit.FindingsDestination, nil
}
