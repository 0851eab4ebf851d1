// Package budgets describes the resource types of AWS Budgets, one file each.
// Nothing is spent here: no budget is ever exceeded.
package budgets

import "github.com/covetpy/platform/sim/kind"

// Kinds are the types of this service.
func Kinds() []kind.Kind { return []kind.Kind{budget()} }
