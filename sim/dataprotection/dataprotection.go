// Package dataprotection reads data protection policies as CloudWatch Logs and SNS
// do when one is put: what is looked for, and what happens where it is found.
//
// Whether a text has any such data does not belong here: no message is read.
package dataprotection

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Document is a data protection policy.
type Document struct {
	Name          string
	Description   string
	Version       string
	Configuration struct{ CustomDataIdentifier []Custom }
	Statement     []Statement
}

// Custom is an identifier of the policy's own.
type Custom struct{ Name, Regex string }

// Statement is one of a policy's. Direction and principal are SNS's.
type Statement struct {
	Sid            string
	DataDirection  string
	Principal      []string
	DataIdentifier []string
	Operation      Operation
}

// Operation is what happens to the data: one of these.
type Operation struct {
	Audit      *Audit
	Deidentify *Deidentify
	Deny       *struct{}
}

// Audit reports what is found.
type Audit struct {
	SampleRate          *json.Number
	FindingsDestination *Destination
	// NoFindingsDestination is SNS's, for metrics only.
	NoFindingsDestination *Destination
}

// Destination is where findings go, by name: any of these, or nowhere.
type Destination struct {
	CloudWatchLogs *struct{ LogGroup string }
	S3             *struct{ Bucket string }
	Firehose       *struct{ DeliveryStream string }
}

// Deidentify masks what is found. Redaction is SNS's.
type Deidentify struct {
	MaskConfig   *struct{ MaskWithCharacter string }
	RedactConfig *struct{}
}

// version is the only one there is.
const version = "2021-06-01"

// Limits of identifiers of a policy's own. Source: CloudWatch Logs user guide,
// "Custom data identifiers".
const (
	mostCustom   = 10
	longestName  = 128
	longestRegex = 200
)

var (
	policyName = regexp.MustCompile(`^[A-Za-z0-9_-]*$`)
	customName = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)
)

// Parse reads a policy and says what neither service accepts. Its errors have the
// services' words as far as these are known, without a code.
func Parse(document string) (Document, error) {
	var d Document
	if err := json.Unmarshal([]byte(document), &d); err != nil {
		return d, fmt.Errorf("Policy document is not valid: %w", err)
	}
	switch {
	case d.Version != version:
		return d, fmt.Errorf("Policy Version must be %s", version)
	case !policyName.MatchString(d.Name):
		return d, errors.New("Policy Name can only include alphanumeric characters, hyphens (-) and underscores (_)")
	case len(d.Statement) == 0:
		return d, errors.New("Policy must have a Statement")
	}
	own, err := d.custom()
	if err != nil {
		return d, err
	}
	for _, s := range d.Statement {
		if len(s.DataIdentifier) == 0 {
			return d, fmt.Errorf("Statement %s must have a DataIdentifier", s.Sid)
		}
		for _, identifier := range s.DataIdentifier {
			if !slices.Contains(own, identifier) && !managed(identifier) {
				return d, fmt.Errorf("%s is not a valid Data Identifier", identifier)
			}
		}
	}
	return d, nil
}

// custom returns the names of the policy's own identifiers.
func (d Document) custom() ([]string, error) {
	list := d.Configuration.CustomDataIdentifier
	if len(list) > mostCustom {
		return nil, fmt.Errorf("a policy can have %d custom data identifiers, got %d", mostCustom, len(list))
	}
	var names []string
	for _, c := range list {
		_, err := regexp.Compile(c.Regex)
		switch {
		case !customName.MatchString(c.Name) || len(c.Name) > longestName:
			return nil, fmt.Errorf("%q is no name of a custom data identifier", c.Name)
		case slices.Contains(names, c.Name):
			return nil, fmt.Errorf("there are two custom data identifiers %s", c.Name)
		case c.Regex == "" || len(c.Regex) > longestRegex || err != nil:
			return nil, fmt.Errorf("the custom data identifier %s has no valid regular expression of up to %d characters", c.Name, longestRegex)
		}
		names = append(names, c.Name)
	}
	return names, nil
}

// managed is true for the ARN of an identifier that AWS manages.
func managed(arn string) bool {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) != 6 || parts[0] != "arn" || parts[2] != "dataprotection" || parts[3] != "" || parts[4] != "aws" {
		return false
	}
	name, ok := strings.CutPrefix(parts[5], "data-identifier/")
	data, country, _ := strings.Cut(name, "-")
	countries, known := identifiers[data]
	return ok && known && slices.Contains(strings.Fields(countries), orWorld(country))
}

func orWorld(country string) string {
	if country == "" {
		return world
	}
	return country
}

// world stands for data that is the same everywhere.
const world = "-"

// identifiers are those that AWS manages, each with the countries whose data it
// knows. Source: CloudWatch Logs user guide, "Types of data that you can protect".
var identifiers = map[string]string{
	"Address":                           world,
	"AwsSecretKey":                      world,
	"BankAccountNumber":                 "DE ES FR GB IT US",
	"CepCode":                           "BR",
	"Cnpj":                              "BR",
	"CpfCode":                           "BR",
	"CreditCardExpiration":              world,
	"CreditCardNumber":                  world,
	"CreditCardSecurityCode":            world,
	"DriversLicense":                    "AT AU BE BG CA CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK US",
	"DrugEnforcementAgencyNumber":       "US",
	"ElectoralRollNumber":               "GB",
	"EmailAddress":                      world,
	"HealthInsuranceCardNumber":         "EU",
	"HealthInsuranceClaimNumber":        "US",
	"HealthInsuranceNumber":             "FR",
	"HealthcareProcedureCode":           "US",
	"IndividualTaxIdentificationNumber": "US",
	"InseeCode":                         "FR",
	"IpAddress":                         world,
	"LatLong":                           world,
	"MedicareBeneficiaryNumber":         "US",
	"Name":                              world,
	"NationalDrugCode":                  "US",
	"NationalIdentificationNumber":      "DE ES IT",
	"NationalInsuranceNumber":           "GB",
	"NationalProviderId":                "US",
	"NhsNumber":                         "GB",
	"NieNumber":                         "ES",
	"NifNumber":                         "ES",
	"OpenSshPrivateKey":                 world,
	"PassportNumber":                    "CA DE ES FR GB IT US",
	"PermanentResidenceNumber":          "CA",
	"PersonalHealthNumber":              "CA",
	"PgpPrivateKey":                     world,
	"PhoneNumber":                       "BR DE ES FR GB IT US",
	"PkcsPrivateKey":                    world,
	"PostalCode":                        "CA",
	"PuttyPrivateKey":                   world,
	"RgNumber":                          "BR",
	"SocialInsuranceNumber":             "CA",
	"Ssn":                               "ES US",
	"TaxId":                             "DE ES FR GB",
	"VehicleIdentificationNumber":       world,
	"ZipCode":                           "US",
}
