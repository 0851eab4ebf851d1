// Package later lets a value be written before all of it is known.
//
// A pure function writes manifests and documents as plain text; what another
// component is going to make (an endpoint, an ARN) is a mark in that text. Whoever
// registers the text puts the outputs in place of the marks. So the function can be
// called by a test with plain values, and what does not depend on an output stays
// known in a preview, where a policy can judge it.
//
// How a manifest or a document looks does not belong here.
package later

import (
	"fmt"
	"regexp"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Values are those that marks stand for. The zero value has none.
type Values struct {
	texts []pulumi.StringInput
	lists []pulumi.StringArrayInput
}

// Marks are in characters of Unicode's private use area, which no name, range or
// address has in it.
const (
	textMark = "\uE000"
	listMark = "\uE001"
	endMark  = "\uE002"
)

var (
	textForm = regexp.MustCompile(textMark + `(\d+)` + endMark)
	listForm = regexp.MustCompile(listMark + `(\d+)` + endMark)
)

// Text is the text itself where it is known, and else a mark for it.
func (v *Values) Text(in pulumi.StringInput) string {
	if known, ok := in.(pulumi.String); ok {
		return string(known)
	}
	v.texts = append(v.texts, in)
	return textMark + strconv.Itoa(len(v.texts)-1) + endMark
}

// Each is a mark for every text of a list: what stands in an array and has the mark
// in it stands there once for each text (Value). It may not be in other places, with
// another mark beside it, or of a list that proves to be empty.
func (v *Values) Each(in pulumi.StringArrayInput) string {
	v.lists = append(v.lists, in)
	return listMark + strconv.Itoa(len(v.lists)-1) + endMark
}

// Resolve is a text with the outputs in place of its marks.
func (v *Values) Resolve(text string) pulumi.StringInput {
	if !textForm.MatchString(text) {
		return pulumi.String(text)
	}
	return pulumi.All(v.inputs(text)...).ApplyT(func(made []any) string {
		next := 0
		return textForm.ReplaceAllStringFunc(text, func(string) string {
			next++
			return fmt.Sprint(made[next-1])
		})
	}).(pulumi.StringOutput)
}

// inputs are the values of a text's marks, in their order there.
func (v *Values) inputs(text string) []any {
	var out []any
	for _, found := range textForm.FindAllStringSubmatch(text, -1) {
		out = append(out, v.texts[number(found[1])])
	}
	return out
}

func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		panic(fmt.Sprintf("a mark's number is %q: %v", digits, err)) // the form has digits alone
	}
	return n
}
