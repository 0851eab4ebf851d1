// Package operations holds the rules about what is run day by day: what is
// recorded and watched, what stays up when something breaks, and what is kept in
// support, one rule a file.
package operations
