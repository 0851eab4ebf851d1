// Package database makes an Aurora PostgreSQL cluster: serverless or provisioned,
// in one region or two, with its parameters, logs, monitoring, proxy, events and
// alarms.
//
// No password is in it: RDS keeps the master user's in Secrets Manager, and
// applications log in with IAM. The one exception is a global database, whose
// master password RDS can't keep (see Global.BootstrapPassword).
//
// Roles and schemas inside the database do not belong here: docs/database.md has
// the SQL that makes them. Neither do backup plans, which find the cluster by its
// tag, nor the network and the keys, which come in as ids and ARNs. Files that
// decide (versions, classes, parameters, rules, alarms, documents) do not import
// Pulumi; files that register do no arithmetic; names.go names.
package database
