package rule

import "github.com/covetpy/platform/policy/truth"

// Truth is the answer to a question about a property. The zero value is Unknown,
// so that a forgotten answer passes nothing.
type Truth = truth.Truth

// The three answers.
const (
	Unknown = truth.Unknown
	No      = truth.No
	Yes     = truth.Yes
)

// Of turns a plain answer into a Truth.
func Of(b bool) Truth { return truth.Of(b) }

// And is Yes when every answer is, No when one is, otherwise Unknown: one No
// decides, whatever is still open.
func And(ts ...Truth) Truth { return truth.And(ts...) }

// Or is Yes when one answer is, No when all are, otherwise Unknown.
func Or(ts ...Truth) Truth { return truth.Or(ts...) }

// Not turns Yes into No and No into Yes; Unknown stays.
func Not(t Truth) Truth { return truth.Not(t) }
