package cloudwatch

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// parseAlarmRule returns the names and ARNs of the alarms of a composite alarm's
// rule, each once, in order. Source: CloudWatch API reference, PutCompositeAlarm,
// AlarmRule; for AT_LEAST: CloudWatch user guide, "Create a composite alarm".
func parseAlarmRule(rule string) ([]string, error) {
	if rule == "" || strings.TrimSpace(rule) != rule {
		return nil, refuseAlarm("AlarmRule must not contain leading or trailing whitespace or be null")
	}
	p := &ruleParser{text: []rune(rule)}
	if err := p.expression(); err != nil {
		return nil, err
	}
	if p.space(); p.at < len(p.text) {
		return nil, p.unsupported()
	}
	return p.alarms, nil
}

// alarmsOf are the alarms of a rule; those of a wrong one are none, as it is
// refused for that.
func alarmsOf(rule string) []string {
	alarms, _ := parseAlarmRule(rule)
	return alarms
}

type ruleParser struct {
	text   []rune
	at     int
	alarms []string
}

// unsupported refuses what is next.
func (p *ruleParser) unsupported() error {
	p.space()
	token := "<EOF>"
	if p.at < len(p.text) {
		if token = p.peekWord(); token == "" {
			token = string(p.text[p.at])
		}
	}
	return refuseAlarm("Error in AlarmRule [Unsupported token '%s' at char %d]", token, p.at)
}

func (p *ruleParser) space() {
	for p.at < len(p.text) && unicode.IsSpace(p.text[p.at]) {
		p.at++
	}
}

// peekWord is the keyword that is next, "" for anything else.
func (p *ruleParser) peekWord() string {
	p.space()
	end := p.at
	for end < len(p.text) && (unicode.IsLetter(p.text[end]) || p.text[end] == '_') {
		end++
	}
	return string(p.text[p.at:end])
}

// word takes one of the keywords, which are written in either case.
func (p *ruleParser) word(accepted ...string) string {
	next := p.peekWord()
	if i := slices.IndexFunc(accepted, func(a string) bool { return strings.EqualFold(a, next) }); i >= 0 {
		p.at += len(next)
		return accepted[i]
	}
	return ""
}

func (p *ruleParser) sign(r rune) bool {
	if p.space(); p.at < len(p.text) && p.text[p.at] == r {
		p.at++
		return true
	}
	return false
}

func (p *ruleParser) expect(r rune) error {
	if !p.sign(r) {
		return p.unsupported()
	}
	return nil
}

func (p *ruleParser) expression() error {
	for {
		if err := p.operand(); err != nil {
			return err
		}
		if p.word("AND", "OR") == "" {
			return nil
		}
	}
}

var alarmStates = []string{"ALARM", "OK", "INSUFFICIENT_DATA"}

func (p *ruleParser) operand() error {
	switch {
	case p.word("NOT") != "":
		return p.operand()
	case p.sign('('):
		if err := p.expression(); err != nil {
			return err
		}
		return p.expect(')')
	case p.word("TRUE", "FALSE") != "":
		return nil
	case p.word("AT_LEAST") != "":
		return p.atLeast()
	case p.word(alarmStates...) != "":
		if err := p.expect('('); err != nil {
			return err
		}
		if err := p.alarm(); err != nil {
			return err
		}
		return p.expect(')')
	default:
		return p.unsupported()
	}
}

// atLeast is AT_LEAST(2, ALARM, (a, b, c)); how many may be a percentage, and the
// state may be negated.
func (p *ruleParser) atLeast() error {
	if err := p.expect('('); err != nil {
		return err
	}
	p.space()
	from := p.at
	for p.at < len(p.text) && unicode.IsDigit(p.text[p.at]) {
		p.at++
	}
	if p.at == from {
		return p.unsupported()
	}
	p.sign('%')
	if err := p.expect(','); err != nil {
		return err
	}
	p.word("NOT")
	if p.word(alarmStates...) == "" {
		return p.unsupported()
	}
	for _, r := range ",(" {
		if err := p.expect(r); err != nil {
			return err
		}
	}
	for {
		if err := p.alarm(); err != nil {
			return err
		}
		if !p.sign(',') {
			break
		}
	}
	for _, r := range "))" {
		if err := p.expect(r); err != nil {
			return err
		}
	}
	return nil
}

// alarm is a name or an ARN, in quotation marks or not.
func (p *ruleParser) alarm() error {
	end := ",)"
	quoted := p.sign('"')
	if quoted {
		end = `"`
	}
	from := p.at
	for p.at < len(p.text) && !strings.ContainsRune(end, p.text[p.at]) {
		p.at++
	}
	name := strings.TrimSpace(string(p.text[from:p.at]))
	if name == "" || quoted && !p.sign('"') {
		return p.unsupported()
	}
	if !slices.Contains(p.alarms, name) {
		p.alarms = append(p.alarms, name)
	}
	return nil
}

// mostChildren of a composite alarm. Source: CloudWatch API reference,
// PutCompositeAlarm.
const mostChildren = 100

func admitAlarmRule(rule string) error {
	alarms, err := parseAlarmRule(rule)
	switch {
	case err != nil:
		return err
	case len(alarms) > mostChildren:
		return fmt.Errorf("LimitExceededFault: the rule has %d alarms, a composite alarm can have %d", len(alarms), mostChildren)
	}
	return nil
}
