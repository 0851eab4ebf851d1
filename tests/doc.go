// Package tests holds what crosses components: whole environments on the real
// engine against the simulated cloud, with the policy pack on.
//
// harness_test.go has the world that a test runs in and what it can do there,
// lookup_test.go how to find things in it,
// invariants_test.go what must hold in every world, the other files one subject
// each. What one package can test of itself does not belong here.
package tests
