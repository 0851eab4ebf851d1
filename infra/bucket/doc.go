// Package bucket makes every S3 bucket of the program, so that none of them can
// leave out what all of them need: no public access, one owner, versions, a key
// of ours, TLS for every caller, an end for what is old, and a record of who
// asked for what.
//
// Which bucket holds what, and who may write into it, is the component's that
// asks for it.
package bucket
