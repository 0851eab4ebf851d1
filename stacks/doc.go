// Package stacks composes an environment: which components it has, how they are
// joined, and what it exports.
//
// plan.go turns the configuration into the components' arguments, without a
// resource; environment.go registers them. What a component is made of, and what
// a setting defaults to, do not belong here.
package stacks
