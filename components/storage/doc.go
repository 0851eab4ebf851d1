// Package storage makes the one bucket of an environment that the records of
// requests go to: the access and connection logs of load balancers, and those
// of S3 itself.
//
// Some files decide (grantpolicy, validate): they are pure and do not import
// Pulumi. The others register. Names are in names.go.
//
// What does not belong here: buckets that hold anything else, and turning the
// records on, which is the work of what is recorded.
package storage
