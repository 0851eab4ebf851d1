package slo

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Percent is an exact share, counted in millionths of a percent: 99.9 % is
// 99_900_000. Binary floating point has no 99.9, and an error budget is what is
// left when an objective is taken from 100: the rounding would be most of it.
type Percent int64

// Whole is 100 %.
const Whole Percent = 100 * onePercent

const onePercent Percent = 1_000_000

// percentDigits after the point are what a Percent holds.
const percentDigits = 6

// ParsePercent reads "99.9", with at most six digits after the point. It takes
// no sign, no exponent and no percent sign.
func ParsePercent(text string) (Percent, error) {
	refuse := fmt.Errorf("read percentage %q: write it as 99.9, with at most %d digits after the point", text, percentDigits)
	whole, fraction, point := strings.Cut(text, ".")
	if len(fraction) > percentDigits || point && fraction == "" || !digits(whole) || !digits(fraction+"0") {
		return 0, refuse
	}
	n, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", percentDigits-len(fraction)), 10, 64)
	if err != nil {
		return 0, refuse
	}
	return Percent(n), nil
}

func digits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// MustPercent is ParsePercent for a text in the program.
func MustPercent(text string) Percent {
	p, err := ParsePercent(text)
	if err != nil {
		panic(err)
	}
	return p
}

// String is the shortest exact form, "99.9".
func (p Percent) String() string {
	sign := ""
	if p < 0 {
		sign, p = "-", -p
	}
	text := fmt.Sprintf("%s%d.%0*d", sign, p/onePercent, percentDigits, p%onePercent)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// MarshalText writes what UnmarshalText reads, for configuration files.
func (p Percent) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what ParsePercent reads.
func (p *Percent) UnmarshalText(text []byte) error {
	read, err := ParsePercent(string(text))
	if err != nil {
		return err
	}
	*p = read
	return nil
}

// Ratio is the share as an exact fraction: 1/1000 for 0.1 %.
func (p Percent) Ratio() *big.Rat { return big.NewRat(int64(p), int64(Whole)) }

// Float is the share as the nearest float: 0.001 for 0.1 %.
func (p Percent) Float() float64 {
	f, _ := p.Ratio().Float64()
	return f
}

// Decimal is the share as PromQL would have it, exactly: "0.001" for 0.1 %.
func (p Percent) Decimal() string { return decimal(p.Ratio()) }

// decimal writes a fraction in the digits that it needs, and to twelve digits
// after the point where they never end.
func decimal(r *big.Rat) string {
	text := r.FloatString(12)
	if exact, ok := r.FloatPrec(); ok {
		text = r.FloatString(exact)
	}
	if !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}
