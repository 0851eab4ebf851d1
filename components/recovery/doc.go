// Package recovery keeps backups of what an environment stores, somewhere else
// too, and proves them: AWS Backup's vaults, plans, copies, restore tests and
// reports, and the objectives that they have to meet.
//
// A store is covered by the class in its tag (tags.Covered), never by its name,
// so that a new one is covered the moment it exists. Aurora's point-in-time
// recovery stays Aurora's own: a continuous backup of AWS Backup would take the
// retention and the backup window away from the cluster (AWS Backup developer
// guide, "Continuous backups and point-in-time recovery", Aurora). It is a fact
// here, which the objectives count on.
//
// What is stored, its keys and its topics do not belong here. Files that decide
// (plans, schedules, objectives, documents) do not import Pulumi; files that
// register do no arithmetic; names.go names.
package recovery

//go:generate go run ./write
