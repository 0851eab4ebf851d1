package cloudwatch

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestFilterPatterns(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		pattern           string
		valid, structured bool
	}{
		"nothing, which is everything":         {"", true, false},
		"a term":                               {"ERROR", true, false},
		"several terms":                        {"ERROR timeout", true, false},
		"one of several, and not another":      {`?ERROR ?WARN -"health check"`, true, false},
		"a regular expression":                 {`%5\d\d%`, true, false},
		"a term with a colon":                  {"level:ERROR", false, false},
		"an open quotation mark":               {`"ERROR`, false, false},
		"a text in JSON":                       {`{ $.eventType = "UpdateTrail" }`, true, true},
		"any text in JSON":                     {`{ $.eventType = * }`, true, true},
		"a text in a list in JSON":             {`{ $.users[0]["first name"] = A* }`, true, true},
		"numbers in JSON":                      {`{ $.size >= 1.5e3 && $.size < -2 }`, true, true},
		"what JSON has and what not":           {`{ ($.a IS NULL || $.b NOT EXISTS) && $.c IS TRUE }`, true, true},
		"a regular expression in JSON":         {`{ $.name != %^a.*z$% }`, true, true},
		"an address in JSON":                   {`{ $.source = 10.0.* }`, true, true},
		"a number compared with a text":        {`{ $.size > big }`, false, true},
		"a field in JSON without a dollar":     {`{ eventType = "UpdateTrail" }`, false, true},
		"no condition on JSON":                 {`{ }`, false, true},
		"an open brace":                        {`{ $.a = 1`, false, true},
		"an open bracket in JSON":              {`{ ($.a = 1 }`, false, true},
		"one sign of two in JSON":              {`{ $.a = 1 & $.b = 2 }`, false, true},
		"fields of a line":                     {`[ip, user, timestamp, request, status = 4*, bytes > 1000]`, true, true},
		"fields of a line of any number":       {`[..., status = 404 || status = 410, size]`, true, true},
		"a comma in a text of a field":         {`[request = "GET, POST", status]`, true, true},
		"fields of a line without an operator": {`[ip user]`, false, true},
		"an open square bracket":               {`[ip, user`, false, true},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.valid, validPattern(tt.pattern), "valid")
			assert.Equal(t, tt.structured, structured(tt.pattern), "has fields")
		})
	}
}
