// Package network holds the rules about who reaches what over the network, one
// rule a file.
package network
