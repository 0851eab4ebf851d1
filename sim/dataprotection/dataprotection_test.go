package dataprotection

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// policy is one of CloudWatch Logs for what is listed, with more at its end.
func policy(identifiers, more string) string {
	return `{"Version":"2021-06-01","Statement":[{"DataIdentifier":[` + identifiers + `],"Operation":{"Audit":{"FindingsDestination":{}}}},` +
		`{"DataIdentifier":[` + identifiers + `],"Operation":{"Deidentify":{"MaskConfig":{}}}}]` + more + `}`
}

func TestIdentifiersThatAWSKnows(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		identifier string
		known      bool
	}{
		"the same everywhere":             {"arn:aws:dataprotection::aws:data-identifier/EmailAddress", true},
		"a country's":                     {"arn:aws:dataprotection::aws:data-identifier/PassportNumber-GB", true},
		"a country's that nobody has":     {"arn:aws:dataprotection::aws:data-identifier/PassportNumber-XX", false},
		"a country's without its country": {"arn:aws:dataprotection::aws:data-identifier/PhoneNumber", false},
		"everybody's with a country":      {"arn:aws:dataprotection::aws:data-identifier/EmailAddress-GB", false},
		"another partition's":             {"arn:aws-us-gov:dataprotection::aws:data-identifier/Name", true},
		"an account's":                    {"arn:aws:dataprotection::111122223333:data-identifier/Name", false},
		"another thing":                   {"arn:aws:dataprotection::aws:data-type/Name", false},
		"a name only":                     {"EmailAddress", false},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			_, err := Parse(policy(`"`+tt.identifier+`"`, ""))
			if tt.known {
				require.NoError(t, err)
				return
			}
			assert.EqualError(t, err, tt.identifier+" is not a valid Data Identifier")
		})
	}
}

func TestIdentifiersOfOnesOwn(t *testing.T) {
	t.Parallel()
	own := func(list string) string { return `,"Configuration":{"CustomDataIdentifier":[` + list + `]}` }
	const badge = `{"Name":"badge","Regex":"B-[0-9]{6}"}`
	for title, tt := range map[string]struct{ list, says string }{
		"one":                        {badge, ""},
		"one that is not used":       {badge + `,{"Name":"ticket","Regex":"T-[0-9]+"}`, ""},
		"none of the name":           {`{"Name":"ticket","Regex":"T-[0-9]+"}`, "badge is not a valid Data Identifier"},
		"two of a name":              {badge + "," + badge, "two custom data identifiers badge"},
		"a name with a space":        {badge + `,{"Name":"a b","Regex":"c"}`, "is no name"},
		"no expression":              {badge + `,{"Name":"ticket","Regex":""}`, "no valid regular expression"},
		"an expression that is none": {badge + `,{"Name":"ticket","Regex":"("}`, "no valid regular expression"},
		"eleven":                     {strings.TrimSuffix(strings.Repeat(badge+",", 11), ","), "can have 10 custom data identifiers, got 11"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			_, err := Parse(policy(`"badge"`, own(tt.list)))
			if tt.says == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, tt.says)
		})
	}
}

func TestPoliciesOfCloudWatchLogs(t *testing.T) {
	t.Parallel()
	const (
		mail  = `"DataIdentifier":["arn:aws:dataprotection::aws:data-identifier/EmailAddress"]`
		audit = `{` + mail + `,"Operation":{"Audit":{"FindingsDestination":{}}}}`
		mask  = `{` + mail + `,"Operation":{"Deidentify":{"MaskConfig":{}}}}`
	)
	for title, tt := range map[string]struct{ statements, says string }{
		"audit, then mask":            {audit + "," + mask, ""},
		"mask, then audit":            {mask + "," + audit, "the first statement must have the operation Audit"},
		"audit twice":                 {audit + "," + audit, "the second statement must have the operation Deidentify"},
		"audit to nobody that's said": {`{` + mail + `,"Operation":{"Audit":{}}},` + mask, "must have a FindingsDestination"},
		"mask with a character":       {audit + `,{` + mail + `,"Operation":{"Deidentify":{"MaskConfig":{"MaskWithCharacter":"#"}}}}`, "an empty MaskConfig"},
		"a topic's":                   {`{"DataDirection":"Inbound",` + mail + `,"Operation":{"Audit":{"FindingsDestination":{}}}},` + mask, "DataDirection is for topics"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			d, err := Parse(`{"Version":"2021-06-01","Statement":[` + tt.statements + `]}`)
			require.NoError(t, err)
			to, err := d.ForLogs()
			if tt.says == "" {
				require.NoError(t, err)
				assert.Equal(t, Destination{}, to)
				return
			}
			require.ErrorContains(t, err, tt.says)
		})
	}
}
