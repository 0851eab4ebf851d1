// Package objects makes a bucket of S3 for what applications keep: uploads, reports.
//
// One file decides (validate): it is pure and does not import Pulumi. The others
// register. Names are in names.go. What every bucket has is infra/bucket's.
//
// What does not belong here: keys, backups (they find the bucket by its tag), and who
// may read and write, which is for each application's own role.
package objects
